#include "server/inspect/signature_content.hpp"

#include "server/inspect/cms.hpp"
#include "server/inspect/cms_verdict.hpp"
#include "server/inspect/signer.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr std::size_t cms_bytes_max = 4'194'304;
constexpr std::int64_t clock_slack_s = 86'400;

}  // namespace

void SignatureContent::judge(Judged& judged, const Candidate& candidate)
{
    const Coverage& coverage = *candidate.coverage.coverage;
    const std::string_view hex = coverage.gap(frame_.bytes);
    if (hex.size() / 2 > cms_bytes_max) {
        judged.worsen(Verdict::unreadable, Indication::total_failed, "FORMAT_FAILURE", "Dữ liệu chữ ký quá lớn");
        return;
    }
    if (has_blanks(hex)) judged.note("Dữ liệu chữ ký có khoảng trắng xen giữa; không hiện trên trang nào");
    const std::string cms = decode_gap(hex);
    const auto pieces = frame_.pieces(coverage);
    if (judged.document_timestamp) {
        judge_document_timestamp(judged, cms, pieces);
        return;
    }
    CmsFinding found;
    const std::string& filter = judged.finding.sub_filter;
    if (filter == "adbe.pkcs7.detached" || filter == "ETSI.CAdES.detached")
        found = look_at_cms(cms, CmsContent::detached, pieces);
    else if (filter == "adbe.pkcs7.sha1")
        found = look_at_cms(cms, CmsContent::sha1_inside, pieces);
    else if (filter == "adbe.x509.rsa_sha1")
        found = check_rsa_sha1(cms, pieces, parse_certificates(candidate.field.certificates));
    else {
        judged.worsen(Verdict::unsupported, Indication::indeterminate, "SIG_CONSTRAINTS_FAILURE",
                      filter.empty() ? "Chữ ký không ghi loại (SubFilter)" : "Loại chữ ký chưa được hỗ trợ: " + filter);
        return;
    }
    judge_cms(judged, found);
    if (found.signer)
        judge_signer(judged, {found, by_.evidence, by_.trust, judge_timestamps(judged, candidate, found), by_.now_s});
}

CmsFinding SignatureContent::look_at_cms(const std::string& cms, CmsContent kind,
                                         const std::vector<std::string_view>& pieces)
{
    CmsFinding found = check_cms(cms, kind, pieces, by_.evidence.certificates);
    return found.signer ? found : check_cms(cms, kind, pieces, all_helpers());
}

std::vector<Certificate> SignatureContent::all_helpers()
{
    read_all(by_.trust);
    std::vector<Certificate> all = by_.evidence.certificates;
    all.insert(all.end(), by_.trust.intermediates.begin(), by_.trust.intermediates.end());
    return all;
}

std::optional<std::int64_t> SignatureContent::judge_timestamps(Judged& judged, const Candidate& candidate,
                                                               const CmsFinding& found)
{
    std::optional<std::int64_t> proven;
    for (const auto& der : found.timestamp_tokens) {
        const TokenFinding token = look_at_token(der, {found.signature_value});
        if (token.state == TokenState::proof) proven = std::min(proven.value_or(token.time_s), token.time_s);
        judge_own_token(judged, token);
    }
    const auto later = earliest_document_timestamp(end_of(candidate));
    if (later) proven = std::min(proven.value_or(*later), *later);
    if (proven && *proven > by_.now_s + clock_slack_s) {
        judged.worsen(Verdict::suspicious, Indication::indeterminate, "TIMESTAMP_ORDER_FAILURE",
                      "Dấu thời gian nằm trong tương lai");
        return std::nullopt;
    }
    if (proven) judged.finding.proven_at = format_rfc3339(*proven);
    return proven;
}

std::optional<std::int64_t> SignatureContent::earliest_document_timestamp(std::size_t behind)
{
    std::optional<std::int64_t> earliest;
    for (const auto& candidate : by_.candidates) {
        if (candidate.field.sub_filter != "ETSI.RFC3161" || !candidate.coverage.broken_rule.empty() ||
            end_of(candidate) <= behind)
            continue;
        const TokenFinding& token = document_token(candidate);
        if (token.state == TokenState::proof) earliest = std::min(earliest.value_or(token.time_s), token.time_s);
    }
    return earliest;
}

TokenFinding SignatureContent::look_at_token(const std::string& der, const std::vector<std::string_view>& stamped)
{
    TokenFinding found = check_token(der, stamped, {by_.evidence.certificates, by_.evidence, by_.trust});
    if (found.cms.signer) return found;
    const auto more = all_helpers();
    return check_token(der, stamped, {more, by_.evidence, by_.trust});
}

const TokenFinding& SignatureContent::document_token(const Candidate& candidate)
{
    const Coverage& coverage = *candidate.coverage.coverage;
    const auto known = tokens_.find(coverage.first_length);
    if (known != tokens_.end()) return known->second;
    TokenFinding found = look_at_token(decode_gap(coverage.gap(frame_.bytes)), frame_.pieces(coverage));
    return tokens_.emplace(coverage.first_length, std::move(found)).first->second;
}

void SignatureContent::judge_document_timestamp(Judged& judged, const std::string& der,
                                                const std::vector<std::string_view>& pieces)
{
    const TokenFinding token = look_at_token(der, pieces);
    judge_token(judged, token);
    if (token.cms.signer) {
        const auto stated = token.time_s > 0 ? std::optional(token.time_s) : std::nullopt;
        judge_signer(judged, {token.cms, by_.evidence, by_.trust, stated, by_.now_s});
    }
    judged.finding.signer_kind = SignerKind::timestamp;
}

}  // namespace chamber::inspect
