#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class SecretsTest : public CouncilTest {
protected:
    const PersonId chair_{"DB01"};
    const DeviceId tablet_{"d1"};
};

TEST_F(SecretsTest, FoundByPersonAndByAccount)
{
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->hash, "hash-1");
    EXPECT_FALSE(store->secret_of_person(chair_, tablet_)->staff);
    EXPECT_EQ(store->secret_of_account("VanPhong", tablet_)->person, PersonId("VP01"));
    EXPECT_TRUE(store->secret_of_account("vanphong", tablet_)->staff);
    EXPECT_EQ(store->secret_of_account("lạ", tablet_).error().code, ErrorCode::person_unknown);
    EXPECT_EQ(store->secret_of_person(PersonId("DB02"), tablet_).error().code, ErrorCode::person_unknown);
}

TEST_F(SecretsTest, WaitDoublesUpToItsMost)
{
    std::vector<std::int32_t> waits;
    for (int i = 0; i < 10; ++i) waits.push_back(*store->note_wrong_secret(chair_, tablet_));
    const std::vector<std::int32_t> expected = {1, 2, 4, 8, 16, 32, 64, 128, 256, 300};
    EXPECT_EQ(waits, expected);
}

TEST_F(SecretsTest, WaitPassesWithTime)
{
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_).has_value());
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->wait_s, 4);
    clock.advance_ms(3'500);
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->wait_s, 1);
    clock.advance_ms(500);
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->wait_s, 0);
}

TEST_F(SecretsTest, LocksAfterSoManyOnThisDeviceAlone)
{
    for (std::uint32_t i = 0; i + 1 < limits::secret_tries_before_lock; ++i) ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_).has_value());
    EXPECT_FALSE(store->secret_of_person(chair_, tablet_)->locked);
    ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_).has_value());
    reopen();
    clock.advance_ms(3'600'000);
    EXPECT_TRUE(store->secret_of_person(chair_, tablet_)->locked);
    EXPECT_FALSE(store->secret_of_person(chair_, DeviceId("d2"))->locked);
}

TEST_F(SecretsTest, NewSecretUnlocks)
{
    for (std::uint32_t i = 0; i < limits::secret_tries_before_lock; ++i) ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_).has_value());
    ASSERT_TRUE(store->set_secret(chair_, "hash-9").has_value());
    EXPECT_FALSE(store->secret_of_person(chair_, tablet_)->locked);
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->hash, "hash-9");
    ASSERT_TRUE(store->set_secret(PersonId("VP01"), "hash-8").has_value());
    EXPECT_EQ(store->secret_of_account("vanphong", tablet_)->hash, "hash-8");
}

TEST_F(SecretsTest, SigningInForgetsWrongOnes)
{
    enrol("d1", "DB02");
    ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_).has_value());
    ASSERT_TRUE(store->sign_in(chair_, tablet_).has_value());
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->wait_s, 0);
    EXPECT_EQ(*store->note_wrong_secret(chair_, tablet_), 1);
}

TEST_F(SecretsTest, ClockSetBackDoesNotMakeAnybodyWaitLonger)
{
    ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_).has_value());
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->wait_s, 1);
    clock.advance_ms(-3'600'000);
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->wait_s, 0);
}

}  // namespace chamber::storage::test
