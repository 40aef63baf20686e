// The steps of long work without a server: what each refuses, and that a step upon the store may be done again.
#include "server/workflows/archive_build.hpp"
#include "server/workflows/file_intake.hpp"
#include "server/workflows/recheck_round.hpp"
#include "server/workflows/scrub_round.hpp"
#include "storage/keys/authority.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>
#include <iterator>
#include <set>

namespace chamber::workflow {
namespace {

class WorkflowTest : public storage::test::CouncilTest {
protected:
    FileIntake intake(std::uint64_t announced)
    {
        AskUpload ask;
        ask.session = SessionId("KH13");
        ask.item = AgendaItemId("M1");
        ask.file_name = "a.pdf";
        ask.bytes = announced;
        DocumentFields held = store->check_upload(ask).value();
        return FileIntake::begin(store->blobs(), std::move(ask), std::move(held)).value();
    }
    Sha256 upload_and_spoil()
    {
        const DocumentId document = upload("Báo cáo");
        publish_all();
        const Sha256 sha256 = Sha256::parse(held<Document>(document.value).revisions[0].sha256).value();
        std::fstream(store->blobs().path(sha256), std::ios::in | std::ios::out).put('X');
        return sha256;
    }
    static void nobody_looks(std::uint64_t, std::uint64_t) {}
    Result<Archive> run_archive(const ArchiveBuild& archive)
    {
        BuildFate fate;
        return run(
            archive, *store, *directory, [](storage::BuildStage, std::uint64_t, std::uint64_t) {}, fate);
    }
    // Names that lie in archives/, but for the moment and the seal of what was whole.
    std::set<std::string> archive_files()
    {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(directory->archives)) {
            const auto name = entry.path().filename().string();
            if (!name.ends_with(".time") && !name.ends_with(".p7s")) names.insert(name);
        }
        return names;
    }
    // A session that may be sealed.
    void make_ready_to_seal()
    {
        ASSERT_TRUE(storage::create_authority(*directory, "localhost", "Hội đồng nhân dân xã Mẫu", clock));
        upload("Báo cáo thẩm tra");
        publish_all();
        for (const auto state : {SessionState::in_session, SessionState::closed, SessionState::filing})
            ASSERT_TRUE(send(office, SetSessionState{SessionId("KH13"), state}).done);
    }
    ArchiveBuild sealing() { return {SessionId("KH13"), storage::ArchiveKind::sealed, office.person, clock.utc()}; }
};

TEST_F(WorkflowTest, AFileIsAsLongAsItWasAnnounced)
{
    FileIntake longer = intake(3);
    ASSERT_TRUE(longer.write("%PDF"));
    EXPECT_EQ(longer.bytes(), 4U);
    EXPECT_EQ(longer.finish().error().code, ErrorCode::upload_incomplete);
    EXPECT_EQ(intake(3).finish().error().code, ErrorCode::upload_incomplete);
    EXPECT_EQ(intake(0).finish().error().code, ErrorCode::empty_file);
    AskUpload huge;
    huge.bytes = limits::document_bytes_max + 1;
    EXPECT_EQ(FileIntake::begin(store->blobs(), huge, {}).error().code, ErrorCode::too_large);
}

TEST_F(WorkflowTest, TheSameBytesAreRefusedBeforeTheyAreExamined)
{
    const DocumentId document = upload("Báo cáo");
    const std::string bytes = [&] {
        const Sha256 sha256 = Sha256::parse(store->document(document)->revisions[0].sha256).value();
        const auto file = store->blobs().open(sha256);
        return file->read(0, static_cast<std::uint32_t>(file->bytes())).value();
    }();
    FileIntake again = intake(bytes.size());
    ASSERT_TRUE(again.write(bytes));
    ASSERT_TRUE(again.finish());
    const auto refused = again.compare(*store);
    EXPECT_EQ(refused.error().code, ErrorCode::same_bytes);
    EXPECT_EQ(refused.error().where, document.value);
}

TEST_F(WorkflowTest, AScrubMarksWhatIsRottenAndLetsGoOfWhatIsSoundAgain)
{
    const Sha256 sha256 = upload_and_spoil();
    std::uint64_t read = 0, all = 0;
    const auto look = [&](std::uint64_t done, std::uint64_t total) {
        read = done;
        all = total;
    };
    ASSERT_TRUE(run(ScrubRound(), *store, look));
    EXPECT_TRUE(store->is_damaged(sha256));
    EXPECT_EQ(read, all);
    EXPECT_GT(all, 0U);
    std::fstream(store->blobs().path(sha256), std::ios::in | std::ios::out).put('%');
    ASSERT_TRUE(run(ScrubRound(), *store, nobody_looks));
    EXPECT_FALSE(store->is_damaged(sha256));
}

TEST_F(WorkflowTest, AStepUponTheStoreMayBeDoneAgain)
{
    upload_and_spoil();
    ScrubRound scrub;
    ASSERT_TRUE(scrub.list(*store));
    const std::uint64_t bytes = scrub.bytes();
    ASSERT_TRUE(scrub.list(*store));
    EXPECT_EQ(scrub.bytes(), bytes);

    inspect::InspectOptions options;
    options.trust = directory->trust;
    RecheckRound recheck({RecheckRound::Reach::all, std::nullopt, office.person}, options);
    ASSERT_TRUE(recheck.look());
    ASSERT_TRUE(recheck.list(*store));
    EXPECT_EQ(recheck.revisions(), 1U);
    ASSERT_TRUE(recheck.list(*store));
    EXPECT_EQ(recheck.revisions(), 1U);
}

TEST_F(WorkflowTest, ARecheckEndsWithoutAnInspectorAndCountsWhatIsRotten)
{
    upload_and_spoil();
    inspect::InspectOptions options;
    options.trust = directory->trust;
    options.program = temporary.path() / "no-inspector";
    const RecheckRound::Order order{RecheckRound::Reach::all, std::nullopt, office.person};
    const auto rotten = run(RecheckRound(order, options), *store, clock, nobody_looks);
    ASSERT_TRUE(rotten) << rotten.error().detail;
    EXPECT_EQ(rotten->checked, 0U);
    EXPECT_EQ(rotten->failed, 1U);
    upload("Tờ trình");
    const auto ended = run(RecheckRound(order, options), *store, clock, nobody_looks);
    EXPECT_EQ(ended.error().code, ErrorCode::inspector_missing);
}

TEST_F(WorkflowTest, AnArchiveOfNoSessionIsNoArchive)
{
    const ArchiveBuild archive(SessionId("KH99"), storage::ArchiveKind::draft, office.person, clock.utc());
    EXPECT_EQ(run_archive(archive).error().code, ErrorCode::session_unknown);
}

TEST_F(WorkflowTest, AnArchiveHasItsListOnPagesAndIsTheSameTwice)
{
    ASSERT_TRUE(storage::create_authority(*directory, "localhost", "Hội đồng nhân dân xã Mẫu", clock));
    upload("Báo cáo thẩm tra");
    publish_all();
    const ArchiveBuild draft(SessionId("KH13"), storage::ArchiveKind::draft, office.person, clock.utc());
    const auto first = run_archive(draft);
    ASSERT_TRUE(first) << first.error().detail;
    const auto zip = directory->archives / first->file_name;
    std::ifstream file(zip, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_NE(bytes.find("/data/00-muc-luc/muc-luc.pdf%PDF-"), std::string::npos);
    EXPECT_NE(bytes.find("<a href=\"data/00-muc-luc/muc-luc.pdf\">bản in</a>"), std::string::npos);
    std::filesystem::remove(zip);
    const auto second = run_archive(draft);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->sha256, first->sha256);
}

TEST_F(WorkflowTest, WhatIsBeingBuiltIsSeenAndGoesWhenItIsGivenUp)
{
    make_ready_to_seal();
    BuildFate fate;
    std::size_t seen = 0;
    const auto told = [&](storage::BuildStage, std::uint64_t, std::uint64_t) {
        const auto rows = store->entities("archive");
        ASSERT_EQ(rows->size(), 1U);
        EXPECT_EQ(std::get<Archive>(rows->front()).file_name, "");
        EXPECT_EQ(std::get<Archive>(rows->front()).built_by, office.person);
        ++seen;
        if (seen == 2) {
            EXPECT_TRUE(fate.give_up());
        }
    };
    const auto journal = store->journal_head();
    EXPECT_EQ(run(sealing(), *store, *directory, told, fate).error().code, ErrorCode::cancelled);
    EXPECT_EQ(store->entities("archive")->size(), 0U);
    EXPECT_EQ(archive_files(), std::set<std::string>());
    EXPECT_EQ(store->journal_head(), journal) << "nothing happened, nothing is in the journal";
    EXPECT_TRUE(run_archive(sealing()));
    EXPECT_EQ(archive_files().size(), 3U);  // zip, digest, record of sealing
}

TEST_F(WorkflowTest, GivingUpComesTooLateWhenTheArchiveHasItsName)
{
    BuildFate fate;
    EXPECT_TRUE(fate.settle());
    EXPECT_FALSE(fate.give_up());
    BuildFate other;
    EXPECT_TRUE(other.give_up());
    EXPECT_FALSE(other.settle());
}

TEST_F(WorkflowTest, ANewStartTakesBackWhatWasNamedAndNeverRecorded)
{
    make_ready_to_seal();
    const auto archive = sealing();
    const auto file = archive.read(*store);
    ASSERT_TRUE(file);
    BuildFate fate;
    const auto built = archive.build(
        *file, store->blobs(), *directory, [](auto, auto, auto) {}, fate);
    ASSERT_TRUE(built) << built.error().detail;
    EXPECT_EQ(archive_files().size(), 4U);  // and the note of what was placed
    // Killed here.
    ASSERT_TRUE(clean_up_archives(*store, *directory));
    EXPECT_EQ(archive_files(), std::set<std::string>());
    // The office sees that it was not made.
    const auto row = [&] { return std::get<Archive>(store->entities("archive")->front()); };
    ASSERT_EQ(store->entities("archive")->size(), 1U);
    EXPECT_EQ(row().file_name, "");
    EXPECT_EQ(row().built_by, PersonId());
    clock.advance_ms(3'600'000);
    const auto again = run_archive(sealing());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->sha256, built->sha256.hex());
    EXPECT_EQ(again->file_name, built->file_name);
    ASSERT_EQ(store->entities("archive")->size(), 1U);
    EXPECT_EQ(row().file_name, again->file_name);
    // A start that finds it recorded leaves it alone.
    ASSERT_TRUE(clean_up_archives(*store, *directory));
    EXPECT_EQ(archive_files().size(), 3U);
}

