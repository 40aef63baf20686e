// Signatures verified again: what is stored, what is told, what stays.
#include "storage/checking.hpp"
#include "storage/checks.hpp"
#include "storage/files/hash.hpp"
#include "tests/storage/support/council.hpp"
#include "tests/storage/support/faulty_disk.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace chamber::storage::test {

namespace {

using ::testing::HasSubstr;

SignatureReport report(Trust trust, const std::string& trust_store, const std::string& at = "2024-12-18T01:00:00Z")
{
    SignatureReport made;
    made.verdict = Verdict::valid;
    made.trust = trust;
    made.signatures.emplace_back();
    made.signatures.back().trust = trust;
    made.engine = "engine 2";
    made.trust_store_sha256 = trust_store;
    made.checked_at = at;
    return made;
}

class ChecksTest : public CouncilTest {
protected:
    DocumentId filed(const std::string& title, const SignatureReport& with)
    {
        NewRevision revision = new_document(title);
        revision.inspection.report = with;
        auto added = add(std::move(revision), "%PDF " + title);
        EXPECT_TRUE(added.has_value());
        return added ? added->document : DocumentId();
    }
    StoredChecks checked(const DocumentId& document, const SignatureReport& now, std::int32_t n = 1)
    {
        auto stored = store->store_checks({document, {{n, now}}, {}}, PersonId("VP01"));
        EXPECT_TRUE(stored.has_value()) << stored.error().detail;
        return stored ? *stored : StoredChecks{};
    }
    std::vector<DocumentToCheck> stale(const std::string& trust_store, const std::string& engine = "engine 2")
    {
        return store->documents_to_check({std::nullopt, CheckState{engine, trust_store}}).value();
    }
    std::string session_journal()
    {
        const auto file = store->session_file(SessionId("KH13"));
        std::string text;
        for (const std::string& line : file->journal_lines) text += line + "\n";
        return text;
    }
};

}  // namespace

TEST_F(ChecksTest, AnotherResultIsToldAndTheOlderReportKept)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    const std::int64_t before = store->head().seq;
    const StoredChecks stored = checked(id, report(Trust::untrusted, "b", "2024-12-19T01:00:00Z"));
    EXPECT_EQ(stored.refreshed, 1u);
    EXPECT_EQ(stored.changed, 1u);
    EXPECT_EQ(store->head().seq, before + 2);
    const Revision revision = held<Document>(id.value).revisions.at(0);
    EXPECT_EQ(revision.trust, Trust::untrusted);
    EXPECT_THAT(revision.verdict_sentence, HasSubstr("Chưa đủ căn cứ"));
    const Report told = held<Report>(id.value + "/1");
    EXPECT_EQ(told.report.trust, Trust::untrusted);
    ASSERT_EQ(told.earlier.size(), 1u);
    EXPECT_EQ(told.earlier[0].trust, Trust::trusted);
    EXPECT_EQ(told.earlier[0].trust_store_sha256, "a");
    EXPECT_EQ(told.earlier[0].checked_at, "2024-12-18T01:00:00Z");
    EXPECT_THAT(session_journal(), HasSubstr("\"verb\":\"verdict_changed\",\"person\":\"VP01\",\"target\":\"" +
                                             id.value + "/1 valid/trusted -> valid/untrusted\""));
    reopen();
    EXPECT_EQ(held<Report>(id.value + "/1").earlier.size(), 1u);
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(ChecksTest, TheSameFindingsLaterAreNotStored)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    const FeedHead before = store->head();
    const std::string journal = store->journal_head();
    EXPECT_EQ(checked(id, report(Trust::trusted, "a", "2025-01-01T00:00:00Z")).refreshed, 0u);
    EXPECT_EQ(store->head().seq, before.seq);
    EXPECT_EQ(store->journal_head(), journal);
}

