// A detached CMS signature over the bytes around the hole that it will fill, and the time-stamp in it: the
// demonstration's and the tests'. Plain header; OpenSSL stays in the .cpp.
#pragma once

#include "admin-cli/demo/pki.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <openssl/types.h>

#include <optional>
#include <string>
#include <string_view>

namespace chamber::demo {

// Certificate and key of whoever signs; somebody else's.
struct Signer {
    X509* certificate = nullptr;
    EVP_PKEY* key = nullptr;
};

// DER of an RFC 3161 token over the SHA-256 of `stamped`, with the service's certificate. Errors: internal.
Result<std::string> time_stamp_token(const Signer& service, std::string_view stamped, UtcMs at);

struct CmsForm {
    std::optional<UtcMs> signing_time;  // as the signer claims it
    bool names_certificate = false;     // CAdES: ESS signing-certificate-v2
    const Signer* tsa = nullptr;        // stamps the signature value …
    UtcMs stamped_at;                   // … at this time
};

// DER of the SignedData: SHA-256, the signer's certificate only. Errors: internal.
Result<std::string> detached_signature(std::string_view signed_bytes, const Signer& signer, const CmsForm& form);

// DER of the SignedData: SHA-256, RSA PKCS#1 v1.5, the signer's certificate only, signingTime = `at`; with `tsa` an RFC
// 3161 token of that time over the signature value. Errors: internal.
Result<std::string> detached_signature(std::string_view signed_bytes, const SigningIdentity& signer, UtcMs at,
                                       const SigningIdentity* tsa);

}  // namespace chamber::demo
