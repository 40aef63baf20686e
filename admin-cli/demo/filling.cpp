// The more ranks are taken, the longer the section: a binary search finds the highest that fits.
#include "admin-cli/demo/filling.hpp"

#include <set>
#include <utility>

namespace chamber::demo {
namespace {

typeset::Table table_of(const TableForm& form)
{
    typeset::Table table;
    table.size_pt = form.size_pt;
    for (std::size_t i = 0; i < form.header.size(); ++i)
        table.columns.push_back({form.header[i], form.shares[i], form.aligns[i]});
    return table;
}

typeset::Section section_of(const Filling& filling, std::int32_t rank)
{
    typeset::Section section{filling.head, {}, filling.closing};
    const TableForm* form = nullptr;
    for (const Block& block : filling.blocks) {
        if (block.rank > rank) continue;
        if (!block.row) {
            section.blocks.emplace_back(block.paragraph);
            form = nullptr;
            continue;
        }
        if (form != block.row->table.get()) section.blocks.emplace_back(table_of(*block.row->table));
        form = block.row->table.get();
        std::get<typeset::Table>(section.blocks.back()).rows.push_back({block.row->cells, block.row->weight});
    }
    return section;
}

}  // namespace

std::vector<typeset::Run> runs_of(std::string_view marked)
{
    std::vector<typeset::Run> runs;
    while (!marked.empty()) {
        const auto open = marked.find("<b>");
        const auto close = marked.find("</b>");
        if (open != 0) runs.push_back({std::string(marked.substr(0, open)), typeset::Emphasis::none});
        if (open == std::string_view::npos) break;
        MUST(close != std::string_view::npos);
        runs.push_back({std::string(marked.substr(open + 3, close - open - 3)), typeset::Emphasis::bold});
        marked.remove_prefix(close + 4);
    }
    return runs;
}

Result<typeset::Section> filled(typeset::Typesetter& typesetter, const Filling& filling, const std::string& title)
{
    std::set<std::int32_t> ranks = {0};
    for (const Block& block : filling.blocks) ranks.insert(block.rank);
    const std::vector<std::int32_t> order(ranks.begin(), ranks.end());
    std::optional<typeset::Section> best;
    std::int32_t pages = 0;
    std::size_t low = 0;
    std::size_t high = order.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        auto section = section_of(filling, order[middle]);
        const auto extent = typesetter.measure(section);
        if (!extent) return extent.error();
        if (extent->pages < filling.pages || (extent->pages == filling.pages && extent->free_pt >= filling.slack_pt)) {
            best = std::move(section);
            pages = extent->pages;
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (!best)
        return fail(ErrorCode::internal, title + ": too much text for " + std::to_string(filling.pages) + " pages");
    if (pages != filling.pages)
        return fail(ErrorCode::internal,
                    title + ": " + std::to_string(pages) + " pages of text, wanted " + std::to_string(filling.pages));
    return std::move(*best);
}

}  // namespace chamber::demo
