#include "server/workflows/statement_parts.hpp"

#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

namespace chamber::workflow {

using typeset::Paragraph;
using typeset::Table;

namespace {

constexpr std::size_t cell_bytes_max = 900;

}  // namespace

std::string clean(const std::string& text)
{
    return cleaned_text(text, cell_bytes_max);
}

// "9.836.211 byte".
std::string bytes_words(std::uint64_t bytes)
{
    auto digits = std::to_string(bytes);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ".");
    return digits + " byte";
}

// In eights, as people compare them; a word of 64 digits would not break and leave its cell.
std::string in_eights(const std::string& hex)
{
    std::string text;
    for (std::size_t at = 0; at < hex.size(); at += 8) text += (at == 0 ? "" : " ") + hex.substr(at, 8);
    return text;
}

// "ngày 07 tháng 01 năm 2025" of "07/01/2025 00:30".
std::string date_words(const std::string& moment)
{
    if (moment.size() < 10) return {};
    return "ngày " + moment.substr(0, 2) + " tháng " + moment.substr(3, 2) + " năm " + moment.substr(6, 4);
}

Paragraph said(const std::string& text)
{
    Paragraph paragraph;
    paragraph.runs = {{text}};
    paragraph.size_pt = 13;
    return paragraph;
}

Paragraph heading(const std::string& text)
{
    auto paragraph = said(text);
    paragraph.weight = typeset::Weight::bold;
    paragraph.first_line_pt = 0;
    paragraph.keep = typeset::Keep::with_next;
    return paragraph;
}

Table table(const std::vector<std::pair<std::string, std::string>>& rows)
{
    Table made;
    made.size_pt = 11;
    made.columns = {{"Mục", 0.34}, {"Nội dung", 0.66}};
    for (const auto& [name, value] : rows) made.rows.push_back({{name, value}, typeset::Weight::regular});
    return made;
}

std::string capitals(const std::string& text)
{
    return vietnamese::utf8(vietnamese::upper(vietnamese::code_points(clean(text))));
}

}  // namespace chamber::workflow
