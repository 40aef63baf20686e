#include "server/inspect/cms.hpp"

#include "server/inspect/signed_attributes.hpp"

#include <algorithm>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

using CmsPointer = std::unique_ptr<CMS_ContentInfo, decltype(&CMS_ContentInfo_free)>;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string_view view(const ASN1_STRING* value)
{
    if (value == nullptr) return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)), static_cast<std::size_t>(ASN1_STRING_length(value))};
}

std::string last_error()
{
    char text[200] = "";
    ERR_error_string_n(ERR_peek_last_error(), text, sizeof text);
    ERR_clear_error();
    return text;
}

void collect_certificates(CMS_ContentInfo* cms, CmsFinding& found)
{
    STACK_OF(X509)* certificates = CMS_get1_certs(cms);
    for (int i = 0; i < sk_X509_num(certificates); ++i)
        found.certificates.push_back(own(sk_X509_value(certificates, i)));
    sk_X509_free(certificates);
    STACK_OF(X509_CRL)* lists = CMS_get1_crls(cms);
    for (int i = 0; i < sk_X509_CRL_num(lists); ++i)
        found.lists.push_back(own(sk_X509_CRL_value(lists, i)));
    sk_X509_CRL_free(lists);
    ERR_clear_error();
}

// Names are compared as names, not as bytes. Of several candidates the one that the ESS attribute means is the signer.
void find_signer(CMS_SignerInfo* info, const std::vector<Certificate>& more, CmsFinding& found)
{
    std::vector<Certificate> candidates = found.certificates;
    candidates.insert(candidates.end(), more.begin(), more.end());
    for (const auto& candidate : candidates) {
        if (CMS_SignerInfo_cert_cmp(info, candidate.get()) != 0) continue;
        const Ess ess = compare_ess(info, candidate);
        if (found.signer && ess != Ess::matches) continue;
        found.signer = candidate;
        found.ess = ess;
        if (ess == Ess::matches) return;
    }
}

struct Algorithms {
    const EVP_MD* digest = nullptr;
    int digest_nid = NID_undef;
    int signature_nid = NID_undef;
    int key_nid = NID_undef;
};

// A few signers name the digest by the signature that uses it (sha256WithRSAEncryption); what they mean is plain.
int digest_nid_of(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    const int nid = OBJ_obj2nid(object);
    int digest = NID_undef, key = NID_undef;
    return OBJ_find_sigid_algs(nid, &digest, &key) == 1 && digest != NID_undef ? digest : nid;
}

// The digest inside a signature algorithm; NID_undef when it names none (rsaEncryption, EdDSA).
int inner_digest(const X509_ALGOR* algorithm, int signature_nid)
{
    if (signature_nid == NID_rsassaPss) {
        const ASN1_OBJECT* object = nullptr;
        int kind = 0;
        const void* value = nullptr;
        X509_ALGOR_get0(&object, &kind, &value, algorithm);
        if (kind != V_ASN1_SEQUENCE) return NID_sha1;
        const std::string_view der = view(static_cast<const ASN1_STRING*>(value));
        const unsigned char* at = octets(der);
        const std::unique_ptr<RSA_PSS_PARAMS, decltype(&RSA_PSS_PARAMS_free)> parameters(
            d2i_RSA_PSS_PARAMS(nullptr, &at, static_cast<long>(der.size())), RSA_PSS_PARAMS_free);
        if (!parameters || parameters->hashAlgorithm == nullptr) return NID_sha1;
        return digest_nid_of(parameters->hashAlgorithm);
    }
    int digest = NID_undef, key = NID_undef;
    OBJ_find_sigid_algs(signature_nid, &digest, &key);
    return digest;
}

