#include "server/inspect/signed_attributes.hpp"

#include "storage/handles/openssl.hpp"

#include <openssl/asn1.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

constexpr int only_one = -3;  // OpenSSL's word for "exactly one attribute with exactly one value"
constexpr const char* adobe_revocation_archival = "1.2.840.113583.1.1.8";

std::string_view view(const ASN1_STRING* value)
{
    if (value == nullptr) return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

std::string_view signed_value(CMS_SignerInfo* info, const ASN1_OBJECT* object, int last, int type)
{
    return view(static_cast<const ASN1_STRING*>(CMS_signed_get0_data_by_OBJ(info, object, last, type)));
}

std::string_view signed_sequence(CMS_SignerInfo* info, int nid)
{
    return signed_value(info, OBJ_nid2obj(nid), -1, V_ASN1_SEQUENCE);
}

// SEQUENCE { SEQUENCE OF certificate id … }: what is inside the first id.
std::string_view first_certificate_id(std::string_view attribute)
{
    const auto outer = take_element(attribute);
    if (!outer) return {};
    std::string_view rest = outer->content;
    const auto list = take_element(rest);
    if (!list) return {};
    rest = list->content;
    const auto id = take_element(rest);
    return id ? id->content : std::string_view();
}

bool hash_matches(const EVP_MD* algorithm, std::string_view hash, const Certificate& certificate)
{
    const std::string der = openssl::der_of(certificate.get(), i2d_X509);
    if (der.empty()) return false;
    const std::string value = digest(algorithm, {der});
    return !value.empty() && value == hash;
}

Ess compare_first_version(std::string_view attribute, const Certificate& certificate)
{
    std::string_view id = first_certificate_id(attribute);
    const auto hash = take_element(id);
    const bool good = hash && hash->tag == V_ASN1_OCTET_STRING && hash_matches(EVP_sha1(), hash->content, certificate);
    return good ? Ess::matches : Ess::mismatch;
}

// Shape: the algorithm is left out when it is SHA-256.
Ess compare_second_version(std::string_view attribute, const Certificate& certificate)
{
    std::string_view id = first_certificate_id(attribute);
    auto element = take_element(id);
    const EVP_MD* algorithm = EVP_sha256();
    if (element && element->tag == V_ASN1_SEQUENCE) {
        const auto* at = reinterpret_cast<const unsigned char*>(element->whole.data());
        const openssl::Handle<X509_ALGOR, X509_ALGOR_free> named(
            d2i_X509_ALGOR(nullptr, &at, static_cast<long>(element->whole.size())));
        if (!named) return Ess::mismatch;
        const ASN1_OBJECT* object = nullptr;
        X509_ALGOR_get0(&object, nullptr, nullptr, named.get());
        algorithm = EVP_get_digestbyobj(object);
        element = take_element(id);
    }
    const bool good =
        element && element->tag == V_ASN1_OCTET_STRING && hash_matches(algorithm, element->content, certificate);
    return good ? Ess::matches : Ess::mismatch;
}

void collect_timestamps(CMS_SignerInfo* info, CmsFinding& found)
{
    const ASN1_OBJECT* object = OBJ_nid2obj(NID_id_smime_aa_timeStampToken);
    for (int at = CMS_unsigned_get_attr_by_OBJ(info, object, -1); at >= 0;
         at = CMS_unsigned_get_attr_by_OBJ(info, object, at)) {
        X509_ATTRIBUTE* attribute = CMS_unsigned_get_attr(info, at);
        for (int i = 0; i < X509_ATTRIBUTE_count(attribute); ++i) {
            const auto* token =
                static_cast<const ASN1_STRING*>(X509_ATTRIBUTE_get0_data(attribute, i, V_ASN1_SEQUENCE, nullptr));
            found.timestamp_tokens.emplace_back(view(token));
        }
    }
}

void collect_signing_time(CMS_SignerInfo* info, CmsFinding& found)
{
    const int at = CMS_signed_get_attr_by_NID(info, NID_pkcs9_signingTime, -1);
    if (at < 0) return;
    const ASN1_TYPE* value = X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(info, at), 0);
    if (value == nullptr) return;
    if (value->type == V_ASN1_UTCTIME || value->type == V_ASN1_GENERALIZEDTIME)
        found.signing_time_s = seconds_of(value->value.asn1_string);
}

