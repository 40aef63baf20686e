#include "server/inspect/signatures.hpp"

#include "server/inspect/byte_range.hpp"
#include "server/inspect/cms.hpp"
#include "server/inspect/cms_verdict.hpp"
#include "server/inspect/damage.hpp"
#include "server/inspect/engine.hpp"
#include "server/inspect/frame.hpp"
#include "server/inspect/later_changes.hpp"
#include "server/inspect/opened_pdf.hpp"
#include "server/inspect/readable.hpp"
#include "server/inspect/revisions.hpp"
#include "server/inspect/signer.hpp"
#include "server/inspect/signed_fields.hpp"
#include "server/inspect/timestamps.hpp"
#include "server/inspect/unlisted.hpp"
#include "server/inspect/validation_data.hpp"
#include "server/inspect/verdict.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace chamber::inspect {
namespace {

constexpr std::size_t cms_bytes_max = 4'194'304;
constexpr std::size_t revisions_max = 128;
constexpr const char* blanks_before_words =
    "Có khoảng trắng hoặc dấu BOM đứng trước phần đầu của tệp PDF: mỗi phần mềm có thể hiển thị một nội dung khác";

// What one signature is, before it is judged.
struct Candidate {
    SignedField field;
    CoverageFinding coverage;
    TailFinding tail;
    bool unlisted = false;  // no field of the form leads to it
};

class Judgement {
public:
    Judgement(std::string_view bytes, const Structure& structure, const JudgeSettings& settings)
        : frame_(frame_of(bytes, structure)), bytes_(frame_.bytes), structure_(structure), now_s_(settings.now_s), trust_(parse_trust(settings.trust))
    {
        report_.engine = engine_name;
        report_.trust_store_sha256 = trust_.sha256;
    }

    SignatureReport run()
    {
        chain_ = read_revisions(bytes_);
        const std::string_view document = bytes_.substr(0, bytes_.size() - inert_tail(bytes_, chain_).size());
        opened_ = open_pdf(document, Repair::refused);
        if (opened_.state == OpenState::needs_password) return unreadable("Tệp có mật khẩu, không đọc được chữ ký");
        if (opened_.state == OpenState::locked_otherwise)
            return unreadable("Tệp được mã hóa bằng khóa riêng của người nhận hoặc theo cách lạ, không đọc được chữ ký");
        const bool repaired = opened_.state != OpenState::open;
        if (repaired) opened_ = open_pdf(document, Repair::allowed);
        if (opened_.state != OpenState::open) return unreadable("Không đọc được cấu trúc của tệp");
        find_candidates();
        for (const auto& candidate : candidates_)
            judged_.push_back(judge(candidate));
        compare_later_revisions();
        check_nesting();
        sum_up(report_, judged_);
        check_file(repaired);
        return std::move(report_);
    }

private:
    SignatureReport unreadable(const char* reason)
    {
        report_.verdict = Verdict::unreadable;
        report_.reasons.push_back(reason);
        return std::move(report_);
    }

    // A signature is read from its own revision, so that a later one can neither hide nor replace its dictionary.
    void find_candidates()
    {
        std::set<std::int64_t> seen;
        const auto add_all = [&](QPDF& pdf) {
            for (auto& field : find_signed_fields(pdf)) {
                // In an object stream an offset is one within the stream, and a forger can make it any number.
                if (field.contents_offset > 0 && !field.inside_object_stream && !seen.insert(field.contents_offset).second) continue;
                candidates_.push_back(as_candidate(std::move(field)));
            }
            for (const std::int64_t offset : usage_rights_offsets(pdf))
                known_ranges_.insert(offset);
            add_validation_data(pdf, evidence_);
        };
        for (std::size_t i = 0; i + 1 < chain_.ends.size() && i < revisions_max; ++i) {
            const OpenedPdf revision = open_pdf(bytes_.substr(0, chain_.ends[i].close), Repair::refused);
            if (revision.pdf) add_all(*revision.pdf);
        }
        add_all(*opened_.pdf);
        drop_reserved_twins();
        adopt_unlisted();
        std::stable_sort(candidates_.begin(), candidates_.end(),
                         [](const Candidate& left, const Candidate& right) { return end_of(left) < end_of(right); });
    }

