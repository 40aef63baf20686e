#include "server/inspect/certificates.hpp"

#include "server/inspect/trust_folder.hpp"

#include <algorithm>
#include <array>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace chamber::inspect {
namespace {

constexpr std::size_t address_bytes_max = 300;

struct FreeStack {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using BorrowedStack = std::unique_ptr<STACK_OF(X509), FreeStack>;

BorrowedStack borrow(const std::vector<Certificate>& certificates)
{
    BorrowedStack stack(sk_X509_new_null());
    for (const auto& certificate : certificates) sk_X509_push(stack.get(), certificate.get());
    return stack;
}

// A self-signed authority, by its names and key ids only: an anchor is trusted for being in the folder, its own
// signature adds nothing and costs most of the time that a document takes. A person's self-signed certificate vouches
// for nobody.
bool is_anchor(const Certificate& certificate)
{
    return X509_self_signed(certificate.get(), 0) == 1 && X509_check_ca(certificate.get()) > 0;
}

void add_certificate(TrustStore& trust, TrustRole role, Certificate certificate)
{
    const bool anchor = is_anchor(certificate);
    ERR_clear_error();
    if (!anchor) {
        trust.intermediates.push_back(std::move(certificate));
        return;
    }
    if (role != TrustRole::timestamp) trust.signing_anchors.push_back(certificate);
    if (role != TrustRole::signing) trust.timestamp_anchors.push_back(std::move(certificate));
}

// Whoever may have issued one of these, and the issuers of those in turn.
void read_issuers(TrustStore& trust, std::vector<Certificate> wanted)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const X509_NAME* issuer = X509_get_issuer_name(wanted[i].get());
        const std::uint32_t hash = name_hash(issuer);
        std::erase_if(trust.unread, [&](const TrustEntry& unread) {
            if (unread.name_hash != hash) return false;
            auto certificate = parse_certificate(unread.der);
            if (!certificate) return true;
            if (X509_NAME_cmp(X509_get_subject_name(certificate.get()), issuer) != 0) return false;
            wanted.push_back(certificate);
            add_certificate(trust, unread.role, std::move(certificate));
            return true;
        });
    }
}

void read_list(const TrustEntry& unread, TrustStore& trust)
{
    if (auto list = parse_revocation_list(unread.der)) trust.lists.push_back(std::move(list));
}

// The lists of whoever issued one of the chain's certificates; one more whose issuer only has the same hash does no
// harm.
void read_lists(TrustStore& trust, const Chain& chain)
{
    std::vector<std::uint32_t> issuers;
    for (const Certificate& certificate : chain.certificates)
        issuers.push_back(name_hash(X509_get_issuer_name(certificate.get())));
    std::erase_if(trust.unread_lists, [&](const TrustEntry& unread) {
        if (std::ranges::find(issuers, unread.name_hash) == issuers.end()) return false;
        read_list(unread, trust);
        return true;
    });
}

std::string utf8(const ASN1_STRING* value)
{
    unsigned char* text = nullptr;
    const int length = ASN1_STRING_to_UTF8(&text, value);
    ERR_clear_error();
    if (length < 0) return {};
    std::string out(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length));
    OPENSSL_free(text);
    return out;
}

std::string entry(const X509_NAME* name, int nid)
{
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    return at < 0 ? std::string() : utf8(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
}

// The common name, or for a name without one its organisation or whole.
std::string shown_name(const X509_NAME* name)
{
    for (const int nid : {NID_commonName, NID_organizationName, NID_organizationalUnitName})
        if (std::string text = entry(name, nid); !text.empty()) return text;
    std::array<char, 256> line;
    return X509_NAME_oneline(name, line.data(), line.size()) != nullptr ? std::string(line.data()) : std::string();
}

std::string serial_of(const X509* certificate)
{
    const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr), BN_free);
    if (!number) return {};
    char* hex = BN_bn2hex(number.get());
    std::string text = hex != nullptr ? hex : "";
    OPENSSL_free(hex);
    return text;
}

