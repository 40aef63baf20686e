#include "tests/support/test_cms.hpp"

#include <algorithm>
#include <map>
#include <openssl/asn1.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdexcept>

namespace chamber::testing {
namespace {

constexpr int sequence = 0x30, set = 0x31, octet_string = 0x04, integer = 0x02;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string hash(const std::string& name, std::string_view bytes)
{
    if (name == "SHAKE256") {
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        std::string out(64, '\0');
        EVP_DigestInit_ex(context, EVP_shake256(), nullptr);
        EVP_DigestUpdate(context, bytes.data(), bytes.size());
        EVP_DigestFinalXOF(context, reinterpret_cast<unsigned char*>(out.data()), out.size());
        EVP_MD_CTX_free(context);
        return out;
    }
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int length = 0;
    const EVP_MD* algorithm = EVP_get_digestbyname(name.c_str());
    if (algorithm == nullptr || EVP_Digest(bytes.data(), bytes.size(), out, &length, algorithm, nullptr) != 1)
        throw std::runtime_error("digest " + name);
    return {reinterpret_cast<const char*>(out), length};
}

std::string oid_of_nid(int nid)
{
    char text[128] = "";
    OBJ_obj2txt(text, sizeof text, OBJ_nid2obj(nid), 1);
    return text;
}

int nid_of_digest(const std::string& name)
{
    return EVP_MD_get_type(EVP_get_digestbyname(name.c_str()));
}

std::string algorithm(const std::string& oid, std::string_view parameters = {})
{
    return der_element(sequence, der_oid(oid) + std::string(parameters));
}

template <class T, class Encode>
std::string encoded(const T* value, Encode encode)
{
    unsigned char* der = nullptr;
    const int length = encode(value, &der);
    if (length <= 0) throw std::runtime_error("encode");
    std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return bytes;
}

std::string signature_algorithm(EVP_PKEY* key, const CmsRecipe& recipe)
{
    if (!recipe.signature_oid.empty()) return algorithm(recipe.signature_oid);
    const int digest = nid_of_digest(recipe.digest);
    if (recipe.scheme == Scheme::rsa_pss) {
        const std::string mask = recipe.mask_digest.empty() ? recipe.digest : recipe.mask_digest;
        const std::string mgf = algorithm(oid_of_nid(NID_mgf1), algorithm(oid_of_nid(nid_of_digest(mask))));
        const std::string salt(1, static_cast<char>(EVP_MD_get_size(EVP_get_digestbyname(recipe.digest.c_str()))));
        return algorithm(oid_of_nid(NID_rsassaPss),
                         der_element(sequence, der_element(0xA0, algorithm(oid_of_nid(digest))) +
                                                   der_element(0xA1, mgf) +
                                                   der_element(0xA2, der_element(integer, salt))));
    }
    if (recipe.scheme == Scheme::plain_ecdsa) {
        static const std::map<std::string, int> arcs{{"SHA1", 1},   {"SHA224", 2},   {"SHA256", 3},   {"SHA384", 4},
                                                     {"SHA512", 5}, {"SHA3-256", 9}, {"SHA3-384", 10}};
        return algorithm("0.4.0.127.0.7.1.1.4.1." + std::to_string(arcs.at(recipe.digest)));
    }
    const int kind = EVP_PKEY_get_base_id(key);
    int nid = kind;  // EdDSA
    if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_EC || kind == EVP_PKEY_DSA) {
        const int key_nid = kind == EVP_PKEY_RSA  ? NID_rsaEncryption
                            : kind == EVP_PKEY_EC ? NID_X9_62_id_ecPublicKey
                                                  : NID_dsa;
        if (OBJ_find_sigid_by_algs(&nid, digest, key_nid) != 1) nid = key_nid;
    }
    return algorithm(oid_of_nid(nid));
}

// DER of (r, s) as two numbers of the curve's length, one after the other.
std::string plain(const std::string& der, EVP_PKEY* key)
{
    const unsigned char* at = octets(der);
    ECDSA_SIG* value = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
    const int half = (EVP_PKEY_get_bits(key) + 7) / 8;
    std::string out(static_cast<std::size_t>(2 * half), '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(value), reinterpret_cast<unsigned char*>(out.data()), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(value), reinterpret_cast<unsigned char*>(out.data()) + half, half);
    ECDSA_SIG_free(value);
    return out;
}

// PKCS #1 over a DigestInfo of our own making.
std::string sign_without_null(std::string_view bytes, EVP_PKEY* key, const CmsRecipe& recipe)
{
    const std::string info =
        der_element(sequence, algorithm(oid_of_nid(nid_of_digest(recipe.digest))) +
                                  der_element(octet_string, hash(recipe.digest, bytes)) + recipe.digest_info_tail);
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new(key, nullptr);
    std::size_t length = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    std::string value(length, '\0');
    if (EVP_PKEY_sign_init(context) != 1 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) != 1 ||
        EVP_PKEY_sign(context, reinterpret_cast<unsigned char*>(value.data()), &length, octets(info), info.size()) != 1)
        throw std::runtime_error("sign");
    EVP_PKEY_CTX_free(context);
    return value;
}

std::string sign(std::string_view bytes, EVP_PKEY* key, const CmsRecipe& recipe)
{
    if (recipe.without_null) return sign_without_null(bytes, key, recipe);
    const int kind = EVP_PKEY_get_base_id(key);
    const bool edwards = kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448;
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_PKEY_CTX* settings = nullptr;
    const EVP_MD* digest = edwards ? nullptr : EVP_get_digestbyname(recipe.digest.c_str());
    if (EVP_DigestSignInit(context, &settings, digest, nullptr, key) != 1) throw std::runtime_error("sign");
    if (recipe.scheme == Scheme::rsa_pss) {
        EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST);
        if (!recipe.mask_digest.empty())
            EVP_PKEY_CTX_set_rsa_mgf1_md(settings, EVP_get_digestbyname(recipe.mask_digest.c_str()));
    }
    std::size_t length = 0;
    EVP_DigestSign(context, nullptr, &length, octets(bytes), bytes.size());
    std::string value(length, '\0');
    if (EVP_DigestSign(context, reinterpret_cast<unsigned char*>(value.data()), &length, octets(bytes), bytes.size()) !=
        1)
        throw std::runtime_error("sign");
    value.resize(length);
    EVP_MD_CTX_free(context);
    return recipe.scheme == Scheme::plain_ecdsa ? plain(value, key) : value;
}

