#include "tests/support/test_pki.hpp"

#include "storage/handles/openssl.hpp"

#include <fstream>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/ocsp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace chamber::testing {
namespace {

constexpr std::string_view fixed_key = "P-256 number ";

constexpr std::int64_t year_s = 365 * 86'400;

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value)
{
    if (value.empty()) return;
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str());
    if (extension == nullptr) throw std::runtime_error("extension: " + value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

void add_entry(X509_NAME* name, const char* field, const std::string& value)
{
    if (!value.empty())
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.c_str()),
                                   -1, -1, 0);
}

// The same number, the same key: a document kept from one run is signed by somebody whom the next run knows.
std::shared_ptr<EVP_PKEY> make_fixed_key(const std::string& number)
{
    unsigned char secret[32];
    const std::string seed = "chamber test key " + number;
    EVP_Digest(seed.data(), seed.size(), secret, nullptr, EVP_sha256(), nullptr);
    const openssl::Handle<EC_GROUP, EC_GROUP_free> group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    const openssl::Handle<EC_POINT, EC_POINT_free> point(EC_POINT_new(group.get()));
    const openssl::Number scalar(BN_bin2bn(secret, sizeof secret, nullptr));
    unsigned char open[65];
    if (EC_POINT_mul(group.get(), point.get(), scalar.get(), nullptr, nullptr, nullptr) != 1 ||
        EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, open, sizeof open, nullptr) !=
            sizeof open)
        throw std::runtime_error("EC_POINT_mul");
    const openssl::Handle<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> parts(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0);
    OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, open, sizeof open);
    OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get());
    const openssl::Handle<OSSL_PARAM, OSSL_PARAM_free> list(OSSL_PARAM_BLD_to_param(parts.get()));
    const openssl::KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, list.get()) != 1)
        throw std::runtime_error("EVP_PKEY_fromdata");
    return {key, EVP_PKEY_free};
}