    Candidate as_candidate(SignedField field)
    {
        known_ranges_.insert(field.byte_range_offset);
        Candidate candidate{std::move(field), {}, {}};
        if (candidate.field.byte_range) frame_.enter(*candidate.field.byte_range);
        candidate.coverage = check_coverage(bytes_, candidate.field);
        if (candidate.coverage.coverage) candidate.tail = look_behind(bytes_, chain_, candidate.coverage.coverage->end);
        return candidate;
    }

    // A signature that the form does not list is judged like any other when it is whole. Of the rest the file's verdict tells.
    void adopt_unlisted()
    {
        for (auto& one : find_unlisted(bytes_, *opened_.pdf, known_ranges_)) {
            if (one.field && one.field->reserved) continue;
            if (!one.remains && one.field) {
                Candidate candidate = as_candidate(std::move(*one.field));
                candidate.unlisted = true;
                if (candidate.coverage.broken_rule.empty() && candidate.tail.ends_a_revision && judge(candidate).finding.integrity) {
                    candidates_.push_back(std::move(candidate));
                    continue;
                }
            }
            (one.remains ? remains_ : strays_).push_back(one.place);
        }
    }

    static std::size_t end_of(const Candidate& candidate) { return candidate.coverage.coverage ? candidate.coverage.coverage->end : 0; }

    // A field without any /Contents is found in every revision that has it: once is enough.
    void drop_reserved_twins()
    {
        std::set<std::string> named;
        std::erase_if(candidates_, [&](const Candidate& candidate) {
            return candidate.field.contents_offset <= 0 && !named.insert(candidate.field.name).second;
        });
    }

    Judged judge(const Candidate& candidate)
    {
        Judged judged;
        SignatureFinding& finding = judged.finding;
        finding.field = candidate.field.name;
        finding.sub_filter = candidate.field.sub_filter;
        finding.claimed_at = candidate.field.claimed_at;
        finding.certification = candidate.field.certification;
        if (candidate.field.byte_range) finding.byte_range = *candidate.field.byte_range;
        frame_.leave(finding.byte_range);
        judged.document_timestamp = finding.sub_filter == "ETSI.RFC3161";
        judged.reserved = candidate.field.has_contents && candidate.field.reserved;
        if (judged.reserved) return judged;
        if (candidate.unlisted) judged.note("Ô ký không có trong danh sách ô của biểu mẫu; phần mềm khác có thể không liệt kê chữ ký này");
        judge_coverage(judged, candidate);
        if (!candidate.coverage.coverage || (!candidate.coverage.broken_rule.empty() && candidate.coverage.broken_rule.starts_with("R3")))
            return judged;
        judge_content(judged, candidate);
        return judged;
    }

    void judge_coverage(Judged& judged, const Candidate& candidate)
    {
        if (frame_.blanks_before)
            judged.worsen(Verdict::suspicious, Indication::indeterminate, "FORMAT_FAILURE", blanks_before_words);
        else if (!structure_.starts_with_header)
            judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE", "Có dữ liệu lạ đứng trước phần đầu của tệp PDF");
        if (!candidate.coverage.broken_rule.empty())
            judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE", "Phạm vi ký (ByteRange) không hợp lệ");
        if (!candidate.coverage.coverage) return;
        judged.finding.revision_end = static_cast<std::int64_t>(frame_.origin + candidate.coverage.coverage->end);
        judged.finding.covers_whole_file = candidate.tail.tail == Tail::nothing;
        if (!candidate.tail.ends_a_revision && judged.verdict != Verdict::invalid) {
            judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE", "Chữ ký không phủ trọn phần tài liệu mà nó ký");
        }
        if (candidate.tail.tail == Tail::foreign_bytes)
            judged.worsen(Verdict::suspicious, Indication::indeterminate, "FORMAT_FAILURE",
                          "Có dữ liệu lạ nối thêm sau khi ký, không thuộc lần sửa nào");
    }

    void judge_content(Judged& judged, const Candidate& candidate)
    {
        const Coverage& coverage = *candidate.coverage.coverage;
        const std::string_view hex = coverage.gap(bytes_);
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
        if (found.signer) judge_signer(judged, {found, evidence_, trust_, judge_timestamps(judged, found), now_s_});
    }

