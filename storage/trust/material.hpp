// What an IT officer may put into the trust store: authorities' certificates and revocation lists, read from PEM, DER
// and .p7b.
//
// Reading judges nothing but the form; whether something may enter is trust_store's business. OpenSSL stays in the
// .cpp. Thread: any.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// root: an authority that signed itself. timestamp_service: no authority, but its use is time-stamping. user: anybody
// else.
enum class AuthorityKind { root, intermediate, timestamp_service, user };
BOOST_DESCRIBE_ENUM(AuthorityKind, root, intermediate, timestamp_service, user)

struct TrustCertificate {
    std::string name;     // CN, or what stands for it
    std::string subject;  // RFC 2253, UTF-8
    std::string issuer;
    UtcMs not_before;
    UtcMs not_after;
    AuthorityKind kind = AuthorityKind::user;
    std::string key;                      // "RSA 4096", "EC P-256"
    std::string digest;                   // "SHA256"
    Sha256 sha256;                        // the fingerprint: over the DER
    std::vector<std::string> weaknesses;  // Vietnamese sentences; weak is accepted and said
    std::string der;
};

struct RevocationList {
    std::string name;    // the issuer's CN, or what stands for it
    std::string issuer;  // RFC 2253, UTF-8
    UtcMs this_update;
    UtcMs next_update;  // 0: the list names none
    std::uint64_t revoked = 0;
    std::string digest;
    Sha256 sha256;
    std::string der;
};

struct TrustFile {
    std::vector<TrustCertificate> certificates;
    std::vector<RevocationList> lists;
};

// All that is in one file. Errors: trust_unreadable (nothing, or a part that cannot be read: `where` names it),
// trust_private_key.
Result<TrustFile> parse_trust_file(std::string_view bytes);

// Whether one of `authorities` issued the list: same name, right to sign lists, right signature.
// Errors: list_issuer_unknown, list_signature_wrong; `where` is the issuer.
Result<void> check_issuer(const RevocationList& list, const std::vector<TrustCertificate>& authorities);

bool same_issuer(const RevocationList& one, const RevocationList& other);

// As OpenSSL's tools write them.
std::string pem_of(const TrustCertificate& certificate);
std::string pem_of(const RevocationList& list);

// "F04BA4B4 1C3D…": upper case, in groups of 8, to be compared by eye.
std::string grouped(const Sha256& fingerprint);

}  // namespace chamber::storage
