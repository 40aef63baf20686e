// A certification hierarchy for the demonstration, shaped like the government's and valid nowhere.
//
// Root → intermediate (pathlen 0) → persons, organisations and a time-stamp authority; every name says "DÙNG THỬ". Keys
// are fresh each time and live in memory only: nobody can sign with this hierarchy later. OpenSSL stays in the .cpp.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <string>
#include <vector>

namespace chamber::demo {

// Whoever can sign: certificate and key, both DER.
struct SigningIdentity {
    std::string name;          // CN
    std::string organisation;  // O
    std::string certificate;
    std::string private_key;
};

struct CertificateLife {
    std::string not_before;  // RFC 3339
    std::string not_after;
};

enum class SubjectKind { person, organisation };

struct Subject {
    SubjectKind kind = SubjectKind::person;
    std::string name;
    std::string organisation;
    std::string title;  // chức vụ; empty for organisations
    CertificateLife life;
    std::string revoked_at;  // RFC 3339: stands in the intermediate's revocation list from then on; empty: never
};

// What a verifier must be given.
struct TrustMaterial {
    std::string root_pem;
    std::string intermediate_pem;
    std::string tsa_pem;
    std::string root_crl_pem;  // nobody in it
    std::string intermediate_crl_pem;
};

struct Pki {
    std::vector<SigningIdentity> identities;  // in the order of the subjects
    SigningIdentity tsa;
    TrustMaterial trust;
};

// Lists the revoked as of `now`; the lists are good for a year from then. Thread: any; takes two for the keys.
// Errors: internal (OpenSSL refused; detail says why).
Result<Pki> make_pki(const std::vector<Subject>& subjects, UtcMs now);

}  // namespace chamber::demo
