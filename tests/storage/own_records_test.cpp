// What follows a person to another tablet: kept beside the feed, told to nobody else.
#include "protocol/codec.hpp"
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class OwnRecordsTest : public CouncilTest {
protected:
    OwnRecordsTest()
    {
        paper = upload("Báo cáo");
        closed = upload("Kín", Audience::delegates_only);
        publish_all();
        waiting = upload("Dự thảo");
        first = enrol("d1", "DB02");
        second = enrol("d2", "DB02");
        guest = enrol("d3", "KM01");
    }
    static ReadingRecord at(const DocumentId& document, std::int32_t page, const std::string& when)
    {
        ReadingRecord reading{document};
        reading.place = ReadingPlace{1, page, 0, PageFit::width, 1, when};
        return reading;
    }
    OwnRecords all_of(const Viewer& viewer)
    {
        const auto pieces = store->own_records(viewer);
        EXPECT_TRUE(pieces.has_value());
        EXPECT_EQ(pieces->size(), 1U);
        EXPECT_TRUE(pieces->back().complete);
        return pieces->back();
    }
    Result<OwnRecords> keep(const Viewer& viewer, std::vector<ReadingRecord> readings,
                            std::optional<Preferences> preferences = {})
    {
        return store->keep_own(viewer, KeepOwn{7, std::move(readings), std::move(preferences)});
    }

    DocumentId paper, closed, waiting;
    Viewer first, second, guest;
};

TEST_F(OwnRecordsTest, OneTabletsPlaceIsTheOthers)
{
    EXPECT_TRUE(all_of(first).readings.empty());
    const auto kept = keep(first, {at(paper, 11, "2024-12-18T00:29:00Z")});
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->ask, 7U);
    ASSERT_EQ(kept->readings.size(), 1U);
    ASSERT_EQ(all_of(second).readings.size(), 1U);
    EXPECT_EQ(all_of(second).readings[0].place->page_index, 11);
    EXPECT_TRUE(all_of(guest).readings.empty());
}

TEST_F(OwnRecordsTest, TheNewerWordCountsWhoeverCameLater)
{
    ASSERT_TRUE(keep(first, {at(paper, 11, "2024-12-18T00:29:00Z")}));
    const auto late = keep(second, {at(paper, 2, "2024-12-18T00:10:00Z")});
    ASSERT_TRUE(late);
    EXPECT_EQ(late->readings.at(0).place->page_index, 11) << "who says something older is told the newer";
    ReadingRecord marked{paper};
    marked.bookmarks = Bookmarks{{{1, 4}}, "2024-12-18T00:05:00Z"};
    marked.opened_revision = 1;
    ASSERT_TRUE(keep(second, {marked}));
    const ReadingRecord now = all_of(first).readings.at(0);
    EXPECT_EQ(now.place->page_index, 11);
    EXPECT_EQ(now.bookmarks->pages.size(), 1U);
    EXPECT_EQ(now.opened_revision, 1);
}

TEST_F(OwnRecordsTest, OfPapersThatAreNotTheirsNothingIsKeptAndNothingTold)
{
    const auto kept = keep(guest, {at(closed, 1, "2024-12-18T00:29:00Z"), at(waiting, 1, "2024-12-18T00:29:00Z"),
                                   at(DocumentId("none"), 1, "2024-12-18T00:29:00Z")});
    ASSERT_TRUE(kept);
    EXPECT_TRUE(kept->readings.empty());
    EXPECT_TRUE(all_of(guest).readings.empty());
    ASSERT_TRUE(keep(first, {at(paper, 1, "2024-12-18T00:29:00Z"), at(closed, 2, "2024-12-18T00:29:00Z")}));
    EXPECT_EQ(all_of(first).readings.size(), 2U);
    ASSERT_TRUE(send(office, WithdrawDocument{paper, "Gửi nhầm"}).done);
    ASSERT_EQ(all_of(first).readings.size(), 1U);
    EXPECT_EQ(all_of(first).readings[0].document, closed);
}

TEST_F(OwnRecordsTest, LeaveNoTraceInFeedAndJournal)
{
    const FeedHead before = store->head();
    const std::string journal = store->journal_head();
    for (int i = 0; i < 20; ++i) {
        clock.advance_ms(3'000);
        ASSERT_TRUE(keep(first, {at(paper, i, format_utc(clock.utc()))}));
    }
    EXPECT_EQ(store->head().seq, before.seq);
    EXPECT_EQ(store->journal_head(), journal);
    EXPECT_EQ(all_of(first).readings.at(0).place->page_index, 19);
}

TEST_F(OwnRecordsTest, WhoIsNoLongerSignedInKeepsNothing)
{
    ASSERT_TRUE(store->sign_out(first.device).has_value());
    EXPECT_EQ(keep(first, {at(paper, 1, "2024-12-18T00:29:00Z")}).error().code, ErrorCode::sign_in_ended);
    ASSERT_TRUE(send(office, RevokeDevice{second.device, "mất"}).done);
    EXPECT_EQ(keep(second, {at(paper, 1, "2024-12-18T00:29:00Z")}).error().code, ErrorCode::device_revoked);
}

TEST_F(OwnRecordsTest, PreferencesFollowToo)
{
    Preferences liked;
    liked.screen = ScreenPreferences{24, "sepia", "vi", "2024-12-18T00:20:00Z"};
    ASSERT_TRUE(keep(first, {}, liked));
    liked = {};
    liked.pen = PenPreferences{"pen", {PenChoice{"pen", "#1a3fb0", 1.6}}, "2024-12-18T00:25:00Z"};
    ASSERT_TRUE(keep(second, {}, liked));
    const auto now = all_of(first).preferences;
    ASSERT_TRUE(now);
    EXPECT_EQ(now->screen->text_size_px, 24);
    EXPECT_EQ(now->pen->pens.at(0).colour, "#1a3fb0");
    EXPECT_FALSE(all_of(guest).preferences);
    reopen();
    EXPECT_EQ(encode(*all_of(first).preferences), encode(*now)) << "also after a restart";
}

TEST_F(OwnRecordsTest, WhoLeadsIsFollowedWhereverTheDocumentIsSeen)
{
    const Viewer chair = enrol("d9", "DB01");
    const auto sha_of = [&](const DocumentId& id) { return store->document(id)->revisions.back().sha256; };
    EXPECT_EQ(store->led_scope(chair, AtPage{paper, sha_of(paper), 0})->text(), "everyone");
    EXPECT_EQ(store->led_scope(chair, AtPage{closed, sha_of(closed), 0})->text(), "delegates");
    const auto fault = [&](const DocumentId& id, const std::string& sha256, std::int32_t page) {
        return store->led_scope(chair, AtPage{id, sha256, page}).error().code;
    };
    EXPECT_EQ(fault(waiting, sha_of(waiting), 0), ErrorCode::document_unknown);
    EXPECT_EQ(fault(DocumentId("none"), sha_of(paper), 0), ErrorCode::document_unknown);
    EXPECT_EQ(fault(paper, sha_of(closed), 0), ErrorCode::revision_unknown);
    EXPECT_EQ(fault(paper, sha_of(paper), 9'999), ErrorCode::out_of_range);
}

}  // namespace chamber::storage::test
