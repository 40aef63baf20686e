// Do these marks hide those letters? The middle of the overlay test. Internal to it.
//
// Each letter's core (between its line and the height of an x, where every letter has ink) is looked at in 64 places,
// which lie a little differently for every appearance, so that nobody can leave holes there. At each, the paints are
// laid over the letter one after the other, and what is left of its contrast counts: at most half is hidden.
#pragma once

#include "server/inspect/content_marks.hpp"

#include <cstddef>

namespace chamber::inspect {

struct Hiding {
    std::size_t letters = 0;  // so many are hidden
    bool hides = false;       // more than a seal's ring does where it crosses a line
};

// Hides: a letter of usual width, or several side by side; one of any width that is gone with the place it stands in;
// or many. What takes too long to tell hides.
Hiding look_for_hidden(const std::vector<Glyph>& letters, const Marks& over);

}  // namespace chamber::inspect
