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

TEST_F(SecretsTest, NewSecretEndsEverySignInOfThePerson)
{
    enrol("d1", "DB01");
    enrol("d2", "DB01");
    enrol("d3", "DB02");
    ASSERT_TRUE(store->set_secret(chair_, "hash-new"));
    EXPECT_FALSE(store->device(DeviceId("d1"))->viewer);
    EXPECT_FALSE(store->device(DeviceId("d2"))->viewer);
    EXPECT_TRUE(store->device(DeviceId("d3"))->viewer);
}

TEST_F(SecretsTest, WhoChangesTheirOwnStaysOnThisDeviceOnly)
{
    enrol("d1", "DB01");
    const Viewer other = enrol("d2", "DB01");
    ASSERT_TRUE(store->change_secret(chair_, tablet_, "hash-new"));
    EXPECT_EQ(store->secret_of_person(chair_, tablet_)->hash, "hash-new");
    EXPECT_TRUE(store->device(tablet_)->viewer);
    EXPECT_FALSE(store->device(other.device)->viewer);
    EXPECT_EQ(store->change_secret(chair_, other.device, "x").error().code, ErrorCode::sign_in_ended);
    EXPECT_EQ(store->unlock(chair_, other.device).error().code, ErrorCode::sign_in_ended);
    const auto heard = store->apply(other, "i1", {Command{1, CheckIn{SittingId("P1"), "2024-12-18T00:31:00Z"}}});
    EXPECT_EQ(heard.error().code, ErrorCode::sign_in_ended) << "the meeting may not know yet";
}

TEST_F(SecretsTest, UnlockingForgetsWrongTries)
{
    enrol("d1", "DB01");
    ASSERT_TRUE(store->note_wrong_secret(chair_, tablet_));
    ASSERT_TRUE(store->unlock(chair_, tablet_));
    EXPECT_EQ(store->secret_of_signed_in(chair_, tablet_)->wait_s, 0);
}

}  // namespace chamber::storage::test
