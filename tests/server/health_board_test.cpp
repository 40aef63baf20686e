// What the office is told of the machines: the newest word of each, and not more often than they may speak.
#include "server/health_board.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber::server::test {
namespace {

const UtcMs noon = parse_utc("2024-12-18T05:00:00Z");
const DeviceId tablet("t1");

Health said(std::int32_t battery, const std::string& at = "2024-12-18T05:00:00Z")
{
    Health health;
    health.at = at;
    health.battery_percent = battery;
    return health;
}

TEST(HealthBoard, TellsEachWordOnce)
{
    HealthBoard board;
    board.note(tablet, said(80), noon, SteadyMs{0});
    ASSERT_EQ(board.take().size(), 1U);
    EXPECT_TRUE(board.take().empty());
    ASSERT_EQ(board.all().size(), 1U);
    EXPECT_EQ(board.all().front().battery_percent, 80);
}

TEST(HealthBoard, PassesOverWhoSpeaksTooOften)
{
    HealthBoard board;
    board.note(tablet, said(80), noon, SteadyMs{0});
    board.note(tablet, said(79), noon, SteadyMs{limits::health_every_ms - 1});
    EXPECT_EQ(board.all().front().battery_percent, 80);
    board.note(tablet, said(78), noon, SteadyMs{limits::health_every_ms});
    EXPECT_EQ(board.all().front().battery_percent, 78);
}

TEST(HealthBoard, SaysHowFarTheClockIsAhead)
{
    HealthBoard board;
    board.note(tablet, said(80, "2024-12-18T05:02:00Z"), noon, SteadyMs{0});
    board.note(DeviceId("t2"), said(80, "2024-12-18T11:59:00+07:00"), noon, SteadyMs{0});
    board.note(DeviceId("t3"), said(80, "trưa"), noon, SteadyMs{0});
    const std::vector<DeviceHealth> all = board.all();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all.at(0).clock_ahead_ms, 120'000);
    EXPECT_EQ(all.at(1).clock_ahead_ms, -60'000);
    EXPECT_EQ(all.at(0).at, "2024-12-18T05:00:00Z");
}

TEST(HealthBoard, ForgetsWhoIsGone)
{
    HealthBoard board;
    board.note(tablet, said(80), noon, SteadyMs{0});
    board.forget(tablet);
    EXPECT_TRUE(board.all().empty());
    EXPECT_TRUE(board.take().empty());
    board.note(tablet, said(50), noon, SteadyMs{1});
    EXPECT_EQ(board.all().front().battery_percent, 50);
}

}  // namespace
}  // namespace chamber::server::test
