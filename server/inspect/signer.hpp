// Whose signature is it, and was the certificate in force when it counted? From a verified CMS to the identity, time
// and trust of a finding. Never touches the verdict, which speaks of the bytes.
//
// Two statements that must not be mixed: `trust` is judged at the time that a time-stamp proves or, without one, now;
// `standing` at the time the signature was made, for which the signer's own word is taken when nothing better is there,
// and then said to be that.
#pragma once

#include "server/inspect/certificates.hpp"
#include "server/inspect/cms.hpp"
#include "server/inspect/revocation.hpp"
#include "server/inspect/validation_data.hpp"
#include "server/inspect/verdict.hpp"

#include <cstdint>
#include <optional>

namespace chamber::inspect {

struct SignerCase {
    const CmsFinding& cms;  // with a signer
    const ValidationData& evidence;
    TrustStore& trust;  // more of it is read on the way
    std::optional<std::int64_t> proven_s;
    std::int64_t now_s = 0;
};

// Fills the signer, standing, revocation, trust, indication and their reasons.
void judge_signer(Judged& judged, const SignerCase& about);

// All there is to ask about revocation: the document's store, the CMS and the trust folder.
RevocationSources revocation_sources(const CmsFinding& cms, const ValidationData& evidence, const TrustStore& trust);

}  // namespace chamber::inspect