    // The signer's certificate comes with the signature, nearly always.
    CmsFinding look_at_cms(const std::string& cms, CmsContent kind, const std::vector<std::string_view>& pieces)
    {
        CmsFinding found = check_cms(cms, kind, pieces, evidence_.certificates);
        return found.signer ? found : check_cms(cms, kind, pieces, all_helpers());
    }

    std::vector<Certificate> all_helpers()
    {
        read_all(trust_);
        std::vector<Certificate> all = evidence_.certificates;
        all.insert(all.end(), trust_.intermediates.begin(), trust_.intermediates.end());
        return all;
    }

    // The time proven for a signature: its own time-stamp, or the earliest document time-stamp that covers it.
    std::optional<std::int64_t> judge_timestamps(Judged& judged, const CmsFinding& found)
    {
        std::optional<std::int64_t> proven;
        for (const auto& der : found.timestamp_tokens) {
            const TokenFinding token = look_at_token(der, {found.signature_value});
            if (token.state == TokenState::proof) proven = std::min(proven.value_or(token.time_s), token.time_s);
            judge_own_token(judged, token);
        }
        const auto later = earliest_document_timestamp(static_cast<std::size_t>(judged.finding.revision_end));
        if (later) proven = std::min(proven.value_or(*later), *later);
        if (proven && *proven > now_s_ + clock_slack_s) {
            judged.worsen(Verdict::suspicious, Indication::indeterminate, "TIMESTAMP_ORDER_FAILURE", "Dấu thời gian nằm trong tương lai");
            return std::nullopt;
        }
        if (proven) judged.finding.proven_at = format_rfc3339(*proven);
        return proven;
    }

    std::optional<std::int64_t> earliest_document_timestamp(std::size_t behind)
    {
        std::optional<std::int64_t> earliest;
        for (const auto& candidate : candidates_) {
            if (candidate.field.sub_filter != "ETSI.RFC3161" || !candidate.coverage.broken_rule.empty() || end_of(candidate) <= behind)
                continue;
            const TokenFinding& token = document_token(candidate);
            if (token.state == TokenState::proof) earliest = std::min(earliest.value_or(token.time_s), token.time_s);
        }
        return earliest;
    }

    TokenFinding look_at_token(const std::string& der, const std::vector<std::string_view>& stamped)
    {
        const RevocationSources sources = revocation_sources({}, evidence_, trust_);
        TokenFinding found = check_token(der, stamped, {evidence_.certificates, sources, trust_});
        if (found.cms.signer) return found;
        const auto more = all_helpers();
        return check_token(der, stamped, {more, sources, trust_});
    }

    const TokenFinding& document_token(const Candidate& candidate)
    {
        const Coverage& coverage = *candidate.coverage.coverage;
        const auto known = tokens_.find(coverage.first_length);
        if (known != tokens_.end()) return known->second;
        TokenFinding found = look_at_token(decode_gap(coverage.gap(bytes_)), frame_.pieces(coverage));
        return tokens_.emplace(coverage.first_length, std::move(found)).first->second;
    }

    void judge_document_timestamp(Judged& judged, const std::string& der, const std::vector<std::string_view>& pieces)
    {
        const TokenFinding token = look_at_token(der, pieces);
        judge_token(judged, token);
        if (token.cms.signer) {
            const auto stated = token.time_s > 0 ? std::optional(token.time_s) : std::nullopt;
            judge_signer(judged, {token.cms, evidence_, trust_, stated, now_s_});
        }
        judged.finding.signer_kind = SignerKind::timestamp;
    }

    // ---- later revisions

    // Each revision against the one before it, once; a signature answers for all the steps behind its own end. So a change
    // that a still later revision takes back is seen too.
    void compare_later_revisions()
    {
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            if (!judged_[i].reserved)
                bound_.push_back({candidates_[i].field, end_of(candidates_[i]), candidates_[i].tail.ends_a_revision, judged_[i].finding.integrity});
        const RevisionSteps steps = compare_steps({bytes_, chain_, *opened_.pdf}, first_signed_end());
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            apply_changes(judged_[i], candidates_[i], steps);
        for (const auto& [end, changes] : steps)
            for (const auto& change : changes)
                report_.changes.push_back(
                    {change.sentence, change.page, static_cast<std::int64_t>(frame_.origin + joined_end(bound_, end)), is_allowed_at(end, change)});
    }

