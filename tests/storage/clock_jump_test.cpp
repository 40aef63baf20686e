#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

constexpr std::int64_t two_years_ms = 730LL * 86'400'000;

class ClockJumpTest : public CouncilTest {
protected:
    // What every group of the server's does.
    void group()
    {
        ASSERT_TRUE(store->begin_group());
        ASSERT_TRUE(store->commit_group());
    }
    bool signed_in(const Viewer& viewer) { return store->device(viewer.device)->viewer.has_value(); }
};

TEST_F(ClockJumpTest, StaffStaySignedInForTheirHoursAndNoLonger)
{
    const Viewer secretary = enrol("d1", "VP01");
    for (const std::int64_t by : {two_years_ms, -2 * two_years_ms, two_years_ms}) {
        clock.set_by_ms(by);
        group();
        EXPECT_TRUE(signed_in(secretary)) << by;
    }
    clock.advance_ms(limits::staff_sign_in_ms - 1'000);
    group();
    EXPECT_TRUE(signed_in(secretary));
    clock.advance_ms(1'000);
    group();
    EXPECT_FALSE(signed_in(secretary));
}

TEST_F(ClockJumpTest, ACodeIsGoodForItsTenMinutes)
{
    const auto met = store->meet_device(DeviceId("d1"), "key", DeviceKind::tablet, "iPad");
    clock.set_by_ms(two_years_ms);
    group();
    EXPECT_TRUE(send(office, ApproveDevice{*met->code, "MTB-01"}).done);
}

TEST_F(ClockJumpTest, AClockSetBackDoesNotMakeALeaseLiveForYears)
{
    const auto met = store->meet_device(DeviceId("d1"), "key", DeviceKind::tablet, "iPad");
    clock.set_by_ms(-two_years_ms);
    group();
    clock.advance_ms(limits::pairing_code_ms);
    group();
    EXPECT_EQ(send(office, ApproveDevice{*met->code, "MTB-01"}).code, "code_unknown");
}

TEST_F(ClockJumpTest, TheJournalSaysSoAndSmallCorrectionsAreNone)
{
    const std::string before = store->journal_head();
    clock.set_by_ms(30'000);
    group();
    clock.set_by_ms(30'000);
    group();
    EXPECT_EQ(store->journal_head(), before);
    clock.set_by_ms(-two_years_ms);
    group();
    const std::string noted = store->journal_head();
    EXPECT_NE(noted, before);
    group();
    EXPECT_EQ(store->journal_head(), noted);
    EXPECT_TRUE(store->check_database());
}

}  // namespace chamber::storage::test
