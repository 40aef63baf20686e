// A try is counted before it is compared, and a name that nobody has is counted like any other.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class SignInTriesTest : public CouncilTest {
protected:
    TryOf by_pin(const std::string& person, const std::string& device = "d1")
    {
        return TryOf{PersonId(person), std::nullopt, DeviceId(device)};
    }
    TryOf by_password(const std::string& account, const std::string& device = "d1", bool here = false)
    {
        return TryOf{std::nullopt, account, DeviceId(device), here};
    }
    SecretTry begin(const TryOf& of)
    {
        const auto made = store->begin_try(of);
        EXPECT_TRUE(made.has_value());
        return *made;
    }
};

TEST_F(SignInTriesTest, TriesSideBySideAreNotLookedAtSideBySide)
{
    EXPECT_TRUE(begin(by_pin("DB01")).counted);
    for (int i = 0; i < 60; ++i) {
        const SecretTry next = begin(by_pin("DB01"));
        EXPECT_FALSE(next.counted);
        EXPECT_GT(next.wait_s, 0);
    }
}

TEST_F(SignInTriesTest, WhatCouldNotBeComparedIsTakenBack)
{
    const SecretTry made = begin(by_pin("DB01"));
    ASSERT_TRUE(store->undo_try(by_pin("DB01"), made).has_value());
    EXPECT_TRUE(begin(by_pin("DB01")).counted);
}

TEST_F(SignInTriesTest, ARightSecretForgetsTheTries)
{
    const Viewer viewer = enrol("d1", "DB02");
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(begin(by_pin("DB01")).counted);
        ASSERT_TRUE(store->sign_in(PersonId("DB01"), DeviceId("d1")).has_value());
    }
}

TEST_F(SignInTriesTest, AnUnknownNameWaitsAndLocksLikeAKnownOne)
{
    for (const auto& [known, unknown] :
         {std::pair{by_password("VanPhong"), by_password("Khong-Co")}, std::pair{by_pin("DB01"), by_pin("DB77")},
          std::pair{by_pin("DB01", "d2"), by_pin("VP01", "d2")}}) {
        for (std::uint32_t i = 0; i < limits::secret_tries_before_lock; ++i) {
            const SecretTry one = begin(known);
            const SecretTry other = begin(unknown);
            EXPECT_TRUE(one.person.has_value());
            EXPECT_FALSE(other.person.has_value());
            EXPECT_EQ(one.counted, other.counted);
            EXPECT_EQ(one.next_wait_s, other.next_wait_s);
            EXPECT_EQ(begin(known).wait_s, begin(unknown).wait_s);
            clock.advance_ms(300'000);
        }
        EXPECT_TRUE(begin(known).locked);
        EXPECT_TRUE(begin(unknown).locked);
    }
}

TEST_F(SignInTriesTest, OnTheServersOwnMachineANewDeviceIsNoNewChance)
{
    std::int64_t looked_at = 0;
    for (int i = 0; i < 600; ++i) {
        looked_at += begin(by_password("vanphong", "fresh" + std::to_string(i), true)).counted;
        clock.advance_ms(100);
    }
    EXPECT_LE(looked_at, 8);  // a minute of guessing; 1, 2, 4, 8, 16, 30 s …
    // Delayed, not locked: half a minute later the right password is looked at.
    clock.advance_ms(30'000);
    const SecretTry right = begin(by_password("vanphong", "own", true));
    EXPECT_TRUE(right.counted);
    EXPECT_FALSE(right.locked);
}

TEST_F(SignInTriesTest, MadeUpNamesAreForgottenSometime)
{
    for (int i = 0; i < 1'200; ++i) {
        begin(by_password("name" + std::to_string(i)));
        clock.advance_ms(1);
    }
    EXPECT_TRUE(begin(by_password("name0")).counted);
    EXPECT_FALSE(begin(by_password("name1199")).counted);
}

}  // namespace chamber::storage::test
