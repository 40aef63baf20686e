// A detached CMS signature over the bytes around the hole that it will fill. Plain header; OpenSSL stays in the .cpp.
#pragma once

#include "admin-cli/demo/pki.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <string>
#include <string_view>

namespace chamber::demo {

// DER of the SignedData: SHA-256, RSA PKCS#1 v1.5, the signer's certificate only, signingTime = `at`; with `tsa` an RFC
// 3161 token of that time over the signature value. Errors: internal.
Result<std::string> detached_signature(std::string_view signed_bytes, const SigningIdentity& signer, UtcMs at,
                                       const SigningIdentity* tsa);

}  // namespace chamber::demo
