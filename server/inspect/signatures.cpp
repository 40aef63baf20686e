#include "server/inspect/signatures.hpp"

#include "server/inspect/damage.hpp"
#include "server/inspect/engine.hpp"
#include "server/inspect/frame.hpp"
#include "server/inspect/later_changes.hpp"
#include "server/inspect/linearization.hpp"
#include "server/inspect/opened_pdf.hpp"
#include "server/inspect/readable.hpp"
#include "server/inspect/signature_content.hpp"
#include "server/inspect/unlisted.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace chamber::inspect {
namespace {

constexpr std::size_t revisions_max = 128;
constexpr const char* blanks_before_words =
    "Có khoảng trắng hoặc dấu BOM đứng trước phần đầu của tệp PDF: mỗi phần mềm có thể hiển thị một nội dung khác";

class Judgement {
public:
    Judgement(std::string_view bytes, const Structure& structure, const JudgeSettings& settings)
        : frame_(frame_of(bytes, structure)),
          bytes_(frame_.bytes),
          content_(frame_, {parse_trust(settings.trust), settings.now_s, evidence_, candidates_})
    {
        report_.engine = engine_name;
        report_.trust_store_sha256 = content_.trust_store_sha256();
    }

    SignatureReport run()
    {
        chain_ = read_revisions(bytes_);
        const auto document = bytes_.substr(0, bytes_.size() - inert_tail(bytes_, chain_).size());
        opened_ = open_pdf(document, Repair::refused);
        if (opened_.state == OpenState::needs_password) return unreadable("Tệp có mật khẩu, không đọc được chữ ký");
        if (opened_.state == OpenState::locked_otherwise)
            return unreadable(
                "Tệp được mã hóa bằng khóa riêng của người nhận hoặc theo cách lạ, không đọc được chữ ký");
        const bool repaired = opened_.state != OpenState::open;
        if (repaired) opened_ = open_pdf(document, Repair::allowed);
        if (opened_.state != OpenState::open) return unreadable("Không đọc được cấu trúc của tệp");
        find_candidates();
        for (const auto& candidate : candidates_) judged_.push_back(judge(candidate));
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
                if (field.contents_offset > 0 && !field.inside_object_stream &&
                    !seen.insert(field.contents_offset).second)
                    continue;
                candidates_.push_back(as_candidate(std::move(field)));
            }
            for (const std::int64_t offset : usage_rights_offsets(pdf)) known_ranges_.insert(offset);
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

    // A signature that the form does not list is judged like any other when it is whole. Of the rest the file's verdict
    // tells.
    void adopt_unlisted()
    {
        for (auto& one : find_unlisted(bytes_, *opened_.pdf, known_ranges_)) {
            if (one.field && one.field->reserved) continue;
            if (!one.remains && one.field) {
                Candidate candidate = as_candidate(std::move(*one.field));
                candidate.unlisted = true;
                if (candidate.coverage.broken_rule.empty() && candidate.tail.ends_a_revision &&
                    judge(candidate).finding.integrity) {
                    candidates_.push_back(std::move(candidate));
                    continue;
                }
            }
            (one.remains ? remains_ : strays_).push_back(one.place);
        }
    }

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
        if (candidate.unlisted)
            judged.note("Ô ký không có trong danh sách ô của biểu mẫu; phần mềm khác có thể không liệt kê chữ ký này");
        judge_coverage(judged, candidate);
        if (!candidate.coverage.coverage ||
            (!candidate.coverage.broken_rule.empty() && candidate.coverage.broken_rule.starts_with("R3")))
            return judged;
        content_.judge(judged, candidate);
        return judged;
    }

