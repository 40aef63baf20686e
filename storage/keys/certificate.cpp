#include "storage/keys/certificate.hpp"

#include "storage/handles/openssl.hpp"
#include "storage/keys/openssl_error.hpp"
#include "storage/keys/x509_text.hpp"

#include <array>
#include <cstdio>
#include <ctime>
#include <memory>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace chamber::storage {
namespace {

using openssl::Bio;
using openssl::Certificate;
using openssl::Extension;
using openssl::Key;
using openssl::Names;
using openssl::Number;
using openssl::StoreContext;
using Store = openssl::CertificateStore;

constexpr std::size_t name_characters_max = 64;

std::string clip(const std::string& utf8)
{
    std::size_t characters = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const bool starts = (static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80;
        if (starts && ++characters > name_characters_max) return utf8.substr(0, i);
    }
    return utf8;
}

bool add_name(X509_NAME* name, const char* field, const std::string& text)
{
    if (text.empty()) return true;
    const auto clipped = clip(text);
    const auto* bytes = reinterpret_cast<const unsigned char*>(clipped.data());
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, static_cast<int>(clipped.size()), -1, 0) == 1;
}

bool add_extension(X509* certificate, X509* issuer, int nid, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// 127 random bits: never negative, never guessable, never more than the 20 bytes of RFC 5280.
bool set_serial(X509* certificate)
{
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) return false;
    bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7F) | 0x40);
    const Number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number != nullptr && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_times(X509* certificate, const CertificateOrder& order)
{
    const auto from = static_cast<std::time_t>(order.not_before.value / 1000);
    const auto to = static_cast<std::time_t>(order.not_after.value / 1000);
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), to) != nullptr;
}

// A constraint speaks only about names of its own kind (RFC 5280 §4.2.1.10), so every kind has one: names of machines
// are the two of the leaf, IPv4 is the loopback address in it, IPv6 is none, and mail addresses and URIs may only be at
// "invalid", which never exists (RFC 2606). OpenSSL before 1.1 refuses address constraints (error 51); no client that
// speaks to us is that old.
bool add_authority_extensions(X509* certificate, const CertificateOrder& order)
{
    std::string permitted = "critical,permitted;DNS:localhost";
    if (order.host_name != "localhost") permitted += ",permitted;DNS:" + order.host_name;
    permitted +=
        ",permitted;IP:127.0.0.1/255.255.255.255,excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0,permitted;email:invalid,permitted;URI:invalid";
    return add_extension(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
           add_extension(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign") &&
           add_extension(certificate, certificate, NID_subject_key_identifier, "hash") &&
           add_extension(certificate, certificate, NID_name_constraints, permitted);
}

bool add_leaf_extensions(X509* certificate, X509* issuer, const CertificateOrder& order)
{
    const bool common = add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE") &&
                        add_extension(certificate, issuer, NID_subject_key_identifier, "hash") &&
                        add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always");
    if (!common) return false;
    if (order.use == CertificateUse::seal) {
        // id-kp-documentSigning, RFC 9336.
        return add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature,nonRepudiation") &&
               add_extension(certificate, issuer, NID_ext_key_usage, "1.3.6.1.5.5.7.3.36");
    }
    std::string names = "DNS:" + order.host_name;
    if (order.host_name != "localhost") names += ",DNS:localhost";
    return add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
           add_extension(certificate, issuer, NID_ext_key_usage, "serverAuth") &&
           add_extension(certificate, issuer, NID_subject_alt_name, names + ",IP:127.0.0.1");
}

bool describe(X509* certificate, EVP_PKEY* key, const CertificateOrder& order)
{
    auto* subject = X509_get_subject_name(certificate);
    return X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
           set_times(certificate, order) && X509_set_pubkey(certificate, key) == 1 &&
           add_name(subject, "O", order.organisation) && add_name(subject, "CN", order.common_name);
}

Result<Credential> as_pem(X509* certificate, EVP_PKEY* key)
{
    const Bio certificate_bio(BIO_new(BIO_s_mem()));
    const Bio key_bio(BIO_new(BIO_s_secmem()));
    if (!certificate_bio || !key_bio || PEM_write_bio_X509(certificate_bio.get(), certificate) != 1 ||
        PEM_write_bio_PrivateKey(key_bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        return openssl_error(ErrorCode::certificate_failed, "write PEM");
    }
    return Credential{openssl::bytes_of(certificate_bio.get()), openssl::bytes_of(key_bio.get())};
}

std::vector<std::string> dns_names_of(X509* certificate)
{
    std::vector<std::string> found;
    const Names names(
        static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const auto* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_DNS) continue;
        const auto* text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName));
        found.emplace_back(text, static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    }
    return found;
}

std::string fingerprint_of(X509* certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &length) != 1) return {};
    std::string text;
    for (unsigned int i = 0; i < length; ++i) {
        std::array<char, 4> pair{};
        std::snprintf(pair.data(), pair.size(), i == 0 ? "%02X" : ":%02X", digest[i]);
        text += pair.data();
    }
    return text;
}

}  // namespace

