// Does something that was laid on a page after signing hide what the page says? Internal to the comparison.
#pragma once

#include "server/inspect/geometry.hpp"
#include "server/inspect/page_changes.hpp"

#include <cstddef>

namespace chamber::inspect {

struct Cover {
    std::size_t touched = 0;  // letters of the page inside the rectangle
    std::size_t hidden = 0;   // of those, painted over or written over
    bool hides = false;       // more than a seal's ring does where it crosses a line
};

// `page`: as it is now, with what it inherits; the text of other annotations than signatures counts as the page's.
Cover look_under(const Page& page, Object annotation);

// How an appearance's own space is fitted into the annotation's rectangle, its own /Matrix not included.
Matrix place_of_appearance(Object annotation, Object form);

}  // namespace chamber::inspect
