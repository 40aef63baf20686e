#include "server/inspect/byte_range.hpp"

#include "server/inspect/raw_dictionary.hpp"

#include <algorithm>
#include <charconv>

namespace chamber::inspect {
namespace {

constexpr std::string_view blanks("\0\t\n\f\r ", 6);

// 64-bit arithmetic without clipping: each number is first known to be inside the file.
std::optional<Coverage> read_numbers(const std::vector<std::int64_t>& numbers, std::size_t file_bytes)
{
    if (numbers.size() != 4) return std::nullopt;
    const auto size = static_cast<std::int64_t>(file_bytes);
    for (const std::int64_t value : numbers)
        if (value < 0 || value > size) return std::nullopt;
    if (numbers[0] != 0 || numbers[1] <= 0 || numbers[2] < numbers[1] + 2 || numbers[2] + numbers[3] > size)
        return std::nullopt;
    return Coverage{static_cast<std::size_t>(numbers[1]), static_cast<std::size_t>(numbers[2]),
                    static_cast<std::size_t>(numbers[2] + numbers[3])};
}

int nibble(char digit)
{
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool is_hex_string(std::string_view bytes, const Coverage& coverage)
{
    if (bytes[coverage.first_length] != '<' || bytes[coverage.second_start - 1] != '>') return false;
    for (const char digit : coverage.gap(bytes))
        if (nibble(digit) < 0 && blanks.find(digit) == std::string_view::npos) return false;
    return true;
}

std::string check_dictionary(std::string_view bytes, const SignedField& field)
{
    if (field.inside_object_stream) return "R4: the signature dictionary stands in an object stream";
    if (field.contents_offset <= 0 || field.dictionary_offset <= 0) return "R4: no place in the file";
    const auto entries = read_raw_dictionary(bytes, static_cast<std::size_t>(field.dictionary_offset));
    if (!entries) return "R4: the signature dictionary cannot be read where it stands";
    if (count_key(*entries, "/Contents") != 1) return "R4: not exactly one /Contents";
    if (count_key(*entries, "/ByteRange") != 1) return "R4: not exactly one /ByteRange";
    return {};
}

}  // namespace

CoverageFinding check_coverage(std::string_view bytes, const SignedField& field)
{
    CoverageFinding found;
    if (!field.has_contents) {
        found.broken_rule = "no /Contents";
        return found;
    }
    if (!field.byte_range) {
        found.broken_rule = "R1: /ByteRange is not a direct array of integers";
        return found;
    }
    found.coverage = read_numbers(*field.byte_range, bytes.size());
    if (!found.coverage) {
        found.broken_rule = "R2: the numbers of /ByteRange do not fit the file";
        return found;
    }
    if (!is_hex_string(bytes, *found.coverage))
        found.broken_rule = "R3: the gap is not one hexadecimal string";
    else if (static_cast<std::size_t>(field.contents_offset) != found.coverage->first_length)
        found.broken_rule = "R4: the gap is not this signature's /Contents";
    else
        found.broken_rule = check_dictionary(bytes, field);
    return found;
}

bool range_fits(std::string_view bytes, std::size_t bracket)
{
    std::vector<std::int64_t> numbers;
    std::size_t at = bracket + 1;
    while (numbers.size() <= 4) {
        at = std::min(bytes.find_first_not_of(blanks, at), bytes.size());
        if (at < bytes.size() && bytes[at] == '+') ++at;
        std::int64_t value = 0;
        const auto read = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), value);
        if (read.ec != std::errc()) break;
        numbers.push_back(value);
        at = static_cast<std::size_t>(read.ptr - bytes.data());
    }
    const auto coverage = read_numbers(numbers, bytes.size());
    return coverage && is_hex_string(bytes, *coverage);
}

bool may_stand_together(const Coverage& left, const Coverage& right)
{
    const bool apart = left.second_start <= right.first_length || right.second_start <= left.first_length;
    return apart && left.end != right.end;
}

std::string decode_gap(std::string_view hex)
{
    std::string bytes;
    bytes.reserve(hex.size() / 2 + 1);
    int high = -1;
    for (const char digit : hex) {
        const int value = nibble(digit);
        if (value < 0) continue;
        if (high >= 0) bytes += static_cast<char>(high << 4 | value);
        high = high >= 0 ? -1 : value;
    }
    if (high >= 0) bytes += static_cast<char>(high << 4);
    return bytes;
}

bool has_blanks(std::string_view hex)
{
    return hex.find_first_of(blanks) != std::string_view::npos;
}

}  // namespace chamber::inspect
