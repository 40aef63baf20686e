// A CMS SignedData written by hand, field by field, so that a test can write it rightly in every way that signers do,
// and wrongly in every way that forgers try. OpenSSL's own writer can do neither.
#pragma once

#include "tests/support/test_pki.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::testing {

enum class Scheme { by_key, rsa_pss, plain_ecdsa };
enum class EssKind { none, first_version, second_version, second_version_sha512 };

struct CmsRecipe {
    std::string digest = "SHA256";
    std::string mask_digest = {};       // of PSS; empty: the same
    Scheme scheme = Scheme::by_key;     // by_key: PKCS #1, ECDSA, DSA or EdDSA
    std::string signature_oid = {};     // empty: the right one
    std::string digest_oid = {};        // empty: the right one
    bool without_null = false;          // PKCS #1's DigestInfo leaves out its NULL
    std::string digest_info_tail = {};  // and goes on with this
    bool attributes = true;
    bool attributes_backwards = false;  // signed and sent in an order that is not DER's
    bool indefinite_length = false;     // BER
    EssKind ess = EssKind::none;
    const Identity* ess_about = nullptr;  // null: the signer
    std::string content = {};             // eContent
    bool empty_content = false;
    bool sha1_content = false;                              // eContent is the SHA-1 of what is signed (adbe.pkcs7.sha1)
    std::string content_type_oid = "1.2.840.113549.1.7.1";  // of the attribute
    int signer_infos = 1;
    std::vector<const Identity*> certificates = {};  // null entries: none at all; empty: the signer's
    std::vector<std::string> archived_lists = {};    // DER CRLs for adbe-revocationInfoArchival
    std::vector<std::string> archived_ocsp = {};     // DER responses for the same
    std::vector<std::string> timestamp_tokens = {};  // unsigned attributes
};

// DER, or BER with indefinite lengths, of a signature over `content`.
std::string write_cms(std::string_view content, const Identity& signer, const CmsRecipe& recipe);

// DER OCTET STRING of a bare PKCS #1 signature over SHA-1 (adbe.x509.rsa_sha1).
std::string write_rsa_sha1(std::string_view content, const Identity& signer);

// One DER element.
std::string der_element(int tag, std::string_view content);
std::string der_oid(const std::string& dotted);

}  // namespace chamber::testing
