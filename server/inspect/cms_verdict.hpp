// What a CMS's state and oddities mean for the verdict of its signature.
#pragma once

#include "server/inspect/cms.hpp"
#include "server/inspect/verdict.hpp"

namespace chamber::inspect {

// Fills integrity, algorithms and the claimed time; worsens the verdict with a reason where something is wrong.
void judge_cms(Judged& judged, const CmsFinding& found);

}  // namespace chamber::inspect
