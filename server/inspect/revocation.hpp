// Was a certificate revoked when it signed? Asked offline, of CRLs and OCSP answers that came with the file or the
// trust folder.
//
// By hand, never with X509_V_FLAG_CRL_CHECK: OpenSSL ignores the date of a revocation, calls a list made after the
// signing "not yet valid" and an absent list an error. No usable answer is `unknown`, which is said and is not held
// against the signature.
#pragma once

#include "server/inspect/certificates.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace chamber::inspect {

struct RevocationSources {
    std::vector<RevocationList> lists;
    std::vector<std::string> ocsp;  // DER responses
};

enum class EvidenceKind { none, list, answer };

// What is known of one certificate.
struct RevocationAnswer {
    RevocationState state = RevocationState::unknown;  // at the time asked for
    std::optional<std::int64_t> revoked_at_s;          // whenever it was, also after that time
    bool key_compromised = false;                      // then nothing that the key signed proves a time
    EvidenceKind kind = EvidenceKind::none;
    std::int64_t made_at_s = 0;  // thisUpdate
    bool stale = false;          // it is too old for the time asked for, so it says nothing
};

struct RevocationFinding {
    RevocationState state = RevocationState::unknown;  // of the whole chain below the anchor
    std::int64_t revoked_at_s = 0;
    bool of_authority = false;  // it is not the leaf's certificate but one above it that decides
    RevocationAnswer leaf;
};

// All certificates below the anchor, at the time that is proven or, without proof, now. Only for trusted chains.
RevocationFinding check_revocation(const Chain& chain, const RevocationSources& sources, std::int64_t time_s);

// "CRL ngày 20/11/2026", "OCSP ngày …"; empty without evidence.
std::string describe_evidence(const RevocationAnswer& answer);

}  // namespace chamber::inspect
