// The dictionary at the beginning of a file that was arranged for the web. It says how long the file is; while that is
// true, pdf.js and poppler begin with the section behind it and not with the closing at the end, so bytes added later
// can make them turn to another document that lay in wait. Source: ISO 32000-2 Annex F.
#pragma once

#include "server/inspect/revisions.hpp"

#include <string_view>

namespace chamber::inspect {

enum class Arrangement { agrees, contradicts };

// Whether the closing of each revision that is as long as the dictionary says leads to the section behind the
// dictionary. A file without one, or whose dictionary was never true, agrees.
Arrangement look_at_arrangement(std::string_view bytes, const RevisionChain& chain);

}  // namespace chamber::inspect
