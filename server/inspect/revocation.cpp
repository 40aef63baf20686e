#include "server/inspect/revocation.hpp"

#include "storage/handles/openssl.hpp"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace chamber::inspect {
namespace {

using ListScope = openssl::Handle<ISSUING_DIST_POINT, ISSUING_DIST_POINT_free>;

// A list or an answer speaks for a time when it was made after it, or when it was still fresh then.
bool speaks_for(std::optional<std::int64_t> made, std::optional<std::int64_t> next, std::int64_t time_s)
{
    return made && (*made >= time_s || (next && *next >= time_s));
}

RevocationAnswer revoked(std::optional<std::int64_t> revoked_at, int reason, std::int64_t time_s)
{
    RevocationAnswer answer;
    answer.revoked_at_s = revoked_at.value_or(0);
    answer.state = *answer.revoked_at_s <= time_s ? RevocationState::revoked : RevocationState::good;
    answer.key_compromised =
        reason == CRL_REASON_KEY_COMPROMISE || reason == CRL_REASON_CA_COMPROMISE || reason == CRL_REASON_AA_COMPROMISE;
    return answer;
}

RevocationAnswer not_listed(bool speaks)
{
    RevocationAnswer answer;
    answer.state = speaks ? RevocationState::good : RevocationState::unknown;
    answer.stale = !speaks;
    return answer;
}

int reason_of(const X509_REVOKED* entry)
{
    auto* reason = static_cast<ASN1_ENUMERATED*>(X509_REVOKED_get_ext_d2i(entry, NID_crl_reason, nullptr, nullptr));
    const int value = reason != nullptr ? static_cast<int>(ASN1_ENUMERATED_get(reason)) : CRL_REASON_UNSPECIFIED;
    ASN1_ENUMERATED_free(reason);
    return value;
}

// May the absence from this list be taken for an answer? Not when the list is about other certificates, about some
// reasons only, or marked with something critical that is not understood.
bool is_about(X509_CRL* list, X509* certificate)
{
    for (int i = 0; i < X509_CRL_get_ext_count(list); ++i) {
        X509_EXTENSION* extension = X509_CRL_get_ext(list, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (X509_EXTENSION_get_critical(extension) != 0 && nid != NID_issuing_distribution_point) return false;
    }
    const ListScope scope(
        static_cast<ISSUING_DIST_POINT*>(X509_CRL_get_ext_d2i(list, NID_issuing_distribution_point, nullptr, nullptr)));
    if (!scope) return X509_CRL_get_ext_by_NID(list, NID_issuing_distribution_point, -1) < 0;
    const bool authority = X509_check_ca(certificate) > 0;
    return scope->onlyattr <= 0 && scope->indirectCRL <= 0 && scope->onlysomereasons == nullptr &&
           (authority || scope->onlyCA <= 0) && (!authority || scope->onlyuser <= 0);
}

RevocationAnswer ask_list(X509* certificate, X509* issuer, X509_CRL* list, std::int64_t time_s)
{
    if (X509_NAME_cmp(X509_CRL_get_issuer(list), X509_get_issuer_name(certificate)) != 0) return {};
    if (X509_CRL_verify(list, X509_get0_pubkey(issuer)) != 1) return {};
    if (X509_CRL_get_ext_by_NID(list, NID_delta_crl, -1) >= 0) return {};
    const auto made = seconds_of(X509_CRL_get0_lastUpdate(list));
    X509_REVOKED* entry = nullptr;
    const int listed = X509_CRL_get0_by_cert(list, &entry, certificate);
    RevocationAnswer answer;
    if (listed == 1)
        answer = revoked(seconds_of(X509_REVOKED_get0_revocationDate(entry)), reason_of(entry), time_s);
    else if (listed == 2 || !is_about(list, certificate))
        return {};  // "removed from CRL": only a delta says so
    else
        answer = not_listed(speaks_for(made, seconds_of(X509_CRL_get0_nextUpdate(list)), time_s));
    answer.kind = EvidenceKind::list;
    answer.made_at_s = made.value_or(0);
    return answer;
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
        // OCSP_NOVERIFY still looks for the signer among the answer's own certificates; the issuer may not be one of
        // them.
        if (!found || X509_cmp(signer, issuer) != 0) return false;
        STACK_OF(X509)* only_issuer = sk_X509_new_null();
        sk_X509_push(only_issuer, issuer);
        const bool good = OCSP_basic_verify(basic, only_issuer, nullptr, OCSP_NOVERIFY) > 0;
        sk_X509_free(only_issuer);
        if (!good) return false;
    }
    if (X509_cmp(signer, issuer) == 0) return true;
    return X509_verify(signer, X509_get0_pubkey(issuer)) == 1 &&
           (X509_get_extended_key_usage(signer) & XKU_OCSP_SIGN) != 0 &&
           (X509_get_extension_flags(signer) & EXFLAG_XKUSAGE) != 0;
}

RevocationAnswer judge_single(OCSP_SINGLERESP* single, std::int64_t time_s)
{
    int reason = 0;
    ASN1_GENERALIZEDTIME* revoked_at = nullptr;
    ASN1_GENERALIZEDTIME* made = nullptr;
    ASN1_GENERALIZEDTIME* next = nullptr;
    const int status = OCSP_single_get0_status(single, &reason, &revoked_at, &made, &next);
    RevocationAnswer answer;
    if (status == V_OCSP_CERTSTATUS_REVOKED)
        answer = revoked(seconds_of(revoked_at), reason, time_s);
    else if (status == V_OCSP_CERTSTATUS_GOOD)
        answer = not_listed(speaks_for(seconds_of(made), seconds_of(next), time_s));
    else
        return {};
    answer.kind = EvidenceKind::answer;
    answer.made_at_s = seconds_of(made).value_or(0);
    return answer;
}

bool is_about(OCSP_SINGLERESP* single, X509* certificate, X509* issuer)
{
    auto* id = const_cast<OCSP_CERTID*>(OCSP_SINGLERESP_get0_id(single));
    ASN1_OBJECT* algorithm = nullptr;
    if (OCSP_id_get0_info(nullptr, &algorithm, nullptr, nullptr, id) != 1) return false;
    const EVP_MD* digest = EVP_get_digestbyobj(algorithm);
    if (digest == nullptr) return false;
    const openssl::Handle<OCSP_CERTID, OCSP_CERTID_free> ours(OCSP_cert_to_id(digest, certificate, issuer));
    return ours && OCSP_id_cmp(ours.get(), id) == 0;
}

RevocationAnswer ask_ocsp(X509* certificate, X509* issuer, const std::string& der, std::int64_t time_s)
{
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    const openssl::Handle<OCSP_RESPONSE, OCSP_RESPONSE_free> response(
        d2i_OCSP_RESPONSE(nullptr, &at, static_cast<long>(der.size())));
    if (!response || OCSP_response_status(response.get()) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return {};
    const openssl::Handle<OCSP_BASICRESP, OCSP_BASICRESP_free> basic(OCSP_response_get1_basic(response.get()));
    if (!basic || !responder_is_right(basic.get(), issuer)) return {};
    for (int i = 0; i < OCSP_resp_count(basic.get()); ++i) {
        OCSP_SINGLERESP* single = OCSP_resp_get0(basic.get(), i);
        if (is_about(single, certificate, issuer)) return judge_single(single, time_s);
    }
    return {};
}

// A revocation heard from anybody wins, the earliest first; of good answers the newest counts, and any of them more
// than a stale one.
bool is_better(const RevocationAnswer& answer, const RevocationAnswer& than)
{
    if (answer.revoked_at_s.has_value() != than.revoked_at_s.has_value()) return answer.revoked_at_s.has_value();
    if (answer.revoked_at_s && *answer.revoked_at_s != *than.revoked_at_s)
        return *answer.revoked_at_s < *than.revoked_at_s;
    if (answer.state != than.state) return answer.state == RevocationState::good;
    return answer.kind != EvidenceKind::none && answer.made_at_s > than.made_at_s;
}

RevocationAnswer ask_all(X509* certificate, X509* issuer, const RevocationSources& sources, std::int64_t time_s)
{
    RevocationAnswer best;
    const auto hear = [&](RevocationAnswer answer) {
        if (is_better(answer, best)) best = answer;
    };
    for (const auto& list : sources.lists) hear(ask_list(certificate, issuer, list.get(), time_s));
    for (const auto& response : sources.ocsp) hear(ask_ocsp(certificate, issuer, response, time_s));
    return best;
}

}  // namespace

RevocationFinding check_revocation(const Chain& chain, const RevocationSources& sources, std::int64_t time_s)
{
    RevocationFinding found;
    found.state = RevocationState::good;
    for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
        const RevocationAnswer answer =
            ask_all(chain.certificates[i].get(), chain.certificates[i + 1].get(), sources, time_s);
        if (i == 0) found.leaf = answer;
        if (answer.state == RevocationState::revoked && found.state != RevocationState::revoked) {
            found.state = RevocationState::revoked;
            found.revoked_at_s = answer.revoked_at_s.value_or(0);
            found.of_authority = i > 0;
        } else if (answer.state == RevocationState::unknown && found.state == RevocationState::good) {
            found.state = RevocationState::unknown;
            found.of_authority = i > 0;
        }
    }
    ERR_clear_error();
    return found;
}

std::string describe_evidence(const RevocationAnswer& answer)
{
    if (answer.kind == EvidenceKind::none) return {};
    return (answer.kind == EvidenceKind::list ? "CRL ngày " : "OCSP ngày ") + format_day(answer.made_at_s);
}

}  // namespace chamber::inspect
