#include "tests/protocol/markdown.hpp"

#include <algorithm>

namespace chamber {
namespace {

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

std::vector<std::string> cells_of(std::string_view row)
{
    std::vector<std::string> cells;
    row = trimmed(row);
    row.remove_prefix(1);
    while (!row.empty()) {
        const auto bar = std::min(row.find('|'), row.size());
        cells.emplace_back(trimmed(row.substr(0, bar)));
        row.remove_prefix(std::min(bar + 1, row.size()));
    }
    return cells;
}

bool is_rule(const std::vector<std::string>& cells)
{
    return std::ranges::all_of(cells, [](const std::string& cell) { return cell == "---"; });
}

void add_heading(std::vector<Section>& sections, std::string_view line)
{
    const auto text = trimmed(line.substr(std::min(line.find_first_not_of('#'), line.size())));
    Section section;
    section.heading = plain(text);
    section.names_something =
        section.heading.size() + 2 == text.size() && section.heading.find(' ') == std::string::npos;
    sections.push_back(std::move(section));
}

}  // namespace

std::string plain(std::string_view cell)
{
    if (cell.size() < 2 || cell.front() != '`' || cell.back() != '`') return std::string(cell);
    return std::string(cell.substr(1, cell.size() - 2));
}

std::vector<std::string> Section::blocks_of(std::string_view language) const
{
    std::vector<std::string> texts;
    for (const Block& block : blocks)
        if (block.language == language) texts.push_back(block.text);
    return texts;
}

std::vector<Section> sections_of(std::string_view page)
{
    std::vector<Section> sections{Section{}};
    bool fenced = false;
    while (!page.empty()) {
        const auto end = std::min(page.find('\n'), page.size());
        const std::string_view line = page.substr(0, end);
        page.remove_prefix(std::min(end + 1, page.size()));
        Section& section = sections.back();
        if (line.starts_with("```")) {
            fenced = !fenced;
            if (fenced) section.blocks.push_back({std::string(line.substr(3)), {}});
        } else if (fenced) {
            section.blocks.back().text.append(line).append("\n");
        } else if (line.starts_with('#')) {
            add_heading(sections, line);
        } else if (line.starts_with('|')) {
            std::vector<std::string> cells = cells_of(line);
            if (is_rule(cells))
                section.rows.pop_back();  // what stands above it is the head
            else
                section.rows.push_back(std::move(cells));
        } else {
            section.prose.append(line).append("\n");
        }
    }
    return sections;
}

}  // namespace chamber
