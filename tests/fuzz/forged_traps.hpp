// Papers that were prepared before somebody honest signed them: one object has two uses, or a number leads nowhere yet,
// and what a later revision may change in one of its uses would change the page.
#pragma once

#include "tests/fuzz/forged_edits.hpp"

#include <string>
#include <vector>

namespace chamber::fuzz {

struct Trap {
    std::string name;
    Objects before;                 // instead of the paper's objects, and more
    Objects after;                  // what springs it; empty: the forger's own signature does
    std::string trailer = {};       // more entries of that revision's trailer
    std::string in_signature = {};  // more entries of the forger's signature dictionary
};

const std::vector<Trap>& traps();

// The numbers that a forger's signature will have in a paper that one person signed: its dictionary and its picture.
inline constexpr int forgers_signature = 38, forgers_picture = 40;

}  // namespace chamber::fuzz