    void judge_coverage(Judged& judged, const Candidate& candidate)
    {
        if (frame_.blanks_before)
            judged.worsen(Verdict::suspicious, Indication::indeterminate, "FORMAT_FAILURE", blanks_before_words);
        else if (frame_.foreign_before)
            judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE",
                          "Có dữ liệu lạ đứng trước phần đầu của tệp PDF");
        if (!candidate.coverage.broken_rule.empty())
            judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE",
                          "Phạm vi ký (ByteRange) không hợp lệ");
        if (!candidate.coverage.coverage) return;
        judged.finding.revision_end = frame_.in_file(candidate.coverage.coverage->end);
        judged.finding.covers_whole_file = candidate.tail.tail == Tail::nothing;
        if (!candidate.tail.ends_a_revision && judged.verdict != Verdict::invalid) {
            judged.worsen(Verdict::invalid, Indication::total_failed, "FORMAT_FAILURE",
                          "Chữ ký không phủ trọn phần tài liệu mà nó ký");
        }
        if (candidate.tail.tail == Tail::foreign_bytes)
            judged.worsen(Verdict::suspicious, Indication::indeterminate, "FORMAT_FAILURE",
                          "Có dữ liệu lạ nối thêm sau khi ký, không thuộc lần sửa nào");
    }

    // Each revision against the one before it, once; a signature answers for all the steps behind its own end. So a
    // change that a still later revision takes back is seen too.
    void compare_later_revisions()
    {
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            if (!judged_[i].reserved)
                bound_.push_back({candidates_[i].field, end_of(candidates_[i]), candidates_[i].tail.ends_a_revision,
                                  judged_[i].finding.integrity});
        const RevisionSteps steps = compare_steps({bytes_, chain_, *opened_.pdf}, first_signed_end());
        for (std::size_t i = 0; i < candidates_.size(); ++i) apply_changes(judged_[i], candidates_[i], steps);
        for (const auto& [end, changes] : steps)
            for (const auto& change : changes)
                report_.changes.push_back({change.sentence, change.page, frame_.in_file(joined_end(bound_, end)),
                                           all_allow(bound_, end, change)});
    }

    std::size_t first_signed_end() const
    {
        std::size_t first_end = bytes_.size();
        for (std::size_t i = 0; i < candidates_.size(); ++i)
            if (!judged_[i].reserved && candidates_[i].tail.ends_a_revision)
                first_end = std::min(first_end, end_of(candidates_[i]));
        return first_end;
    }

    void apply_changes(Judged& judged, const Candidate& candidate, const RevisionSteps& steps)
    {
        if (judged.reserved || candidate.tail.tail == Tail::nothing) return;
        bool only_signatures = true;
        for (auto step = steps.upper_bound(end_of(candidate)); step != steps.end(); ++step) {
            for (const auto& change : step->second) {
                if (!all_allow(bound_, step->first, change))
                    judged.worsen(Verdict::suspicious, Indication::indeterminate, "FORMAT_FAILURE", change.sentence);
                else if (change.level > ChangeLevel::signing)
                    only_signatures = false;
            }
        }
        if (only_signatures && newest_covers_all()) return;
        if (severity(judged.verdict) < severity(Verdict::valid_with_allowed_changes))
            judged.verdict = Verdict::valid_with_allowed_changes;
    }

    // A chain of signatures of which the last covers everything is as whole as one.
    bool newest_covers_all() const
    {
        return std::ranges::any_of(
            judged_, [](const Judged& one) { return one.finding.covers_whole_file && one.finding.integrity; });
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
        if (!strays_.empty())
            worsen(Verdict::suspicious, "Trong tệp có chữ ký không thuộc ô ký nào, không kiểm tra được");
        const bool damaged = has_signature && (repaired || find_damage(bytes_, *opened_.pdf) == Damage::found ||
                                               look_at_arrangement(bytes_, chain_) == Arrangement::contradicts);
        if (damaged)
            worsen(Verdict::suspicious, "Tệp bị hỏng cấu trúc: mỗi phần mềm có thể hiển thị một nội dung khác");
        if (has_signature && !repaired && !chain_.complete)
            worsen(Verdict::suspicious, "Chuỗi các lần sửa của tệp bị đứt");
    }

    // In a file that is damaged, or behind what was signed, remains are nothing that an honest program left.
    void tell_remains(bool sound)
    {
        if (remains_.empty() && !(candidates_.empty() && strays_.empty() && shows_signed_widget(*opened_.pdf))) return;
        const bool newer =
            std::ranges::any_of(remains_, [&](std::size_t place) { return place >= first_signed_end(); });
        if (sound && !newer)
            describe_remains(report_, strays_.empty());
        else
            strays_.insert(strays_.end(), remains_.begin(), remains_.end());
    }

    Frame frame_;
    std::string_view bytes_;
    SignatureReport report_;
    OpenedPdf opened_;
    RevisionChain chain_;
    ValidationData evidence_;
    std::vector<Candidate> candidates_;
    SignatureContent content_;
    std::vector<Judged> judged_;
    std::vector<BoundSignature> bound_;
    std::set<std::int64_t> known_ranges_;
    std::vector<std::size_t> strays_,
        remains_;  // signatures that nothing leads to: such as may be whole, such as cannot be
};

}  // namespace

SignatureReport judge_signatures(std::string_view bytes, const Structure& structure, const JudgeSettings& settings)
{
    SignatureReport report = Judgement(bytes, structure, settings).run();
    make_readable(report);
    return report;
}

}  // namespace chamber::inspect