TEST_F(ChecksTest, TheSameVerdictByAnotherTrustStoreMovesTheReportAlone)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    const std::int64_t before = store->head().seq;
    const StoredChecks stored = checked(id, report(Trust::trusted, "b"));
    EXPECT_EQ(stored.refreshed, 1u);
    EXPECT_EQ(stored.changed, 0u);
    EXPECT_EQ(store->head().seq, before + 1);
    EXPECT_EQ(held<Report>(id.value + "/1").report.trust_store_sha256, "b");
    EXPECT_THAT(session_journal(), ::testing::Not(HasSubstr("verdict_changed")));
}

TEST_F(ChecksTest, PagesThatWereReadBetterAndRemarksReachWhoeverHoldsTheDocument)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    const std::int64_t before = store->head().seq;
    const PageSize turned{842, 595, PageMatrix{0, 1, 1, 0, 0, 0}};
    const RevisionCheck check{1, report(Trust::trusted, "a"), {turned, turned}, {"Tệp chứa mã JavaScript"}};
    EXPECT_EQ(store->store_checks({id, {check}, {}}, {})->refreshed, 0u);
    EXPECT_EQ(store->head().seq, before + 1);
    const Revision revision = held<Document>(id.value).revisions.at(0);
    EXPECT_EQ(revision.page_sizes.at(1).width_pt, 842);
    EXPECT_EQ(revision.page_sizes.at(1).matrix, turned.matrix);
    EXPECT_EQ(revision.remarks, check.remarks);
    EXPECT_EQ(store->store_checks({id, {check}, {}}, {})->refreshed, 0u);
    EXPECT_EQ(store->head().seq, before + 1) << "nothing new, nothing told";
    const RevisionCheck other_count{1, report(Trust::trusted, "a"), {turned}, check.remarks};
    EXPECT_TRUE(store->store_checks({id, {other_count}, {}}, {}).has_value());
    EXPECT_EQ(held<Document>(id.value).revisions.at(0).page_sizes.size(), 2u);
}

TEST_F(ChecksTest, AnUnsignedFileDoesNotDependOnTheTrustStore)
{
    SignatureReport plain;
    plain.engine = "engine 2";
    plain.trust_store_sha256 = "a";
    const DocumentId id = filed("Dự thảo", plain);
    EXPECT_TRUE(stale("b").empty());
    EXPECT_EQ(stale("b", "engine 3").size(), 1u);
    plain.trust_store_sha256 = "b";
    EXPECT_EQ(checked(id, plain).refreshed, 0u);
}

TEST_F(ChecksTest, WhatTheStateDiffersFromIsListedUntilItIsChecked)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    filed("Báo cáo", report(Trust::trusted, "b"));
    ASSERT_EQ(stale("b").size(), 1u);
    EXPECT_EQ(stale("b")[0].document, id);
    EXPECT_EQ(stale("b")[0].revisions.at(0).sha256, sha256_of("%PDF Nghị quyết"));
    checked(id, report(Trust::trusted, "b"));
    EXPECT_TRUE(stale("b").empty());
    EXPECT_EQ(store->documents_to_check({SessionId("KH13"), std::nullopt})->size(), 2u);
    EXPECT_TRUE(store->documents_to_check({SessionId("KH99"), std::nullopt})->empty());
}

TEST_F(ChecksTest, AWaitingRevisionsDraftCarriesTheNewReport)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    checked(id, report(Trust::untrusted, "b"));
    const DraftDocument draft = held<DraftDocument>(id.value);
    EXPECT_EQ(draft.revisions.at(0).trust, Trust::untrusted);
    ASSERT_TRUE(draft.report.has_value());
    EXPECT_EQ(draft.report->trust_store_sha256, "b");
    publish_all();
    EXPECT_EQ(held<Report>(id.value + "/1").earlier.size(), 1u);
}

TEST_F(ChecksTest, TenEarlierChecksAreToldAndAllAreArchived)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "0"));
    publish_all();
    for (int k = 1; k <= 12; ++k)
        checked(id, report(k % 2 == 0 ? Trust::trusted : Trust::untrusted, std::to_string(k)));
    const Report told = held<Report>(id.value + "/1");
    ASSERT_EQ(told.earlier.size(), limits::earlier_checks_max);
    EXPECT_EQ(told.earlier.front().trust_store_sha256, "11");
    EXPECT_EQ(told.earlier.back().trust_store_sha256, "2");
    const auto file = store->session_file(SessionId("KH13"));
    ASSERT_EQ(file->earlier_reports.size(), 12u);
    EXPECT_EQ(file->earlier_reports.front().k, 1);
    EXPECT_EQ(file->earlier_reports.front().report.trust_store_sha256, "0");
}

