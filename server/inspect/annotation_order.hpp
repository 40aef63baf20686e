// Do the annotations of a page lie on one another as they did? A reader draws them in the order of /Annots. New ones
// may come anywhere, since what they hide is measured wherever they lie; of those that were there, two that can meet
// keep their order. Internal to page_changes.cpp.
#pragma once

#include "server/inspect/object_values.hpp"

#include <vector>

namespace chamber::inspect {

enum class AnnotationOrder {
    same,
    changed,
    repeated,  // one is drawn more often than before, over what was above it
};

AnnotationOrder compare_annotation_order(const std::vector<Object>& older, const std::vector<Object>& newer);

}  // namespace chamber::inspect
