#include "server/inspect/signature_algorithm.hpp"

#include "server/inspect/signed_attributes.hpp"
#include "storage/handles/openssl.hpp"

#include <algorithm>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

using openssl::DigestContext;
using openssl::KeyContext;
using PssParameters = openssl::Handle<RSA_PSS_PARAMS, RSA_PSS_PARAMS_free>;

// RFC 8419 §3.1; OpenSSL has no name for it.
constexpr std::string_view shake256_with_length = "2.16.840.1.101.3.4.2.18";
constexpr int oid_bytes_max = 32;  // so that no length of a DigestInfo needs a second byte
constexpr std::string_view plain_ecdsa_arc = "0.4.0.127.0.7.1.1.4.1.";

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

const ASN1_OBJECT* object_of(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return object;
}

std::string oid_of(const ASN1_OBJECT* object)
{
    char text[128] = "";
    OBJ_obj2txt(text, sizeof text, object, 1);
    return text;
}

// A few signers name the digest by the signature that uses it (sha256WithRSAEncryption); what they mean is plain.
int digest_nid_of(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* object = object_of(algorithm);
    const int nid = OBJ_obj2nid(object);
    if (nid == NID_undef && oid_of(object) == shake256_with_length) return NID_shake256;
    int digest = NID_undef, key = NID_undef;
    return OBJ_find_sigid_algs(nid, &digest, &key) == 1 && digest != NID_undef ? digest : nid;
}

PssParameters pss_parameters(const X509_ALGOR* algorithm)
{
    const ASN1_OBJECT* object = nullptr;
    int kind = 0;
    const void* value = nullptr;
    X509_ALGOR_get0(&object, &kind, &value, algorithm);
    if (kind != V_ASN1_SEQUENCE) return nullptr;
    const auto* der = static_cast<const ASN1_STRING*>(value);
    const unsigned char* at = ASN1_STRING_get0_data(der);
    return PssParameters(d2i_RSA_PSS_PARAMS(nullptr, &at, ASN1_STRING_length(der)));
}

// The digest inside a signature algorithm; NID_undef when it names none (rsaEncryption, EdDSA).
int inner_digest(const X509_ALGOR* algorithm, int signature_nid)
{
    if (signature_nid == NID_rsassaPss) {
        const PssParameters parameters = pss_parameters(algorithm);
        return parameters && parameters->hashAlgorithm != nullptr ? digest_nid_of(parameters->hashAlgorithm) : NID_sha1;
    }
    int digest = NID_undef, key = NID_undef;
    OBJ_find_sigid_algs(signature_nid, &digest, &key);
    return digest;
}

// Source: BSI TR-03111 §5.2.1.
int plain_digest(std::string_view oid)
{
    static constexpr int digests[] = {NID_undef,     NID_sha1,  NID_sha224,   NID_sha256,   NID_sha384,   NID_sha512,
                                      NID_ripemd160, NID_undef, NID_sha3_224, NID_sha3_256, NID_sha3_384, NID_sha3_512};
    if (!oid.starts_with(plain_ecdsa_arc)) return NID_undef;
    const std::string last(oid.substr(plain_ecdsa_arc.size()));
    const bool number = !last.empty() && last.size() <= 2 && last.find_first_not_of("0123456789") == std::string::npos;
    const auto index = number ? static_cast<std::size_t>(std::stoi(last)) : 0;
    return index < std::size(digests) ? digests[index] : NID_undef;
}

struct NamedScheme {
    int signature_nid;
    int digest_nid;
    int key_nid;
};

const NamedScheme* sha3_scheme(int signature_nid)
{
    static constexpr NamedScheme schemes[] = {{NID_ecdsa_with_SHA3_224, NID_sha3_224, NID_X9_62_id_ecPublicKey},
                                              {NID_ecdsa_with_SHA3_256, NID_sha3_256, NID_X9_62_id_ecPublicKey},
                                              {NID_ecdsa_with_SHA3_384, NID_sha3_384, NID_X9_62_id_ecPublicKey},
                                              {NID_ecdsa_with_SHA3_512, NID_sha3_512, NID_X9_62_id_ecPublicKey},
                                              {NID_dsa_with_SHA3_224, NID_sha3_224, NID_dsa},
                                              {NID_dsa_with_SHA3_256, NID_sha3_256, NID_dsa},
                                              {NID_dsa_with_SHA3_384, NID_sha3_384, NID_dsa},
                                              {NID_dsa_with_SHA3_512, NID_sha3_512, NID_dsa}};
    for (const auto& scheme : schemes)
        if (scheme.signature_nid == signature_nid) return &scheme;
    return nullptr;
}

bool key_fits(const EVP_PKEY* key, int key_nid)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA: return key_nid == NID_rsaEncryption || key_nid == NID_rsassaPss;
    case EVP_PKEY_RSA_PSS: return key_nid == NID_rsassaPss;
    case EVP_PKEY_EC: return key_nid == NID_X9_62_id_ecPublicKey;
    case EVP_PKEY_DSA: return key_nid == NID_dsa;
    case EVP_PKEY_ED25519: return key_nid == NID_ED25519;
    case EVP_PKEY_ED448: return key_nid == NID_ED448;
    default: return false;
    }
}

