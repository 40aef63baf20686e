// The pieces of HTML that a page of the archive is made of, from one text file, filled in.
//
//   {#dong}
//   <li>{{ten}}</li>
//
//   {/dong}
//
//   forms.fill("dong", {{"ten", escaped(person.name)}})
//
// Pieces stand one after the other, never inside each other; a line between them is a remark. The line feed before a
// closing mark belongs to the mark. Pieces are literals of
// our source, what is filled in is Markup: nothing that was typed can become a tag. A piece or a slot that is not
// there, and a slot that is not filled, are our own mistakes.
#pragma once

#include "storage/text/escapes.hpp"

#include <map>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct Slot {
    std::string_view name;
    Markup value;
};

class Forms {
public:
    explicit Forms(Literal text);

    // The piece as it stands, for one without slots.
    Literal piece(std::string_view name) const;
    Markup fill(std::string_view name, const std::vector<Slot>& slots = {}) const;

private:
    std::map<std::string_view, Literal> pieces_;
};

}  // namespace chamber::storage