bool read_algorithms(CMS_SignerInfo* info, Algorithms& used, CmsFinding& found)
{
    X509_ALGOR* digest_algorithm = nullptr;
    X509_ALGOR* signature_algorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest_algorithm, &signature_algorithm);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, signature_algorithm);
    used.signature_nid = OBJ_obj2nid(object);
    used.digest_nid = digest_nid_of(digest_algorithm);
    used.digest = EVP_get_digestbynid(used.digest_nid);
    char oid[128] = "";
    OBJ_obj2txt(oid, sizeof oid, object, 0);
    found.signature_algorithm = oid;
    found.digest_algorithm = used.digest_nid == NID_undef ? "?" : OBJ_nid2ln(used.digest_nid);
    int digest = NID_undef;
    const bool known = OBJ_find_sigid_algs(used.signature_nid, &digest, &used.key_nid) == 1;
    // Some signers name only the kind of key and leave the digest to digestAlgorithm, as RFC 3370 wants it for RSA.
    const bool names_key = used.signature_nid == NID_rsaEncryption || used.signature_nid == NID_rsassaPss ||
                           used.signature_nid == NID_dsa || used.signature_nid == NID_X9_62_id_ecPublicKey;
    if (names_key)
        used.key_nid = used.signature_nid;
    else if (!known)
        return false;
    const int inner = inner_digest(signature_algorithm, used.signature_nid);
    found.algorithms_disagree = inner != NID_undef && inner != used.digest_nid;
    found.weak_algorithm = used.digest_nid == NID_sha1 || used.digest_nid == NID_ripemd160;
    found.broken_algorithm = used.digest_nid == NID_md5 || used.digest_nid == NID_md2 || used.digest_nid == NID_md4;
    ERR_clear_error();
    return used.digest != nullptr;
}

bool key_fits(const EVP_PKEY* key, int key_nid)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
        return key_nid == NID_rsaEncryption || key_nid == NID_rsassaPss;
    case EVP_PKEY_RSA_PSS:
        return key_nid == NID_rsassaPss;
    case EVP_PKEY_EC:
        return key_nid == NID_X9_62_id_ecPublicKey;
    case EVP_PKEY_DSA:
        return key_nid == NID_dsa;
    case EVP_PKEY_ED25519:
        return key_nid == NID_ED25519;
    case EVP_PKEY_ED448:
        return key_nid == NID_ED448;
    default:
        return false;
    }
}

bool is_edwards(const Algorithms& used)
{
    return used.key_nid == NID_ED25519 || used.key_nid == NID_ED448;
}

// OpenSSL 3.0's CMS cannot do EdDSA, whose signature takes the attributes whole and no digest.
bool edwards_verifies(CMS_SignerInfo* info, EVP_PKEY* key, std::string_view signature)
{
    const std::string attributes = encode_signed_attributes(info);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(attributes), attributes.size()) == 1;
}

// Without attributes the signature is over the content's digest itself.
bool digest_verifies(EVP_PKEY* key, const EVP_MD* algorithm, std::string_view signature, std::string_view value)
{
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(key, nullptr), EVP_PKEY_CTX_free);
    if (!context || EVP_PKEY_verify_init(context.get()) != 1 || EVP_PKEY_CTX_set_signature_md(context.get(), algorithm) != 1) return false;
    return EVP_PKEY_verify(context.get(), octets(signature), signature.size(), octets(value), value.size()) == 1;
}

CmsState check_signature(CMS_SignerInfo* info, const Algorithms& used, std::string_view content_digest, CmsFinding& found)
{
    EVP_PKEY* key = X509_get0_pubkey(found.signer.get());
    if (key == nullptr || !key_fits(key, used.key_nid)) return CmsState::unsupported;
    const AttributeCheck attributes = check_signed_attributes(info, content_digest);
    if (attributes == AttributeCheck::wrong) return CmsState::attributes_wrong;
    if (attributes == AttributeCheck::digest_mismatch) return CmsState::digest_mismatch;
    bool good = false;
    if (is_edwards(used)) {
        // RFC 8419: Ed25519 goes with SHA-512, Ed448 with SHAKE256.
        if (used.digest_nid != (used.key_nid == NID_ED25519 ? NID_sha512 : NID_shake256)) return CmsState::attributes_wrong;
        good = attributes == AttributeCheck::right && edwards_verifies(info, key, found.signature_value);
    } else if (attributes == AttributeCheck::absent) {
        if (used.key_nid == NID_rsassaPss) return CmsState::unsupported;
        good = digest_verifies(key, used.digest, found.signature_value, content_digest);
    } else {
        CMS_SignerInfo_set1_signer_cert(info, found.signer.get());
        good = CMS_SignerInfo_verify(info) == 1;
    }
    if (!good) found.detail = last_error();
    return good ? CmsState::verified : CmsState::signature_mismatch;
}

