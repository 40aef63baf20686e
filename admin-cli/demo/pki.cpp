// Makes the keys on two threads, then the certificates one after the other.
//
// No addresses of revocation services are written into the certificates: the demonstration never asks anything outside
// the building, and the lists are files beside the roots.
#include "admin-cli/demo/pki.hpp"

#include "admin-cli/demo/openssl_handles.hpp"

#include <openssl/pem.h>
#include <openssl/rand.h>

#include <array>
#include <atomic>
#include <thread>
#include <utility>

namespace chamber::demo {
namespace {

constexpr const char* issuer_organisation = "Đơn vị chứng thực DÙNG THỬ (không có giá trị pháp lý)";
constexpr unsigned leaf_bits = 2'048;
constexpr unsigned authority_bits = 3'072;

struct Rule {
    int nid;
    const char* value;
};

constexpr std::array<Rule, 3> root_rules = {{{NID_basic_constraints, "critical,CA:TRUE"},
                                             {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                             {NID_subject_key_identifier, "hash"}}};
constexpr std::array<Rule, 4> intermediate_rules = {{{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
                                                     {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                                     {NID_subject_key_identifier, "hash"},
                                                     {NID_authority_key_identifier, "keyid"}}};
// As on the cards of the government's authority: signing, mail and smart-card logon.
constexpr std::array<Rule, 5> signer_rules = {{{NID_basic_constraints, "CA:FALSE"},
                                               {NID_key_usage, "critical,digitalSignature,nonRepudiation"},
                                               {NID_ext_key_usage, "clientAuth,emailProtection,msSmartcardLogin"},
                                               {NID_subject_key_identifier, "hash"},
                                               {NID_authority_key_identifier, "keyid"}}};
constexpr std::array<Rule, 5> tsa_rules = {{{NID_basic_constraints, "CA:FALSE"},
                                            {NID_key_usage, "critical,digitalSignature"},
                                            {NID_ext_key_usage, "critical,timeStamping"},
                                            {NID_subject_key_identifier, "hash"},
                                            {NID_authority_key_identifier, "keyid"}}};

ossl::Key make_key(unsigned bits)
{
    return ossl::Key(EVP_RSA_gen(bits));
}

// One key for each wanted size; two threads take the next in turn.
std::vector<ossl::Key> make_keys(const std::vector<unsigned>& wanted_bits)
{
    std::vector<ossl::Key> keys(wanted_bits.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < keys.size(); i = next++) keys[i] = make_key(wanted_bits[i]);
    };
    std::thread second(work);
    work();
    second.join();
    return keys;
}

bool set_time(ASN1_TIME* field, const std::string& text)
{
    return ASN1_TIME_set(field, ossl::seconds(parse_utc(text))) != nullptr;
}

bool set_serial(X509* certificate)
{
    std::array<unsigned char, 8> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x3F) | 0x40);  // positive, always the same length
    const ossl::Handle<BIGNUM, BN_free> number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool add_name(X509_NAME* name, int nid, const std::string& value)
{
    if (value.empty()) return true;
    return X509_NAME_add_entry_by_NID(name, nid, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1;
}

struct Issuer {
    X509* certificate;
    EVP_PKEY* key;
};

struct Wanted {
    std::string name;
    std::string organisation;
    std::string title;
    CertificateLife life;
};

// `issuer.certificate` nullptr: self-signed.
template <std::size_t N>
ossl::Certificate make_certificate(const Wanted& wanted, EVP_PKEY* key, Issuer issuer, const std::array<Rule, N>& rules)
{
    ossl::Certificate made(X509_new());
    X509* const certificate = made.get();
    if (!issuer.certificate) issuer = {certificate, key};
    X509_NAME* const subject = X509_get_subject_name(certificate);
    const bool named = X509_set_version(certificate, X509_VERSION_3) && set_serial(certificate) &&
                       add_name(subject, NID_countryName, "VN") &&
                       add_name(subject, NID_organizationName, wanted.organisation) &&
                       add_name(subject, NID_title, wanted.title) && add_name(subject, NID_commonName, wanted.name) &&
                       set_time(X509_getm_notBefore(certificate), wanted.life.not_before) &&
                       set_time(X509_getm_notAfter(certificate), wanted.life.not_after) &&
                       X509_set_issuer_name(certificate, X509_get_subject_name(issuer.certificate)) &&
                       X509_set_pubkey(certificate, key);
    if (!named) return {};
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer.certificate, certificate, nullptr, nullptr, 0);
    X509V3_set_ctx_nodb(&context);
    for (const Rule& rule : rules) {
        const ossl::Extension extension(X509V3_EXT_conf_nid(nullptr, &context, rule.nid, rule.value));
        if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) return {};
    }
    if (X509_sign(certificate, issuer.key, EVP_sha256()) == 0) return {};
    return made;
}

struct Revoked {
    const ASN1_INTEGER* serial;
    std::string at;
};

bool add_revoked(X509_CRL* list, const Revoked& revoked)
{
    ossl::Handle<X509_REVOKED, X509_REVOKED_free> entry(X509_REVOKED_new());
    const ossl::Time at(ASN1_TIME_set(nullptr, ossl::seconds(parse_utc(revoked.at))));
    const ossl::Handle<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(ASN1_ENUMERATED_new());
    const bool filled = ASN1_ENUMERATED_set(reason.get(), CRL_REASON_KEY_COMPROMISE) == 1 &&
                        X509_REVOKED_set_serialNumber(entry.get(), const_cast<ASN1_INTEGER*>(revoked.serial)) == 1 &&
                        X509_REVOKED_set_revocationDate(entry.get(), at.get()) == 1 &&
                        X509_REVOKED_add1_ext_i2d(entry.get(), NID_crl_reason, reason.get(), 0, 0) == 1;
    return filled && X509_CRL_add0_revoked(list, entry.release()) == 1;  // owned by the list from here
}

std::string make_list(Issuer issuer, const std::vector<Revoked>& revoked, UtcMs now)
{
    constexpr std::int64_t year_ms = 366LL * 86'400'000;
    const ossl::RevocationList list(X509_CRL_new());
    const ossl::Time issued(ASN1_TIME_set(nullptr, ossl::seconds(now)));
    const ossl::Time next(ASN1_TIME_set(nullptr, ossl::seconds(UtcMs{now.value + year_ms})));
    bool good = X509_CRL_set_version(list.get(), X509_CRL_VERSION_2) &&
                X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(issuer.certificate)) &&
                X509_CRL_set1_lastUpdate(list.get(), issued.get()) && X509_CRL_set1_nextUpdate(list.get(), next.get());
    for (const Revoked& one : revoked) good = good && add_revoked(list.get(), one);
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer.certificate, nullptr, nullptr, list.get(), 0);
    const ossl::Extension authority(X509V3_EXT_conf_nid(nullptr, &context, NID_authority_key_identifier, "keyid"));
    const ossl::Integer number(ASN1_INTEGER_new());
    good = good && authority && X509_CRL_add_ext(list.get(), authority.get(), -1) == 1 &&
           ASN1_INTEGER_set_int64(number.get(), now.value / 1'000) == 1 &&
           X509_CRL_add1_ext_i2d(list.get(), NID_crl_number, number.get(), 0, 0) == 1 &&
           X509_CRL_sort(list.get()) == 1 && X509_CRL_sign(list.get(), issuer.key, EVP_sha256()) != 0;
    const ossl::Bio out(BIO_new(BIO_s_mem()));
    if (!good || PEM_write_bio_X509_CRL(out.get(), list.get()) != 1) return {};
    return openssl::bytes_of(out.get());
}

SigningIdentity identity(const Wanted& wanted, const X509* certificate, const EVP_PKEY* key)
{
    return {wanted.name, wanted.organisation, ossl::der_of<X509>(certificate, i2d_X509),
            ossl::der_of<EVP_PKEY>(key, i2d_PrivateKey)};
}

}  // namespace

