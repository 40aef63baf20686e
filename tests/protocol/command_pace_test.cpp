#include "protocol/command_pace.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

std::vector<Command> numbered(std::int64_t from, std::int64_t count)
{
    std::vector<Command> commands;
    for (std::int64_t n = from; n < from + count; ++n) commands.push_back(Command{n, Purged{}});
    return commands;
}

std::int64_t taken(CommandPace& pace, std::int64_t now_ms)
{
    std::int64_t count = 0;
    for (auto turn = pace.take(SteadyMs{now_ms}); !turn.empty(); turn = pace.take(SteadyMs{now_ms}))
        count += static_cast<std::int64_t>(turn.size());
    return count;
}

TEST(CommandPaceTest, NCommandsCostNWhateverMessagesTheyComeIn)
{
    CommandPace pace(SteadyMs{0});
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(pace.add(numbered(1 + 60 * i, 60), 1'000));
    EXPECT_EQ(taken(pace, 0), limits::messages_burst);
    EXPECT_EQ(taken(pace, 1'000), limits::messages_per_second);
    EXPECT_EQ(taken(pace, 60'000), 200);
    EXPECT_EQ(taken(pace, 120'000), 600 - 200 - 40 - 200);
}

TEST(CommandPaceTest, WhatWasTurnedAwayIsNotJumpedOver)
{
    CommandPace pace(SteadyMs{0});
    ASSERT_TRUE(pace.add(numbered(1, 64), 100));
    while (pace.waiting() > 0) pace.take(SteadyMs{0});
    std::int64_t next = 65;
    while (pace.add(numbered(next, 64), 200'000)) next += 64;
    EXPECT_LE(pace.waiting(), 1'024u);
    EXPECT_FALSE(pace.add(numbered(next + 64, 64), 100)) << "there is a hole before these";
    std::int64_t expected = 65;
    for (std::int64_t now = 0; pace.waiting() > 0; now += 500)
        for (const Command& command : pace.take(SteadyMs{now})) EXPECT_EQ(command.number, expected++);
    EXPECT_TRUE(pace.add(numbered(next, 64), 100));
}

TEST(CommandPaceTest, NumbersThatDoNotFollowAreNotMadeOneMessage)
{
    CommandPace pace(SteadyMs{0});
    ASSERT_TRUE(pace.add(numbered(1, 300), 100));
    pace.take(SteadyMs{0});
    ASSERT_TRUE(pace.add(numbered(10, 5), 100));  // said again
    for (std::int64_t now = 1'000; pace.waiting() > 5; now += 1'000) pace.take(SteadyMs{now});
    EXPECT_EQ(pace.take(SteadyMs{2'000'000}).front().number, 10);
}

}  // namespace
}  // namespace chamber
