// Certificates: what is trusted, whose certificate it is, and the chain from one to the other.
//
// No root comes with the program. An anchor is a self-signed authority of the trust folder; everything else there only
// helps to find the way. Chains are built without a purpose and without a time: key usage, validity and revocation are
// our own questions, because OpenSSL's answers fold them into one (README.md, Decisions).
#pragma once

#include "protocol/document.hpp"
#include "server/inspect/crypto.hpp"
#include "server/inspect/trust_block.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

// What a chain is wanted for: a root may have been imported for one of the two only.
enum class ChainPurpose { signing, timestamp };

// `unread`: what nothing has asked for yet. OpenSSL 3.0 takes 0.2 ms to read a certificate, an authority's own list has
// a hundred thousand entries, and a folder holds many that have nothing to do with a document.
struct TrustStore {
    std::vector<TrustEntry> unread;
    std::vector<Certificate> signing_anchors;
    std::vector<Certificate> timestamp_anchors;
    std::vector<Certificate> intermediates;  // they vouch for nobody, so they help both
    std::vector<TrustEntry> unread_lists;
    std::vector<RevocationList> lists;
    std::string sha256;  // of the block
};

// The block must outlive the store.
TrustStore parse_trust(std::string_view block);

struct Chain {
    bool trusted = false;
    std::vector<Certificate> certificates;  // leaf first; the anchor last when trusted
    std::string problem;                    // OpenSSL's words, for the log
    bool weak_digest = false;               // SHA-1 or MD5 below the anchor
};

// All that is unread, for when a signer has to be found who did not come with the signature.
void read_all(TrustStore& trust);

// `untrusted` may be hostile. Reads what it needs of `trust`: certificates, and for a trusted chain its issuers' lists.
Chain build_chain(const Certificate& leaf, ChainPurpose purpose, const std::vector<Certificate>& untrusted,
                  TrustStore& trust);

// The certificate that a chain ends without: its owner's name, and where the last one of the chain says that it is
// published (AIA, caIssuers; http only, empty when it does not tell). Both are the certificate's own words. Source: RFC
// 5280 §4.2.2.1.
struct MissingIssuer {
    std::string name;
    std::string published_at;
};

// Nothing when the chain is trusted, or ends in a root that nobody trusts.
std::optional<MissingIssuer> missing_issuer(const Chain& chain);

enum class Validity { good, expired, not_yet };
// The first certificate below the anchor that is not valid at that time decides.
Validity validity_at(const Chain& chain, std::int64_t time_s);

struct Subject {
    std::string name;
    std::string organisation;
    std::string issuer;
    std::string serial;
    std::int64_t not_before_s = 0;
    std::int64_t not_after_s = 0;
    SignerKind kind = SignerKind::unknown;
};

Subject describe_subject(const Certificate& certificate);

enum class Usage { document_signing, time_stamping, other };
// By key usage and extended key usage. A certificate that names no use may be used for any but time-stamping.
Usage usage_of(const Certificate& certificate);

enum class KeyStrength { good, weak };
// RSA and DSA from 2048 bits, elliptic curves from 256. Source: Circular 15/2025.
KeyStrength key_strength(const Certificate& certificate);

bool same_certificate(const Certificate& left, const Certificate& right);

}  // namespace chamber::inspect
