#include "server/inspect/revocation.hpp"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace chamber::inspect {
namespace {

struct Answer {
    Revocation state = Revocation::unknown;
    std::int64_t revoked_at_s = 0;
};

// A list or an answer speaks for a time when it was made after it, or when it was still fresh then.
bool speaks_for(std::optional<std::int64_t> made, std::optional<std::int64_t> next, std::int64_t time_s)
{
    return made && (*made >= time_s || (next && *next >= time_s));
}

Answer judge_date(std::optional<std::int64_t> revoked_at, std::int64_t time_s)
{
    if (!revoked_at || *revoked_at <= time_s) return {Revocation::revoked, revoked_at.value_or(0)};
    return {Revocation::good, *revoked_at};
}

Answer ask_list(X509* certificate, X509* issuer, X509_CRL* list, std::int64_t time_s)
{
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_issuer_name(certificate)) != 0) return {};
    if (X509_CRL_verify(list, X509_get0_pubkey(issuer)) != 1) return {};
    if (X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) >= 0) return {};
    X509_REVOKED* entry = nullptr;
    const int listed = X509_CRL_get0_by_cert(list, &entry, certificate);
    if (listed == 1) return judge_date(seconds_of(X509_REVOKED_get0_revocationDate(entry)), time_s);
    if (listed == 2) return {};  // "removed from CRL": only a delta says so
    const bool speaks = speaks_for(seconds_of(X509_CRL_get0_lastUpdate(list)), seconds_of(X509_CRL_get0_nextUpdate(list)), time_s);
    return {speaks ? Revocation::good : Revocation::unknown, 0};
}

// The responder is the issuer itself, or somebody the issuer gave the OCSPSigning purpose.
bool responder_is_right(OCSP_BASICRESP* basic, X509* issuer)
{
    X509* signer = nullptr;
    STACK_OF(X509)* extra = sk_X509_new_null();
    sk_X509_push(extra, issuer);
    const bool found = OCSP_resp_get0_signer(basic, &signer, extra) == 1;
    sk_X509_free(extra);
    if (!found || OCSP_basic_verify(basic, nullptr, nullptr, OCSP_NOVERIFY) < 0) {
        // OCSP_NOVERIFY still looks for the signer among the answer's own certificates; the issuer may not be one of them.
        if (!found || X509_cmp(signer, issuer) != 0) return false;
        STACK_OF(X509)* only_issuer = sk_X509_new_null();
        sk_X509_push(only_issuer, issuer);
        const bool good = OCSP_basic_verify(basic, only_issuer, nullptr, OCSP_NOVERIFY) > 0;
        sk_X509_free(only_issuer);
        if (!good) return false;
    }
    if (X509_cmp(signer, issuer) == 0) return true;
    return X509_verify(signer, X509_get0_pubkey(issuer)) == 1 && (X509_get_extended_key_usage(signer) & XKU_OCSP_SIGN) != 0 &&
           (X509_get_extension_flags(signer) & EXFLAG_XKUSAGE) != 0;
}

Answer judge_single(OCSP_SINGLERESP* single, std::int64_t time_s)
{
    int reason = 0;
    ASN1_GENERALIZEDTIME* revoked_at = nullptr;
    ASN1_GENERALIZEDTIME* made = nullptr;
    ASN1_GENERALIZEDTIME* next = nullptr;
    const int status = OCSP_single_get0_status(single, &reason, &revoked_at, &made, &next);
    if (status == V_OCSP_CERTSTATUS_REVOKED) return judge_date(seconds_of(revoked_at), time_s);
    const bool speaks = speaks_for(seconds_of(made), seconds_of(next), time_s);
    return {status == V_OCSP_CERTSTATUS_GOOD && speaks ? Revocation::good : Revocation::unknown, 0};
}

bool is_about(OCSP_SINGLERESP* single, X509* certificate, X509* issuer)
{
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
    ASN1_OBJECT* algorithm = nullptr;
    if (OCSP_id_get0_info(nullptr, &algorithm, nullptr, nullptr, id) != 1) return false;
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    if (digest == nullptr) return false;
    const std::unique_ptr<OCSP_CERTID, decltype(&OCSP_CERTID_free)> ours(OCSP_cert_to_id(digest, certificate, issuer), OCSP_CERTID_free);
    return ours && OCSP_id_cmp(ours.get(), id) == 0;
}

Answer ask_ocsp(X509* certificate, X509* issuer, const std::string& der, std::int64_t time_s)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const std::unique_ptr<OCSP_RESPONSE, decltype(&OCSP_RESPONSE_free)> response(
        d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size())), OCSP_RESPONSE_free);
    if (!response || OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return {};
    const std::unique_ptr<OCSP_BASICRESP, decltype(&OCSP_BASICRESP_free)> basic(OCSP_response_get1_basic(response.get()),
                                                                                OCSP_BASICRESP_free);
    if (!basic || !responder_is_right(basic.get(), issuer)) return {};
    for (int i = 0; i < OCSP_resp_count(basic.get()); ++i) {
        OCSP_SINGLERESP* single = OCSP_resp_get0(basic.get(), i);
        if (is_about(single, certificate, issuer)) return judge_single(single, time_s);
    }
    return {};
}

// A revocation heard from anybody wins; a good answer needs only one.
Answer ask_all(X509* certificate, X509* issuer, const RevocationSources& sources, std::int64_t time_s)
{
    Answer best;
    const auto hear = [&](Answer answer) {
        if (answer.state == Revocation::revoked || best.state == Revocation::unknown) best = answer;
        return best.state == Revocation::revoked;
    };
    for (const auto& list : sources.lists)
        if (hear(ask_list(certificate, issuer, list.get(), time_s))) return best;
    for (const auto& response : sources.ocsp)
        if (hear(ask_ocsp(certificate, issuer, response, time_s))) return best;
    return best;
}

}  // namespace

RevocationFinding check_revocation(const Chain& chain, const RevocationSources& sources, std::int64_t time_s)
{
    RevocationFinding found{Revocation::good, 0, false};
    for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
        const Answer answer = ask_all(chain.certificates[i].get(), chain.certificates[i + 1].get(), sources, time_s);
        if (answer.state == Revocation::revoked) return {Revocation::revoked, answer.revoked_at_s, i > 0};
        if (answer.state == Revocation::unknown) found.state = Revocation::unknown;
    }
    ERR_clear_error();
    return found;
}

}  // namespace chamber::inspect