std::string attribute(const std::string& oid, std::string_view value)
{
    return der_element(sequence, der_oid(oid) + der_element(set, value));
}

std::string ess_attribute(const Identity& signer, const CmsRecipe& recipe)
{
    const std::string certificate = der_of(recipe.ess_about != nullptr ? *recipe.ess_about : signer);
    if (recipe.ess == EssKind::first_version) {
        const std::string id = der_element(sequence, der_element(octet_string, hash("SHA1", certificate)));
        return attribute(oid_of_nid(NID_id_smime_aa_signingCertificate),
                         der_element(sequence, der_element(sequence, id)));
    }
    const bool named = recipe.ess == EssKind::second_version_sha512;
    const std::string digest = named ? algorithm(oid_of_nid(NID_sha512)) : std::string();
    const std::string id =
        der_element(sequence, digest + der_element(octet_string, hash(named ? "SHA512" : "SHA256", certificate)));
    return attribute(oid_of_nid(NID_id_smime_aa_signingCertificateV2),
                     der_element(sequence, der_element(sequence, id)));
}

std::string archive_attribute(const CmsRecipe& recipe)
{
    std::string lists, ocsp;
    for (const auto& list : recipe.archived_lists) lists += list;
    for (const auto& response : recipe.archived_ocsp) ocsp += response;
    std::string parts;
    if (!lists.empty()) parts += der_element(0xA0, der_element(sequence, lists));
    if (!ocsp.empty()) parts += der_element(0xA1, der_element(sequence, ocsp));
    return attribute("1.2.840.113583.1.1.8", der_element(sequence, parts));
}

std::string signed_attributes(std::string_view content, const Identity& signer, const CmsRecipe& recipe)
{
    std::vector<std::string> list{
        attribute(oid_of_nid(NID_pkcs9_contentType), der_oid(recipe.content_type_oid)),
        attribute(oid_of_nid(NID_pkcs9_messageDigest), der_element(octet_string, hash(recipe.digest, content)))};
    if (recipe.ess != EssKind::none) list.push_back(ess_attribute(signer, recipe));
    if (!recipe.archived_lists.empty() || !recipe.archived_ocsp.empty()) list.push_back(archive_attribute(recipe));
    std::sort(list.begin(), list.end());
    if (recipe.attributes_backwards) std::reverse(list.begin(), list.end());
    std::string all;
    for (const auto& one : list) all += one;
    return all;
}

