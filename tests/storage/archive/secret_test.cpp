#include "storage/keys/secret_hasher.hpp"

#include "tests/storage/archive/fixture.hpp"

#include <sys/stat.h>

namespace chamber::storage {
namespace {

class Secret : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(SecretHasher::make_pepper(directory_)); }

    TemporaryDirectory place_;
    DataDirectory directory_ = DataDirectory::create(place_.path / "council").value();
};

TEST_F(Secret, IsAcceptedOnlyWhenItIsTheSame)
{
    const auto hasher = SecretHasher::open(directory_).value();
    const auto hash = hasher.hash_pin("240613").value();
    EXPECT_TRUE(hasher.verify("240613", hash));
    EXPECT_FALSE(hasher.verify("240614", hash));
    EXPECT_FALSE(hasher.verify("", hash));
}

TEST_F(Secret, IsHashedWithTheCostWePromise)
{
    const auto hasher = SecretHasher::open(directory_).value();
    EXPECT_TRUE(hasher.hash_pin("240613").value().starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
}

TEST_F(Secret, HashesDifferentlyEachTime)
{
    const auto hasher = SecretHasher::open(directory_).value();
    EXPECT_NE(hasher.hash_pin("240613").value(), hasher.hash_pin("240613").value());
}

TEST_F(Secret, StaysValidAfterTheDirectoryIsOpenedAgain)
{
    const auto hash = SecretHasher::open(directory_).value().hash_password("mật khẩu dài").value();
    EXPECT_TRUE(SecretHasher::open(directory_).value().verify("mật khẩu dài", hash));
}

TEST_F(Secret, IsWorthlessWithoutThePepper)
{
    const auto hash = SecretHasher::open(directory_).value().hash_pin("240613").value();
    const auto check = SecretHasher::open(directory_).value().pepper_check();
    EXPECT_EQ(SecretHasher::open(directory_).value().pepper_check(), check);
    std::filesystem::remove(directory_.keys / "pepper");
    ASSERT_TRUE(SecretHasher::make_pepper(directory_));
    EXPECT_FALSE(SecretHasher::open(directory_).value().verify("240613", hash));
    EXPECT_NE(SecretHasher::open(directory_).value().pepper_check(), check);
}

TEST_F(Secret, KeepsThePepperFromOthers)
{
    ASSERT_TRUE(SecretHasher::open(directory_));
    struct stat status {};
    ASSERT_EQ(::stat((directory_.keys / "pepper").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(status.st_size, 32);
}

TEST_F(Secret, RefusesToStartWithAMissingOrDamagedPepper)
{
    for (const auto* bytes : {"", "short", "one byte more than thirty-two, you see"}) {
        write_file(directory_.keys / "pepper", bytes);
        EXPECT_EQ(SecretHasher::open(directory_).error().code, ErrorCode::key_missing);
    }
    std::filesystem::remove(directory_.keys / "pepper");
    const auto refused = SecretHasher::open(directory_);
    EXPECT_EQ(refused.error().code, ErrorCode::key_missing);
    EXPECT_EQ(refused.error().where, (directory_.keys / "pepper").string());
    EXPECT_FALSE(std::filesystem::exists(directory_.keys / "pepper"));
}

TEST_F(Secret, IsGivenOnePepperAndNeverAnother)
{
    const auto check = SecretHasher::open(directory_).value().pepper_check();
    EXPECT_EQ(SecretHasher::make_pepper(directory_).error().code, ErrorCode::already_exists);
    EXPECT_EQ(SecretHasher::open(directory_).value().pepper_check(), check);
    EXPECT_EQ(check.size(), 64U);
}

TEST(SecretText, IsOverwrittenBeforeItsMemoryIsGivenBack)
{
    for (const std::string secret : {"240613", "một mật khẩu dài hơn bộ nhớ ngắn"}) {
        alignas(SecretText) unsigned char place[sizeof(SecretText)];
        auto* text = new (place) SecretText(secret);
        const char* bytes = text->text().data();
        const bool is_inside =
            bytes >= reinterpret_cast<char*>(place) && bytes < reinterpret_cast<char*>(place) + sizeof place;
        text->~SecretText();
        // A longer one was freed: what lies there is nobody's to read.
        if (is_inside)
            EXPECT_EQ(std::string_view(reinterpret_cast<char*>(place), sizeof place).find(secret),
                      std::string_view::npos);
    }
    std::string moved = "240613";
    wipe(moved);
    EXPECT_TRUE(moved.empty());
    EXPECT_EQ(std::string_view(moved.data(), 6), std::string_view("\0\0\0\0\0\0", 6));
}

TEST_F(Secret, RefusesAPinThatIsNotSixDigits)
{
    const auto hasher = SecretHasher::open(directory_).value();
    for (const auto* pin : {"", "12345", "1234567", "12345a", "１２"}) {
        EXPECT_EQ(hasher.hash_pin(pin).error().code, ErrorCode::secret_too_weak) << pin;
    }
}

TEST_F(Secret, CountsCharactersOfAPasswordNotBytes)
{
    const auto hasher = SecretHasher::open(directory_).value();
    EXPECT_EQ(hasher.hash_password("ốốốốốố").error().code, ErrorCode::secret_too_weak);  // 6 characters, 18 bytes
    EXPECT_TRUE(hasher.hash_password("ốốốốốốốốốốốố"));
    EXPECT_EQ(hasher.hash_password(std::string(201, 'a')).error().code, ErrorCode::too_long);
}

TEST_F(Secret, IgnoresHashesOfAnotherCostOrShape)
{
    const auto hasher = SecretHasher::open(directory_).value();
    const auto good = hasher.hash_pin("240613").value();
    auto greedy = good;
    greedy.replace(greedy.find("m=65536"), 7, "m=4194304");
    EXPECT_FALSE(hasher.verify("240613", greedy));
    EXPECT_FALSE(hasher.verify("240613", ""));
    EXPECT_FALSE(hasher.verify("240613", "$argon2id$v=19$m=65536,t=3,p=1$"));
    EXPECT_FALSE(hasher.verify("240613", good.substr(0, good.size() - 5)));
}

}  // namespace
}  // namespace chamber::storage
