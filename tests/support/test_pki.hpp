// A small certification authority, shaped like the government's: a root, an authority below it, and certificates for a person,
// an organisation and a time-stamping service. Made once per process; the keys are elliptic and always the same, the signatures are new each time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <openssl/types.h>
#include <string>

namespace chamber::testing {

// 2026-11-24T00:00:00Z: when the tests judge.
inline constexpr std::int64_t judging_day_s = 1'795'478'400;

struct Identity {
    std::shared_ptr<X509> certificate;
    std::shared_ptr<EVP_PKEY> key;
};

struct TestPki {
    Identity root, authority;
    Identity person, organisation;
    Identity expired;   // ended a year before the judging day
    Identity revoked;   // on the authority's list since 2026-03-01
    Identity stranger;  // self-signed, with the person's name
    Identity time_stamper;
    std::string revocation_list;  // PEM

    static const TestPki& instance();

    // root.pem, authority.pem and authority.crl, as an administrator would import them.
    void write_trust(const std::filesystem::path& folder) const;
};

std::string der_of(const Identity& identity);

// PEM.
void write_certificate(const std::filesystem::path& file, const Identity& identity);

}  // namespace chamber::testing