std::string_view signature_value(CMS_SignerInfo* info)
{
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(info);
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
            static_cast<std::size_t>(ASN1_STRING_length(value))};
}

// OpenSSL 3.0's CMS cannot do EdDSA, which takes what it signs whole and no digest.
bool edwards_verifies(const SignedInput& input, EVP_PKEY* key)
{
    std::string whole;
    if (input.has_attributes)
        whole = encode_signed_attributes(input.info);
    else
        for (const auto piece : input.content) whole += piece;
    const std::string_view signature = signature_value(input.info);
    const DigestContext context(EVP_MD_CTX_new());
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(whole), whole.size()) == 1;
}

// r || s as the DER that OpenSSL wants; empty when the halves are not as long as the curve's order.
std::string der_of_plain(std::string_view signature, const EVP_PKEY* key)
{
    const std::size_t half = static_cast<std::size_t>(EVP_PKEY_get_bits(key) + 7) / 8;
    if (signature.size() != 2 * half) return {};
    const openssl::Handle<ECDSA_SIG, ECDSA_SIG_free> value(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(octets(signature), static_cast<int>(half), nullptr);
    BIGNUM* s = BN_bin2bn(octets(signature) + half, static_cast<int>(half), nullptr);
    ECDSA_SIG_set0(value.get(), r, s);
    unsigned char* der = nullptr;
    const int length = i2d_ECDSA_SIG(value.get(), &der);
    if (length <= 0) return {};
    std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return bytes;
}

bool set_pss(EVP_PKEY_CTX* context, const X509_ALGOR* algorithm)
{
    const PssParameters parameters = pss_parameters(algorithm);
    const long salt = parameters && parameters->saltLength != nullptr ? ASN1_INTEGER_get(parameters->saltLength) : 20;
    const EVP_MD* mask = EVP_sha1();
    if (parameters && parameters->maskGenAlgorithm != nullptr) {
        const ASN1_OBJECT* object = nullptr;
        int kind = 0;
        const void* value = nullptr;
        X509_ALGOR_get0(&object, &kind, &value, parameters->maskGenAlgorithm);
        if (OBJ_obj2nid(object) != NID_mgf1 || kind != V_ASN1_SEQUENCE) return false;
        const auto* der = static_cast<const ASN1_STRING*>(value);
        const unsigned char* at = ASN1_STRING_get0_data(der);
        const openssl::Handle<X509_ALGOR, X509_ALGOR_free> hash(d2i_X509_ALGOR(nullptr, &at, ASN1_STRING_length(der)));
        if (!hash) return false;
        mask = EVP_get_digestbynid(digest_nid_of(hash.get()));
    }
    return mask != nullptr && salt >= 0 && salt <= 1'024 &&
           EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, static_cast<int>(salt)) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, mask) == 1;
}

// Of the input of a signature: over the attributes as they were sent or, without any, over the content.
std::string signed_digest(const SignatureAlgorithm& algorithm, const SignedInput& input)
{
    if (!input.has_attributes) return std::string(input.content_digest);
    return digest(algorithm.digest, {encode_signed_attributes(input.info)});
}

// Over a digest that is already known: without attributes, or in a form that OpenSSL's CMS does not read.
bool digest_verifies(const SignatureAlgorithm& algorithm, EVP_PKEY* key, const SignedInput& input,
                     std::string_view signature)
{
    const std::string value = signed_digest(algorithm, input);
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) != 1) return false;
    X509_ALGOR* scheme = nullptr;
    CMS_SignerInfo_get0_algs(input.info, nullptr, nullptr, nullptr, &scheme);
    if (algorithm.key_nid == NID_rsassaPss && !set_pss(context.get(), scheme)) return false;
    if (EVP_PKEY_CTX_set_signature_md(context.get(), algorithm.digest) != 1) return false;
    return EVP_PKEY_verify(context.get(), octets(signature), signature.size(), octets(value), value.size()) == 1;
}

// DigestInfo ::= SEQUENCE { AlgorithmIdentifier without parameters, OCTET STRING }
std::string digest_info_without_null(const EVP_MD* algorithm, std::string_view value)
{
    unsigned char* der = nullptr;
    const int length = i2d_ASN1_OBJECT(OBJ_nid2obj(EVP_MD_get_type(algorithm)), &der);
    if (length <= 0 || length > oid_bytes_max || value.size() > EVP_MAX_MD_SIZE) return {};
    const std::string oid(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    const auto element = [](int tag, const std::string& content) {
        return std::string{static_cast<char>(tag), static_cast<char>(content.size())} + content;
    };
    const int sequence = V_ASN1_SEQUENCE | V_ASN1_CONSTRUCTED;
    return element(sequence, element(sequence, oid) + element(V_ASN1_OCTET_STRING, std::string(value)));
}

// OpenSSL knows only the DigestInfo that says NULL; signers who leave it out are to be taken as well (RFC 4055 §2.1).
// The recovered block is compared whole, with the one encoding it may have, so nothing in it is parsed and nothing can
// be hidden in it.
bool verifies_without_null(EVP_PKEY* key, const EVP_MD* algorithm, std::string_view signature, std::string_view value)
{
    const std::string expected = digest_info_without_null(algorithm, value);
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    if (expected.empty() || !context || EVP_PKEY_verify_recover_init(context.get()) != 1) return false;
    if (EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) != 1) return false;
    auto length = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    std::string block(length, '\0');
    auto* at = reinterpret_cast<unsigned char*>(block.data());
    if (EVP_PKEY_verify_recover(context.get(), at, &length, octets(signature), signature.size()) != 1) return false;
    return std::string_view(block).substr(0, length) == expected;
}

}  // namespace

