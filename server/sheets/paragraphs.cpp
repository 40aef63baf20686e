#include "server/sheets/paragraphs.hpp"

#include "protocol/text.hpp"

#include <sstream>

namespace chamber::sheets {
namespace {

// A cell or a paragraph of more would not fit a page.
constexpr std::size_t line_bytes_max = 4'000;

}  // namespace

std::string clean_line(const std::string& text)
{
    return cleaned_text(text, line_bytes_max);
}

typeset::Paragraph said(const std::string& text, typeset::Weight weight)
{
    typeset::Paragraph paragraph;
    paragraph.runs = {{clean_line(text)}};
    paragraph.weight = weight;
    return paragraph;
}

typeset::Paragraph heading(const std::string& text)
{
    auto paragraph = said(text, typeset::Weight::bold);
    paragraph.keep = typeset::Keep::with_next;
    return paragraph;
}

typeset::Paragraph centred(const std::string& text)
{
    auto paragraph = said(text, typeset::Weight::bold);
    paragraph.align = typeset::Align::centre;
    paragraph.keep = typeset::Keep::with_next;
    return paragraph;
}

void add_lines(typeset::Section& section, const std::string& text)
{
    std::istringstream all(cleaned_text(text, 1'000'000, Lines::many));
    for (std::string line; std::getline(all, line);) {
        // Longer than a page holds in one piece: cut between words.
        while (line.size() > line_bytes_max) {
            const auto space = line.rfind(' ', line_bytes_max);
            if (space == std::string::npos || space == 0) break;
            section.blocks.emplace_back(said(line.substr(0, space)));
            line.erase(0, space + 1);
        }
        if (!is_blank(line)) section.blocks.emplace_back(said(line));
    }
}

typeset::Head head_of(const Filling& filling, const std::string& type_name, const std::string& abbreviation)
{
    typeset::Head head;
    std::istringstream organ(filling.text("co_quan"));
    for (std::string line; std::getline(organ, line);) head.organ.push_back(clean_line(line));
    if (head.organ.empty()) head.organ.emplace_back();
    const auto number = clean_line(filling.text("number"));
    head.number_line = "Số: " + (number.empty() ? std::string("……") : number) + "/" + abbreviation;
    head.date_line = clean_line(filling.text("dated"));
    head.type_name = type_name;
    head.subject = clean_line(filling.text("trich_yeu"));
    return head;
}

}  // namespace chamber::sheets
