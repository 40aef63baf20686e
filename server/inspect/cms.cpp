#include "server/inspect/cms.hpp"

#include "server/inspect/signature_algorithm.hpp"
#include "server/inspect/signed_attributes.hpp"
#include "storage/handles/openssl.hpp"

#include <algorithm>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

using openssl::Cms;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string_view view(const ASN1_STRING* value)
{
    if (value == nullptr) return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
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
    for (int i = 0; i < sk_X509_CRL_num(lists); ++i) found.lists.push_back(own(sk_X509_CRL_value(lists, i)));
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

CmsState check_signature(const SignatureAlgorithm& used, SignedInput input, CmsFinding& found)
{
    const AttributeCheck attributes = check_signed_attributes(input.info, input.content_digest, input.content_type);
    if (attributes == AttributeCheck::wrong) return CmsState::attributes_wrong;
    if (attributes == AttributeCheck::digest_mismatch) return CmsState::digest_mismatch;
    input.has_attributes = attributes == AttributeCheck::right;
    switch (verify_signature(used, found.signer, input)) {
    case SignatureCheck::right: return CmsState::verified;
    case SignatureCheck::wrong_digest_for_key: return CmsState::attributes_wrong;
    case SignatureCheck::unsupported: return CmsState::unsupported;
    case SignatureCheck::wrong: break;
    }
    found.detail = last_error();
    return CmsState::signature_mismatch;
}

// The digest that the signature must be about; empty when the embedded content is not what its kind demands.
std::string expected_digest(CmsContent kind, const SignatureAlgorithm& used,
                            const std::vector<std::string_view>& pieces, const CmsFinding& found)
{
    if (kind == CmsContent::detached) return digest(used.digest, pieces);
    if (kind == CmsContent::sha1_inside && found.content != digest(EVP_sha1(), pieces)) return {};
    return digest(used.digest, {found.content});
}

Cms parse_cms(std::string_view bytes, CmsFinding& found)
{
    const unsigned char* at = octets(bytes);
    Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(bytes.size())));
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
        found.detail = last_error();
        return nullptr;
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
    const Cms cms = parse_cms(bytes, found);
    if (!cms) return found;
    STACK_OF(CMS_SignerInfo)* infos = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(infos) < 1) return found;
    found.other_signers = sk_CMS_SignerInfo_num(infos) > 1;
    CMS_SignerInfo* info = sk_CMS_SignerInfo_value(infos, 0);
    if (ASN1_OCTET_STRING** content = CMS_get0_content(cms.get()); content != nullptr && *content != nullptr)
        found.content = view(*content);
    found.holds_time = OBJ_obj2nid(CMS_get0_eContentType(cms.get())) == NID_id_smime_ct_TSTInfo;
    found.has_content = kind == CmsContent::detached && !found.content.empty();
    found.signature_value = view(CMS_SignerInfo_get0_signature(info));
    collect_certificates(cms.get(), found);
    collect_attributes(info, found);
    find_signer(info, more, found);
    SignatureAlgorithm used;
    const bool known = read_algorithm(info, used);
    found.digest_algorithm = used.digest_name;
    found.signature_algorithm = used.name;
    found.weak_algorithm = used.weak();
    found.broken_algorithm = used.broken();
    found.algorithms_disagree = used.disagrees;
    if (!known) {
        found.state = CmsState::unsupported;
        return found;
    }
    const std::string content_digest = expected_digest(kind, used, pieces, found);
    if (content_digest.empty())
        found.state = CmsState::digest_mismatch;
    else if (!found.signer)
        found.state = CmsState::no_certificate;
    else {
        const bool outside = kind == CmsContent::detached;
        const std::vector<std::string_view> inside{found.content};
        found.state = check_signature(
            used, {info, true, CMS_get0_eContentType(cms.get()), content_digest, outside ? pieces : inside}, found);
    }
    ERR_clear_error();
    return found;
}

CmsFinding check_rsa_sha1(std::string_view bytes, const std::vector<std::string_view>& pieces,
                          const std::vector<Certificate>& certificates)
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
    const bool good = verify_rsa_sha1(found.signer, found.signature_value, digest(EVP_sha1(), pieces));
    found.state = good ? CmsState::verified : CmsState::signature_mismatch;
    ERR_clear_error();
    return found;
}

}  // namespace chamber::inspect
