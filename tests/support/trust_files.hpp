// Certificates and revocation lists as files, as an authority would hand them out: PEM, DER, .p7b, and those that must
// be refused.
#pragma once

#include "tests/support/test_pki.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace chamber::testing {

std::string key_pem(const Identity& identity);
std::string bundle_of(const std::vector<Identity>& identities);  // PKCS #7, DER

struct ListWish {
    std::int64_t this_update_s = 0;
    std::int64_t next_update_s = 0;
    std::vector<Identity> revoked;
    std::int64_t revoked_at_s = 0;
};

// DER, signed with the issuer's key under `named`'s subject; the two differ only in a forgery.
std::string revocation_list(const Identity& issuer, const Identity& named, const ListWish& wish);
inline std::string revocation_list(const Identity& issuer, const ListWish& wish)
{
    return revocation_list(issuer, issuer, wish);
}

struct RootWish {
    std::string name;
    std::int64_t not_before_s = 0;
    std::int64_t not_after_s = 0;
    int rsa_bits = 0;  // 0: P-256
    bool sha1 = false;
};

// A self-signed authority.
Identity make_root(const RootWish& wish);

}  // namespace chamber::testing
