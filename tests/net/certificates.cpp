#include "tests/net/certificates.hpp"

#include "protocol/error.hpp"
#include "storage/handles/openssl.hpp"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace chamber::net {
namespace {

using openssl::Certificate;
using openssl::Key;

Key make_key()
{
    Key key(EVP_EC_gen("P-256"));
    MUST(key != nullptr);
    return key;
}

template <class Write>
std::string to_pem(Write write)
{
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    MUST(write(bio.get()) == 1);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, X509* issuer, int kind, const char* value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    MUST(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
    X509_EXTENSION_free(extension);
}

Certificate make_certificate(const std::string& name, EVP_PKEY* key, X509* issuer, long serial)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 24 * 3600);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* const subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(name.c_str()), -1,
                               -1, 0);
    X509_set_issuer_name(certificate.get(), issuer != nullptr ? X509_get_subject_name(issuer) : subject);
    return certificate;
}

}  // namespace

struct TestAuthority::Body {
    Key key = make_key();
    Certificate certificate;
};

TestAuthority::TestAuthority() : body_(new Body)
{
    body_->certificate = make_certificate("Test authority", body_->key.get(), nullptr, 1);
    X509* const own = body_->certificate.get();
    add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(own, own, NID_subject_key_identifier, "hash");
    MUST(X509_sign(own, body_->key.get(), EVP_sha256()) > 0);
    pem_ = to_pem([&](BIO* bio) { return PEM_write_bio_X509(bio, own); });
}

TestAuthority::~TestAuthority()
{
    delete body_;
}

Identity TestAuthority::issue(const std::string& name, long serial) const
{
    const Key key = make_key();
    X509* const issuer = body_->certificate.get();
    const Certificate leaf = make_certificate(name, key.get(), issuer, serial);
    add_extension(leaf.get(), issuer, NID_subject_alt_name, ("DNS:" + name + ",IP:127.0.0.1").c_str());
    add_extension(leaf.get(), issuer, NID_ext_key_usage, "serverAuth");
    MUST(X509_sign(leaf.get(), body_->key.get(), EVP_sha256()) > 0);
    Identity identity;
    identity.chain_pem = to_pem([&](BIO* bio) { return PEM_write_bio_X509(bio, leaf.get()); });
    identity.key_pem = to_pem(
        [&](BIO* bio) { return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr); });
    return identity;
}

}  // namespace chamber::net
