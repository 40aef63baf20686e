// Boxes and matrices as PDF objects spell them. Internal to the comparison.
#pragma once

#include "server/inspect/geometry.hpp"
#include "server/inspect/object_values.hpp"

#include <optional>

namespace chamber::inspect {

// Four values, corners in any order; what is no number is 0.
std::optional<Box> box_of(Object array);

// Six numbers; anything else is the identity.
Matrix matrix_of(Object array);

}  // namespace chamber::inspect
