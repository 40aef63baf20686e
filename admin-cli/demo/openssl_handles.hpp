// Owners for what OpenSSL hands out, and its last error as ours. Internal: only .cpp files of this folder include it.
#pragma once

#include "admin-cli/demo/pki.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>
#include <string>

namespace chamber::demo::ossl {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* owned) const
    {
        release(owned);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Release<EVP_PKEY_CTX_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using RevocationList = std::unique_ptr<X509_CRL, Release<X509_CRL_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, Release<ASN1_INTEGER_free>>;
using Time = std::unique_ptr<ASN1_TIME, Release<ASN1_TIME_free>>;
using Bio = std::unique_ptr<BIO, Release<BIO_free_all>>;
using Cms = std::unique_ptr<CMS_ContentInfo, Release<CMS_ContentInfo_free>>;
using StampRequest = std::unique_ptr<TS_REQ, Release<TS_REQ_free>>;
using StampContext = std::unique_ptr<TS_RESP_CTX, Release<TS_RESP_CTX_free>>;
using StampResponse = std::unique_ptr<TS_RESP, Release<TS_RESP_free>>;
using StampImprint = std::unique_ptr<TS_MSG_IMPRINT, Release<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, Release<X509_ALGOR_free>>;
using Object = std::unique_ptr<ASN1_OBJECT, Release<ASN1_OBJECT_free>>;

// What OpenSSL last complained about; its queue is empty afterwards.
inline Error refusal(const std::string& step)
{
    char text[256] = "no reason given";
    if (const auto code = ERR_peek_last_error(); code != 0) ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return fail(ErrorCode::internal, step + ": " + text);
}

inline std::time_t seconds(UtcMs time)
{
    return static_cast<std::time_t>(time.value / 1'000);
}

// `write` is one of the i2d_ functions.
template <class T>
std::string der_of(const T* value, int (*write)(const T*, unsigned char**))
{
    unsigned char* bytes = nullptr;
    const int length = write(value, &bytes);
    std::string result(reinterpret_cast<const char*>(bytes), length > 0 ? static_cast<std::size_t>(length) : 0);
    OPENSSL_free(bytes);
    return result;
}

inline Certificate certificate_of(const SigningIdentity& identity)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(identity.certificate.data());
    return Certificate(d2i_X509(nullptr, &bytes, static_cast<long>(identity.certificate.size())));
}

inline Key key_of(const SigningIdentity& identity)
{
    const auto* bytes = reinterpret_cast<const unsigned char*>(identity.private_key.data());
    return Key(d2i_AutoPrivateKey(nullptr, &bytes, static_cast<long>(identity.private_key.size())));
}

}  // namespace chamber::demo::ossl
