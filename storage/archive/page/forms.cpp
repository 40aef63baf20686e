#include "storage/archive/page/forms.hpp"

#include "protocol/error.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr std::string_view open_slot = "{{";
constexpr std::string_view close_slot = "}}";

const Slot* find_slot(const std::vector<Slot>& slots, std::string_view name)
{
    const auto found = std::ranges::find(slots, name, &Slot::name);
    return found == slots.end() ? nullptr : &*found;
}

}  // namespace

Forms::Forms(Literal text)
{
    const auto all = text.text();
    for (std::size_t from = 0; (from = all.find("\n{#", from)) != std::string_view::npos;) {
        const auto name_end = all.find("}\n", from);
        MUST(name_end != std::string_view::npos);
        const auto name = all.substr(from + 3, name_end - from - 3);
        const auto begin = name_end + 2;
        const auto end = all.find("\n{/" + std::string(name) + "}\n", name_end);
        MUST(end != std::string_view::npos);
        MUST(pieces_.emplace(name, text.part(begin, end - std::min(begin, end))).second);
        from = end + 1;
    }
}

Literal Forms::piece(std::string_view name) const
{
    const auto found = pieces_.find(name);
    MUST(found != pieces_.end());
    return found->second;
}

Markup Forms::fill(std::string_view name, const std::vector<Slot>& slots) const
{
    const Literal form = piece(name);
    const auto all = form.text();
    Markup page;
    std::size_t filled = 0;
    std::size_t from = 0;
    for (auto at = all.find(open_slot); at != std::string_view::npos; at = all.find(open_slot, from)) {
        const auto end = all.find(close_slot, at);
        MUST(end != std::string_view::npos);
        const Slot* slot = find_slot(slots, all.substr(at + open_slot.size(), end - at - open_slot.size()));
        MUST(slot != nullptr);
        page += form.part(from, at - from);
        page += slot->value;
        from = end + close_slot.size();
        ++filled;
    }
    // A slot may stand twice in a piece; one that stands nowhere was misspelt.
    MUST(filled >= slots.size());
    page += form.part(from, all.size() - from);
    return page;
}

}  // namespace chamber::storage
