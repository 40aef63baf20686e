// What an annotation draws: its normal appearance, or where it has none what readers draw by themselves. Internal to the cover test.
#pragma once

#include "server/inspect/content_marks.hpp"

namespace chamber::inspect
{

// `within`: only what meets it is kept.
Marks read_annotation_marks(Object annotation, const Box& within);

} // namespace chamber::inspect