TEST_F(ChecksTest, AWithdrawnDocumentIsNeitherListedNorStored)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    EXPECT_TRUE(send(office, WithdrawDocument{id, "nhầm"}).done);
    EXPECT_TRUE(stale("b").empty());
    EXPECT_EQ(store->store_checks({id, {{1, report(Trust::untrusted, "b")}}, {}}, {}).error().code,
              ErrorCode::document_unknown);
}

TEST_F(ChecksTest, ASealedSessionsReportsAreCheckedToo)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    seal_session();
    ASSERT_EQ(held<Session>("KH13").state, SessionState::archived);
    EXPECT_EQ(checked(id, report(Trust::untrusted, "b")).changed, 1u);
    EXPECT_EQ(held<Document>(id.value).revisions.at(0).trust, Trust::untrusted);
}

TEST_F(ChecksTest, RottenAndMissingBytesAreToldAndTheOthersGoOn)
{
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "a"));
    publish_all();
    revise(id, "%PDF hai");
    revise(id, "%PDF ba");
    const auto rotten = store->blobs().path(sha256_of("%PDF hai"));
    std::filesystem::permissions(rotten, std::filesystem::perms::owner_all);
    std::ofstream(rotten, std::ios::binary | std::ios::trunc) << "%PDF hay";
    std::filesystem::remove(store->blobs().path(sha256_of("%PDF ba")));
    const auto documents = store->documents_to_check({std::nullopt, std::nullopt});
    ASSERT_EQ(documents->size(), 1u);
    int verified = 0;
    const DocumentChecks checks =
        check_document(store->blobs(), documents->at(0), [&](int, std::uint64_t bytes) -> Result<Inspection> {
            ++verified;
            EXPECT_EQ(bytes, std::string("%PDF Nghị quyết").size());
            Inspection found;
            found.report = report(Trust::untrusted, "b");
            return found;
        });
    EXPECT_EQ(verified, 1);
    ASSERT_EQ(checks.checks.size(), 1u);
    ASSERT_EQ(checks.failures.size(), 2u);
    EXPECT_EQ(checks.failures[0].error.code, ErrorCode::blob_damaged);
    EXPECT_EQ(checks.failures[1].error.code, ErrorCode::blob_unknown);
    EXPECT_EQ(store->store_checks(checks, {})->changed, 1u);
}

TEST_F(ChecksTest, ABrokenDiskLeavesTheOldReportOrTheNewOneWithItsHistory)
{
    FaultyDisk faulty;
    disk = &faulty;
    reopen();
    const DocumentId id = filed("Nghị quyết", report(Trust::trusted, "0"));
    publish_all();
    for (std::uint64_t step = 0;; ++step) {
        ASSERT_LT(step, 200u);
        const Report before = held<Report>(id.value + "/1");
        const Trust other = before.report.trust == Trust::trusted ? Trust::untrusted : Trust::trusted;
        faulty.arm(step, Fault::disk_full, Duration::once);
        const auto stored = store->store_checks({id, {{1, report(other, std::to_string(step + 1))}}, {}}, {});
        const bool survived = faulty.disarm() <= step;
        ASSERT_EQ(stored.has_value(), survived) << "step " << step;
        reopen();
        const Report after = held<Report>(id.value + "/1");
        EXPECT_EQ(held<Document>(id.value).revisions.at(0).trust, after.report.trust);
        EXPECT_EQ(after.earlier.size(), before.earlier.size() + (survived ? 1u : 0u));
        EXPECT_EQ(after.report.trust, survived ? other : before.report.trust);
        EXPECT_TRUE(store->check_database().has_value());
        if (survived) break;
    }
    store.reset();
}

}  // namespace chamber::storage::test