Result<Credential> issue_certificate(const CertificateOrder& order, const Credential* issuer)
{
    ERR_clear_error();
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !describe(certificate.get(), key.get(), order))
        return openssl_error(ErrorCode::certificate_failed, "describe certificate");
    Key issuer_key;
    Certificate issuer_certificate;
    if (issuer != nullptr) {
        const auto bio = openssl::bio_over(issuer->private_key_pem);
        issuer_key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
        issuer_certificate = openssl::certificate_of_pem(issuer->certificate_pem);
        if (!issuer_key || !issuer_certificate) return openssl_error(ErrorCode::certificate_failed, "read issuer");
    }
    auto* signing_certificate = issuer_certificate ? issuer_certificate.get() : certificate.get();
    auto* signing_key = issuer_key ? issuer_key.get() : key.get();
    if (X509_set_issuer_name(certificate.get(), X509_get_subject_name(signing_certificate)) != 1)
        return openssl_error(ErrorCode::certificate_failed, "issuer name");
    const bool extended = order.use == CertificateUse::authority
                              ? add_authority_extensions(certificate.get(), order)
                              : add_leaf_extensions(certificate.get(), signing_certificate, order);
    if (!extended) return openssl_error(ErrorCode::certificate_failed, "extensions");
    if (X509_sign(certificate.get(), signing_key, EVP_sha256()) == 0)
        return openssl_error(ErrorCode::certificate_failed, "sign certificate");
    return as_pem(certificate.get(), key.get());
}

Result<CertificateReading> read_certificate(std::string_view pem)
{
    ERR_clear_error();
    const auto certificate = openssl::certificate_of_pem(pem);
    if (!certificate) return openssl_error(ErrorCode::certificate_failed, "read certificate");
    CertificateReading reading;
    reading.subject = name_text(X509_get_subject_name(certificate.get()));
    reading.common_name = common_name(X509_get_subject_name(certificate.get()));
    reading.dns_names = dns_names_of(certificate.get());
    reading.not_before = time_of(X509_get0_notBefore(certificate.get()));
    reading.not_after = time_of(X509_get0_notAfter(certificate.get()));
    reading.der = openssl::der_of(certificate.get(), i2d_X509);
    reading.fingerprint = fingerprint_of(certificate.get());
    return reading;
}

bool belong_together(const Credential& credential)
{
    ERR_clear_error();
    const auto certificate = openssl::certificate_of_pem(credential.certificate_pem);
    const auto bio = openssl::bio_over(credential.private_key_pem);
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    const bool fits = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return fits;
}

bool issued_by(std::string_view certificate_pem, std::string_view authority_pem)
{
    ERR_clear_error();
    const auto certificate = openssl::certificate_of_pem(certificate_pem);
    const auto authority = openssl::certificate_of_pem(authority_pem);
    const bool signed_by =
        certificate && authority && X509_verify(certificate.get(), X509_get0_pubkey(authority.get())) == 1;
    ERR_clear_error();
    return signed_by;
}

Result<void> check_server_chain(std::string_view leaf_pem, std::string_view authority_pem, const std::string& host_name,
                                UtcMs at)
{
    ERR_clear_error();
    const auto leaf = openssl::certificate_of_pem(leaf_pem);
    const auto authority = openssl::certificate_of_pem(authority_pem);
    const Store store(X509_STORE_new());
    const StoreContext context(X509_STORE_CTX_new());
    if (!leaf || !authority || !store || !context || X509_STORE_add_cert(store.get(), authority.get()) != 1 ||
        X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr) != 1) {
        return openssl_error(ErrorCode::certificate_failed, "prepare chain check");
    }
    auto* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_SSL_SERVER);
    X509_VERIFY_PARAM_set_time(rules, static_cast<std::time_t>(at.value / 1000));
    X509_VERIFY_PARAM_set1_host(rules, host_name.c_str(), host_name.size());
    if (X509_verify_cert(context.get()) == 1) return {};
    return fail(ErrorCode::certificate_failed, X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
}

}  // namespace chamber::storage
