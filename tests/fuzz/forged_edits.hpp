// What a forger would change in a signed council paper, object by object; how the change is written into the file is
// another question (forged_sections).
//
// The paper has what real ones have: two pages of which one inherits everything, a font with an encoding, a picture, a
// form XObject, a form with a filled, an empty, a read-only and a hidden field and a check box, a note, a highlight, a
// structure tree.
#pragma once

#include "tests/fuzz/texts.hpp"

#include <map>
#include <string>
#include <vector>

namespace chamber::fuzz {

using Objects = std::map<int, std::string>;

// 1…n in order; the first is the catalog.
const std::vector<std::string>& paper_objects();

// The first number that a forger may use for something new. Signatures stand below it.
inline constexpr int forged_number = 60;

struct Edit {
    std::string name;
    Objects objects;  // what is written anew or comes
};

// One forger's wish, honest ones among them: notes, filled fields. `now`: the paper's objects as they stand in the
// signed file.
Edit choose_edit(const Objects& now, Dice& dice);

// A picture for a signature of the forger's own, and more of its resources.
struct Painting {
    std::string name, content, resources;
};
Painting choose_painting(Dice& dice);

}  // namespace chamber::fuzz