TEST_F(WorkflowTest, AnArchiveWithoutATimeStampIsToldUntilItHasOne)
{
    const auto open = [&] {
        std::vector<std::string> found;
        for (const auto& entity : *store->entities("alarm"))
            if (const auto& alarm = std::get<Alarm>(entity); !alarm.settled_at) found.push_back(alarm.sentence);
        return found;
    };
    ASSERT_TRUE(store->note_time_stamp("HS_A.zip", "dịch vụ không trả lời"));
    ASSERT_EQ(open().size(), 1U);
    EXPECT_NE(open()[0].find("chamber-admin archive timestamp HS_A.zip"), std::string::npos);
    const auto journal = store->journal_head();
    ASSERT_TRUE(store->note_time_stamp("HS_A.zip", "dịch vụ không trả lời"));
    EXPECT_EQ(store->journal_head(), journal) << "told once";
    ASSERT_TRUE(store->note_time_stamp("HS_B.zip", "dịch vụ từ chối cấp"));
    EXPECT_NE(open()[0].find("Còn 1 hồ sơ khác"), std::string::npos) << open()[0];
    ASSERT_TRUE(store->note_time_stamp("HS_B.zip", ""));
    ASSERT_EQ(open().size(), 1U);
    EXPECT_NE(open()[0].find("HS_A.zip"), std::string::npos);
    EXPECT_EQ(store->unstamped_archives().value(), std::vector<std::string>{"HS_A.zip"});
    ASSERT_TRUE(store->note_time_stamp("HS_A.zip", ""));
    EXPECT_TRUE(open().empty());
}

}  // namespace
}  // namespace chamber::workflow