// The words that open the name of an office, a company or a party body, in the capitals and the small letters they come
// in.
bool named_like_an_organisation(const std::string& name)
{
    static constexpr std::string_view openings[] = {
        "ỦY BAN",      "UỶ BAN",      "Ủy ban",  "Uỷ ban",  "UBND",      "HĐND",      "HỘI ĐỒNG", "Hội đồng",
        "THƯỜNG TRỰC", "Thường trực", "SỞ ",     "Sở ",     "BỘ ",       "Bộ ",       "BAN ",     "Ban ",
        "VĂN PHÒNG",   "Văn phòng",   "CỤC ",    "Cục ",    "CHI CỤC",   "Chi cục",   "TỔNG ",    "Tổng ",
        "TRUNG TÂM",   "Trung tâm",   "PHÒNG ",  "Phòng ",  "CÔNG TY",   "Công ty",   "TẬP ĐOÀN", "Tập đoàn",
        "NGÂN HÀNG",   "Ngân hàng",   "TỈNH ỦY", "Tỉnh ủy", "TÒA ÁN",    "Tòa án",    "VIỆN ",    "Viện ",
        "KHO BẠC",     "Kho bạc",     "CÔNG AN", "Công an", "BỆNH VIỆN", "Bệnh viện", "TRƯỜNG ",  "Trường ",
        "THANH TRA",   "Thanh tra"};
    return std::any_of(std::begin(openings), std::end(openings),
                       [&](std::string_view opening) { return name.starts_with(opening); });
}

SignerKind kind_of(const Certificate& certificate, const X509_NAME* subject, const std::string& name)
{
    if (usage_of(certificate) == Usage::time_stamping) return SignerKind::timestamp;
    if (!entry(subject, NID_givenName).empty() || !entry(subject, NID_surname).empty()) return SignerKind::person;
    if (name.empty()) return SignerKind::unknown;
    const std::string organisation = entry(subject, NID_organizationName);
    if (named_like_an_organisation(name) || name == organisation) return SignerKind::organisation;
    return SignerKind::person;
}

bool weak_digest(const Certificate& certificate)
{
    int digest = NID_undef;
    X509_get_signature_info(certificate.get(), &digest, nullptr, nullptr, nullptr);
    return digest == NID_sha1 || digest == NID_md5;
}

// An address that can be told in a sentence and typed again.
bool is_plain_address(std::string_view text)
{
    return text.size() <= address_bytes_max && (text.starts_with("http://") || text.starts_with("https://")) &&
           std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '"'; });
}

// Where the issuer's certificate can be had.
std::string publishing_place(const X509* certificate)
{
    const std::unique_ptr<AUTHORITY_INFO_ACCESS, decltype(&AUTHORITY_INFO_ACCESS_free)> places(
        static_cast<AUTHORITY_INFO_ACCESS*>(X509_get_ext_d2i(certificate, NID_info_access, nullptr, nullptr)),
        AUTHORITY_INFO_ACCESS_free);
    ERR_clear_error();
    for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(places.get()); ++i) {
        const ACCESS_DESCRIPTION* place = sk_ACCESS_DESCRIPTION_value(places.get(), i);
        if (OBJ_obj2nid(place->method) != NID_ad_ca_issuers || place->location->type != GEN_URI) continue;
        const ASN1_STRING* address = place->location->d.uniformResourceIdentifier;
        std::string text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(address)),
                         static_cast<std::size_t>(ASN1_STRING_length(address)));
        if (is_plain_address(text)) return text;
    }
    return {};
}

}  // namespace

TrustStore parse_trust(std::string_view block)
{
    TrustStore trust;
    trust.sha256 = sha256_hex(block);
    for (const TrustEntry& entry : trust_entries(block))
        (entry.kind == TrustKind::certificate ? trust.unread : trust.unread_lists).push_back(entry);
    return trust;
}

void read_all(TrustStore& trust)
{
    for (const TrustEntry& unread : trust.unread)
        if (auto certificate = parse_certificate(unread.der))
            add_certificate(trust, unread.role, std::move(certificate));
    for (const TrustEntry& unread : trust.unread_lists) read_list(unread, trust);
    trust.unread.clear();
    trust.unread_lists.clear();
}

Chain build_chain(const Certificate& leaf, ChainPurpose purpose, const std::vector<Certificate>& untrusted,
                  TrustStore& trust)
{
    std::vector<Certificate> wanted = untrusted;
    wanted.push_back(leaf);
    read_issuers(trust, std::move(wanted));
    std::vector<Certificate> helpers = untrusted;
    helpers.insert(helpers.end(), trust.intermediates.begin(), trust.intermediates.end());
    const auto& trusted = purpose == ChainPurpose::signing ? trust.signing_anchors : trust.timestamp_anchors;
    const BorrowedStack anchors = borrow(trusted), others = borrow(helpers);
    const std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(X509_STORE_new(), X509_STORE_free);
    const std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(X509_STORE_CTX_new(),
                                                                                  X509_STORE_CTX_free);
    Chain chain;
    X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), others.get());
    X509_STORE_CTX_set0_trusted_stack(context.get(), anchors.get());
    X509_VERIFY_PARAM* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    // The 2010 government chain is SHA-1; weakness is said, not hidden in "untrusted".
    X509_VERIFY_PARAM_set_auth_level(rules, 0);
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
    chain.trusted = X509_verify_cert(context.get()) == 1;
    if (!chain.trusted) chain.problem = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get()));
    const STACK_OF(X509)* built = X509_STORE_CTX_get0_chain(context.get());
    for (int i = 0; i < sk_X509_num(built); ++i) {
        X509* certificate = sk_X509_value(built, i);
        X509_up_ref(certificate);
        chain.certificates.push_back(own(certificate));
    }
    if (chain.certificates.empty()) chain.certificates.push_back(leaf);
    for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i)
        chain.weak_digest |= weak_digest(chain.certificates[i]);
    if (chain.trusted) read_lists(trust, chain);
    ERR_clear_error();
    return chain;
}