// The digest that the signature must be about; empty when the embedded content is not what its kind demands.
std::string expected_digest(CmsContent kind, const Algorithms& used, const std::vector<std::string_view>& pieces, const CmsFinding& found)
{
    if (kind == CmsContent::detached) return digest(used.digest, pieces);
    if (kind == CmsContent::sha1_inside && found.content != digest(EVP_sha1(), pieces)) return {};
    return digest(used.digest, {found.content});
}

CmsPointer parse_cms(std::string_view bytes, CmsFinding& found)
{
    const unsigned char* at = octets(bytes);
    CmsPointer cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(bytes.size())), CMS_ContentInfo_free);
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
        found.detail = last_error();
        return CmsPointer(nullptr, CMS_ContentInfo_free);
    }
    const std::string_view rest = bytes.substr(static_cast<std::size_t>(at - octets(bytes)));
    found.clean_padding = rest.find_first_not_of('\0') == std::string_view::npos;
    return cms;
}

}  // namespace

CmsFinding check_cms(std::string_view bytes, CmsContent kind, const std::vector<std::string_view>& pieces,
                     const std::vector<Certificate>& more)
{
    CmsFinding found;
    ERR_clear_error();
    const CmsPointer cms = parse_cms(bytes, found);
    if (!cms) return found;
    STACK_OF(CMS_SignerInfo)* infos = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(infos) < 1) return found;
    found.other_signers = sk_CMS_SignerInfo_num(infos) > 1;
    CMS_SignerInfo* info = sk_CMS_SignerInfo_value(infos, 0);
    if (ASN1_OCTET_STRING** content = CMS_get0_content(cms.get()); content != nullptr && *content != nullptr)
        found.content = view(*content);
    found.has_content = kind == CmsContent::detached && !found.content.empty();
    found.signature_value = view(CMS_SignerInfo_get0_signature(info));
    collect_certificates(cms.get(), found);
    collect_attributes(info, found);
    find_signer(info, more, found);
    Algorithms used;
    if (!read_algorithms(info, used, found)) {
        found.state = CmsState::unsupported;
        return found;
    }
    const std::string content_digest = expected_digest(kind, used, pieces, found);
    if (content_digest.empty())
        found.state = CmsState::digest_mismatch;
    else if (!found.signer)
        found.state = CmsState::no_certificate;
    else
        found.state = check_signature(info, used, content_digest, found);
    ERR_clear_error();
    return found;
}

CmsFinding check_rsa_sha1(std::string_view bytes, const std::vector<std::string_view>& pieces, const std::vector<Certificate>& certificates)
{
    CmsFinding found;
    found.certificates = certificates;
    found.digest_algorithm = "sha1";
    found.signature_algorithm = "rsaEncryption";
    found.weak_algorithm = true;
    std::string_view rest = bytes;
    const auto element = take_element(rest);
    if (!element || element->tag != V_ASN1_OCTET_STRING) return found;
    found.clean_padding = rest.find_first_not_of('\0') == std::string_view::npos;
    found.signature_value = element->content;
    if (certificates.empty()) {
        found.state = CmsState::no_certificate;
        return found;
    }
    found.signer = certificates.front();
    EVP_PKEY* key = X509_get0_pubkey(found.signer.get());
    if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA) {
        found.state = CmsState::unsupported;
        return found;
    }
    const bool good = digest_verifies(key, EVP_sha1(), found.signature_value, digest(EVP_sha1(), pieces));
    found.state = good ? CmsState::verified : CmsState::signature_mismatch;
    ERR_clear_error();
    return found;
}

}  // namespace chamber::inspect
