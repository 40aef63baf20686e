// Every byte that a revision appends, accounted for: it is an object that the revision's own cross-reference section
// names, at the place that the section tells; or the section; or the closing; or blanks and remarks between them. What
// is left over is named.
//
// Readers that repair read what no section names, readers differ about which of two entries for one number counts, and
// libqpdf's view of the file shows neither. So here the bytes are asked, not libqpdf. Whether what is named may change
// is differences.hpp's matter.
#pragma once

#include "server/inspect/differences.hpp"
#include "server/inspect/revisions.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

class QPDF;

namespace chamber::inspect {

struct AppendedPart {
    std::size_t begin = 0;  // behind the %%EOF of the revision before it
    RevisionEnd closing;
};

// Errors are findings too: a part that cannot be read is of level `other`.
std::vector<Change> account_for(std::string_view bytes, const AppendedPart& part, const RevisionChain& chain,
                                QPDF& older, QPDF& newer);

}  // namespace chamber::inspect
