// Owners for what OpenSSL hands out here alone, and its last error as ours. Internal: only .cpp files of this folder
// include it.
#pragma once

#include "admin-cli/demo/pki.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"
#include "storage/handles/openssl.hpp"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <string>

namespace chamber::demo::ossl {

using openssl::Certificate;
using openssl::Cms;
using openssl::der_of;
using openssl::Extension;
using openssl::Handle;
using openssl::Key;
using openssl::KeyContext;
using openssl::RevocationList;
using Bio = Handle<BIO, BIO_free_all>;
using Integer = Handle<ASN1_INTEGER, ASN1_INTEGER_free>;
using Time = Handle<ASN1_TIME, ASN1_TIME_free>;
using StampRequest = Handle<TS_REQ, TS_REQ_free>;
using StampContext = Handle<TS_RESP_CTX, TS_RESP_CTX_free>;
using StampResponse = Handle<TS_RESP, TS_RESP_free>;
using StampImprint = Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Handle<X509_ALGOR, X509_ALGOR_free>;
using Object = Handle<ASN1_OBJECT, ASN1_OBJECT_free>;

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
