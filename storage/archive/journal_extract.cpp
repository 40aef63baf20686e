#include "storage/archive/journal_extract.hpp"

#include "storage/archive/digesting.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <charconv>

namespace chamber::storage {
namespace {

namespace json = boost::json;

struct Line {
    std::int64_t n = 0;
    std::string prev_hash;
    std::string session_prev_hash;
};

std::string text_of(const json::object& object, std::string_view name)
{
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<Line> parse_line(std::string_view text)
{
    json::error_code failed;
    json::parse_options lenient;
    lenient.allow_invalid_utf8 = true;  // the chain is about bytes
    const auto value = json::parse(text, failed, {}, lenient);
    if (failed || !value.is_object()) return std::nullopt;
    Line line;
    const auto number = text_of(value.get_object(), "n");
    const auto read = std::from_chars(number.data(), number.data() + number.size(), line.n);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size()) return std::nullopt;
    line.prev_hash = text_of(value.get_object(), "prev_hash");
    line.session_prev_hash = text_of(value.get_object(), "session_prev_hash");
    return line;
}

}  // namespace

std::string journal_extract(const std::vector<std::string>& lines)
{
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

std::optional<JournalFault> find_journal_fault(std::string_view extract)
{
    std::string before(64, '0');
    std::int64_t before_n = 0;
    std::size_t count = 0;
    while (!extract.empty()) {
        const auto at = std::to_string(++count);
        const auto end = extract.find('\n');
        const auto text = extract.substr(0, end);
        extract.remove_prefix(end == std::string_view::npos ? extract.size() : end + 1);
        const auto line = parse_line(text);
        if (!line || end == std::string_view::npos)
            return JournalFault{count, "Nhật ký: dòng " + at + " không đọc được."};
        if (line->session_prev_hash != before)
            return JournalFault{count, "Nhật ký: dòng " + at + " không nối với dòng trước (session_prev_hash)."};
        if (line->n <= before_n) return JournalFault{count, "Nhật ký: số thứ tự ở dòng " + at + " không tăng."};
        if (count > 1 && line->n == before_n + 1 && line->prev_hash != before)
            return JournalFault{count, "Nhật ký: dòng " + at + " không nối với dòng trước (prev_hash)."};
        before = digest_text(text).sha256;
        before_n = line->n;
    }
    return std::nullopt;
}

}  // namespace chamber::storage