    std::size_t first_signed_end() const
    {
        std::size_t first_end = bytes_.size();
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            if (!judged_[i].reserved && candidates_[i].tail.ends_a_revision) first_end = std::min(first_end, end_of(candidates_[i]));
        return first_end;
    }

    bool is_allowed_at(std::size_t end, const Change& change) const { return all_allow(bound_, end, change); }

    void apply_changes(Judged& judged, const Candidate& candidate, const RevisionSteps& steps)
    {
        if (judged.reserved || candidate.tail.tail == Tail::nothing) return;
        bool only_signatures = true;
        for (auto step = steps.upper_bound(end_of(candidate)); step != steps.end(); ++step) {
            for (const auto& change : step->second) {
                if (!is_allowed_at(step->first, change))
                    judged.worsen(Verdict::suspicious, Indication::indeterminate, "FORMAT_FAILURE", change.sentence);
                else if (change.level > ChangeLevel::signing)
                    only_signatures = false;
            }
        }
        // A chain of signatures of which the last covers everything is as whole as one.
        if (only_signatures && newest_covers_all()) return;
        if (severity(judged.verdict) < severity(Verdict::valid_with_allowed_changes)) judged.verdict = Verdict::valid_with_allowed_changes;
    }

    bool newest_covers_all() const
    {
        return std::ranges::any_of(judged_, [](const Judged& one) { return one.finding.covers_whole_file && one.finding.integrity; });
    }

    void check_nesting()
    {
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            for (std::size_t j = i + 1; j < candidates_.size(); ++j) {
                const auto& left = candidates_[i].coverage.coverage;
                const auto& right = candidates_[j].coverage.coverage;
                if (!left || !right || judged_[i].reserved || judged_[j].reserved) continue;
                if (!may_stand_together(*left, *right))
                    judged_[j].worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE",
                                      "Phạm vi của hai chữ ký chồng lên nhau");
            }
    }

    void check_file(bool repaired)
    {
        const auto worsen = [&](Verdict verdict, const char* reason) {
            const bool worse = severity(verdict) > severity(report_.verdict);
            report_.reasons.insert(worse ? report_.reasons.begin() : report_.reasons.end(), reason);
            if (worse) report_.verdict = verdict;
        };
        tell_remains(!repaired && chain_.complete);
        const bool has_signature = !report_.signatures.empty() || !strays_.empty();
        if (!strays_.empty()) worsen(Verdict::suspicious, "Trong tệp có chữ ký không thuộc ô ký nào, không kiểm tra được");
        const bool damaged = has_signature && (repaired || find_damage(*opened_.pdf) == Damage::found);
        if (damaged) worsen(Verdict::suspicious, "Tệp bị hỏng cấu trúc: mỗi phần mềm có thể hiển thị một nội dung khác");
        if (has_signature && !repaired && !chain_.complete) worsen(Verdict::suspicious, "Chuỗi các lần sửa của tệp bị đứt");
    }

    // In a file that is damaged, or behind what was signed, remains are nothing that an honest program left.
    void tell_remains(bool sound)
    {
        if (remains_.empty() && !(candidates_.empty() && strays_.empty() && shows_signed_widget(*opened_.pdf))) return;
        const bool newer = std::ranges::any_of(remains_, [&](std::size_t place) { return place >= first_signed_end(); });
        if (sound && !newer)
            describe_remains(report_, strays_.empty());
        else
            strays_.insert(strays_.end(), remains_.begin(), remains_.end());
    }

    static constexpr std::int64_t clock_slack_s = 86'400;

    Frame frame_;
    std::string_view bytes_;
    Structure structure_;
    std::int64_t now_s_;
    TrustStore trust_;
    SignatureReport report_;
    OpenedPdf opened_;
    RevisionChain chain_;
    ValidationData evidence_;
    std::vector<Candidate> candidates_;
    std::vector<Judged> judged_;
    std::vector<BoundSignature> bound_;
    std::set<std::int64_t> known_ranges_;
    std::vector<std::size_t> strays_, remains_;  // signatures that nothing leads to: such as may be whole, such as cannot be
    std::map<std::size_t, TokenFinding> tokens_;
};

}  // namespace

SignatureReport judge_signatures(std::string_view bytes, const Structure& structure, const JudgeSettings& settings)
{
    SignatureReport report = Judgement(bytes, structure, settings).run();
    make_readable(report);
    return report;
}

}  // namespace chamber::inspect