std::string signer_info(std::string_view content, const Identity& signer, const CmsRecipe& recipe)
{
    const X509* certificate = signer.certificate.get();
    const std::string issuer = encoded(X509_get_issuer_name(certificate), i2d_X509_NAME);
    const std::string serial = encoded(X509_get0_serialNumber(certificate), i2d_ASN1_INTEGER);
    const std::string digest = recipe.digest_oid.empty() ? oid_of_nid(nid_of_digest(recipe.digest)) : recipe.digest_oid;
    std::string info =
        der_element(integer, std::string(1, '\x01')) + der_element(sequence, issuer + serial) + algorithm(digest);
    std::string to_sign(content);
    if (recipe.attributes) {
        const std::string attributes = signed_attributes(content, signer, recipe);
        info += der_element(0xA0, attributes);
        to_sign = der_element(set, attributes);
    }
    info += signature_algorithm(signer.key.get(), recipe) +
            der_element(octet_string, sign(to_sign, signer.key.get(), recipe));
    std::string stamps;
    for (const auto& token : recipe.timestamp_tokens) stamps += token;
    if (!stamps.empty()) info += der_element(0xA1, attribute(oid_of_nid(NID_id_smime_aa_timeStampToken), stamps));
    return der_element(sequence, info);
}

// With indefinite length the end is marked by two zero bytes.
std::string outer(int tag, std::string_view content, bool indefinite)
{
    if (!indefinite) return der_element(tag, content);
    std::string out{static_cast<char>(tag), '\x80'};
    out += content;
    return out + std::string(2, '\0');
}

std::string write_plain_cms(std::string_view content, const Identity& signer, const CmsRecipe& recipe)
{
    const bool embeds = !recipe.content.empty() || recipe.empty_content;
    std::string certificates;
    if (recipe.certificates.empty()) certificates = der_of(signer);
    for (const Identity* identity : recipe.certificates)
        if (identity != nullptr) certificates += der_of(*identity);
    std::string infos;
    for (int i = 0; i < recipe.signer_infos; ++i) infos += signer_info(content, signer, recipe);
    const std::string inner = embeds ? der_element(0xA0, der_element(octet_string, recipe.content)) : std::string();
    const std::string data = outer(sequence, der_oid("1.2.840.113549.1.7.1") + inner, recipe.indefinite_length);
    const std::string digests = der_element(set, algorithm(oid_of_nid(nid_of_digest(recipe.digest))));
    const std::string held = certificates.empty() ? std::string() : outer(0xA0, certificates, recipe.indefinite_length);
    const std::string body =
        der_element(integer, std::string(1, '\x01')) + digests + data + held + der_element(set, infos);
    const std::string signed_data =
        outer(0xA0, outer(sequence, body, recipe.indefinite_length), recipe.indefinite_length);
    return outer(sequence, der_oid("1.2.840.113549.1.7.2") + signed_data, recipe.indefinite_length);
}

}  // namespace

std::string der_element(int tag, std::string_view content)
{
    std::string out(1, static_cast<char>(tag));
    const std::size_t size = content.size();
    if (size < 128) {
        out += static_cast<char>(size);
    } else {
        const int bytes = size < 256 ? 1 : size < 65'536 ? 2 : 3;
        out += static_cast<char>(0x80 | bytes);
        for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(size >> (8 * i));
    }
    return out + std::string(content);
}

std::string der_oid(const std::string& dotted)
{
    ASN1_OBJECT* object = OBJ_txt2obj(dotted.c_str(), 1);
    if (object == nullptr) throw std::runtime_error("oid " + dotted);
    const std::string der = encoded(object, i2d_ASN1_OBJECT);
    ASN1_OBJECT_free(object);
    return der;
}

std::string write_rsa_sha1(std::string_view content, const Identity& signer)
{
    return der_element(octet_string, sign(content, signer.key.get(), {.digest = "SHA1"}));
}

std::string write_cms(std::string_view content, const Identity& signer, const CmsRecipe& asked)
{
    if (asked.sha1_content) {
        CmsRecipe inside = asked;
        inside.sha1_content = false;
        inside.content = hash("SHA1", content);
        return write_cms(inside.content, signer, inside);
    }
    return write_plain_cms(content, signer, asked);
}

}  // namespace chamber::testing