std::optional<MissingIssuer> missing_issuer(const Chain& chain)
{
    const X509* last = chain.certificates.back().get();
    if (chain.trusted || X509_NAME_cmp(X509_get_subject_name(last), X509_get_issuer_name(last)) == 0)
        return std::nullopt;
    return MissingIssuer{shown_name(X509_get_issuer_name(last)), publishing_place(last)};
}

Validity validity_at(const Chain& chain, std::int64_t time_s)
{
    const std::size_t below_anchor =
        chain.trusted && chain.certificates.size() > 1 ? chain.certificates.size() - 1 : chain.certificates.size();
    for (std::size_t i = 0; i < below_anchor; ++i) {
        const auto from = seconds_of(X509_get0_notBefore(chain.certificates[i].get()));
        const auto to = seconds_of(X509_get0_notAfter(chain.certificates[i].get()));
        if (!from || *from > time_s) return Validity::not_yet;
        if (!to || *to < time_s) return Validity::expired;
    }
    return Validity::good;
}

Subject describe_subject(const Certificate& certificate)
{
    const X509_NAME* subject = X509_get_subject_name(certificate.get());
    Subject described;
    described.name = shown_name(subject);
    described.organisation = entry(subject, NID_organizationName);
    described.issuer = shown_name(X509_get_issuer_name(certificate.get()));
    described.serial = serial_of(certificate.get());
    described.not_before_s = seconds_of(X509_get0_notBefore(certificate.get())).value_or(0);
    described.not_after_s = seconds_of(X509_get0_notAfter(certificate.get())).value_or(0);
    described.kind = kind_of(certificate, subject, described.name);
    ERR_clear_error();
    return described;
}

Usage usage_of(const Certificate& certificate)
{
    // Microsoft's and Adobe's document signing, RFC 9336's, and those of the cards that Vietnamese offices are given.
    static constexpr std::string_view signing[] = {
        "2.5.29.37.0",          "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36",    "1.3.6.1.4.1.311.10.3.12",
        "1.2.840.113583.1.1.5", "1.3.6.1.5.5.7.3.2", "1.3.6.1.4.1.311.20.2.2"};
    const std::uint32_t key_usage = X509_get_key_usage(certificate.get());  // all bits when there is no such extension
    const std::unique_ptr<EXTENDED_KEY_USAGE, decltype(&EXTENDED_KEY_USAGE_free)> extended(
        static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(certificate.get(), NID_ext_key_usage, nullptr, nullptr)),
        EXTENDED_KEY_USAGE_free);
    ERR_clear_error();
    const bool may_sign = (key_usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
    if (!extended) return may_sign ? Usage::document_signing : Usage::other;
    bool time_stamping = false;
    for (int i = 0; i < sk_ASN1_OBJECT_num(extended.get()); ++i) {
        std::array<char, 128> oid;
        OBJ_obj2txt(oid.data(), oid.size(), sk_ASN1_OBJECT_value(extended.get(), i), 1);
        if (may_sign &&
            std::find(std::begin(signing), std::end(signing), std::string_view(oid.data())) != std::end(signing))
            return Usage::document_signing;
        time_stamping |= OBJ_obj2nid(sk_ASN1_OBJECT_value(extended.get(), i)) == NID_time_stamp;
    }
    return time_stamping && may_sign ? Usage::time_stamping : Usage::other;
}

KeyStrength key_strength(const Certificate& certificate)
{
    const EVP_PKEY* key = X509_get0_pubkey(certificate.get());
    if (key == nullptr) return KeyStrength::weak;
    const int bits = EVP_PKEY_get_bits(key), kind = EVP_PKEY_get_base_id(key);
    const bool long_keys = kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS || kind == EVP_PKEY_DSA;
    return bits >= (long_keys ? 2'048 : kind == EVP_PKEY_ED25519 ? 253 : 256) ? KeyStrength::good : KeyStrength::weak;
}

bool same_certificate(const Certificate& left, const Certificate& right)
{
    return X509_cmp(left.get(), right.get()) == 0;
}

}  // namespace chamber::inspect
