#include "storage/files/scrubbing.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>

namespace chamber::storage::test {

namespace fs = std::filesystem;

class DamageTest : public CouncilTest {
protected:
    DamageTest()
    {
        document = upload("Báo cáo");
        publish_all();
        sha256 = Sha256::parse(held<Document>(document.value).revisions[0].sha256).value();
    }
    fs::path file() { return store->blobs().path(sha256); }
    void flip() { std::fstream(file(), std::ios::in | std::ios::out).put('X'); }
    std::optional<DamageKind> scrub()
    {
        for (const StoredBlob& blob : *store->stored_blobs())
            if (blob.sha256 == sha256) return *scrub_blob(store->blobs(), blob, {});
        ADD_FAILURE() << "not stored";
        return std::nullopt;
    }
    Damage damage() { return held<Damage>(sha256.hex()); }

    DocumentId document;
    Sha256 sha256;
};

TEST_F(DamageTest, AScrubTellsRotFromLossFromHealth)
{
    EXPECT_EQ(scrub(), std::nullopt);
    flip();
    EXPECT_EQ(scrub(), DamageKind::wrong_bytes);
    fs::resize_file(file(), 3);
    EXPECT_EQ(scrub(), DamageKind::wrong_bytes);
    fs::remove(file());
    EXPECT_EQ(scrub(), DamageKind::missing);
}

TEST_F(DamageTest, AScrubEndsWhenItIsTold)
{
    ScrubPace pace;
    pace.go_on = [] { return false; };
    EXPECT_EQ(scrub_blob(store->blobs(), store->stored_blobs()->front(), pace).error().code, ErrorCode::stopping);
}

TEST_F(DamageTest, TheOfficeIsToldOnceAndStillAfterARestart)
{
    EXPECT_TRUE(store->note_damage(sha256, DamageKind::wrong_bytes)->fresh);
    const std::int64_t head = store->head().seq;
    EXPECT_FALSE(store->note_damage(sha256, DamageKind::wrong_bytes)->fresh);
    EXPECT_EQ(store->head().seq, head);
    reopen();
    EXPECT_TRUE(store->is_damaged(sha256));
    EXPECT_EQ(damage().documents, std::vector<DocumentId>{document});
    EXPECT_TRUE(sees(office, "damage", sha256.hex()));
    EXPECT_FALSE(sees(enrol("d1", "DB02"), "damage", sha256.hex()));
    EXPECT_EQ(store->note_damage(Sha256{}, DamageKind::missing).error().code, ErrorCode::blob_unknown);
}

TEST_F(DamageTest, TheMarkGoesWithTheRepairAndMayComeAgain)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_FALSE(*store->note_repair(sha256, viewer.device));
    ASSERT_TRUE(store->note_damage(sha256, DamageKind::missing));
    EXPECT_TRUE(*store->note_repair(sha256, viewer.device));
    EXPECT_FALSE(store->is_damaged(sha256));
    EXPECT_EQ(damage().repaired_from, viewer.device);
    EXPECT_TRUE(store->note_damage(sha256, DamageKind::wrong_bytes)->fresh);
    EXPECT_EQ(damage().repaired_at, std::nullopt);
    EXPECT_EQ(damage().kind, DamageKind::wrong_bytes);
    EXPECT_TRUE(store->check_database());
}

TEST_F(DamageTest, HoldersAreThoseWhoSaidSoAndAreStillTrusted)
{
    const Viewer first = enrol("d1", "DB02");
    const Viewer second = enrol("d2", "DB03");
    enrol("d3", "DB01");
    EXPECT_TRUE(store->holders_of(sha256)->empty());
    for (const Viewer& viewer : {first, second}) ASSERT_TRUE(send(viewer, Received{document, 1, sha256.hex()}).done);
    EXPECT_EQ(*store->holders_of(sha256), (std::vector{first.device, second.device}));
    ASSERT_TRUE(send(office, RevokeDevice{first.device, "mất máy"}).done);
    EXPECT_EQ(*store->holders_of(sha256), std::vector{second.device});
}

TEST_F(DamageTest, NoArchiveOverIt)
{
    ASSERT_TRUE(store->note_damage(sha256, DamageKind::wrong_bytes));
    const auto refused = store->session_file(SessionId("KH13"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::blob_damaged);
    EXPECT_EQ(refused.error().where, document.value);
    ASSERT_TRUE(store->note_repair(sha256, DeviceId()));
    EXPECT_TRUE(store->session_file(SessionId("KH13")));
}

TEST_F(DamageTest, WhatIsMarkedIsReadFirst)
{
    upload("Tờ trình");
    upload("Nghị quyết");
    const Sha256 last = store->stored_blobs()->back().sha256;
    ASSERT_TRUE(store->note_damage(last, DamageKind::missing));
    EXPECT_EQ(store->stored_blobs()->front().sha256, last);
    EXPECT_TRUE(store->stored_blobs()->front().damaged);
}

}  // namespace chamber::storage::test
