#include "storage/files/blobs.hpp"
#include "storage/files/hash.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>

namespace chamber::storage::test {

namespace fs = std::filesystem;

class BlobsTest : public testing::Test {
protected:
    BlobsTest()
    {
        fs::create_directory(temporary.path() / "blobs");
        fs::create_directory(temporary.path() / "staging");
    }
    Sha256 keep(const std::string& bytes)
    {
        auto staged = blobs.stage(1'000'000);
        EXPECT_TRUE(staged->write(bytes).has_value());
        EXPECT_TRUE(staged->finish().has_value());
        const Sha256 sha256 = staged->sha256();
        EXPECT_TRUE(blobs.keep(std::move(*staged)).has_value());
        return sha256;
    }
    std::size_t staged_files()
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(temporary.path() / "staging"), fs::directory_iterator()));
    }

    TemporaryDirectory temporary;
    Blobs blobs{temporary.path() / "blobs", temporary.path() / "staging"};
};

TEST_F(BlobsTest, KeepsBytesUnderTheirDigest)
{
    const Sha256 sha256 = keep("xin chào");
    EXPECT_EQ(sha256, sha256_of("xin chào"));
    EXPECT_EQ(sha256_of("abc").hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    auto file = blobs.open(sha256);
    EXPECT_EQ(*file->read(0, static_cast<std::uint32_t>(file->bytes())), "xin chào");
    EXPECT_EQ(*file->read(4, 4), "ch\xC3\xA0");
    EXPECT_EQ(file->read(4, 100).error().code, ErrorCode::range_outside);
    EXPECT_TRUE(blobs.verify(sha256).has_value());
    EXPECT_EQ(staged_files(), 0u);
}

TEST_F(BlobsTest, KeepingTheSameBytesAgainChangesNothing)
{
    const Sha256 sha256 = keep("một");
    const auto written = fs::last_write_time(blobs.path(sha256));
    keep("một");
    EXPECT_EQ(fs::last_write_time(blobs.path(sha256)), written);
    EXPECT_EQ(staged_files(), 0u);
}

TEST_F(BlobsTest, StagedBytesVanishWithoutKeep)
{
    {
        auto staged = blobs.stage(100);
        EXPECT_TRUE(staged->write("nửa chừng").has_value());
        EXPECT_EQ(staged_files(), 1u);
    }
    EXPECT_EQ(staged_files(), 0u);
    EXPECT_FALSE(blobs.contains(sha256_of("nửa chừng")));
}

TEST_F(BlobsTest, LimitIsTheLastByte)
{
    auto staged = blobs.stage(4);
    EXPECT_TRUE(staged->write("1234").has_value());
    EXPECT_EQ(staged->write("5").error().code, ErrorCode::too_large);
    EXPECT_EQ(staged->bytes(), 4u);
}

TEST_F(BlobsTest, CorruptionIsDetected)
{
    const Sha256 sha256 = keep("nguyên vẹn");
    std::fstream(blobs.path(sha256), std::ios::in | std::ios::out) << "X";
    EXPECT_EQ(blobs.verify(sha256).error().code, ErrorCode::blob_damaged);
}

TEST_F(BlobsTest, TruncatedBlobIsHealedByTheSameBytes)
{
    const Sha256 sha256 = keep("nguyên vẹn");
    fs::resize_file(blobs.path(sha256), 3);
    EXPECT_EQ(blobs.verify(sha256).error().code, ErrorCode::blob_damaged);
    keep("nguyên vẹn");
    EXPECT_TRUE(blobs.verify(sha256).has_value());
}

TEST_F(BlobsTest, RottenBlobOfTheSameSizeIsHealedByTheSameBytes)
{
    const Sha256 sha256 = keep("nguyên vẹn");
    std::fstream(blobs.path(sha256), std::ios::in | std::ios::out) << "X";
    keep("nguyên vẹn");
    EXPECT_TRUE(blobs.verify(sha256).has_value());
}

TEST_F(BlobsTest, UnknownBlobIsUnknown)
{
    EXPECT_EQ(blobs.open(sha256_of("x")).error().code, ErrorCode::blob_unknown);
    EXPECT_EQ(blobs.verify(sha256_of("x")).error().code, ErrorCode::blob_unknown);
}

TEST_F(BlobsTest, CollectRemovesOrphansAndLeftoversOnly)
{
    const Sha256 known = keep("giữ");
    const Sha256 orphan = keep("mồ côi");
    std::ofstream(temporary.path() / "staging" / "1-1") << "dở dang";
    const fs::path foreign = blobs.path(known).parent_path() / "README";
    std::ofstream(foreign) << "không phải của ta";
    EXPECT_EQ(*blobs.collect([&](const Sha256& each) { return each == known; }), 2u);
    EXPECT_TRUE(blobs.contains(known));
    EXPECT_FALSE(blobs.contains(orphan));
    EXPECT_TRUE(fs::exists(foreign));
    EXPECT_EQ(staged_files(), 0u);
}

TEST(Orphans, AreCollectedWhenTheStoreOpens)
{
    class Council : public CouncilTest {
        void TestBody() override {}

    public:
        void run()
        {
            const DocumentId id = upload("Giữ");
            const auto kept = Sha256::parse(store->document(id)->revisions[0].sha256);
            auto staged = store->blobs().stage(100);
            ASSERT_TRUE(staged->write("chưa ghi sổ").has_value());
            ASSERT_TRUE(store->blobs().keep(std::move(*staged)).has_value());
            reopen();
            EXPECT_FALSE(store->blobs().contains(sha256_of("chưa ghi sổ")));
            EXPECT_TRUE(store->blobs().contains(*kept));
        }
    };
    Council().run();
}

}  // namespace chamber::storage::test
