// The switch "đang đăng ký máy", and strangers who would take all the places.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class EnrolmentTest : public CouncilTest {
protected:
    Result<DeviceRecord> meet(const std::string& id, Whence whence = {}, DeviceKind kind = DeviceKind::tablet)
    {
        return store->meet_device(DeviceId(id), "key of " + id, kind, "iPad", whence);
    }
    std::int64_t waiting()
    {
        std::int64_t count = 0;
        const auto devices = store->devices();
        for (const DeviceRecord& each : *devices) count += each.device.state == DeviceState::pending;
        return count;
    }
    bool knows(const std::string& id) { return store->device(DeviceId(id)).has_value(); }
};

TEST_F(EnrolmentTest, IsOpenForTheFirstHoursAndThenByTheSwitchOnly)
{
    EXPECT_TRUE(meet("d1").has_value());
    clock.advance_ms(limits::enrolment_open_ms);
    EXPECT_EQ(meet("d2").error().code, ErrorCode::enrolment_closed);
    EXPECT_FALSE(knows("d2"));
    EXPECT_TRUE(send(office, SetEnrolment{true}).done);
    EXPECT_TRUE(meet("d2").has_value());
    EXPECT_TRUE(send(office, SetEnrolment{false}).done);
    EXPECT_EQ(meet("d3").error().code, ErrorCode::enrolment_closed);
}

TEST_F(EnrolmentTest, ADeviceThatIsKnownComesInWhenItIsClosed)
{
    const Viewer viewer = enrol("d1", "DB02");
    ASSERT_TRUE(send(office, SetEnrolment{false}).done);
    const auto met = meet("d1");
    ASSERT_TRUE(met.has_value());
    EXPECT_EQ(met->viewer, viewer);
}

TEST_F(EnrolmentTest, ACodeThatRanOutIsNotRenewedWhenItIsClosed)
{
    const std::string code = *meet("d1")->code;
    ASSERT_TRUE(send(office, SetEnrolment{false}).done);
    EXPECT_EQ(meet("d1")->code, code);
    clock.advance_ms(limits::pairing_code_ms);
    EXPECT_EQ(meet("d1").error().code, ErrorCode::enrolment_closed);
}

TEST_F(EnrolmentTest, TheDesktopInFrontOfTheServerNeedsNobodysLeave)
{
    ASSERT_TRUE(send(office, SetEnrolment{false}).done);
    EXPECT_TRUE(meet("pc", Whence{"127.0.0.1", true}, DeviceKind::desktop).has_value());
    EXPECT_EQ(meet("tablet", Whence{"127.0.0.1", true}).error().code, ErrorCode::enrolment_closed);
    EXPECT_EQ(meet("pc2", Whence{"10.0.0.9", false}, DeviceKind::desktop).error().code, ErrorCode::enrolment_closed);
}

TEST_F(EnrolmentTest, AClockThatIsSetDoesNotCloseIt)
{
    ASSERT_TRUE(store->begin_group().has_value());
    ASSERT_TRUE(store->commit_group().has_value());
    clock.set_by_ms(800LL * 86'400'000);
    ASSERT_TRUE(store->begin_group().has_value());
    ASSERT_TRUE(store->commit_group().has_value());
    EXPECT_TRUE(meet("d1").has_value());
    clock.advance_ms(limits::enrolment_open_ms);
    EXPECT_EQ(meet("d2").error().code, ErrorCode::enrolment_closed);
}

TEST_F(EnrolmentTest, TheOldestOfTheSameAddressMakesRoom)
{
    ASSERT_TRUE(meet("honest", Whence{"10.0.0.5"}).has_value());
    for (int i = 0; i < 300; ++i) {
        clock.advance_ms(1);
        ASSERT_TRUE(meet("s" + std::to_string(i), Whence{"10.0.0.9"}).has_value());
    }
    EXPECT_EQ(waiting(), 1 + limits::devices_waiting_per_address_max);
    EXPECT_TRUE(knows("honest"));
    EXPECT_TRUE(knows("s299"));
    EXPECT_FALSE(knows("s0"));
}

TEST_F(EnrolmentTest, ManyAddressesPushOutOneAnotherAndNotTheOneNewTablet)
{
    ASSERT_TRUE(meet("honest", Whence{"10.0.0.5"}).has_value());
    for (int i = 0; i < 200; ++i) {
        clock.advance_ms(1);
        ASSERT_TRUE(meet("s" + std::to_string(i), Whence{"10.9.0." + std::to_string(i / 3)}).has_value());
    }
    EXPECT_TRUE(knows("honest"));
    EXPECT_LE(waiting(), 128);
    EXPECT_TRUE(meet("late", Whence{"10.0.0.6"}).has_value());
}

}  // namespace chamber::storage::test
