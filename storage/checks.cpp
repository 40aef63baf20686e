#include "storage/checks.hpp"

#include "protocol/office_remark.hpp"
#include "storage/documents.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

SignatureReport report_from(const std::string& text)
{
    auto report = decode_signature_report(text);
    if (!report)
        throw StorageFailure(
            fail(ErrorCode::database_damaged, "report: " + report.error().detail, report.error().where));
    return std::move(*report);
}

bool is_due(const SignatureReport& report, const CheckState& state)
{
    return report.engine != state.engine ||
           (!report.signatures.empty() && report.trust_store_sha256 != state.trust_store_sha256);
}

void keep_earlier(Database& database, const DocumentId& document, std::int32_t n, const std::string& report)
{
    database.run("INSERT INTO earlier_check (document, revision, k, report) "
                 "SELECT ?1, ?2, 1 + ifnull(max(k), 0), ?3 FROM earlier_check WHERE document = ?1 AND revision = ?2",
                 document.value, n, report);
}

std::string word(Verdict verdict, Trust trust)
{
    return name_of(verdict) + "/" + name_of(trust);
}

void note_change(UnitOfWork& work, const DocumentRow& row, const Revision& before, const SignatureReport& now,
                 const PersonId& by)
{
    JournalEntry entry;
    entry.verb = "verdict_changed";
    entry.person = by;
    entry.target = report_id(row.document.id, before.n) + " " + word(before.verdict, before.trust) + " -> " +
                   word(now.verdict, now.trust);
    entry.session = row.document.session;
    work.journal.append(entry, work.clock.utc());
}

bool same_sizes(const std::vector<PageSize>& these, const std::vector<PageSize>& those)
{
    return std::ranges::equal(these, those, [](const PageSize& one, const PageSize& other) {
        return one.width_pt == other.width_pt && one.height_pt == other.height_pt && one.matrix == other.matrix;
    });
}

// What the document's own entities say of a revision. True when it is another word than before.
bool tell_revision(Revision& revision, const RevisionCheck& check)
{
    const SignatureReport& report = check.report;
    const bool sized = check.page_sizes.size() == static_cast<std::size_t>(revision.pages);
    std::string sentence = verdict_sentence(report);
    // Those of the file come anew; those about the reading, and the office's own, are none of the check's business.
    std::vector<std::string> remarks = refreshed_remarks(revision.remarks, check.remarks);
    take_out(remarks);
    for (const std::string& remark : revision.remarks)
        if (office_remark(remark)) remarks.push_back(remark);
    const bool same = revision.verdict == report.verdict && revision.trust == report.trust &&
                      revision.verdict_sentence == sentence && revision.missing == report.missing &&
                      revision.remarks == remarks && (!sized || same_sizes(revision.page_sizes, check.page_sizes));
    revision.verdict = report.verdict;
    revision.trust = report.trust;
    revision.verdict_sentence = std::move(sentence);
    revision.missing = report.missing;
    revision.remarks = std::move(remarks);
    if (sized) revision.page_sizes = check.page_sizes;
    return !same;
}

}  // namespace

bool same_findings(SignatureReport one, SignatureReport other)
{
    if (one.signatures.empty() && other.signatures.empty()) one.trust_store_sha256 = other.trust_store_sha256;
    one.checked_at = other.checked_at;
    return encode(one) == encode(other);
}

Result<std::vector<DocumentToCheck>> Store::documents_to_check(const WhichChecks& which)
{
    return body_->read<std::vector<DocumentToCheck>>([&]() -> Result<std::vector<DocumentToCheck>> {
        std::vector<DocumentToCheck> documents;
        Statement rows = body_->database->query(
            "SELECT revision.document, revision.n, revision.sha256, revision.report FROM revision "
            "JOIN document ON document.id = revision.document "
            "WHERE document.state <> 'withdrawn' AND (?1 IS NULL OR document.session = ?1) "
            "ORDER BY revision.document, revision.n",
            which.session ? std::optional(which.session->value) : std::nullopt);
        while (rows.step()) {
            if (which.stale_against && !is_due(report_from(rows.text(3)), *which.stale_against)) continue;
            auto sha256 = Sha256::parse(rows.text(2));
            if (!sha256) throw StorageFailure(fail(ErrorCode::database_damaged, "revision: sha256"));
            const DocumentId id(rows.text(0));
            if (documents.empty() || documents.back().document != id) documents.push_back({id, {}});
            documents.back().revisions.push_back({static_cast<std::int32_t>(rows.integer(1)), *sha256});
        }
        return documents;
    });
}

Result<StoredChecks> Store::store_checks(const DocumentChecks& checked, const PersonId& by)
{
    return body_->verb<StoredChecks>([&]() -> Result<StoredChecks> {
        UnitOfWork& work = body_->work;
        auto row = find_document(work.database, checked.document);
        if (!row || row->state == DocumentState::withdrawn)
            return fail(ErrorCode::document_unknown, checked.document.value);
        StoredChecks stored;
        bool tells_more = false;
        bool draft_report = false;
        for (const RevisionCheck& check : checked.checks) {
            const auto revision = std::ranges::find(row->document.revisions, check.n, &Revision::n);
            const auto text = work.database.text("SELECT report FROM revision WHERE document = ?1 AND n = ?2",
                                                 checked.document.value, check.n);
            if (!text || revision == row->document.revisions.end())
                return fail(ErrorCode::revision_unknown, report_id(checked.document, check.n));
            const Revision before = *revision;
            tells_more |= tell_revision(*revision, check);
            if (same_findings(report_from(*text), check.report)) continue;
            ++stored.refreshed;
            keep_earlier(work.database, checked.document, check.n, *text);
            work.database.run("UPDATE revision SET report = ?3 WHERE document = ?1 AND n = ?2", checked.document.value,
                              check.n, encode(check.report));
            if (before.verdict != check.report.verdict || before.trust != check.report.trust) {
                ++stored.changed;
                note_change(work, *row, before, check.report, by);
            }
            if (revision->published_at)
                work.feed.put(Report::type, report_id(checked.document, check.n), scope_of(row->document.audience));
            else
                draft_report = true;  // the draft carries it
        }
        if (tells_more) put_document_row(work.database, *row);
        if (tells_more || draft_report) announce_document(work, *row);
        return stored;
    });
}

std::vector<EarlierCheck> earlier_checks(Database& database, const DocumentId& document, std::int32_t revision,
                                         std::uint32_t checks_max)
{
    std::vector<EarlierCheck> checks;
    Statement rows = database.query(
        "SELECT report FROM earlier_check WHERE document = ?1 AND revision = ?2 ORDER BY k DESC LIMIT ?3",
        document.value, revision, static_cast<std::int64_t>(checks_max));
    while (rows.step()) {
        const SignatureReport report = report_from(rows.text(0));
        checks.push_back({report.checked_at, report.engine, report.trust_store_sha256, report.verdict, report.trust,
                          verdict_sentence(report)});
    }
    return checks;
}

std::vector<SignatureReport> earlier_reports(Database& database, const DocumentId& document, std::int32_t revision)
{
    std::vector<SignatureReport> reports;
    Statement rows = database.query("SELECT report FROM earlier_check WHERE document = ?1 AND revision = ?2 ORDER BY k",
                                    document.value, revision);
    while (rows.step()) reports.push_back(report_from(rows.text(0)));
    return reports;
}

}  // namespace chamber::storage
