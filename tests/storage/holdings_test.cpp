#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class HoldingsTest : public CouncilTest {};

TEST_F(HoldingsTest, OfficeSeesWhichDeviceHoldsWhat)
{
    const Viewer viewer = enrol("d1", "DB02");
    const DocumentId id = upload("Báo cáo");
    publish_all();
    const std::string sha256 = held<Document>(id.value).revisions[0].sha256;
    EXPECT_TRUE(send(viewer, Received{id, 1, sha256}).done);
    const std::string holding = "d1/" + sha256;
    EXPECT_EQ(held<Holding>(holding).revision, 1);
    EXPECT_TRUE(sees(office, "holding", holding));
    EXPECT_FALSE(sees(viewer, "holding", holding));
    const std::int64_t head = store->head().seq;
    EXPECT_TRUE(send(viewer, Received{id, 1, sha256}).done);
    EXPECT_EQ(store->head().seq, head);
}

TEST_F(HoldingsTest, RevisionMustBeThatOneAndSeen)
{
    const Viewer viewer = enrol("d1", "DB02");
    const Viewer guest = enrol("d2", "KM01");
    const DocumentId id = upload("Kín", Audience::delegates_only);
    const std::string sha256 = store->document(id)->revisions[0].sha256;
    EXPECT_EQ(send(viewer, Received{id, 1, sha256}).code, "document_unknown");
    publish_all();
    EXPECT_EQ(send(guest, Received{id, 1, sha256}).code, "document_unknown");
    EXPECT_EQ(send(viewer, Received{id, 2, sha256}).code, "revision_unknown");
    EXPECT_EQ(send(viewer, Received{DocumentId("nope"), 1, sha256}).code, "document_unknown");
    EXPECT_EQ(send(office, Received{id, 1, sha256}).code, "device_unknown");
}

TEST_F(HoldingsTest, OfficeSeesWhoOpenedADocumentAndNothingMore)
{
    const DocumentId id = upload("Tờ trình");
    publish_all();
    const Viewer reader = enrol("d1", "DB02");
    const Viewer guest = enrol("d2", "KM01");
    clock.now = parse_utc("2024-12-17T13:00:00Z");
    EXPECT_TRUE(send(reader, Opened{id, 1, "2024-12-17T12:10:00Z"}).done);
    EXPECT_EQ(held<Opening>("DB02/" + id.value).opened_at, "2024-12-17T12:10:00Z");
    const std::int64_t told = store->head().seq;
    EXPECT_TRUE(send(reader, Opened{id, 1, "2024-12-17T12:50:00Z"}).done) << "again, on a spare tablet";
    EXPECT_EQ(store->head().seq, told) << "nobody hears how often";
    EXPECT_TRUE(send(guest, Opened{id, 1, "2031-01-01T00:00:00Z"}).done);
    EXPECT_EQ(held<Opening>("KM01/" + id.value).opened_at, "2024-12-17T13:00:00Z") << "never after the receipt";
    EXPECT_EQ(send(reader, Opened{id, 2, "2024-12-17T12:10:00Z"}).code, "revision_unknown");
    EXPECT_EQ(send(reader, Opened{id, 1, "hôm qua"}).done, false);
    EXPECT_FALSE(sees(reader, "opening", "DB02/" + id.value));
    ASSERT_TRUE(send(office, WithdrawDocument{id, "Gửi nhầm"}).done);
    EXPECT_EQ(send(reader, Opened{id, 1, "2024-12-17T12:10:00Z"}).code, "document_unknown");
}

}  // namespace chamber::storage::test
