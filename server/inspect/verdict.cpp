#include "server/inspect/verdict.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

int severity(Trust trust)
{
    switch (trust) {
    case Trust::not_applicable:
        return 0;
    case Trust::trusted:
        return 1;
    case Trust::unknown_revocation:
        return 2;
    case Trust::untrusted:
        return 3;
    }
    return 3;
}

void indicate(SignatureFinding& finding, const char* sub_indication)
{
    if (finding.indication == Indication::total_failed || !finding.sub_indication.empty()) return;
    finding.indication = Indication::indeterminate;
    finding.sub_indication = sub_indication;
}

void judge_revocation(Judged& judged, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    const RevocationFinding& found = identity.revocation;
    if (found.state == Revocation::revoked) {
        finding.trust = Trust::untrusted;
        const std::string whose = found.of_authority ? "Chứng thư của tổ chức chứng thực" : "Chứng thư";
        judged.note(whose + " đã bị thu hồi từ ngày " + format_day(found.revoked_at_s));
        if (identity.time_is_proven) {
            finding.indication = Indication::total_failed;
            finding.sub_indication = "REVOKED";
        } else {
            indicate(finding, found.of_authority ? "REVOKED_CA_NO_POE" : "REVOKED_NO_POE");
        }
    } else if (found.state == Revocation::unknown) {
        if (finding.trust == Trust::trusted) finding.trust = Trust::unknown_revocation;
        judged.note("Không có dữ liệu để kiểm tra chứng thư có bị thu hồi hay không");
        indicate(finding, "TRY_LATER");
    }
}

void judge_validity(Judged& judged, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    if (identity.validity == Validity::expired) {
        finding.trust = Trust::untrusted;
        judged.note("Chứng thư đã hết hạn ngày " + format_day(identity.not_after_s) + ", không có dấu thời gian chứng minh ký trước đó");
        indicate(finding, "OUT_OF_BOUNDS_NO_POE");
    } else if (identity.validity == Validity::not_yet) {
        finding.trust = Trust::untrusted;
        judged.note("Chứng thư chưa có hiệu lực vào thời điểm kiểm tra");
        indicate(finding, identity.time_is_proven ? "NOT_YET_VALID" : "OUT_OF_BOUNDS_NO_POE");
    }
}

}  // namespace

void Judged::note(std::string reason)
{
    if (std::find(finding.reasons.begin(), finding.reasons.end(), reason) == finding.reasons.end())
        finding.reasons.push_back(std::move(reason));
}

void Judged::worsen(Verdict to, Indication indication, const char* sub_indication, std::string reason)
{
    const bool worse = inspect::severity(to) > inspect::severity(verdict);
    if (worse) deciding = reason;
    note(std::move(reason));
    if (!worse) return;
    verdict = to;
    finding.indication = indication;
    finding.sub_indication = sub_indication;
}

int severity(Verdict verdict)
{
    switch (verdict) {
    case Verdict::unsigned_document:
        return 0;
    case Verdict::valid:
        return 1;
    case Verdict::valid_with_allowed_changes:
        return 2;
    case Verdict::unsupported:
        return 3;
    case Verdict::unreadable:
        return 4;
    case Verdict::suspicious:
        return 5;
    case Verdict::invalid:
        return 6;
    }
    return 6;
}

bool is_allowed(const Change& change, std::int32_t certification)
{
    switch (change.level) {
    case ChangeLevel::upkeep:
        return true;
    case ChangeLevel::signing:
    case ChangeLevel::form_fill:
        return certification != 1;
    case ChangeLevel::annotation:
        return certification == 3;
    case ChangeLevel::other:
        return false;
    }
    return false;
}

void judge_identity(Judged& judged, const Identity& identity)
{
    SignatureFinding& finding = judged.finding;
    finding.trust = Trust::trusted;
    if (!identity.chain.trusted) {
        finding.trust = Trust::untrusted;
        judged.note("Không tìm thấy chứng thư gốc tin cậy của người ký");
        indicate(finding, "NO_CERTIFICATE_CHAIN_FOUND");
    }
    judge_validity(judged, identity);
    if (identity.chain.trusted) judge_revocation(judged, identity);
    if (identity.usage != Usage::document_signing && !judged.document_timestamp) {
        judged.note("Chứng thư không được cấp để ký văn bản");
        finding.trust = Trust::untrusted;
        indicate(finding, "CHAIN_CONSTRAINTS_FAILURE");
    }
    if (identity.chain.weak_digest) judged.note("Chuỗi chứng thư dùng SHA-1, thuật toán nay đã yếu");
    if (identity.strength == KeyStrength::weak) {
        judged.note("Khóa của người ký ngắn hơn mức quy định");
        indicate(finding, "CRYPTO_CONSTRAINTS_FAILURE");
    }
}

void sum_up(SignatureReport& report, std::vector<Judged>& judged)
{
    bool signature = false, only_stamps = false;
    std::string deciding;
    for (auto& one : judged) {
        if (one.reserved) {
            report.reasons.push_back("Có ô dành sẵn cho chữ ký nhưng chưa ký: " + one.finding.field);
            continue;
        }
        if (one.document_timestamp && severity(one.verdict) < severity(Verdict::unsupported))
            only_stamps = true;
        else
            signature = true;
        if (severity(one.verdict) > severity(report.verdict)) {
            report.verdict = one.verdict;
            deciding = one.deciding;
        }
        if (!one.document_timestamp && severity(one.finding.trust) > severity(report.trust)) report.trust = one.finding.trust;
        if (one.finding.sub_indication.empty() && one.finding.integrity) one.finding.indication = Indication::total_passed;
        one.finding.verdict = one.verdict;
        one.finding.index = static_cast<std::int32_t>(report.signatures.size());
        report.signatures.push_back(std::move(one.finding));
    }
    if (!deciding.empty()) report.reasons.insert(report.reasons.begin(), deciding);
    if (!signature && only_stamps) {
        report.verdict = Verdict::unsigned_document;
        report.trust = Trust::not_applicable;
        report.reasons.push_back("Tệp chỉ có dấu thời gian, không có chữ ký của người hay cơ quan nào");
    }
    report.missing = missing_signatures(report);
}

}  // namespace chamber::inspect
