#include "storage/archive/text_formats.hpp"

#include <array>
#include <charconv>

namespace chamber::storage {
namespace {

// Behind the string that starts at `from`.
std::size_t end_of_string(std::string_view json, std::size_t from)
{
    for (std::size_t i = from + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i + 1;
    }
    return json.size();
}

// Behind the ']' of the list that starts at `from`, if it holds nothing but plain values; `from` otherwise.
std::size_t end_of_plain_list(std::string_view json, std::size_t from)
{
    for (std::size_t i = from + 1; i < json.size();) {
        if (json[i] == ']') return i + 1;
        if (json[i] == '[' || json[i] == '{') return from;
        i = json[i] == '"' ? end_of_string(json, i) : i + 1;
    }
    return from;
}

class Indenter {
public:
    explicit Indenter(std::string_view json) : json_(json) {}

    std::string run()
    {
        std::size_t at = 0;
        while (at < json_.size()) at = step(at);
        return std::move(text_) + "\n";
    }

private:
    void line() { text_ += "\n" + std::string(depth_ * 2, ' '); }

    std::size_t copy(std::size_t from, std::size_t to)
    {
        text_ += json_.substr(from, to - from);
        return to;
    }

    std::size_t open(std::size_t at)
    {
        if (json_[at] == '[') {
            if (const auto end = end_of_plain_list(json_, at); end != at) return copy(at, end);
        }
        if (at + 1 < json_.size() && json_[at + 1] == '}') return copy(at, at + 2);
        text_ += json_[at];
        ++depth_;
        line();
        return at + 1;
    }

    std::size_t step(std::size_t at)
    {
        switch (json_[at]) {
        case '"': return copy(at, end_of_string(json_, at));
        case '{':
        case '[': return open(at);
        case '}':
        case ']':
            if (depth_ > 0) --depth_;
            line();
            return copy(at, at + 1);
        case ',':
            text_ += ',';
            line();
            return at + 1;
        case ':': text_ += ": "; return at + 1;
        default: return copy(at, at + 1);
        }
    }

    std::string_view json_;
    std::string text_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string indent_json(std::string_view json)
{
    return Indenter(json).run();
}

std::string short_number(double value)
{
    std::array<char, 64> buffer{};
    const auto done = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, 2);
    if (done.ec != std::errc()) return "0";
    std::string text(buffer.data(), done.ptr);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string exact_number(double value)
{
    std::array<char, 400> buffer{};
    const auto done =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value == 0 ? 0.0 : value, std::chars_format::fixed);
    return done.ec == std::errc() ? std::string(buffer.data(), done.ptr) : "0";
}

}  // namespace chamber::storage
