#include "tests/support/trust_files.hpp"

#include "storage/handles/openssl.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdexcept>

namespace chamber::testing {

namespace {

using openssl::Bio;

Bio memory()
{
    return Bio(BIO_new(BIO_s_mem()));
}

std::string text_of(const Bio& bio)
{
    char* text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

void extend(X509* certificate, int nid, const char* value)
{
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
    if (extension == nullptr) throw std::runtime_error(value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

}  // namespace

std::string pem_of(const Identity& identity)
{
    const Bio bio = memory();
    PEM_write_bio_X509(bio.get(), identity.certificate.get());
    return text_of(bio);
}

std::string key_pem(const Identity& identity)
{
    const Bio bio = memory();
    PEM_write_bio_PrivateKey(bio.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return text_of(bio);
}

std::string bundle_of(const std::vector<Identity>& identities)
{
    const openssl::Handle<PKCS7, PKCS7_free> bundle(PKCS7_new());
    PKCS7_set_type(bundle.get(), NID_pkcs7_signed);
    PKCS7_content_new(bundle.get(), NID_pkcs7_data);
    for (const Identity& each : identities) PKCS7_add_certificate(bundle.get(), each.certificate.get());
    const Bio bio = memory();
    i2d_PKCS7_bio(bio.get(), bundle.get());
    return text_of(bio);
}

std::string revocation_list(const Identity& issuer, const Identity& named, const ListWish& wish)
{
    const openssl::RevocationList list(X509_CRL_new());
    const openssl::Handle<ASN1_TIME, ASN1_TIME_free> time(ASN1_TIME_new());
    X509_CRL_set_version(list.get(), 1);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(named.certificate.get()));
    ASN1_TIME_set(time.get(), wish.this_update_s);
    X509_CRL_set1_lastUpdate(list.get(), time.get());
    ASN1_TIME_set(time.get(), wish.next_update_s);
    X509_CRL_set1_nextUpdate(list.get(), time.get());
    ASN1_TIME_set(time.get(), wish.revoked_at_s);
    for (const Identity& each : wish.revoked) {
        X509_REVOKED* entry = X509_REVOKED_new();
        X509_REVOKED_set_serialNumber(entry, X509_get_serialNumber(each.certificate.get()));
        X509_REVOKED_set_revocationDate(entry, time.get());
        X509_CRL_add0_revoked(list.get(), entry);
    }
    X509_CRL_sort(list.get());
    X509_CRL_sign(list.get(), issuer.key.get(), EVP_sha256());
    const Bio bio = memory();
    i2d_X509_CRL_bio(bio.get(), list.get());
    return text_of(bio);
}

std::string list_pem(const std::string& der)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const openssl::RevocationList list(d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size())));
    const Bio bio = memory();
    PEM_write_bio_X509_CRL(bio.get(), list.get());
    return text_of(bio);
}

Identity make_root(const RootWish& wish)
{
    static long serial = 900'000;
    Identity made;
    made.key = {wish.rsa_bits == 0 ? EVP_EC_gen("P-256") : EVP_RSA_gen(static_cast<unsigned int>(wish.rsa_bits)),
                EVP_PKEY_free};
    made.certificate = {X509_new(), X509_free};
    X509* certificate = made.certificate.get();
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    ASN1_TIME_set(X509_getm_notBefore(certificate), wish.not_before_s);
    ASN1_TIME_set(X509_getm_notAfter(certificate), wish.not_after_s);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(wish.name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    X509_set_pubkey(certificate, made.key.get());
    extend(certificate, NID_basic_constraints, "critical,CA:TRUE");
    extend(certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
    if (X509_sign(certificate, made.key.get(), wish.sha1 ? EVP_sha1() : EVP_sha256()) <= 0)
        throw std::runtime_error("X509_sign");
    return made;
}

}  // namespace chamber::testing
