// How a CMS signature value was made (digest, scheme, key) and whether it holds. Internal to cms.cpp.
//
// The hash inside the signature algorithm is compared with the digest algorithm here, because OpenSSL ignores it; and
// what OpenSSL 3.0's CMS cannot do is done by hand: EdDSA (RFC 8419), plain ECDSA (BSI TR-03111), ECDSA with SHA-3 and
// PSS without attributes.
#pragma once

#include "server/inspect/crypto.hpp"

#include <string>
#include <string_view>
#include <vector>

struct CMS_SignerInfo_st;

namespace chamber::inspect {

struct SignatureAlgorithm {
    const EVP_MD* digest = nullptr;
    int digest_nid = 0;
    int signature_nid = 0;
    int key_nid = 0;
    bool plain_ecdsa = false;  // r || s, each as long as the curve's order, instead of DER
    bool by_hand = false;      // ECDSA or DSA with SHA-3: OpenSSL 3.0 names them and does not know what they are
    bool disagrees = false;    // digest algorithm against the signature algorithm's own
    std::string digest_name;
    std::string name;

    bool weak() const;    // SHA-1, RIPEMD-160: intact, but not proof any more
    bool broken() const;  // MD5 and older: anybody can make a second document
};

// False: a scheme or digest that is not known; the names are filled all the same.
bool read_algorithm(CMS_SignerInfo_st* info, SignatureAlgorithm& found);

// What the signature is over: the attributes as they were sent, or without any the content itself.
struct SignedInput {
    CMS_SignerInfo_st* info = nullptr;
    bool has_attributes = false;
    const ASN1_OBJECT* content_type = nullptr;
    std::string_view content_digest;
    std::vector<std::string_view> content;
};

enum class SignatureCheck { right, wrong, wrong_digest_for_key, unsupported };

SignatureCheck verify_signature(const SignatureAlgorithm& algorithm, const Certificate& signer,
                                const SignedInput& input);

// A bare PKCS #1 signature over a SHA-1 digest.
bool verify_rsa_sha1(const Certificate& signer, std::string_view signature, std::string_view digest);

}  // namespace chamber::inspect
