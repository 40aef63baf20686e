// What was done to a file after a signature: each revision against the one before it, once. A signature answers for all the
// steps behind its own end, so a change that a still later revision takes back is seen too.
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

// `first_end`: the end of the first signed revision; earlier ones are nobody's concern. Text behind the last revision is a step too.
RevisionSteps compare_steps(const WholeFile& file, std::size_t first_end);

// FieldMDP, or the field's own lock.
bool is_locked(const SignedField& signature, const Change& change);

}  // namespace chamber::inspect
