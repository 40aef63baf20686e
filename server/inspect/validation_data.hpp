// The document security store (DSS) of a PDF: certificates, CRLs and OCSP answers that were added for later checking.
// Hints only: everything in it is verified before it counts.
#pragma once

#include "server/inspect/crypto.hpp"
#include "server/inspect/revocation.hpp"

#include <vector>

class QPDF;

namespace chamber::inspect {

struct ValidationData {
    std::vector<Certificate> certificates;
    RevocationSources revocation;
};

// Adds what this revision has; a later one may have thrown away what an earlier one kept.
void add_validation_data(QPDF& pdf, ValidationData& found);

}  // namespace chamber::inspect
