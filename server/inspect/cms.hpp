// One CMS SignedData (RFC 5652) against the content it claims to sign: is the digest right, is the signature value
// right.
//
// Says nothing about trust or time; those live in certificates, revocation and timestamps. The signature is over the
// attributes in the order they were sent: re-sorting them, as some verifiers do, breaks honest signatures. CMS_verify
// is not used, since it mixes in purposes, chains and content rules of its own.
#pragma once

#include "server/inspect/crypto.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

enum class CmsContent {
    detached,     // the pieces are the content; an embedded one must be absent or empty
    sha1_inside,  // adbe.pkcs7.sha1: the embedded content is the SHA-1 of the pieces
    embedded,     // a time-stamp token: it brings its own content
};

enum class CmsState {
    verified,
    digest_mismatch,
    signature_mismatch,
    attributes_wrong,
    no_certificate,
    unsupported,
    unreadable
};

enum class Ess { absent, matches, mismatch };

struct CmsFinding {
    CmsState state = CmsState::unreadable;
    std::string detail;  // for the log
    Certificate signer;
    std::vector<Certificate> certificates;
    std::vector<RevocationList> lists;  // from the CMS and Adobe's revocation archival attribute
    std::vector<std::string> ocsp;      // DER responses from the latter
    std::string digest_algorithm;
    std::string signature_algorithm;
    bool weak_algorithm = false;       // SHA-1, RIPEMD-160: intact, but not proof any more
    bool broken_algorithm = false;     // MD5, MD2: anybody can make a second document
    bool algorithms_disagree = false;  // digest algorithm against the signature algorithm's own
    bool other_signers = false;        // more than the one SignerInfo that ISO 32000 allows
    bool has_content = false;          // detached, yet not empty
    bool clean_padding = true;         // only zero bytes after the DER
    Ess ess = Ess::absent;
    std::optional<std::int64_t> signing_time_s;  // the signer's own word
    std::string signature_value;
    std::vector<std::string> timestamp_tokens;
    std::string content;      // the embedded content
    bool holds_time = false;  // and it says of itself to be a time-stamp's (TSTInfo)
};

// `bytes`: DER and its padding. `more`: where else the signer's certificate may be.
CmsFinding check_cms(std::string_view bytes, CmsContent kind, const std::vector<std::string_view>& pieces,
                     const std::vector<Certificate>& more);

// adbe.x509.rsa_sha1: a DER OCTET STRING holding a PKCS #1 signature; `certificates` are those of /Cert, signer first.
CmsFinding check_rsa_sha1(std::string_view bytes, const std::vector<std::string_view>& pieces,
                          const std::vector<Certificate>& certificates);

}  // namespace chamber::inspect
