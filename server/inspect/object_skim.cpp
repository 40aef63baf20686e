#include "server/inspect/object_skim.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

namespace chamber::inspect {
namespace {

constexpr std::size_t depth_max = 500;
constexpr std::size_t digits_max = 10;
constexpr std::string_view delimiters = "()<>[]{}/%";

bool is_blank(char c)
{
    return pdf_blanks.find(c) != std::string_view::npos;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_regular(char c)
{
    return !is_blank(c) && delimiters.find(c) == std::string_view::npos;
}

std::optional<int> read_int(std::string_view bytes, std::size_t& at)
{
    int value = 0;
    if (at >= bytes.size() || !is_digit(bytes[at])) return std::nullopt;
    const auto read = std::from_chars(bytes.data() + at, bytes.data() + bytes.size(), value);
    if (read.ec != std::errc()) return std::nullopt;
    at = static_cast<std::size_t>(read.ptr - bytes.data());
    return value;
}

std::size_t skip_blanks(std::string_view bytes, std::size_t at)
{
    return std::min(bytes.find_first_not_of(pdf_blanks, at), bytes.size());
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(pdf_blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(pdf_blanks) - first + 1);
}

int nibble(char digit)
{
    if (is_digit(digit)) return digit - '0';
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// "/Con#74ents" is /Contents.
std::string plain_name(std::string_view name)
{
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool escaped =
            name[i] == '#' && i + 2 < name.size() && nibble(name[i + 1]) >= 0 && nibble(name[i + 2]) >= 0;
        plain += escaped ? static_cast<char>(nibble(name[i + 1]) << 4 | nibble(name[i + 2])) : name[i];
        if (escaped) i += 2;
    }
    return plain;
}

bool all_hex(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return nibble(c) >= 0 || is_blank(c); });
}

// "/A#20b"; a "#" without two digits, or for a NUL, is read one way or another.
bool is_regular_name(std::string_view name)
{
    for (std::size_t at = name.find('#'); at != std::string_view::npos; at = name.find('#', at + 1))
        if (at + 2 >= name.size() || nibble(name[at + 1]) < 0 || nibble(name[at + 2]) < 0 ||
            name.substr(at + 1, 2) == "00")
            return false;
    return name.size() > 1;
}

bool is_number(std::string_view token)
{
    if (token.starts_with('+') || token.starts_with('-')) token.remove_prefix(1);
    return token.find_first_not_of("0123456789.") == std::string_view::npos && std::ranges::count(token, '.') <= 1 &&
           token.find_first_of("0123456789") != std::string_view::npos;
}

// Token by token, with a stack of open brackets.
class Skimmer {
public:
    Skimmer(std::string_view bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    // One value, up to the word that ends an object or begins a stream, which is left unread. False: brackets that do
    // not close.
    bool skim()
    {
        for (;;) {
            at_ = skip_blanks_and_remarks(bytes_, at_);
            if (at_ >= bytes_.size()) return open_.empty() && begun_;
            if (!begun_ && bytes_.substr(at_).starts_with("endobj")) return true;
            if (open_.empty() && begun_ && !goes_on()) return true;
            if (!step()) return false;
            begun_ = true;
        }
    }

    std::size_t at() const { return at_; }
    std::string_view dictionary() const { return dictionary_; }
    std::string_view length() const { return length_; }
    const std::string& repeated_key() const { return repeated_key_; }
    bool regular() const { return regular_ && values_ == 1; }

private:
    struct Entry {
        std::string key;
        std::size_t value = 0;  // where its text begins
        std::size_t end = 0;
        int values = 0;
    };
    struct Bracket {
        bool dictionary = false;
        bool awaiting_value = false;
        std::size_t begin = 0;
        std::vector<Entry> entries;
    };

    // At the top a value may be a reference: three tokens.
    bool goes_on() const
    {
        return is_digit(bytes_[at_]) ||
               (bytes_[at_] == 'R' && (at_ + 1 == bytes_.size() || !is_regular(bytes_[at_ + 1])));
    }

    bool step()
    {
        const char c = bytes_[at_];
        if (c == '/') return on_name();
        if (bytes_.substr(at_).starts_with("<<")) return on_open(true, 2);
        if (bytes_.substr(at_).starts_with(">>")) return on_close(true, 2);
        if (c == '[') return on_open(false, 1);
        if (c == ']') return on_close(false, 1);
        if (c == '(') return on_value() && skip_string();
        if (c == '<') {
            const std::size_t begin = at_ + 1;
            at_ = bytes_.find('>', at_);
            if (at_ == std::string_view::npos) return false;
            regular_ &= all_hex(bytes_.substr(begin, at_++ - begin));
            return on_value();
        }
        if (c == '{' || c == '}' || c == ')' || c == '>') return false;
        return on_word();
    }

    // A number, "true", "false", "null", or the "R" behind two numbers, which makes one value of three.
    bool on_word()
    {
        const std::size_t begin = at_;
        while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
        const std::string_view word = bytes_.substr(begin, at_ - begin);
        const bool number = is_number(word), reference = word == "R";
        regular_ &= number || (reference && numbers_ >= 2) || word == "true" || word == "false" || word == "null";
        const int numbers = number ? numbers_ + 1 : 0;
        on_value(reference ? -1 : 1);
        numbers_ = numbers;
        return true;
    }

    bool on_value(int values = 1)
    {
        numbers_ = 0;
        if (open_.empty()) {
            values_ += values;
            return true;
        }
        Bracket& bracket = open_.back();
        bracket.awaiting_value = false;
        if (!bracket.dictionary) return true;
        if (bracket.entries.empty())
            regular_ = false;
        else
            bracket.entries.back().values += values;
        return true;
    }

    bool on_name()
    {
        const std::size_t begin = at_++;
        while (at_ < bytes_.size() && is_regular(bytes_[at_])) ++at_;
        const std::string_view name = bytes_.substr(begin, at_ - begin);
        regular_ &= is_regular_name(name);
        if (open_.empty() || !open_.back().dictionary || open_.back().awaiting_value) return on_value();
        end_value(begin);
        numbers_ = 0;
        open_.back().entries.push_back({plain_name(name), at_, at_, 0});
        open_.back().awaiting_value = true;
        return true;
    }

    void end_value(std::size_t end)
    {
        if (open_.back().entries.empty()) return;
        open_.back().entries.back().end = end;
        regular_ &= open_.back().entries.back().values == 1;
    }

    bool on_open(bool dictionary, std::size_t width)
    {
        on_value();
        if (open_.size() >= depth_max) return false;
        open_.push_back({dictionary, false, at_, {}});
        at_ += width;
        return true;
    }

    bool on_close(bool dictionary, std::size_t width)
    {
        if (open_.empty() || open_.back().dictionary != dictionary) return false;
        if (dictionary) on_dictionary(at_ + width);
        at_ += width;
        open_.pop_back();
        numbers_ = 0;
        return true;
    }

    void on_dictionary(std::size_t end)
    {
        end_value(at_);
        Bracket& closed = open_.back();
        auto& entries = closed.entries;
        if (open_.size() == 1) {
            dictionary_ = bytes_.substr(closed.begin, end - closed.begin);
            for (const auto& entry : entries)
                if (entry.key == "/Length") length_ = text_of(entry);
        }
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry& left, const Entry& right) { return left.key < right.key; });
        for (std::size_t i = 1; i < entries.size(); ++i)
            if (entries[i].key == entries[i - 1].key && text_of(entries[i]) != text_of(entries[i - 1]))
                repeated_key_ = entries[i].key;
    }

