// What was done to a file after a signature: each revision against the one before it, once. A signature answers for all
// the steps behind its own end, so a change that a still later revision takes back is seen too.
#pragma once

#include "server/inspect/differences.hpp"
#include "server/inspect/revisions.hpp"
#include "server/inspect/signed_fields.hpp"

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

class QPDF;

namespace chamber::inspect {

// By the end of the newer revision.
using RevisionSteps = std::map<std::size_t, std::vector<Change>>;

struct WholeFile {
    std::string_view bytes;
    const RevisionChain& chain;
    QPDF& pdf;  // of its last revision
};

// `first_end`: the end of the first signed revision; earlier ones are nobody's concern. Text behind the last revision
// is a step too.
RevisionSteps compare_steps(const WholeFile& file, std::size_t first_end);

// A signature that later changes are held against.
struct BoundSignature {
    const SignedField& field;
    std::size_t end = 0;  // of its range
    bool ends_a_revision = false;
    bool intact = false;
};

// What the signatures that stand before this revision allow, each of them: certification, locks of fields, /P of a
// lock, values that stood there. An approval without a word of its own stands under the certification before it. In the
// order of their ends.
bool all_allow(const std::vector<BoundSignature>& signatures, std::size_t end, const Change& change);

// Where a revision ends for whoever reads the report: a signature reaches to the line end behind its %%EOF, and changes
// made with it end where it ends.
std::size_t joined_end(const std::vector<BoundSignature>& signatures, std::size_t end);

}  // namespace chamber::inspect
