// Walks over an appearance and writes down its letters and grounds in the order in which they are painted. Internal to
// drawn_letters.cpp.
#pragma once

#include "server/inspect/drawn_letters.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace chamber::inspect {

struct LaidLetter {
    std::string text;
    Box box;
    double brightness = 0;
    bool visible = true;           // neither clipped away nor transparent
    std::size_t fills_before = 0;  // its grounds; later ones cover it
};

struct GroundFill {
    Box box;
    double brightness = 1;
};

// What all walks of one appearance write into.
struct Sheet {
    Box box;
    std::vector<LaidLetter> letters;
    std::vector<GroundFill> fills;
    DrawnLook look;
    LookBudget& budget;
};

void walk_look(Object form, Sheet& sheet);

}  // namespace chamber::inspect