    std::string_view text_of(const Entry& entry) const
    {
        return trimmed(bytes_.substr(entry.value, entry.end - entry.value));
    }

    bool skip_string()
    {
        int depth = 0;
        for (; at_ < bytes_.size(); ++at_) {
            const char c = bytes_[at_];
            if (c == '\\')
                ++at_;
            else if (c == '(')
                ++depth;
            else if (c == ')' && --depth == 0)
                return ++at_, true;
        }
        return false;
    }

    std::string_view bytes_;
    std::size_t at_;
    bool begun_ = false, regular_ = true;
    int values_ = 0;   // at the top
    int numbers_ = 0;  // in a row
    std::vector<Bracket> open_;
    std::string_view dictionary_, length_;
    std::string repeated_key_;
};

// "73", or "12 0 R".
std::optional<std::size_t> resolve_length(std::string_view text, const LengthOf& length_of)
{
    std::size_t at = 0;
    const auto number = read_int(text, at);
    if (!number) return std::nullopt;
    if (at == text.size()) return static_cast<std::size_t>(*number);
    at = skip_blanks(text, at);
    const auto generation = read_int(text, at);
    if (!generation || text.substr(skip_blanks(text, at)) != "R") return std::nullopt;
    return length_of(*number, *generation);
}

bool skip_word(std::string_view bytes, std::string_view word, std::size_t& at)
{
    if (!bytes.substr(at).starts_with(word)) return false;
    at += word.size();
    return true;
}

