// A small certification authority, shaped like the government's: a root, an authority below it, and certificates for a
// person, an organisation and a time-stamping service. Made once per process: its keys are elliptic and always the
// same, so that a document kept from one run is known in the next; the signatures are new each time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <openssl/types.h>
#include <string>
#include <vector>

namespace chamber::testing {

// 2026-11-24T00:00:00Z: when the tests judge.
inline constexpr std::int64_t judging_day_s = 1'795'478'400;

struct Identity {
    std::shared_ptr<X509> certificate;
    std::shared_ptr<EVP_PKEY> key;
};

// What a certificate shall say.
struct Wish {
    std::string name = "Nguyễn Văn Đức";
    std::string organisation = "HĐND tỉnh Thử Nghiệm";
    std::string key_usage = "critical,digitalSignature,nonRepudiation";
    std::string extended_usage = {};
    std::string issuer_published_at = {};  // AIA, caIssuers
    std::int64_t not_before_s = judging_day_s - 3 * 365 * 86'400;
    std::int64_t not_after_s = judging_day_s + 2 * 365 * 86'400;
    bool authority = false;
    std::string key = "P-256";       // "rsa2048", "rsa1024", "dsa", "Ed25519", "Ed448" or a curve's name
    std::string digest = "SHA256";   // of the issuer's signature
    const Identity* like = nullptr;  // the same key and serial number as this one
};

// `issuer` null: self-signed.
Identity issue(const Wish& wish, const Identity* issuer);

// DER. A list of `revoked`, if any, and of those beside it.
struct ListRecipe {
    const Identity* revoked = nullptr;
    std::int64_t revoked_at_s = 0;
    std::int64_t made_at_s = judging_day_s - 86'400;
    std::int64_t next_at_s = judging_day_s + 30 * 86'400;
    int reason = -1;                // CRLReason; -1: none
    bool authorities_only = false;  // onlyContainsCACerts
    std::vector<const Identity*> beside = {};
    const Identity* named = nullptr;  // whose list it says it is; null: the authority's, as in every honest one
};
std::string make_revocation_list(const Identity& authority, const ListRecipe& recipe);

// DER. revoked_at_s 0: good.
struct AnswerRecipe {
    std::int64_t revoked_at_s = 0;
    std::int64_t made_at_s = judging_day_s - 86'400;
    std::int64_t next_at_s = judging_day_s + 86'400;
};
std::string make_ocsp_answer(const Identity& authority, const Identity& about, const AnswerRecipe& recipe);

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
std::string pem_of(const Identity& identity);
std::string list_pem(const std::string& der);

// PEM.
void write_certificate(const std::filesystem::path& file, const Identity& identity);

}  // namespace chamber::testing
