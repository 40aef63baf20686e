// Changes to DER that keep the lengths right: an element is dropped, doubled, changed inside or put elsewhere, and all
// that encloses it is written anew. Without this nearly every change would end at the first length that no longer fits.
#include "server/inspect/crypto.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/texts.hpp"

#include <algorithm>

namespace chamber::fuzz {
namespace {

constexpr int depth_max = 40;

struct Node {
    std::string head;     // tag octets
    std::string content;  // when it has no kids
    std::vector<Node> kids;
};

// Tag octets are all before the length; one octet in all that we write ourselves.
std::size_t tag_length(std::string_view whole)
{
    if ((whole[0] & 0x1f) != 0x1f) return 1;
    std::size_t length = 1;
    while (length < whole.size() && (whole[length] & 0x80) != 0) ++length;
    return std::min(length + 1, whole.size());
}

std::vector<Node> parse(std::string_view bytes, int depth)
{
    std::vector<Node> nodes;
    while (!bytes.empty()) {
        const std::string_view rest = bytes;
        const auto element = inspect::take_element(bytes);
        if (!element) {
            if (depth > 0) return {};
            nodes.push_back({{}, std::string(rest), {}});  // what is no DER stays as it is
            return nodes;
        }
        Node node{std::string(element->whole.substr(0, tag_length(element->whole))), std::string(element->content), {}};
        const bool constructed = (element->whole[0] & 0x20) != 0;
        // The embedded contents of octet strings are DER too, more often than not.
        if (depth < depth_max && (constructed || element->tag == 4)) node.kids = parse(element->content, depth + 1);
        nodes.push_back(std::move(node));
    }
    return nodes;
}

std::string write(const Node& node)
{
    std::string content = node.content;
    if (!node.kids.empty()) {
        content.clear();
        for (const auto& kid : node.kids) content += write(kid);
    }
    if (node.head.empty()) return content;
    std::string length;
    for (std::size_t rest = content.size(); rest > 0; rest >>= 8)
        length.insert(length.begin(), static_cast<char>(rest));
    if (content.size() < 128) return node.head + static_cast<char>(content.size()) + content;
    return node.head + static_cast<char>(0x80 | length.size()) + length + content;
}

// Every list of siblings of the tree.
void lists_of(std::vector<Node>& siblings, std::vector<std::vector<Node>*>& found)
{
    if (!siblings.empty()) found.push_back(&siblings);
    for (auto& node : siblings) lists_of(node.kids, found);
}

void change(Node& node, Dice& dice, const Mutation& how)
{
    if (dice.one_in(8) && !node.head.empty()) {
        node.head[0] = dice.one_in(2) ? static_cast<char>(dice.below(256))
                                      : static_cast<char>(node.head[0] ^ (1 << dice.below(8)));
        return;
    }
    if (!node.kids.empty()) {
        node.content.clear();
        for (const auto& kid : node.kids) node.content += write(kid);
        node.kids.clear();
    }
    node.content = how.raw(node.content, node.content.size() + 64);
}

}  // namespace

std::string mutate_cms(std::string_view input, const Mutation& how)
{
    Dice dice(how.seed);
    if (input.size() < 4 || dice.one_in(12)) return how.raw(std::string(input), how.bytes_max);
    std::string selector(input.substr(0, 1));
    if (dice.one_in(20)) selector[0] = static_cast<char>('0' + dice.below(6));
    std::vector<Node> tree = parse(input.substr(1), 0);
    const std::size_t times = 1 + dice.below(3);
    for (std::size_t i = 0; i < times; ++i) {
        std::vector<std::vector<Node>*> lists;
        lists_of(tree, lists);
        if (lists.empty()) break;
        std::vector<Node>& chosen = *lists[dice.below(lists.size())];
        const std::size_t at = dice.below(chosen.size());
        switch (dice.below(6)) {
        case 0:
            if (chosen.size() > 1) chosen.erase(chosen.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 1: {
            Node copy = chosen[at];
            chosen.insert(chosen.begin() + static_cast<std::ptrdiff_t>(at), std::move(copy));
            break;
        }
        case 2: {
            const std::vector<Node>& other = *lists[dice.below(lists.size())];
            Node copy = other[dice.below(other.size())];
            if (write(copy).size() < 4'000) chosen[at] = std::move(copy);
            break;
        }
        case 3: std::swap(chosen[at], chosen[dice.below(chosen.size())]); break;
        default: change(chosen[at], dice, how);
        }
    }
    std::string out = selector;
    for (const auto& node : tree) out += write(node);
    return out;
}

}  // namespace chamber::fuzz