// From behind the word "stream" to the first byte of its data. Blanks before the line end, and a lone CR, are bad style
// that all readers bear.
bool skip_line_end(std::string_view bytes, std::size_t& at)
{
    while (skip_word(bytes, " ", at)) {
    }
    return skip_word(bytes, "\r\n", at) || skip_word(bytes, "\n", at) || skip_word(bytes, "\r", at);
}

}  // namespace

std::size_t skip_blanks_and_remarks(std::string_view bytes, std::size_t at)
{
    for (;;) {
        at = skip_blanks(bytes, at);
        if (at >= bytes.size() || bytes[at] != '%') return at;
        at = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    }
}

std::optional<ObjectHeader> read_header(std::string_view bytes, std::size_t at)
{
    ObjectHeader header;
    header.begin = at = skip_blanks(bytes, at);
    const auto number = read_int(bytes, at);
    if (!number || at >= bytes.size() || !is_blank(bytes[at])) return std::nullopt;
    at = skip_blanks(bytes, at);
    const auto generation = read_int(bytes, at);
    if (!generation || at >= bytes.size() || !is_blank(bytes[at])) return std::nullopt;
    at = skip_blanks(bytes, at);
    if (!skip_word(bytes, "obj", at) || (at < bytes.size() && is_regular(bytes[at]))) return std::nullopt;
    header.number = *number;
    header.generation = *generation;
    header.behind = at;
    return header;
}

std::optional<ObjectHeader> find_header(std::string_view bytes, std::size_t from, std::size_t to)
{
    bytes = bytes.substr(0, to);
    const auto back_over = [&](std::size_t at, auto&& wanted, std::size_t most) {
        const std::size_t begin = at;
        while (at > from && begin - at < most && wanted(bytes[at - 1])) --at;
        return at;
    };
    for (std::size_t word = bytes.find("obj", from); word != std::string_view::npos;
         word = bytes.find("obj", word + 1)) {
        const std::size_t generation_end = back_over(word, is_blank, bytes.size());
        const std::size_t generation = back_over(generation_end, is_digit, digits_max);
        const std::size_t number_end = back_over(generation, is_blank, bytes.size());
        const std::size_t number = back_over(number_end, is_digit, digits_max);
        if (generation == generation_end || number_end == generation || number == number_end) continue;
        ObjectHeader found{0, 0, number, word + 3};
        std::from_chars(bytes.data() + number, bytes.data() + number_end, found.number);
        std::from_chars(bytes.data() + generation, bytes.data() + generation_end, found.generation);
        return found;
    }
    return std::nullopt;
}

std::optional<SkimmedObject> skim_value(std::string_view bytes, std::size_t at, std::size_t limit)
{
    Skimmer skimmer(bytes.substr(0, limit), at);
    if (!skimmer.skim()) return std::nullopt;
    SkimmedObject found;
    found.end = skimmer.at();
    found.dictionary = skimmer.dictionary();
    found.repeated_key = skimmer.repeated_key();
    found.regular = skimmer.regular();
    return found;
}

std::optional<SkimmedObject> skim_object(std::string_view bytes, const ObjectHeader& header, std::size_t limit,
                                         const LengthOf& length_of)
{
    bytes = bytes.substr(0, limit);
    Skimmer skimmer(bytes, header.behind);
    if (!skimmer.skim()) return std::nullopt;
    SkimmedObject found;
    found.dictionary = skimmer.dictionary();
    found.repeated_key = skimmer.repeated_key();
    found.regular = skimmer.regular();
    std::size_t at = skimmer.at();
    if (!found.dictionary.empty() && skip_word(bytes, "stream", at)) {
        if (!skip_line_end(bytes, at)) return std::nullopt;
        const auto length = resolve_length(skimmer.length(), length_of);
        if (!length || *length > bytes.size() - at) return std::nullopt;
        found.stream = true;
        found.data = bytes.substr(at, *length);
        at = skip_blanks(bytes, at + *length);
        if (!skip_word(bytes, "endstream", at)) return std::nullopt;
        at = skip_blanks_and_remarks(bytes, at);
    }
    const bool closed = skip_word(bytes, "endobj", at) && (at == bytes.size() || !is_regular(bytes[at]));
    found.regular &= closed || read_header(bytes, at) || bytes.substr(at).starts_with("xref");
    found.end = at;
    return found;
}

}  // namespace chamber::inspect