std::shared_ptr<EVP_PKEY> make_key(const std::string& kind)
{
    if (kind.starts_with(fixed_key)) return make_fixed_key(kind.substr(fixed_key.size()));
    EVP_PKEY* key = nullptr;
    if (kind == "rsa2048" || kind == "rsa1024") {
        key = EVP_RSA_gen(kind == "rsa2048" ? 2'048 : 1'024);
    } else if (kind == "Ed25519" || kind == "Ed448") {
        key = EVP_PKEY_Q_keygen(nullptr, nullptr, kind.c_str());
    } else if (kind == "dsa") {
        EVP_PKEY* parameters = nullptr;
        EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_id(EVP_PKEY_DSA, nullptr);
        EVP_PKEY_paramgen_init(context);
        EVP_PKEY_CTX_set_dsa_paramgen_bits(context, 1'024);
        EVP_PKEY_paramgen(context, &parameters);
        EVP_PKEY_CTX_free(context);
        context = EVP_PKEY_CTX_new(parameters, nullptr);
        EVP_PKEY_keygen_init(context);
        EVP_PKEY_keygen(context, &key);
        EVP_PKEY_CTX_free(context);
        EVP_PKEY_free(parameters);
    } else {
        key = EVP_EC_gen(kind.c_str());
    }
    if (key == nullptr) throw std::runtime_error("key " + kind);
    return {key, EVP_PKEY_free};
}

template <class T, class Encode>
std::string der_bytes(const T* value, Encode encode)
{
    unsigned char* der = nullptr;
    const int length = encode(value, &der);
    if (length <= 0) throw std::runtime_error("encode");
    std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return bytes;
}

std::string pem(const char* what, const std::string& der)
{
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    PEM_write_bio(out.get(), what, "", reinterpret_cast<const unsigned char*>(der.data()),
                  static_cast<long>(der.size()));
    char* text = nullptr;
    const long length = BIO_get_mem_data(out.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

TestPki make()
{
    TestPki pki;
    const std::string office = "HĐND tỉnh Thử Nghiệm", signing = "critical,digitalSignature,nonRepudiation";
    int number = 0;
    const auto fixed = [&](Wish wish, const Identity* issuer) {
        wish.key = std::string(fixed_key) + std::to_string(++number);
        return issue(wish, issuer);
    };
    pki.root = fixed({.name = "Gốc thử nghiệm",
                      .organisation = {},
                      .key_usage = "critical,keyCertSign,cRLSign",
                      .extended_usage = {},
                      .not_after_s = judging_day_s + 9 * year_s,
                      .authority = true},
                     nullptr);
    pki.authority = fixed({.name = "CA thử nghiệm",
                           .organisation = {},
                           .key_usage = "critical,keyCertSign,cRLSign",
                           .extended_usage = {},
                           .not_after_s = judging_day_s + 9 * year_s,
                           .authority = true},
                          &pki.root);
    pki.person = fixed({.name = "Nguyễn Văn Đức", .organisation = office, .key_usage = signing, .extended_usage = {}},
                       &pki.authority);
    pki.organisation = fixed(
        {.name = "Ủy ban nhân dân tỉnh Thử Nghiệm", .organisation = {}, .key_usage = signing, .extended_usage = {}},
        &pki.authority);
    pki.expired = fixed({.name = "Trần Thị Bưởi",
                         .organisation = office,
                         .key_usage = signing,
                         .extended_usage = {},
                         .not_after_s = judging_day_s - year_s},
                        &pki.authority);
    pki.revoked = fixed({.name = "Lê Văn Thu Hồi", .organisation = office, .key_usage = signing, .extended_usage = {}},
                        &pki.authority);
    pki.stranger =
        fixed({.name = "Nguyễn Văn Đức", .organisation = office, .key_usage = signing, .extended_usage = {}}, nullptr);
    pki.time_stamper = fixed({.name = "TSA thử nghiệm",
                              .organisation = {},
                              .key_usage = "critical,digitalSignature",
                              .extended_usage = "critical,timeStamping"},
                             &pki.authority);
    pki.revocation_list =
        list_pem(make_revocation_list(pki.authority, {.revoked = &pki.revoked, .revoked_at_s = 1'772'323'200}));
    return pki;
}

}  // namespace

Identity issue(const Wish& wish, const Identity* issuer)
{
    static long serial = 4'096;
    Identity made;
    made.key = wish.like != nullptr ? wish.like->key : make_key(wish.key);
    made.certificate = {X509_new(), X509_free};
    X509* certificate = made.certificate.get();
    const Identity& signer = issuer != nullptr ? *issuer : made;
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    if (wish.like != nullptr) X509_set_serialNumber(certificate, X509_get_serialNumber(wish.like->certificate.get()));
    ASN1_TIME_set(X509_getm_notBefore(certificate), wish.not_before_s);
    ASN1_TIME_set(X509_getm_notAfter(certificate), wish.not_after_s);
    add_entry(X509_get_subject_name(certificate), "CN", wish.name);
    add_entry(X509_get_subject_name(certificate), "O", wish.organisation);
    X509_set_issuer_name(certificate, X509_get_subject_name(signer.certificate.get()));
    X509_set_pubkey(certificate, made.key.get());
    add_extension(certificate, signer.certificate.get(), NID_basic_constraints,
                  wish.authority ? "critical,CA:TRUE" : "CA:FALSE");
    add_extension(certificate, signer.certificate.get(), NID_key_usage, wish.key_usage);
    add_extension(certificate, signer.certificate.get(), NID_ext_key_usage, wish.extended_usage);
    add_extension(certificate, signer.certificate.get(), NID_subject_key_identifier, "hash");
    if (!wish.issuer_published_at.empty())
        add_extension(certificate, signer.certificate.get(), NID_info_access,
                      "OCSP;URI:http://ocsp.test/,caIssuers;URI:" + wish.issuer_published_at);
    if (X509_sign(certificate, signer.key.get(), EVP_get_digestbyname(wish.digest.c_str())) <= 0)
        throw std::runtime_error("X509_sign");
    return made;
}

std::string make_revocation_list(const Identity& authority, const ListRecipe& recipe)
{
    const openssl::RevocationList list(X509_CRL_new());
    X509_CRL_set_version(list.get(), 1);
    const Identity& named = recipe.named != nullptr ? *recipe.named : authority;
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(named.certificate.get()));
    const openssl::Handle<ASN1_TIME, ASN1_TIME_free> time(ASN1_TIME_new());
    ASN1_TIME_set(time.get(), recipe.made_at_s);
    X509_CRL_set1_lastUpdate(list.get(), time.get());
    ASN1_TIME_set(time.get(), recipe.next_at_s);
    X509_CRL_set1_nextUpdate(list.get(), time.get());
    std::vector<const Identity*> revoked = recipe.beside;
    if (recipe.revoked != nullptr) revoked.push_back(recipe.revoked);
    for (const Identity* each : revoked) {
        X509_REVOKED* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(each->certificate.get()));
        ASN1_TIME_set(time.get(), recipe.revoked_at_s);
        X509_REVOKED_set_revocationDate(entry, time.get());
        if (recipe.reason >= 0) {
            ASN1_ENUMERATED* reason = ASN1_ENUMERATED_new();
            ASN1_ENUMERATED_set(reason, recipe.reason);
            X509_REVOKED_add1_ext_i2d(entry, NID_crl_reason, reason, 0, 0);
            ASN1_ENUMERATED_free(reason);
        }
        X509_CRL_add0_revoked(list.get(), entry);
    }
    if (recipe.authorities_only) {
        ISSUING_DIST_POINT* scope = ISSUING_DIST_POINT_new();
        scope->onlyCA = 1;
        X509_CRL_add1_ext_i2d(list.get(), NID_issuing_distribution_point, scope, 1, 0);
        scope->onlyCA = -1;
        ISSUING_DIST_POINT_free(scope);
    }
    X509_CRL_sort(list.get());
    X509_CRL_sign(list.get(), authority.key.get(), EVP_sha256());
    return der_bytes(list.get(), i2d_X509_CRL);
}

std::string make_ocsp_answer(const Identity& authority, const Identity& about, const AnswerRecipe& recipe)
{
    const auto time_of = [](std::int64_t seconds) {
        return openssl::Handle<ASN1_TIME, ASN1_TIME_free>(ASN1_GENERALIZEDTIME_set(nullptr, seconds));
    };
    const auto made = time_of(recipe.made_at_s), next = time_of(recipe.next_at_s),
               revoked = time_of(recipe.revoked_at_s);
    const openssl::Handle<OCSP_BASICRESP, OCSP_BASICRESP_free> basic(OCSP_BASICRESP_new());
    const openssl::Handle<OCSP_CERTID, OCSP_CERTID_free> id(
        OCSP_cert_to_id(EVP_sha1(), about.certificate.get(), authority.certificate.get()));
    const int status = recipe.revoked_at_s != 0 ? V_OCSP_CERTSTATUS_REVOKED : V_OCSP_CERTSTATUS_GOOD;
    OCSP_basic_add1_status(basic.get(), id.get(), status, OCSP_REVOKED_STATUS_NOSTATUS,
                           recipe.revoked_at_s != 0 ? revoked.get() : nullptr, made.get(), next.get());
    OCSP_basic_sign(basic.get(), authority.certificate.get(), authority.key.get(), EVP_sha256(), nullptr, 0);
    const openssl::Handle<OCSP_RESPONSE, OCSP_RESPONSE_free> response(
        OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic.get()));
    return der_bytes(response.get(), i2d_OCSP_RESPONSE);
}

const TestPki& TestPki::instance()
{
    static const TestPki pki = make();
    return pki;
}

void TestPki::write_trust(const std::filesystem::path& folder) const
{
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "root.pem") << pem_of(root);
    std::ofstream(folder / "authority.pem") << pem_of(authority);
    std::ofstream(folder / "authority.crl") << revocation_list;
}

std::string der_of(const Identity& identity)
{
    return der_bytes(identity.certificate.get(), i2d_X509);
}

std::string pem_of(const Identity& identity)
{
    return pem(PEM_STRING_X509, der_of(identity));
}

std::string list_pem(const std::string& der)
{
    return pem(PEM_STRING_X509_CRL, der);
}

void write_certificate(const std::filesystem::path& file, const Identity& identity)
{
    std::ofstream(file) << pem_of(identity);
}

}  // namespace chamber::testing
