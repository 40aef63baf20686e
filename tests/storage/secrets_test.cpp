#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class SecretsTest : public CouncilTest {
protected:
    const PersonId chair_{"DB01"};
    const DeviceId tablet_{"d1"};

    SecretTry try_pin() { return *store->begin_try({chair_, std::nullopt, tablet_}); }
    SecretTry try_account(const std::string& name) { return *store->begin_try({std::nullopt, name, tablet_}); }
    TryOf again() const { return {chair_, std::nullopt, tablet_, false, true}; }
    void lock()
    {
        for (std::uint32_t i = 0; i < limits::secret_tries_before_lock; ++i) {
            ASSERT_TRUE(try_pin().counted);
            clock.advance_ms(300'000);
        }
        EXPECT_TRUE(try_pin().locked);
    }
};

TEST_F(SecretsTest, FoundByPersonAndByAccount)
{
    EXPECT_EQ(try_pin().hash, "hash-1");
    EXPECT_EQ(try_account("VanPhong").person, PersonId("VP01"));
    EXPECT_FALSE(try_account("lạ").person);
    EXPECT_FALSE(store->begin_try({PersonId("DB02"), std::nullopt, tablet_})->person);
}

TEST_F(SecretsTest, WaitDoublesUpToItsMost)
{
    std::vector<std::int32_t> waits;
    for (int i = 0; i < 10; ++i) {
        waits.push_back(try_pin().next_wait_s);
        clock.advance_ms(300'000);
    }
    const std::vector<std::int32_t> expected = {1, 2, 4, 8, 16, 32, 64, 128, 256, 300};
    EXPECT_EQ(waits, expected);
}

TEST_F(SecretsTest, WaitPassesWithTime)
{
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(try_pin().counted);
        clock.advance_ms(i < 2 ? 60'000 : 0);
    }
    EXPECT_EQ(try_pin().wait_s, 4);
    clock.advance_ms(3'500);
    EXPECT_EQ(try_pin().wait_s, 1);
    clock.advance_ms(500);
    EXPECT_TRUE(try_pin().counted);
}

TEST_F(SecretsTest, LocksAfterSoManyOnThisDeviceAlone)
{
    lock();
    reopen();
    clock.advance_ms(3'600'000);
    EXPECT_TRUE(try_pin().locked);
    EXPECT_FALSE(store->begin_try({chair_, std::nullopt, DeviceId("d2")})->locked);
}

TEST_F(SecretsTest, NewSecretUnlocks)
{
    lock();
    ASSERT_TRUE(store->set_secret(chair_, "hash-9").has_value());
    EXPECT_FALSE(try_pin().locked);
    EXPECT_EQ(try_pin().hash, "hash-9");
    ASSERT_TRUE(store->set_secret(PersonId("VP01"), "hash-8").has_value());
    EXPECT_EQ(try_account("vanphong").hash, "hash-8");
}

TEST_F(SecretsTest, SigningInForgetsWrongOnes)
{
    enrol("d1", "DB02");
    ASSERT_TRUE(try_pin().counted);
    ASSERT_TRUE(store->sign_in(chair_, tablet_).has_value());
    EXPECT_EQ(try_pin().next_wait_s, 1);
}

TEST_F(SecretsTest, ClockSetBackDoesNotMakeAnybodyWaitLonger)
{
    ASSERT_TRUE(try_pin().counted);
    EXPECT_EQ(try_pin().wait_s, 1);
    clock.advance_ms(-3'600'000);
    EXPECT_EQ(try_pin().wait_s, 0);
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
    EXPECT_EQ(try_pin().hash, "hash-new");
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
    ASSERT_TRUE(store->begin_try(again()).value().counted);
    EXPECT_GT(store->begin_try(again())->wait_s, 0);
    EXPECT_GT(try_pin().wait_s, 0) << "one count for both doors";
    ASSERT_TRUE(store->unlock(chair_, tablet_));
    EXPECT_TRUE(store->begin_try(again())->counted);
}

TEST_F(SecretsTest, OnlyWhoIsSignedInTriesAgainAndStaffByTheirPersonToo)
{
    EXPECT_FALSE(store->begin_try(again()).has_value());
    enrol("d1", "VP01");
    EXPECT_FALSE(store->begin_try(again()).has_value()) << "somebody else is";
    const auto made = store->begin_try({PersonId("VP01"), std::nullopt, tablet_, false, true});
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->person, PersonId("VP01"));
}

}  // namespace chamber::storage::test