// RevocationInfoArchival ::= SEQUENCE { [0] SEQUENCE OF CRL, [1] SEQUENCE OF OCSPResponse, … }
void collect_revocation_archive(CMS_SignerInfo* info, CmsFinding& found)
{
    const openssl::Handle<ASN1_OBJECT, ASN1_OBJECT_free> object(OBJ_txt2obj(adobe_revocation_archival, 1));
    std::string_view archive = signed_value(info, object.get(), -1, V_ASN1_SEQUENCE);
    const auto outer = take_element(archive);
    if (!outer) return;
    std::string_view parts = outer->content;
    while (const auto part = take_element(parts)) {
        std::string_view inside = part->content;
        const auto list = take_element(inside);
        if (!list) continue;
        std::string_view members = list->content;
        while (const auto member = take_element(members)) {
            if (part->tag == 0) {
                if (auto revoked = parse_revocation_list(member->whole)) found.lists.push_back(std::move(revoked));
            } else if (part->tag == 1) {
                found.ocsp.emplace_back(member->whole);
            }
        }
    }
}

}  // namespace

AttributeCheck check_signed_attributes(CMS_SignerInfo* info, std::string_view content_digest,
                                       const ASN1_OBJECT* content_type)
{
    if (CMS_signed_get_attr_count(info) <= 0) return AttributeCheck::absent;
    const auto claimed = signed_value(info, OBJ_nid2obj(NID_pkcs9_messageDigest), only_one, V_ASN1_OCTET_STRING);
    const auto* typed = static_cast<const ASN1_OBJECT*>(
        CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_contentType), only_one, V_ASN1_OBJECT));
    ERR_clear_error();
    if (claimed.empty() || typed == nullptr || OBJ_cmp(typed, content_type) != 0) return AttributeCheck::wrong;
    return claimed == content_digest ? AttributeCheck::right : AttributeCheck::digest_mismatch;
}

std::string encode_signed_attributes(CMS_SignerInfo* info)
{
    std::string content;
    for (int i = 0; i < CMS_signed_get_attr_count(info); ++i) {
        const std::string der = openssl::der_of(CMS_signed_get_attr(info, i), i2d_X509_ATTRIBUTE);
        if (der.empty()) return {};
        content += der;
    }
    std::string set(static_cast<std::size_t>(ASN1_object_size(1, static_cast<int>(content.size()), V_ASN1_SET)) -
                        content.size(),
                    '\0');
    auto* at = reinterpret_cast<unsigned char*>(set.data());
    ASN1_put_object(&at, 1, static_cast<int>(content.size()), V_ASN1_SET, V_ASN1_UNIVERSAL);
    return set + content;
}

Ess compare_ess(CMS_SignerInfo* info, const Certificate& certificate)
{
    const auto first = signed_sequence(info, NID_id_smime_aa_signingCertificate);
    const auto second = signed_sequence(info, NID_id_smime_aa_signingCertificateV2);
    ERR_clear_error();
    if (first.empty() && second.empty()) return Ess::absent;
    if (!second.empty() && compare_second_version(second, certificate) == Ess::mismatch) return Ess::mismatch;
    if (!first.empty() && compare_first_version(first, certificate) == Ess::mismatch) return Ess::mismatch;
    return Ess::matches;
}

void collect_attributes(CMS_SignerInfo* info, CmsFinding& found)
{
    collect_timestamps(info, found);
    collect_signing_time(info, found);
    collect_revocation_archive(info, found);
    ERR_clear_error();
}

}  // namespace chamber::inspect
