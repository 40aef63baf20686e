#include "protocol/document.hpp"

#include "protocol/world.hpp"

#include <algorithm>

namespace chamber {
namespace {

// Reasons are sentences of their own and begin with a capital; all those capitals are ASCII letters.
std::string lower_first(std::string text)
{
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

std::string with_reason(const std::string& opening, const SignatureReport& report, const char* otherwise)
{
    return opening + lower_first(report.reasons.empty() ? otherwise : report.reasons.front());
}

bool is_signer(const SignatureFinding& finding)
{
    return finding.signer_kind != SignerKind::timestamp && finding.sub_filter != "ETSI.RFC3161";
}

std::string signer_names(const SignatureReport& report)
{
    std::vector<std::string> names;
    for (const auto& finding : report.signatures)
        if (is_signer(finding) && !finding.signer_name.empty() &&
            std::find(names.begin(), names.end(), finding.signer_name) == names.end())
            names.push_back(finding.signer_name);
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

// "18/12/2024" of an RFC 3339 time, in Vietnam.
std::string day(const std::string& time)
{
    return format_vietnam(parse_utc(time)).substr(0, 10);
}

std::string why_untrusted(const SignatureFinding& finding)
{
    const std::string& reason = finding.sub_indication;
    const std::string whose = finding.signer_name.empty() ? std::string() : " của " + finding.signer_name;
    if (reason.starts_with("REVOKED")) return "chứng thư" + whose + " đã bị thu hồi";
    if (reason == "OUT_OF_BOUNDS_NO_POE")
        return "chứng thư" + whose + " đã hết hạn ngày " + day(finding.not_after) + " và không có dấu thời gian";
    if (reason == "EXPIRED") return "chứng thư" + whose + " đã hết hạn khi ký";
    if (reason == "NOT_YET_VALID") return "chứng thư" + whose + " chưa có hiệu lực khi ký";
    if (reason == "CHAIN_CONSTRAINTS_FAILURE") return "chứng thư" + whose + " không được cấp để ký văn bản";
    return "không tìm thấy chứng thư gốc tin cậy" + whose;
}

std::string sentence_of_intact(const SignatureReport& report)
{
    if (report.trust == Trust::untrusted) {
        for (const auto& finding : report.signatures)
            if (is_signer(finding) && finding.trust == Trust::untrusted)
                return "Chưa đủ căn cứ: " + why_untrusted(finding) + " (nội dung còn nguyên vẹn)";
        return "Chưa đủ căn cứ: không tìm thấy chứng thư gốc tin cậy (nội dung còn nguyên vẹn)";
    }
    const bool changed = report.verdict == Verdict::valid_with_allowed_changes;
    std::string sentence = changed ? "Hợp lệ, có thay đổi được phép sau khi ký" : "Hợp lệ";
    if (const std::string names = signer_names(report); !names.empty()) sentence += " – đã ký bởi " + names;
    if (report.trust == Trust::unknown_revocation) sentence += " (chưa kiểm tra được việc thu hồi chứng thư)";
    return sentence;
}

}  // namespace

std::string_view verdict_word(Verdict verdict, Trust trust)
{
    switch (verdict) {
    case Verdict::valid:
    case Verdict::valid_with_allowed_changes:
        if (trust == Trust::untrusted) return "Chưa đủ căn cứ";
        if (trust == Trust::unknown_revocation) return "Hợp lệ, chưa kiểm tra được thu hồi";
        return verdict == Verdict::valid ? "Hợp lệ" : "Hợp lệ, có thay đổi được phép";
    case Verdict::suspicious: return "Cần kiểm tra lại";
    case Verdict::invalid: return "Không hợp lệ";
    case Verdict::unsigned_document: return "Không ký số";
    case Verdict::unreadable: return "Không đọc được chữ ký";
    case Verdict::unsupported: return "Chưa kiểm tra được";
    }
    return {};
}

std::string verdict_sentence(const SignatureReport& report)
{
    switch (report.verdict) {
    case Verdict::valid:
    case Verdict::valid_with_allowed_changes: return sentence_of_intact(report);
    case Verdict::suspicious: return with_reason("Cần kiểm tra lại: ", report, "có thay đổi sau khi ký");
    case Verdict::invalid: return with_reason("Không hợp lệ: ", report, "nội dung đã bị thay đổi sau khi ký");
    case Verdict::unsigned_document:
        return report.reasons.empty() ? "Không ký số" : with_reason("Không ký số: ", report, "");
    case Verdict::unreadable: return with_reason("Không đọc được chữ ký: ", report, "tệp bị hỏng");
    case Verdict::unsupported: return with_reason("Chưa kiểm tra được: ", report, "loại chữ ký chưa được hỗ trợ");
    }
    return {};
}

std::vector<std::string> missing_signatures(const SignatureReport& report)
{
    // What nobody could read may well be the signature that seems to be missing.
    if (report.verdict == Verdict::unreadable || report.verdict == Verdict::unsupported) return {};
    bool organisation = false, person = false;
    for (const auto& finding : report.signatures) {
        if (!finding.integrity || !is_signer(finding)) continue;
        organisation |= finding.signer_kind != SignerKind::person;
        person |= finding.signer_kind != SignerKind::organisation;
    }
    std::vector<std::string> missing;
    if (!organisation) missing.emplace_back("Thiếu chữ ký của cơ quan");
    if (!person) missing.emplace_back("Thiếu chữ ký của người có thẩm quyền");
    return missing;
}

}  // namespace chamber
