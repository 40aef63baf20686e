#include "storage/files/delta.hpp"

#include "protocol/limits.hpp"
#include "tests/storage/support/council.hpp"

#include <random>

namespace chamber::storage::test {

namespace fs = std::filesystem;

// Bytes that no compressor can shorten, as the pictures of a scan are.
std::string noise(std::size_t bytes, std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::string made(bytes, '\0');
    for (char& byte : made) byte = static_cast<char>(random());
    return made;
}

class DeltaTest : public testing::Test {
protected:
    DeltaTest()
    {
        fs::create_directory(temporary.path() / "blobs");
        fs::create_directory(temporary.path() / "staging");
    }
    BlobFile keep(const std::string& bytes)
    {
        auto staged = blobs.stage(limits::document_bytes_max);
        EXPECT_TRUE(staged->write(bytes).has_value());
        EXPECT_TRUE(staged->finish().has_value());
        const Sha256 sha256 = staged->sha256();
        EXPECT_TRUE(blobs.keep(std::move(*staged)).has_value());
        return std::move(*blobs.open(sha256));
    }
    std::optional<std::string> delta(const std::string& older, const std::string& newer)
    {
        return make_delta(keep(older), keep(newer)).value();
    }

    TemporaryDirectory temporary;
    Blobs blobs{temporary.path() / "blobs", temporary.path() / "staging"};
};

TEST_F(DeltaTest, OfANewSignatureIsItsOwnFewKilobytes)
{
    const std::string scan = noise(4'000'000, 1);
    const std::string signature = noise(2'500, 2);
    const std::string signed_scan =
        scan + "\n9 0 obj <</Type/Sig/Contents<" + signature + std::string(30'000, '0') + ">>>";
    const auto made = delta(scan, signed_scan);
    ASSERT_TRUE(made.has_value());
    EXPECT_LT(made->size(), 4'000U);
    EXPECT_EQ(*apply_delta(scan, *made), signed_scan);
}

TEST_F(DeltaTest, OfAnEditInTheMiddleIsSmallToo)
{
    const std::string front = noise(1'500'000, 3), back = noise(1'500'000, 4);
    const auto made = delta(front + "mot tram trieu" + back, front + "hai tram trieu dong" + back);
    ASSERT_TRUE(made.has_value());
    EXPECT_LT(made->size(), 2'000U);
    EXPECT_EQ(*apply_delta(front + "mot tram trieu" + back, *made), front + "hai tram trieu dong" + back);
}

TEST_F(DeltaTest, IsNotMadeWhereItSavesNothing)
{
    EXPECT_FALSE(delta(noise(300'000, 5), noise(300'000, 6)).has_value());
    EXPECT_FALSE(delta("", noise(1'000, 7)).has_value());
}

TEST_F(DeltaTest, IsTheSameEveryTime)
{
    const std::string older = noise(500'000, 8);
    EXPECT_EQ(delta(older, older + "them"), delta(older, older + "them"));
}

TEST_F(DeltaTest, OfOtherBytesIsRefused)
{
    const std::string older = noise(500'000, 9);
    const auto made = delta(older, older + "them");
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(apply_delta(noise(500'000, 10), *made).error().code, ErrorCode::blob_damaged);
    EXPECT_EQ(apply_delta(older, "khong phai").error().code, ErrorCode::blob_damaged);
    EXPECT_EQ(apply_delta(older, made->substr(0, made->size() / 2)).error().code, ErrorCode::blob_damaged);
}

}  // namespace chamber::storage::test
