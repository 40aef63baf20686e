// What a CMS's state and oddities mean for the verdict of its signature, and a token's for that of a document
// time-stamp.
#pragma once

#include "server/inspect/cms.hpp"
#include "server/inspect/timestamps.hpp"
#include "server/inspect/verdict.hpp"

namespace chamber::inspect {

// Fills integrity, algorithms and the claimed time; worsens the verdict with a reason where something is wrong.
void judge_cms(Judged& judged, const CmsFinding& found);

// The time-stamp that came with a signature.
void judge_own_token(Judged& judged, const TokenFinding& token);

// A document time-stamp, and the time that it proves or claims.
void judge_token(Judged& judged, const TokenFinding& token);

}  // namespace chamber::inspect
