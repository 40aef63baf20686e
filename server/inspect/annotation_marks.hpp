// What an annotation draws: its normal appearance, or where it has none what readers draw by themselves. Internal to
// the cover test.
#pragma once

#include "server/inspect/content_marks.hpp"

#include <optional>

namespace chamber::inspect {

// `within`: only what meets it is kept.
Marks read_annotation_marks(Object annotation, const Box& within);

// How a form's box is fitted into the annotation's rectangle. None: it has no area. Source: ISO 32000-2 §12.5.5.
std::optional<Matrix> place_in(Object form, const Box& rectangle);

}  // namespace chamber::inspect
