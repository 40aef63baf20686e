// How a changed object gets into a file so that one reader sees it and another does not: honest updates, and every odd
// way to write objects, cross-reference sections and trailers that a reader was ever seen to take differently.
#pragma once

#include "tests/fuzz/forged_edits.hpp"

#include <string>
#include <string_view>

namespace chamber::fuzz {

struct Disguise {
    std::string name;
    int number = 0;  // in the table of disguises
};

Disguise choose_disguise(Dice& dice);

// The file with one more revision, or with what looks like one.
std::string append_disguised(std::string pdf, const Objects& objects, const Disguise& disguise, Dice& dice);

}  // namespace chamber::fuzz
