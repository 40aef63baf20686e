#include "storage/keys/seal.hpp"

#include "storage/handles/openssl.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/openssl_error.hpp"

#include <algorithm>
#include <memory>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace chamber::storage {
namespace {

using openssl::Certificates;
using openssl::Cms;
using openssl::Key;
using openssl::StoreContext;
using Store = openssl::CertificateStore;

Certificates all_certificates(std::string_view pem)
{
    Certificates stack(sk_X509_new_null());
    const auto bio = openssl::bio_over(pem);
    while (auto* certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
        if (sk_X509_push(stack.get(), certificate) == 0) X509_free(certificate);
    }
    ERR_clear_error();
    return stack;
}

std::vector<std::string> fingerprints(STACK_OF(X509) * certificates)
{
    std::vector<std::string> all;
    for (int i = 0; i < sk_X509_num(certificates); ++i)
        if (const auto reading = read_certificate(openssl::pem_of(sk_X509_value(certificates, i))))
            all.push_back(reading->fingerprint);
    std::ranges::sort(all);
    return all;
}

// The server's TLS leaf comes from the same root: only a certificate for signatures that bind may seal.
bool may_seal(X509* certificate)
{
    return (X509_get_key_usage(certificate) & X509v3_KU_NON_REPUDIATION) != 0;
}

Result<void> check_chain(X509* signer, STACK_OF(X509) * carried, const std::string& root_pem)
{
    const Store store(X509_STORE_new());
    const StoreContext context(X509_STORE_CTX_new());
    const auto roots = all_certificates(root_pem);
    if (!store || !context || sk_X509_num(roots.get()) == 0)
        return fail(ErrorCode::archive_foreign_seal, "no root certificate given");
    for (int i = 0; i < sk_X509_num(roots.get()); ++i) X509_STORE_add_cert(store.get(), sk_X509_value(roots.get(), i));
    if (X509_STORE_CTX_init(context.get(), store.get(), signer, carried) != 1)
        return openssl_error(ErrorCode::internal, "chain");
    auto* rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_NO_CHECK_TIME);
    if (X509_verify_cert(context.get()) != 1) {
        return fail(ErrorCode::archive_foreign_seal,
                    X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
    }
    // Certificates that come along are no part of what is signed: each is the signer's or a root, to the last bit.
    for (int i = 0; i < sk_X509_num(carried); ++i) {
        bool known = X509_cmp(sk_X509_value(carried, i), signer) == 0;
        for (int k = 0; k < sk_X509_num(roots.get()); ++k)
            known = known || X509_cmp(sk_X509_value(carried, i), sk_X509_value(roots.get(), k)) == 0;
        if (!known)
            return fail(ErrorCode::archive_damaged, "a certificate in the seal is neither the signer's nor a root");
    }
    return {};
}

}  // namespace

struct Sealer::Body {
    openssl::Certificate certificate;
    Key key;
    Certificates chain;
};

Sealer::Sealer(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Sealer::Sealer(Sealer&&) noexcept = default;
Sealer::~Sealer() = default;

Result<Sealer> Sealer::of(const SealIdentity& seal)
{
    ERR_clear_error();
    const auto key = openssl::bio_over(seal.private_key_pem);
    auto body = std::make_unique<Body>(Body{openssl::certificate_of_pem(seal.certificate_pem),
                                            Key(PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr)),
                                            all_certificates(seal.chain_pem)});
    if (!body->certificate || !body->key) return openssl_error(ErrorCode::certificate_failed, "read seal");
    return Sealer(std::move(body));
}

Result<std::string> Sealer::seal(std::string_view text) const
{
    ERR_clear_error();
    constexpr unsigned int flags = CMS_BINARY | CMS_DETACHED | CMS_PARTIAL | CMS_NOSMIMECAP;
    const Cms cms(CMS_sign(nullptr, nullptr, body_->chain.get(), nullptr, flags));
    if (!cms ||
        CMS_add1_signer(cms.get(), body_->certificate.get(), body_->key.get(), EVP_sha256(), flags) == nullptr) {
        return openssl_error(ErrorCode::certificate_failed, "prepare seal");
    }
    const auto content = openssl::bio_over(text);
    if (CMS_final(cms.get(), content.get(), nullptr, flags) != 1)
        return openssl_error(ErrorCode::certificate_failed, "seal");
    auto bytes = openssl::der_of(cms.get(), i2d_CMS_ContentInfo);
    if (bytes.empty()) return openssl_error(ErrorCode::certificate_failed, "encode seal");
    return bytes;
}

Result<std::string> seal_text(std::string_view text, const SealIdentity& seal)
{
    const auto sealer = Sealer::of(seal);
    if (!sealer) return sealer.error();
    return sealer->seal(text);
}

Result<SealReading> check_seal(std::string_view der, std::string_view text, const std::string& root_pem)
{
    ERR_clear_error();
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed) {
        return openssl_error(ErrorCode::archive_unsigned, "no CMS signature");
    }
    auto* infos = CMS_get0_SignerInfos(cms.get());
    // One seal, one answer to "who": several signers would let a foreign one hide behind ours.
    if (infos == nullptr || sk_CMS_SignerInfo_num(infos) != 1)
        return fail(ErrorCode::archive_unsigned, "not exactly one signature");
    const auto content = openssl::bio_over(text);
    if (CMS_verify(cms.get(), nullptr, nullptr, content.get(), nullptr, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) != 1) {
        return openssl_error(ErrorCode::archive_damaged, "the seal does not fit");
    }
    // Its certificates belong to the CMS.
    const openssl::BorrowedCertificates signers(CMS_get0_signers(cms.get()));
    if (!signers || sk_X509_num(signers.get()) != 1)
        return fail(ErrorCode::archive_unsigned, "signer's certificate missing");
    auto* signer = sk_X509_value(signers.get(), 0);
    if (!may_seal(signer)) return fail(ErrorCode::archive_damaged, "the certificate may not seal");
    if (!root_pem.empty()) {
        const Certificates carried(CMS_get1_certs(cms.get()));
        if (auto chain = check_chain(signer, carried.get(), root_pem); !chain) return chain.error();
    }
    const auto reading = read_certificate(openssl::pem_of(signer));
    if (!reading) return reading.error();
    const Certificates carried(CMS_get1_certs(cms.get()));
    return SealReading{reading->subject, reading->fingerprint, format_utc(reading->not_before),
                       format_utc(reading->not_after), fingerprints(carried.get())};
}

std::vector<std::string> certificate_fingerprints(std::string_view pem)
{
    return fingerprints(all_certificates(pem).get());
}

}  // namespace chamber::storage
