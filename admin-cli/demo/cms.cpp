// SignedData as the government's tools write it: no chain, no ESS attribute, the time as the signer claims it.
#include "admin-cli/demo/cms.hpp"

#include "admin-cli/demo/openssl_handles.hpp"

#include <openssl/rand.h>

#include <array>

namespace chamber::demo {
namespace {

bool set_signing_time(CMS_SignerInfo* info, UtcMs at)
{
    const ossl::Time time(ASN1_TIME_set(nullptr, ossl::seconds(at)));
    return time &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_signingTime, ASN1_STRING_type(time.get()), time.get(), -1) == 1;
}

ASN1_INTEGER* stamp_serial(TS_RESP_CTX*, void*)
{
    std::int64_t number = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&number), sizeof number);
    ASN1_INTEGER* serial = ASN1_INTEGER_new();
    ASN1_INTEGER_set_int64(serial, number & 0x7FFFFFFFFFFFFFFF);
    return serial;
}

int stamp_time(TS_RESP_CTX*, void* at, long* seconds, long* microseconds)
{
    *seconds = static_cast<long>(static_cast<const UtcMs*>(at)->value / 1'000);
    *microseconds = 0;
    return 1;
}

ossl::Bio stamp_request(std::string_view stamped)
{
    std::array<unsigned char, 32> digest{};
    ossl::Bio out(BIO_new(BIO_s_mem()));
    const ossl::StampRequest request(TS_REQ_new());
    const ossl::StampImprint imprint(TS_MSG_IMPRINT_new());
    const ossl::Algorithm algorithm(X509_ALGOR_new());
    X509_ALGOR_set_md(algorithm.get(), EVP_sha256());
    const bool filled =
        EVP_Digest(stamped.data(), stamped.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1 &&
        TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
        TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), digest.size()) == 1 &&
        TS_REQ_set_version(request.get(), 1) == 1 && TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
        TS_REQ_set_cert_req(request.get(), 1) == 1 && i2d_TS_REQ_bio(out.get(), request.get()) == 1;
    return filled ? std::move(out) : nullptr;
}

Result<void> add_stamp(CMS_SignerInfo* info, const Signer& tsa, UtcMs at)
{
    const ASN1_OCTET_STRING* value = CMS_SignerInfo_get0_signature(info);
    const auto token = time_stamp_token(
        tsa, {reinterpret_cast<const char*>(value->data), static_cast<std::size_t>(value->length)}, at);
    if (!token) return token.error();
    if (CMS_unsigned_add1_attr_by_NID(info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE, token->data(),
                                      static_cast<int>(token->size())) != 1)
        return ossl::refusal("the time-stamp");
    return {};
}

}  // namespace

Result<std::string> time_stamp_token(const Signer& service, std::string_view stamped, UtcMs at)
{
    const auto request = stamp_request(stamped);
    const ossl::Object policy(OBJ_txt2obj("1.3.6.1.4.1.99999.1.1", 1));
    const ossl::StampContext context(TS_RESP_CTX_new());
    if (!request || !policy || !context) return ossl::refusal("the time-stamp's request");
    TS_RESP_CTX_set_serial_cb(context.get(), stamp_serial, nullptr);
    TS_RESP_CTX_set_time_cb(context.get(), stamp_time, &at);
    const bool ready = TS_RESP_CTX_set_signer_cert(context.get(), service.certificate) == 1 &&
                       TS_RESP_CTX_set_signer_key(context.get(), service.key) == 1 &&
                       TS_RESP_CTX_add_md(context.get(), EVP_sha256()) == 1 &&
                       TS_RESP_CTX_set_signer_digest(context.get(), EVP_sha256()) == 1 &&
                       TS_RESP_CTX_set_ess_cert_id_digest(context.get(), EVP_sha256()) == 1 &&
                       TS_RESP_CTX_set_def_policy(context.get(), policy.get()) == 1;
    if (!ready) return ossl::refusal("the time-stamp's service");
    const ossl::StampResponse response(TS_RESP_create_response(context.get(), request.get()));
    if (!response ||
        ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(response.get()))) != TS_STATUS_GRANTED)
        return ossl::refusal("the time-stamp");
    return ossl::der_of<PKCS7>(TS_RESP_get_token(response.get()), i2d_PKCS7);
}

Result<std::string> detached_signature(std::string_view signed_bytes, const Signer& signer, const CmsForm& form)
{
    const unsigned flags =
        CMS_BINARY | CMS_DETACHED | CMS_PARTIAL | CMS_NOSMIMECAP | (form.names_certificate ? CMS_CADES : 0U);
    const ossl::Bio content(BIO_new_mem_buf(signed_bytes.data(), static_cast<int>(signed_bytes.size())));
    const ossl::Cms cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, flags));
    if (!content || !cms) return ossl::refusal("signing");
    CMS_SignerInfo* const info = CMS_add1_signer(cms.get(), signer.certificate, signer.key, EVP_sha256(), flags);
    if (!info || (form.signing_time && !set_signing_time(info, *form.signing_time)))
        return ossl::refusal("the signer's attributes");
    if (CMS_final(cms.get(), content.get(), nullptr, flags) != 1) return ossl::refusal("the signature");
    if (form.tsa) {
        if (auto stamped = add_stamp(info, *form.tsa, form.stamped_at); !stamped) return stamped.error();
    }
    return ossl::der_of<CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo);
}

Result<std::string> detached_signature(std::string_view signed_bytes, const SigningIdentity& signer, UtcMs at,
                                       const SigningIdentity* tsa)
{
    const auto certificate = ossl::certificate_of(signer);
    const auto key = ossl::key_of(signer);
    CmsForm form{at, false, nullptr, at};
    if (!tsa) return detached_signature(signed_bytes, Signer{certificate.get(), key.get()}, form);
    const auto tsa_certificate = ossl::certificate_of(*tsa);
    const auto tsa_key = ossl::key_of(*tsa);
    const Signer service{tsa_certificate.get(), tsa_key.get()};
    form.tsa = &service;
    return detached_signature(signed_bytes, Signer{certificate.get(), key.get()}, form);
}

}  // namespace chamber::demo
