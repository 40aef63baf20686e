// Was a certificate revoked when it signed? Asked offline, of CRLs and OCSP answers that came with the file or the trust folder.
//
// By hand, never with X509_V_FLAG_CRL_CHECK: OpenSSL ignores the date of a revocation, calls a list made after the signing "not
// yet valid" and an absent list an error. No usable answer is `unknown`, which is said and is not held against the signature.
#pragma once

#include "server/inspect/certificates.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace chamber::inspect {

enum class Revocation { good, revoked, unknown };

struct RevocationSources {
    std::vector<RevocationList> lists;
    std::vector<std::string> ocsp;  // DER responses
};

struct RevocationFinding {
    Revocation state = Revocation::unknown;
    std::int64_t revoked_at_s = 0;
    bool of_authority = false;  // it is not the signer's certificate but one above it
};

// All certificates below the anchor, at the time that is proven or, without proof, now. Only for trusted chains.
RevocationFinding check_revocation(const Chain& chain, const RevocationSources& sources, std::int64_t time_s);

}  // namespace chamber::inspect
