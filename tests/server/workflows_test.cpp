// The steps of long work without a server: what each refuses, and that a step upon the store may be done again.
#include "server/workflows/archive_build.hpp"
#include "server/workflows/file_intake.hpp"
#include "server/workflows/recheck_round.hpp"
#include "server/workflows/scrub_round.hpp"
#include "storage/keys/authority.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>
#include <iterator>

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
    EXPECT_EQ(run(archive, *store, *directory, nobody_looks).error().code, ErrorCode::session_unknown);
}

TEST_F(WorkflowTest, AnArchiveHasItsListOnPagesAndIsTheSameTwice)
{
    ASSERT_TRUE(storage::create_authority(*directory, "localhost", "Hội đồng nhân dân xã Mẫu", clock));
    upload("Báo cáo thẩm tra");
    publish_all();
    const ArchiveBuild draft(SessionId("KH13"), storage::ArchiveKind::draft, office.person, clock.utc());
    const auto first = run(draft, *store, *directory, nobody_looks);
    ASSERT_TRUE(first) << first.error().detail;
    const auto zip = directory->archives / first->file_name;
    std::ifstream file(zip, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_NE(bytes.find("/data/00-muc-luc/muc-luc.pdf%PDF-"), std::string::npos);
    EXPECT_NE(bytes.find("<a href=\"data/00-muc-luc/muc-luc.pdf\">bản in</a>"), std::string::npos);
    std::filesystem::remove(zip);
    const auto second = run(draft, *store, *directory, nobody_looks);
    ASSERT_TRUE(second);
    EXPECT_EQ(second->sha256, first->sha256);
}

}  // namespace
}  // namespace chamber::workflow
