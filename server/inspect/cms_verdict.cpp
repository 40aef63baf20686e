#include "server/inspect/cms_verdict.hpp"

namespace chamber::inspect {
namespace {

void judge_oddities(Judged& judged, const CmsFinding& found)
{
    const auto suspect = [&](bool odd, const char* sub_indication, const char* reason) {
        if (odd) judged.worsen(Verdict::suspicious, Indication::indeterminate, sub_indication, reason);
    };
    suspect(found.algorithms_disagree, "CRYPTO_CONSTRAINTS_FAILURE", "Thuật toán băm ghi ở hai chỗ không thống nhất");
    suspect(found.broken_algorithm, "CRYPTO_CONSTRAINTS_FAILURE",
            "Thuật toán băm đã bị phá, không còn chứng minh được gì");
    suspect(found.has_content, "SIG_CONSTRAINTS_FAILURE", "Chữ ký mang theo một nội dung khác bên trong");
    suspect(found.other_signers, "SIG_CONSTRAINTS_FAILURE", "Một chữ ký có nhiều người ký bên trong");
    suspect(found.ess == Ess::mismatch, "SIG_CONSTRAINTS_FAILURE",
            "Chứng thư kèm theo không phải chứng thư người ký đã cam kết");
    if (judged.finding.sub_filter == "ETSI.CAdES.detached" && found.ess == Ess::absent)
        judged.note("Chữ ký không ghi nhận chứng thư của người ký (signing-certificate)");
    if (!found.clean_padding)
        judged.note("Phía sau dữ liệu chữ ký, trong chỗ dành sẵn cho nó, còn byte thừa; không hiện trên trang nào");
    if (found.weak_algorithm) judged.note("Thuật toán băm SHA-1 hoặc tương đương nay đã yếu");
}

}  // namespace

void judge_cms(Judged& judged, const CmsFinding& found)
{
    SignatureFinding& finding = judged.finding;
    finding.digest_algorithm = found.digest_algorithm;
    finding.signature_algorithm = found.signature_algorithm;
    finding.integrity = found.state == CmsState::verified;
    if (found.signing_time_s && finding.claimed_at.empty()) finding.claimed_at = format_rfc3339(*found.signing_time_s);
    switch (found.state) {
    case CmsState::verified: break;
    case CmsState::digest_mismatch:
        judged.worsen(Verdict::invalid, Indication::total_failed, "HASH_FAILURE", "Nội dung đã bị thay đổi sau khi ký");
        return;
    case CmsState::signature_mismatch:
        judged.worsen(Verdict::invalid, Indication::total_failed, "SIG_CRYPTO_FAILURE",
                      "Giá trị chữ ký không khớp với chứng thư của người ký");
        return;
    case CmsState::attributes_wrong:
        judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE",
                      "Thuộc tính được ký không đúng quy cách");
        return;
    case CmsState::no_certificate:
        judged.worsen(Verdict::unsupported, Indication::indeterminate, "NO_SIGNING_CERTIFICATE_FOUND",
                      "Chữ ký không kèm chứng thư của người ký");
        return;
    case CmsState::unsupported:
        judged.worsen(Verdict::unsupported, Indication::indeterminate, "CRYPTO_CONSTRAINTS_FAILURE",
                      "Thuật toán ký chưa được hỗ trợ");
        return;
    case CmsState::unreadable:
        judged.worsen(Verdict::unreadable, Indication::total_failed, "FORMAT_FAILURE", "Không đọc được dữ liệu chữ ký");
        return;
    }
    judge_oddities(judged, found);
}

void judge_own_token(Judged& judged, const TokenFinding& token)
{
    if (token.state == TokenState::broken)
        judged.worsen(Verdict::suspicious, Indication::indeterminate, "TIMESTAMP_ORDER_FAILURE",
                      "Dấu thời gian kèm chữ ký không phải của chữ ký này");
    else if (token.revoked)
        judged.note("Dấu thời gian không được tính: chứng thư của tổ chức cấp dấu thời gian đã bị thu hồi");
    else if (token.state != TokenState::proof)
        judged.note("Dấu thời gian của một tổ chức chưa được tin cậy");
    if (token.weak_imprint) judged.note("Dấu thời gian dùng SHA-1, thuật toán nay đã yếu");
}

void judge_token(Judged& judged, const TokenFinding& token)
{
    SignatureFinding& finding = judged.finding;
    finding.digest_algorithm = token.cms.digest_algorithm;
    finding.signature_algorithm = token.cms.signature_algorithm;
    finding.signer_kind = SignerKind::timestamp;
    if (token.cms.state == CmsState::unreadable) {
        judged.worsen(Verdict::unreadable, Indication::total_failed, "FORMAT_FAILURE", "Không đọc được dấu thời gian");
    } else if (token.state == TokenState::broken) {
        judged.worsen(Verdict::invalid, Indication::total_failed, "HASH_FAILURE",
                      "Dấu thời gian không đúng với tài liệu");
    } else if (token.state == TokenState::unsupported) {
        judged.note("Dấu thời gian không kèm chứng thư hoặc dùng thuật toán chưa được hỗ trợ");
        finding.sub_indication = "NO_SIGNING_CERTIFICATE_FOUND";
    } else {
        finding.integrity = true;
        if (token.state == TokenState::proof)
            finding.proven_at = format_rfc3339(token.time_s);
        else
            finding.claimed_at = format_rfc3339(token.time_s);
    }
}

}  // namespace chamber::inspect
