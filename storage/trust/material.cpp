#include "storage/trust/material.hpp"

#include "storage/files/hash.hpp"
#include "storage/handles/openssl.hpp"
#include "storage/keys/openssl_error.hpp"
#include "storage/keys/x509_text.hpp"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace chamber::storage {

namespace {

using openssl::Bio;
using openssl::Certificate;
using openssl::Key;
using List = openssl::RevocationList;
using Bundle = openssl::Handle<PKCS7, PKCS7_free>;
using Locked = openssl::Handle<PKCS12, PKCS12_free>;

// The object that takes up all of `der`; null when there is none or bytes remain.
template <class Owner, class Decode>
Owner whole(Decode decode, std::string_view der)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const auto* end = at + der.size();
    Owner object(decode(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    return at == end ? std::move(object) : Owner();
}

AuthorityKind kind_of(X509* certificate)
{
    if (X509_check_ca(certificate) != 0)
        return X509_self_signed(certificate, 1) == 1 ? AuthorityKind::root : AuthorityKind::intermediate;
    const bool limited = (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0;
    if (limited && (X509_get_extended_key_usage(certificate) & XKU_TIMESTAMP) != 0)
        return AuthorityKind::timestamp_service;
    return AuthorityKind::user;
}

std::string digest_name(int nid)
{
    return nid == NID_undef ? std::string("?") : std::string(OBJ_nid2sn(nid));
}

bool is_weak_digest(int nid)
{
    return nid == NID_sha1 || nid == NID_md5 || nid == NID_md5_sha1 || nid == NID_ripemd160;
}

void describe_key(X509* certificate, TrustCertificate& reading)
{
    const EVP_PKEY* key = X509_get0_pubkey(certificate);
    if (key == nullptr) {
        reading.key = "?";
        reading.weaknesses.emplace_back("Không đọc được khóa công khai của chứng thư này.");
        return;
    }
    const int bits = EVP_PKEY_get_bits(key);
    const int kind = EVP_PKEY_get_base_id(key);
    const char* type = EVP_PKEY_get0_type_name(key);
    reading.key = (type != nullptr ? std::string(type) : std::string("?")) + " " + std::to_string(bits);
    if (kind == EVP_PKEY_RSA && bits < 2048)
        reading.weaknesses.push_back("Khóa RSA " + std::to_string(bits) + " bit ngắn hơn 2048 bit, dễ bị phá.");
    if (kind == EVP_PKEY_EC && bits < 256)
        reading.weaknesses.push_back("Khóa EC " + std::to_string(bits) + " bit ngắn hơn 256 bit, dễ bị phá.");
}

TrustCertificate read(X509* certificate)
{
    TrustCertificate reading;
    reading.kind = kind_of(certificate);
    reading.name = short_name(X509_get_subject_name(certificate));
    reading.subject = name_text(X509_get_subject_name(certificate));
    reading.issuer = name_text(X509_get_issuer_name(certificate));
    reading.not_before = time_of(X509_get0_notBefore(certificate));
    reading.not_after = time_of(X509_get0_notAfter(certificate));
    describe_key(certificate, reading);
    int digest = NID_undef;
    X509_get_signature_info(certificate, &digest, nullptr, nullptr, nullptr);
    reading.digest = digest_name(digest);
    if (is_weak_digest(digest))
        reading.weaknesses.push_back("Chứng thư được ký bằng " + reading.digest + ", thuật toán đã yếu.");
    reading.der = openssl::der_of(certificate, i2d_X509);
    reading.sha256 = sha256_of(reading.der);
    ERR_clear_error();
    return reading;
}

RevocationList read(X509_CRL* list)
{
    RevocationList reading;
    reading.name = short_name(X509_CRL_get_issuer(list));
    reading.issuer = name_text(X509_CRL_get_issuer(list));
    reading.this_update = time_of(X509_CRL_get0_lastUpdate(list));
    reading.next_update = time_of(X509_CRL_get0_nextUpdate(list));
    const STACK_OF(X509_REVOKED)* revoked = X509_CRL_get_REVOKED(list);
    reading.revoked = revoked == nullptr ? 0 : static_cast<std::uint64_t>(sk_X509_REVOKED_num(revoked));
    int digest = NID_undef;
    OBJ_find_sigid_algs(X509_CRL_get_signature_nid(list), &digest, nullptr);
    reading.digest = digest_name(digest);
    reading.der = openssl::der_of(list, i2d_X509_CRL);
    reading.sha256 = sha256_of(reading.der);
    return reading;
}

bool take_bundle(PKCS7* bundle, TrustFile& into)
{
    if (!PKCS7_type_is_signed(bundle) || bundle->d.sign == nullptr) return false;
    const STACK_OF(X509)* certificates = bundle->d.sign->cert;
    for (int i = 0; certificates != nullptr && i < sk_X509_num(certificates); ++i)
        into.certificates.push_back(read(sk_X509_value(certificates, i)));
    const STACK_OF(X509_CRL)* lists = bundle->d.sign->crl;
    for (int i = 0; lists != nullptr && i < sk_X509_CRL_num(lists); ++i)
        into.lists.push_back(read(sk_X509_CRL_value(lists, i)));
    return true;
}

// One object without its wrapping.
Result<void> take_der(std::string_view der, TrustFile& into)
{
    if (const auto certificate = whole<Certificate>(d2i_X509, der)) {
        into.certificates.push_back(read(certificate.get()));
        return {};
    }
    if (const auto list = whole<List>(d2i_X509_CRL, der)) {
        into.lists.push_back(read(list.get()));
        return {};
    }
    if (const auto bundle = whole<Bundle>(d2i_PKCS7, der); bundle && take_bundle(bundle.get(), into)) return {};
    if (whole<Key>(d2i_AutoPrivateKey, der) || whole<Locked>(d2i_PKCS12, der))
        return fail(ErrorCode::trust_private_key);
    return fail(ErrorCode::trust_unreadable);
}

Result<TrustFile> parse_pem(std::string_view bytes)
{
    TrustFile file;
    const Bio bio = openssl::bio_over(bytes);
    for (int block = 1;; ++block) {
        char* name = nullptr;
        char* header = nullptr;
        unsigned char* data = nullptr;
        long length = 0;
        if (PEM_read_bio(bio.get(), &name, &header, &data, &length) != 1) {
            const bool at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
            ERR_clear_error();
            if (!at_end) return fail(ErrorCode::trust_unreadable, {}, "khối PEM thứ " + std::to_string(block));
            return file;
        }
        const std::string kind(name);
        const std::string der(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
        OPENSSL_free(name);
        OPENSSL_free(header);
        OPENSSL_clear_free(data, static_cast<std::size_t>(length));
        if (kind.ends_with("PRIVATE KEY"))
            return fail(ErrorCode::trust_private_key, {}, "khối PEM thứ " + std::to_string(block));
        const bool ours = kind == PEM_STRING_X509 || kind == PEM_STRING_X509_OLD || kind == PEM_STRING_X509_CRL ||
                          kind == PEM_STRING_PKCS7;
        if (!ours) continue;
        if (const auto taken = take_der(der, file); !taken)
            return fail(taken.error().code, {}, "khối PEM thứ " + std::to_string(block));
    }
}

// Of the key that signed the list; empty when the list does not say.
std::string key_identifier(X509_CRL* list)
{
    using Identifier = openssl::Handle<AUTHORITY_KEYID, AUTHORITY_KEYID_free>;
    const Identifier found(
        static_cast<AUTHORITY_KEYID*>(X509_CRL_get_ext_d2i(list, NID_authority_key_identifier, nullptr, nullptr)));
    if (!found || found->keyid == nullptr) return {};
    return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(found->keyid)),
            static_cast<std::size_t>(ASN1_STRING_length(found->keyid))};
}

List list_of(const RevocationList& reading)
{
    return whole<List>(d2i_X509_CRL, reading.der);
}

}  // namespace

Result<TrustFile> parse_trust_file(std::string_view bytes)
{
    ERR_clear_error();
    // A PEM file may begin with words about itself.
    if (bytes.find("-----BEGIN ") != std::string_view::npos) {
        auto file = parse_pem(bytes);
        if (file && file->certificates.empty() && file->lists.empty()) return fail(ErrorCode::trust_unreadable);
        return file;
    }
    TrustFile file;
    if (bytes.size() > INT32_MAX) return fail(ErrorCode::trust_too_large);
    if (auto taken = take_der(bytes, file); !taken) return taken.error();
    if (file.certificates.empty() && file.lists.empty()) return fail(ErrorCode::trust_unreadable);
    return file;
}

Result<void> check_issuer(const RevocationList& list, const std::vector<TrustCertificate>& authorities)
{
    const List crl = list_of(list);
    if (!crl) return fail(ErrorCode::trust_unreadable);
    bool named = false;
    for (const TrustCertificate& authority : authorities) {
        const auto certificate = whole<Certificate>(d2i_X509, authority.der);
        if (!certificate ||
            X509_NAME_cmp(X509_get_subject_name(certificate.get()), X509_CRL_get_issuer(crl.get())) != 0)
            continue;
        if ((X509_get_key_usage(certificate.get()) & KU_CRL_SIGN) == 0) continue;
        named = true;
        const bool right = X509_CRL_verify(crl.get(), X509_get0_pubkey(certificate.get())) == 1;
        ERR_clear_error();
        if (right) return {};
    }
    return fail(named ? ErrorCode::list_signature_wrong : ErrorCode::list_issuer_unknown, {}, list.issuer);
}

bool same_issuer(const RevocationList& one, const RevocationList& other)
{
    const List left = list_of(one), right = list_of(other);
    if (!left || !right || X509_NAME_cmp(X509_CRL_get_issuer(left.get()), X509_CRL_get_issuer(right.get())) != 0)
        return false;
    // An authority that changed its key goes on listing what the older key has signed.
    const std::string left_key = key_identifier(left.get()), right_key = key_identifier(right.get());
    return left_key.empty() || right_key.empty() || left_key == right_key;
}

std::string pem_of(const TrustCertificate& reading)
{
    const auto certificate = whole<Certificate>(d2i_X509, reading.der);
    MUST(certificate != nullptr);
    return openssl::pem_of(certificate.get());
}

std::string pem_of(const RevocationList& reading)
{
    const List list = list_of(reading);
    MUST(list != nullptr);
    const Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509_CRL(bio.get(), list.get());
    return openssl::bytes_of(bio.get());
}

std::string grouped(const Sha256& fingerprint)
{
    std::string text;
    for (const char c : fingerprint.hex()) {
        if (text.size() % 9 == 8) text += ' ';
        text += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return text;
}

}  // namespace chamber::storage
