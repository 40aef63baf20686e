#include "storage/keys/time_stamp.hpp"

#include "protocol/world.hpp"
#include "storage/handles/openssl.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/openssl_error.hpp"

#include <array>
#include <ctime>
#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ts.h>

namespace chamber::storage {

namespace {

using openssl::Certificate;
using openssl::CertificateStore;
using openssl::Handle;
using Request = Handle<TS_REQ, TS_REQ_free>;
using Answer = Handle<TS_RESP, TS_RESP_free>;
using Imprint = Handle<TS_MSG_IMPRINT, TS_MSG_IMPRINT_free>;
using Algorithm = Handle<X509_ALGOR, X509_ALGOR_free>;
using Integer = Handle<ASN1_INTEGER, ASN1_INTEGER_free>;
using Checking = Handle<TS_VERIFY_CTX, TS_VERIFY_CTX_free>;
using BioChain = Handle<BIO, BIO_free_all>;  // a digest in front of what is digested

std::array<unsigned char, SHA256_DIGEST_LENGTH> digest_of_bytes(std::string_view bytes)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

Integer draw_nonce()
{
    std::array<unsigned char, 8> random{};
    if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) return {};
    random[0] &= 0x7FU;  // never negative
    const openssl::Number number(BN_bin2bn(random.data(), static_cast<int>(random.size()), nullptr));
    return Integer(BN_to_ASN1_INTEGER(number.get(), nullptr));
}

CertificateStore store_of(const std::string& roots_pem, std::int64_t at_s)
{
    CertificateStore store(X509_STORE_new());
    const auto bio = openssl::bio_over(roots_pem);
    while (true) {
        const Certificate root(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        if (!root) break;
        X509_STORE_add_cert(store.get(), root.get());
    }
    ERR_clear_error();
    // The certificate was good when it signed; today it may be over.
    auto* rules = X509_STORE_get0_param(store.get());
    X509_VERIFY_PARAM_set_time(rules, static_cast<std::time_t>(at_s));
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_USE_CHECK_TIME | X509_V_FLAG_PARTIAL_CHAIN);
    return store;
}

// One question to OpenSSL about the answer, with what it needs.
bool holds(TS_RESP* answer, std::string_view bytes, std::string_view request, CertificateStore store,
           unsigned int flags)
{
    const Checking checking(TS_VERIFY_CTX_new());
    if (!request.empty()) {
        const auto* at = reinterpret_cast<const unsigned char*>(request.data());
        const Request asked(d2i_TS_REQ(nullptr, &at, static_cast<long>(request.size())));
        if (!asked || TS_REQ_to_TS_VERIFY_CTX(asked.get(), checking.get()) == nullptr) return false;
    } else {
        TS_VERIFY_CTX_set_data(checking.get(), BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    }
    if (store) TS_VERIFY_CTX_set_store(checking.get(), store.release());
    TS_VERIFY_CTX_set_flags(checking.get(), static_cast<int>(flags));
    return TS_RESP_verify_response(checking.get(), answer) == 1;
}

std::int64_t seconds_of(const ASN1_GENERALIZEDTIME* time)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return 0;
    return static_cast<std::int64_t>(::timegm(&parts));
}

// The signature is that of a certificate which came along, whoever stands behind it.
Result<TimeStampReading> read_signer(TS_RESP* answer, std::int64_t at_s)
{
    auto* token = TS_RESP_get_token(answer);
    auto* infos = PKCS7_get_signer_info(token);
    const openssl::BorrowedCertificates signers(PKCS7_get0_signers(token, nullptr, 0));
    if (infos == nullptr || sk_PKCS7_SIGNER_INFO_num(infos) != 1 || !signers || sk_X509_num(signers.get()) != 1)
        return fail(ErrorCode::timestamp_failed, "no single signature with its certificate", "signature");
    auto* signer = sk_X509_value(signers.get(), 0);
    const BioChain content(PKCS7_dataInit(token, nullptr));
    std::array<char, 4'096> piece{};
    while (content && BIO_read(content.get(), piece.data(), static_cast<int>(piece.size())) > 0) {
    }
    auto* info = sk_PKCS7_SIGNER_INFO_value(infos, 0);
    if (!content || PKCS7_signatureVerify(content.get(), token, info, signer) != 1)
        return openssl_error(ErrorCode::timestamp_failed, "the time-stamp's signature is wrong");
    const auto certificate = read_certificate(openssl::pem_of(signer));
    if (!certificate) return fail(ErrorCode::timestamp_failed, certificate.error().detail, "signature");
    return TimeStampReading{format_utc(UtcMs{at_s * 1'000}), certificate->subject, certificate->fingerprint,
                            StampTrust::unknown};
}

}  // namespace

Result<std::string> time_stamp_request(std::string_view bytes)
{
    ERR_clear_error();
    auto digest = digest_of_bytes(bytes);
    const Request request(TS_REQ_new());
    const Imprint imprint(TS_MSG_IMPRINT_new());
    const Algorithm algorithm(X509_ALGOR_new());
    const auto nonce = draw_nonce();
    const bool made = request && imprint && algorithm && nonce && TS_REQ_set_version(request.get(), 1) == 1 &&
                      X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
                      TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
                      TS_MSG_IMPRINT_set_msg(imprint.get(), digest.data(), static_cast<int>(digest.size())) == 1 &&
                      TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1 &&
                      TS_REQ_set_nonce(request.get(), nonce.get()) == 1 && TS_REQ_set_cert_req(request.get(), 1) == 1;
    if (!made) return openssl_error(ErrorCode::timestamp_failed, "request");
    return openssl::der_of(request.get(), i2d_TS_REQ);
}

Result<TimeStampReading> read_time_stamp(std::string_view answer_der, std::string_view bytes,
                                         const std::string& roots_pem, std::string_view request)
{
    ERR_clear_error();
    const auto* at = reinterpret_cast<const unsigned char*>(answer_der.data());
    const Answer answer(d2i_TS_RESP(nullptr, &at, static_cast<long>(answer_der.size())));
    if (!answer) return openssl_error(ErrorCode::timestamp_failed, "no time-stamp response");
    const auto status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(answer.get())));
    if ((status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) ||
        TS_RESP_get_token(answer.get()) == nullptr || TS_RESP_get_tst_info(answer.get()) == nullptr)
        return fail(ErrorCode::timestamp_failed, "the authority refused, status " + std::to_string(status), "status");
    if (!holds(answer.get(), bytes, {}, {}, TS_VFY_VERSION | TS_VFY_DATA))
        return openssl_error(ErrorCode::timestamp_failed, "the time-stamp is over other bytes");
    if (!request.empty() && !holds(answer.get(), bytes, request, {}, TS_VFY_VERSION | TS_VFY_IMPRINT | TS_VFY_NONCE))
        return fail(ErrorCode::timestamp_failed, "the time-stamp answers another question", "nonce");
    const auto at_s = seconds_of(TS_TST_INFO_get_time(TS_RESP_get_tst_info(answer.get())));
    auto reading = read_signer(answer.get(), at_s);
    if (!reading) return reading;
    if (!roots_pem.empty() &&
        holds(answer.get(), bytes, {}, store_of(roots_pem, at_s), TS_VFY_VERSION | TS_VFY_DATA | TS_VFY_SIGNATURE))
        reading->trust = StampTrust::trusted;
    ERR_clear_error();
    return reading;
}

}  // namespace chamber::storage
