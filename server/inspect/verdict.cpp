#include "server/inspect/verdict.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

int severity(Trust trust)
{
    switch (trust) {
    case Trust::not_applicable: return 0;
    case Trust::trusted: return 1;
    case Trust::unknown_revocation: return 2;
    case Trust::untrusted: return 3;
    }
    return 3;
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
    case Verdict::unsigned_document: return 0;
    case Verdict::valid: return 1;
    case Verdict::valid_with_allowed_changes: return 2;
    case Verdict::unsupported: return 3;
    case Verdict::unreadable: return 4;
    case Verdict::suspicious: return 5;
    case Verdict::invalid: return 6;
    }
    return 6;
}

bool is_allowed(const Change& change, std::int32_t certification)
{
    switch (change.level) {
    case ChangeLevel::upkeep:
    case ChangeLevel::tagging: return true;
    case ChangeLevel::signing:
    case ChangeLevel::form_fill: return certification != 1;
    case ChangeLevel::annotation: return certification == 3;
    case ChangeLevel::other: return false;
    }
    return false;
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
        if (!one.document_timestamp && severity(one.finding.trust) > severity(report.trust))
            report.trust = one.finding.trust;
        if (one.finding.sub_indication.empty() && one.finding.integrity)
            one.finding.indication = Indication::total_passed;
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

void describe_remains(SignatureReport& report, bool alone)
{
    report.reasons.emplace_back(
        alone && report.signatures.empty()
            ? "Tệp là bản lưu lại của một văn bản đã ký, chữ ký cũ không còn; cần kiểm tra thì hãy xin tệp gốc"
            : "Trong tệp còn sót chữ ký của một bản trước, không còn giá trị và không phải chữ ký nào ở đây");
}

}  // namespace chamber::inspect
