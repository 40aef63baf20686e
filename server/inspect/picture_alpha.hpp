// How much of what is under a picture shows through. Internal to content_marks.cpp.
#pragma once

#include "server/inspect/content_marks.hpp"

namespace chamber::inspect {

// From its soft mask, stencil mask, or itself when it is a stencil. No cells: opaque all over, or not to be told.
AlphaGrid read_alpha(Object picture);

}  // namespace chamber::inspect