Result<Pki> make_pki(const std::vector<Subject>& subjects, UtcMs now)
{
    std::vector<unsigned> bits = {authority_bits, authority_bits, leaf_bits};
    bits.resize(bits.size() + subjects.size(), leaf_bits);
    const auto keys = make_keys(bits);
    for (const auto& key : keys) {
        if (!key) return ossl::refusal("a key");
    }
    const Wanted root_wanted{"Gốc chứng thực DÙNG THỬ Nghị Trường",
                             issuer_organisation,
                             "",
                             {"2018-08-22T00:00:00Z", "2048-08-14T00:00:00Z"}};
    const Wanted middle_wanted{"CA DÙNG THỬ phục vụ các cơ quan Nhà nước",
                               issuer_organisation,
                               "",
                               {"2018-08-22T00:00:00Z", "2048-08-14T00:00:00Z"}};
    const Wanted tsa_wanted{
        "Dấu thời gian DÙNG THỬ", issuer_organisation, "", {"2022-01-01T00:00:00Z", "2032-01-01T00:00:00Z"}};
    const auto root = make_certificate(root_wanted, keys[0].get(), {nullptr, nullptr}, root_rules);
    if (!root) return ossl::refusal("the root");
    const Issuer by_root{root.get(), keys[0].get()};
    const auto middle = make_certificate(middle_wanted, keys[1].get(), by_root, intermediate_rules);
    if (!middle) return ossl::refusal("the intermediate");
    const Issuer by_middle{middle.get(), keys[1].get()};
    const auto tsa = make_certificate(tsa_wanted, keys[2].get(), by_middle, tsa_rules);
    if (!tsa) return ossl::refusal("the time-stamp authority");

    Pki pki;
    std::vector<ossl::Certificate> leaves;
    std::vector<Revoked> revoked;
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const Subject& subject = subjects[i];
        const Wanted wanted{subject.name, subject.organisation, subject.title, subject.life};
        leaves.push_back(make_certificate(wanted, keys[i + 3].get(), by_middle, signer_rules));
        if (!leaves.back()) return ossl::refusal("the certificate of " + subject.name);
        pki.identities.push_back(identity(wanted, leaves.back().get(), keys[i + 3].get()));
        if (!subject.revoked_at.empty())
            revoked.push_back({X509_get0_serialNumber(leaves.back().get()), subject.revoked_at});
    }
    pki.tsa = identity(tsa_wanted, tsa.get(), keys[2].get());
    pki.trust = {openssl::pem_of(root.get()), openssl::pem_of(middle.get()), openssl::pem_of(tsa.get()),
                 make_list(by_root, {}, now), make_list(by_middle, revoked, now)};
    if (pki.trust.root_crl_pem.empty() || pki.trust.intermediate_crl_pem.empty())
        return ossl::refusal("a revocation list");
    return pki;
}

}  // namespace chamber::demo