bool SignatureAlgorithm::weak() const
{
    return digest_nid == NID_sha1 || digest_nid == NID_ripemd160;
}

bool SignatureAlgorithm::broken() const
{
    return digest_nid == NID_md5 || digest_nid == NID_md2 || digest_nid == NID_md4;
}

bool read_algorithm(CMS_SignerInfo* info, SignatureAlgorithm& found)
{
    X509_ALGOR* digest_algorithm = nullptr;
    X509_ALGOR* signature_algorithm = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest_algorithm, &signature_algorithm);
    const ASN1_OBJECT* object = object_of(signature_algorithm);
    found.signature_nid = OBJ_obj2nid(object);
    found.digest_nid = digest_nid_of(digest_algorithm);
    found.digest = EVP_get_digestbynid(found.digest_nid);
    char name[128] = "";
    OBJ_obj2txt(name, sizeof name, object, 0);
    found.name = name;
    found.digest_name = found.digest_nid == NID_undef ? "?" : OBJ_nid2ln(found.digest_nid);
    int inner = NID_undef, unused = NID_undef;
    // Some signers name only the kind of key and leave the digest to digestAlgorithm, as RFC 3370 wants it for RSA.
    const bool names_key = found.signature_nid == NID_rsaEncryption || found.signature_nid == NID_rsassaPss ||
                           found.signature_nid == NID_dsa || found.signature_nid == NID_X9_62_id_ecPublicKey;
    if (const int plain = plain_digest(oid_of(object)); plain != NID_undef) {
        found.plain_ecdsa = true;
        found.key_nid = NID_X9_62_id_ecPublicKey;
        found.name = "plain-ECDSA";
        inner = plain;
    } else if (const NamedScheme* scheme = sha3_scheme(found.signature_nid)) {
        found.by_hand = true;
        found.key_nid = scheme->key_nid;
        inner = scheme->digest_nid;
    } else if (names_key) {
        found.key_nid = found.signature_nid;
        inner = inner_digest(signature_algorithm, found.signature_nid);
    } else if (OBJ_find_sigid_algs(found.signature_nid, &unused, &found.key_nid) == 1) {
        inner = inner_digest(signature_algorithm, found.signature_nid);
    } else {
        ERR_clear_error();
        return false;
    }
    found.disagrees = inner != NID_undef && inner != found.digest_nid;
    ERR_clear_error();
    return found.digest != nullptr;
}

SignatureCheck verify_signature(const SignatureAlgorithm& algorithm, const Certificate& signer,
                                const SignedInput& input)
{
    EVP_PKEY* key = X509_get0_pubkey(signer.get());
    if (key == nullptr || !key_fits(key, algorithm.key_nid)) return SignatureCheck::unsupported;
    bool good = false;
    if (algorithm.key_nid == NID_ED25519 || algorithm.key_nid == NID_ED448) {
        // RFC 8419: Ed25519 goes with SHA-512, Ed448 with SHAKE256.
        const int wanted = algorithm.key_nid == NID_ED25519 ? NID_sha512 : NID_shake256;
        if (input.has_attributes && algorithm.digest_nid != wanted) return SignatureCheck::wrong_digest_for_key;
        good = edwards_verifies(input, key);
    } else if (algorithm.plain_ecdsa) {
        good = digest_verifies(algorithm, key, input, der_of_plain(signature_value(input.info), key));
    } else if (algorithm.by_hand || !input.has_attributes) {
        good = digest_verifies(algorithm, key, input, signature_value(input.info));
    } else {
        CMS_SignerInfo_set1_signer_cert(input.info, signer.get());
        good = CMS_SignerInfo_verify(input.info) == 1;
    }
    if (!good && algorithm.key_nid == NID_rsaEncryption)
        good =
            verifies_without_null(key, algorithm.digest, signature_value(input.info), signed_digest(algorithm, input));
    return good ? SignatureCheck::right : SignatureCheck::wrong;
}

bool verify_rsa_sha1(const Certificate& signer, std::string_view signature, std::string_view value)
{
    EVP_PKEY* key = X509_get0_pubkey(signer.get());
    const KeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    const bool good =
        context && EVP_PKEY_verify_init(context.get()) == 1 &&
        EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha1()) == 1 &&
        EVP_PKEY_verify(context.get(), octets(signature), signature.size(), octets(value), value.size()) == 1;
    const bool taken = good || verifies_without_null(key, EVP_sha1(), signature, value);
    ERR_clear_error();
    return taken;
}

}  // namespace chamber::inspect
