#include "server/inspect/cross_references.hpp"

#include "server/inspect/object_skim.hpp"
#include "server/inspect/raw_dictionary.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

constexpr int number_max = 8'388'607;  // Source: ISO 32000-2 Annex C
constexpr std::size_t line_bytes = 20;
constexpr std::size_t entries_max = 2'000'000;  // of a section; a stream can hold any number in few bytes
constexpr std::size_t field_bytes_max = 8;

bool all_digits(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::size_t number_in(std::string_view digits)
{
    std::size_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

bool is_line(std::string_view line)
{
    return line.size() == line_bytes && all_digits(line.substr(0, 10)) && line[10] == ' ' &&
           all_digits(line.substr(11, 5)) && line[16] == ' ' && (line[17] == 'n' || line[17] == 'f') &&
           line.find_first_not_of(" \r\n", 18) == std::string_view::npos &&
           line.find_first_of("\r\n", 18) != std::string_view::npos;
}

// A run of digits up to `most`, and where it ends.
std::optional<std::size_t> take_number(std::string_view bytes, std::size_t& at, std::size_t most)
{
    const std::size_t end = std::min(bytes.find_first_not_of("0123456789", at), bytes.size());
    if (end == at || end - at > 10) return std::nullopt;
    const std::size_t value = number_in(bytes.substr(at, end - at));
    at = end;
    return value <= most ? std::optional(value) : std::nullopt;
}

// "first count", a line end, then `count` lines, and no blanks but line ends around them: mupdf rebuilds the file for a
// second space between the two numbers. False: not formed so.
bool read_subsection(std::string_view bytes, std::size_t& at, std::vector<SectionEntry>& entries)
{
    const auto first = take_number(bytes, at, number_max);
    if (!first || !bytes.substr(at).starts_with(' ')) return false;
    const auto count = take_number(bytes, ++at, number_max);
    const std::size_t lines = std::min(bytes.find_first_not_of(" \r\n", at), bytes.size());
    if (!count || bytes[lines - 1] == ' ' ||
        bytes.substr(at, lines - at).find_first_of("\r\n") == std::string_view::npos)
        return false;
    at = lines;
    if (*count > (bytes.size() - at) / line_bytes || entries.size() + *count > entries_max ||
        *first + *count > number_max)
        return false;
    for (std::size_t i = 0; i < *count; ++i, at += line_bytes) {
        const std::string_view line = bytes.substr(at, line_bytes);
        if (!is_line(line)) return false;
        entries.push_back({static_cast<int>(*first + i), line[17] == 'n' ? EntryKind::in_file : EntryKind::free,
                           number_in(line.substr(0, 10)), static_cast<int>(number_in(line.substr(11, 5)))});
    }
    at = std::min(bytes.find_first_not_of("\r\n", at), bytes.size());
    return true;
}

std::optional<std::size_t> place_in(const std::vector<RawEntry>& trailer, std::string_view key)
{
    const auto value = integer_of(trailer, key);
    return value && *value >= 0 ? std::optional(static_cast<std::size_t>(*value)) : std::nullopt;
}

void read_trailer(std::string_view bytes, std::size_t at, Section& section)
{
    const auto trailer = skim_value(bytes, at, bytes.size());
    const auto entries = read_raw_dictionary(bytes, at);
    section.strict &= trailer && !trailer->dictionary.empty() && trailer->repeated_key.empty() && entries;
    if (!section.strict) return;
    section.end = trailer->end;
    section.size = integer_of(*entries, "/Size").value_or(0);
    section.hybrid = place_in(*entries, "/XRefStm");
    section.strict = section.size > 0 && count_key(*entries, "/XRefStm") == (section.hybrid ? 1u : 0u);
}

Section read_table(std::string_view bytes, std::size_t begin)
{
    Section section;
    section.begin = section.end = begin;
    std::size_t at = begin + std::string_view("xref").size();
    const std::size_t first = std::min(bytes.find_first_not_of(" \r\n", at), bytes.size());
    section.strict =
        bytes[first - 1] != ' ' && bytes.substr(at, first - at).find_first_of("\r\n") != std::string_view::npos;
    at = first;
    while (section.strict && !bytes.substr(at).starts_with("trailer"))
        section.strict = read_subsection(bytes, at, section.entries);
    if (section.strict) read_trailer(bytes, at + std::string_view("trailer").size(), section);
    return section;
}

// The stream's data without its filters. libqpdf knows the filters; a document of its own keeps the one that is judged
// as it is.
std::string decode(QPDFObjectHandle dictionary, QPDF& scratch, std::string_view data)
{
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(&scratch, std::string(data));
    for (const char* key : {"/Filter", "/DecodeParms"})
        if (dictionary.hasKey(key)) stream.getDict().replaceKey(key, dictionary.getKey(key));
    const auto decoded = stream.getStreamData(qpdf_dl_generalized);
    return {reinterpret_cast<const char*>(decoded->getBuffer()), decoded->getSize()};
}

// Big-endian fields of the widths that /W tells, entry after entry.
class FieldReader {
public:
    FieldReader(std::string_view data, const std::array<std::size_t, 3>& widths) : data_(data), widths_(widths) {}

    std::optional<SectionEntry> next(int number)
    {
        std::array<std::size_t, 3> values{1, 0, 0};
        for (std::size_t field = 0; field < widths_.size(); ++field) {
            if (data_.size() < widths_[field]) return std::nullopt;
            if (widths_[field] > 0) values[field] = 0;
            for (std::size_t i = 0; i < widths_[field]; ++i)
                values[field] = values[field] << 8 | static_cast<unsigned char>(data_[i]);
            data_.remove_prefix(widths_[field]);
        }
        if (values[0] > 2 || values[2] > static_cast<std::size_t>(number_max)) return std::nullopt;
        const std::array kinds{EntryKind::free, EntryKind::in_file, EntryKind::in_stream};
        return SectionEntry{number, kinds[values[0]], values[1], static_cast<int>(values[2])};
    }

    std::size_t left() const { return data_.size(); }

private:
    std::string_view data_;
    std::array<std::size_t, 3> widths_;
};

std::optional<std::size_t> count_of(QPDFObjectHandle object, std::size_t most)
{
    if (!object.isInteger() || object.isIndirect() || object.getIntValue() < 0) return std::nullopt;
    const auto value = static_cast<std::size_t>(object.getIntValue());
    return value <= most ? std::optional(value) : std::nullopt;
}

// False: not formed as the standard says.
bool read_fields(QPDFObjectHandle dictionary, std::string_view data, Section& section)
{
    QPDFObjectHandle widths = dictionary.getKey("/W"), index = dictionary.getKey("/Index");
    if (!widths.isArray() || widths.getArrayNItems() != 3 || (!index.isNull() && !index.isArray())) return false;
    std::array<std::size_t, 3> width{};
    for (int i = 0; i < 3; ++i) {
        const auto value = count_of(widths.getArrayItem(i), field_bytes_max);
        if (!value) return false;
        width[static_cast<std::size_t>(i)] = *value;
    }
    if (width[1] == 0) return false;
    std::vector<std::size_t> runs{0, static_cast<std::size_t>(section.size)};
    if (index.isArray()) {
        runs.clear();
        for (int i = 0; i < index.getArrayNItems(); ++i)
            runs.push_back(count_of(index.getArrayItem(i), number_max).value_or(number_max + std::size_t{1}));
    }
    if (runs.size() % 2 != 0) return false;
    FieldReader fields(data, width);
    for (std::size_t run = 0; run < runs.size(); run += 2) {
        if (runs[run] + runs[run + 1] > number_max || section.entries.size() + runs[run + 1] > entries_max)
            return false;
        for (std::size_t i = 0; i < runs[run + 1]; ++i) {
            const auto entry = fields.next(static_cast<int>(runs[run] + i));
            if (!entry) return false;
            section.entries.push_back(*entry);
        }
    }
    return fields.left() == 0;
}

Section read_stream(std::string_view bytes, const ObjectHeader& header)
{
    Section section;
    section.begin = section.end = header.begin;
    section.number = header.number;
    section.strict = false;
    const auto object = skim_object(bytes, header, bytes.size(), [](int, int) { return std::optional<std::size_t>(); });
    if (!object || !object->stream || !object->repeated_key.empty()) return section;
    section.end = object->end;
    QPDF scratch;
    scratch.setSuppressWarnings(true);
    scratch.emptyPDF();
    QPDFObjectHandle dictionary = QPDFObjectHandle::parse(&scratch, std::string(object->dictionary));
    const auto size = count_of(dictionary.getKey("/Size"), number_max);
    if (!size || dictionary.hasKey("/XRefStm")) return section;
    section.size = static_cast<std::int64_t>(*size);
    section.strict = read_fields(dictionary, decode(dictionary, scratch, object->data), section);
    return section;
}

}  // namespace

std::optional<Section> read_section_at(std::string_view bytes, std::size_t offset)
{
    const std::size_t begin = bytes.find_first_not_of(pdf_blanks, offset);
    if (begin == std::string_view::npos) return std::nullopt;
    if (bytes.substr(begin).starts_with("xref")) return read_table(bytes, begin);
    const auto header = read_header(bytes, begin);
    if (!header) return std::nullopt;
    try {
        return read_stream(bytes, *header);
    } catch (const std::exception&) {
        Section damaged;
        damaged.begin = damaged.end = header->begin;
        damaged.strict = false;
        return damaged;
    }
}

}  // namespace chamber::inspect
