#include "server/inspect/signer.hpp"

namespace chamber::inspect {
namespace {

// What is found out about the signer before it is worded.
struct Identity {
    Subject subject;
    Chain chain;
    Validity validity = Validity::good;  // of the chain, at the time that is proven, or now
    RevocationFinding revocation;
};

void indicate(SignatureFinding& finding, const char* sub_indication)
{
    if (finding.indication == Indication::total_failed || !finding.sub_indication.empty()) return;
    finding.indication = Indication::indeterminate;
    finding.sub_indication = sub_indication;
}

void describe(SignatureFinding& finding, const SignerCase& about, const Identity& identity)
{
    const Subject& subject = identity.subject;
    finding.signer_kind = subject.kind;
    finding.signer_name = subject.name;
    finding.signer_organisation = subject.organisation;
    finding.issuer_name = subject.issuer;
    finding.serial = subject.serial;
    finding.not_before = format_rfc3339(subject.not_before_s);
    finding.not_after = format_rfc3339(subject.not_after_s);
    finding.certificate_sha256 = fingerprint(about.cms.signer);
    if (identity.chain.trusted) finding.anchor_name = describe_subject(identity.chain.certificates.back()).name;
    const RevocationAnswer& answer = identity.revocation.leaf;
    finding.revocation = answer.revoked_at_s ? RevocationState::revoked : answer.state;
    finding.revocation_source = describe_evidence(answer);
    if (answer.revoked_at_s) finding.revoked_at = format_rfc3339(*answer.revoked_at_s);
}

// ---- the certificate when the signature was made

CertificateStanding standing_at(const Identity& identity, std::int64_t time_s)
{
    if (time_s < identity.subject.not_before_s) return CertificateStanding::not_yet_valid;
    if (time_s > identity.subject.not_after_s) return CertificateStanding::expired;
    const auto& revoked_at = identity.revocation.leaf.revoked_at_s;
    return revoked_at && *revoked_at <= time_s ? CertificateStanding::revoked : CertificateStanding::in_force;
}

const char* word(CertificateStanding standing)
{
    switch (standing) {
    case CertificateStanding::in_force: return "còn hiệu lực";
    case CertificateStanding::expired: return "đã hết hạn";
    case CertificateStanding::not_yet_valid: return "chưa có hiệu lực";
    case CertificateStanding::revoked: return "đã bị thu hồi";
    case CertificateStanding::unknown: break;
    }
    return "chưa rõ hiệu lực";
}

void judge_standing(Judged& judged, const SignerCase& about, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    const auto claimed = parse_rfc3339(finding.claimed_at);
    const std::int64_t time_s = about.proven_s ? *about.proven_s : claimed.value_or(about.now_s);
    finding.standing = standing_at(identity, time_s);
    const std::string certificate = std::string("chứng thư ") + word(finding.standing), day = format_day(time_s);
    if (about.proven_s) {
        if (finding.standing != CertificateStanding::in_force)
            judged.note("Vào ngày ký " + day + " theo dấu thời gian, " + certificate);
    } else if (claimed) {
        judged.note("Vào ngày ký " + day + ", do phía người ký tự ghi và không có dấu thời gian xác nhận, " +
                    certificate);
    } else {
        judged.note("Chữ ký không ghi thời điểm ký; vào lúc kiểm tra " + certificate);
    }
}

// ---- trust

void judge_validity(Judged& judged, const SignerCase& about, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    if (identity.validity == Validity::expired) {
        finding.trust = Trust::untrusted;
        judged.note(about.proven_s ? "Chứng thư đã hết hạn vào thời điểm của dấu thời gian"
                                   : "Chứng thư đã hết hạn ngày " + format_day(identity.subject.not_after_s) +
                                         ", không có dấu thời gian chứng minh ký trước đó");
        indicate(finding, about.proven_s ? "EXPIRED" : "OUT_OF_BOUNDS_NO_POE");
    } else if (identity.validity == Validity::not_yet) {
        finding.trust = Trust::untrusted;
        judged.note("Chứng thư chưa có hiệu lực vào thời điểm kiểm tra");
        indicate(finding, about.proven_s ? "NOT_YET_VALID" : "OUT_OF_BOUNDS_NO_POE");
    }
}

void judge_revoked(Judged& judged, const SignerCase& about, const RevocationFinding& found)
{
    SignatureFinding& finding = judged.finding;
    finding.trust = Trust::untrusted;
    const std::string whose = found.of_authority ? "Chứng thư của tổ chức chứng thực" : "Chứng thư";
    judged.note(whose + " đã bị thu hồi từ ngày " + format_day(found.revoked_at_s));
    if (about.proven_s) {
        finding.indication = Indication::total_failed;
        finding.sub_indication = "REVOKED";
    } else {
        indicate(finding, found.of_authority ? "REVOKED_CA_NO_POE" : "REVOKED_NO_POE");
    }
}

void judge_revocation(Judged& judged, const SignerCase& about, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    const RevocationFinding& found = identity.revocation;
    if (found.state == RevocationState::revoked) {
        judge_revoked(judged, about, found);
        return;
    }
    if (found.leaf.revoked_at_s)
        judged.note("Chứng thư bị thu hồi ngày " + format_day(*found.leaf.revoked_at_s) +
                    ", sau thời điểm ký đã được dấu thời gian chứng minh");
    if (found.state == RevocationState::good) return;
    if (finding.trust == Trust::trusted) finding.trust = Trust::unknown_revocation;
    if (found.leaf.state != RevocationState::unknown)
        judged.note(
            "Chưa kiểm tra được thu hồi của tổ chức chứng thực: không có danh sách thu hồi (CRL) hay trả lời OCSP");
    else if (found.leaf.stale)
        judged.note("Chưa kiểm tra được thu hồi: " + describe_evidence(found.leaf) + " đã quá cũ");
    else
        judged.note("Chưa kiểm tra được thu hồi: không có danh sách thu hồi (CRL) hay trả lời OCSP");
    indicate(finding, "TRY_LATER");
}

// One step for the administrator. The address is what the certificate claims, so the fingerprint is to be compared, as
// `trust add` asks.
std::string describe(const MissingIssuer& missing)
{
    const std::string where =
        missing.published_at.empty() ? " (chứng thư không ghi nơi công bố)" : ", công bố tại " + missing.published_at;
    return "Thiếu chứng thư của nơi cấp là “" + missing.name + "”" + where +
           "; tải về, đối chiếu dấu vân tay với nơi cấp rồi nạp: chamber-admin trust add FILE";
}

void judge_trust(Judged& judged, const SignerCase& about, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    finding.trust = Trust::trusted;
    if (!identity.chain.trusted) {
        finding.trust = Trust::untrusted;
        judged.note("Không tìm thấy chứng thư gốc tin cậy của người ký");
        if (const auto missing = missing_issuer(identity.chain)) judged.note(describe(*missing));
        judged.note("Chưa kiểm tra được thu hồi: chưa rõ tổ chức chứng thực");
        indicate(finding, "NO_CERTIFICATE_CHAIN_FOUND");
    }
    judge_validity(judged, about, identity);
    if (identity.chain.trusted) judge_revocation(judged, about, identity);
    if (!judged.document_timestamp && usage_of(about.cms.signer) != Usage::document_signing) {
        judged.note("Chứng thư không được cấp để ký văn bản");
        finding.trust = Trust::untrusted;
        indicate(finding, "CHAIN_CONSTRAINTS_FAILURE");
    }
    if (identity.chain.weak_digest) judged.note("Chuỗi chứng thư dùng SHA-1, thuật toán nay đã yếu");
    if (key_strength(about.cms.signer) == KeyStrength::weak) {
        judged.note("Khóa của người ký ngắn hơn mức quy định");
        indicate(finding, "CRYPTO_CONSTRAINTS_FAILURE");
    }
    if (about.cms.weak_algorithm) indicate(finding, "CRYPTO_CONSTRAINTS_FAILURE");
}

}  // namespace

RevocationSources revocation_sources(const CmsFinding& cms, const ValidationData& evidence, const TrustStore& trust)
{
    RevocationSources sources = evidence.revocation;
    sources.lists.insert(sources.lists.end(), trust.lists.begin(), trust.lists.end());
    sources.lists.insert(sources.lists.end(), cms.lists.begin(), cms.lists.end());
    sources.ocsp.insert(sources.ocsp.end(), cms.ocsp.begin(), cms.ocsp.end());
    return sources;
}

void judge_signer(Judged& judged, const SignerCase& about)
{
    std::vector<Certificate> untrusted = about.cms.certificates;
    untrusted.insert(untrusted.end(), about.evidence.certificates.begin(), about.evidence.certificates.end());
    const std::int64_t time_s = about.proven_s.value_or(about.now_s);
    Identity identity;
    identity.subject = describe_subject(about.cms.signer);
    identity.chain =
        build_chain(about.cms.signer, judged.document_timestamp ? ChainPurpose::timestamp : ChainPurpose::signing,
                    untrusted, about.trust);
    identity.validity = validity_at(identity.chain, time_s);
    if (identity.chain.trusted)
        identity.revocation =
            check_revocation(identity.chain, revocation_sources(about.cms, about.evidence, about.trust), time_s);
    describe(judged.finding, about, identity);
    judge_standing(judged, about, identity);
    judge_trust(judged, about, identity);
}

}  // namespace chamber::inspect
