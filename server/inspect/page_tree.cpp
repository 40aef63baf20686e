#include "server/inspect/page_tree.hpp"

#include <set>
#include <stdexcept>

namespace chamber::inspect {
namespace {

constexpr int tree_depth_max = 64;
constexpr std::size_t tree_nodes_max = 20'000;

struct Collecting {
    PageTree& tree;
    std::shared_ptr<LetterBudget> budget;
};

void collect(Object node, std::map<std::string, Object> inherited, int depth, Collecting& into)
{
    if (!node.isDictionary()) return;
    PageTree& tree = into.tree;
    if (depth > tree_depth_max || tree.pages.size() + tree.nodes.size() > tree_nodes_max)
        throw std::length_error("page tree");
    for (const char* key : {"/Resources", "/MediaBox", "/CropBox", "/Rotate"})
        if (node.hasKey(key)) inherited[key] = node.getKey(key);
    if (!node.getKey("/Kids").isArray()) {
        tree.pages.push_back({node, std::move(inherited), std::make_shared<PageReading>(into.budget)});
        return;
    }
    tree.nodes.push_back(node);
    for (const auto& kid : items(node.getKey("/Kids"))) collect(kid, inherited, depth + 1, into);
}

}  // namespace

PageTree read_page_tree(Object root)
{
    PageTree tree;
    Collecting into{tree, std::make_shared<LetterBudget>()};
    collect(root, {}, 0, into);
    return tree;
}

WidgetPages number_widgets(const PageTree& tree)
{
    WidgetPages pages;
    std::int32_t number = 0;
    for (const auto& page : tree.pages) {
        ++number;
        for (auto annotation : items(Object(page.object).getKey("/Annots")))
            if (annotation.isIndirect()) pages[annotation.getObjGen()].push_back(number);
    }
    return pages;
}

Ancestry read_ancestry(Object parent)
{
    Ancestry ancestry;
    std::set<QPDFObjGen> met;
    for (int depth = 0; parent.isDictionary(); ++depth) {
        if (depth > tree_depth_max || (parent.isIndirect() && !met.insert(parent.getObjGen()).second)) {
            ancestry.endless = true;
            break;
        }
        for (const auto& key : parent.getKeys()) {
            Object value = parent.getKey(key);
            if (!in(key, {"/Type", "/Kids", "/Count", "/Parent"}) && !is_upkeep_entry(key, value))
                ancestry.gives.emplace(key, value);
        }
        parent = parent.getKey("/Parent");
    }
    return ancestry;
}

bool is_upkeep_entry(const std::string& key, Object value)
{
    if (in(key, {"/LastModified", "/Lang", "/ITXT"})) return value.isString() || value.isNull();
    return key == "/PieceInfo" && (value.isDictionary() || value.isNull());
}

}  // namespace chamber::inspect
