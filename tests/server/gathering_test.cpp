// Who waits for whom, in virtual time: whoever runs groups as StorageThread does, from the times at which verbs come.
#include "server/gathering.hpp"

#include <algorithm>
#include <gtest/gtest.h>
#include <vector>

namespace chamber::server {
namespace {

using namespace std::chrono_literals;
using Us = std::chrono::microseconds;

struct Group {
    Us began{};
    std::size_t verbs = 0;
    Us longest_wait{};
};

// Groups that take `work` each, for verbs that come at these times.
std::vector<Group> groups_of(const std::vector<Us>& coming, Us work)
{
    std::vector<Group> groups;
    Gathering gathering;
    const Gathering::Time start{1h};
    Us free{};
    for (std::size_t at = 0; at < coming.size();) {
        const Us allowed = std::chrono::duration_cast<Us>(std::max(gathering.next(), start) - start);
        const Us begins = std::max({coming[at], free, allowed});
        Group group{begins, 0, begins - coming[at]};
        for (; at < coming.size() && coming[at] <= begins; ++at) ++group.verbs;
        gathering.began(start + begins, group.verbs);
        free = begins + work;
        groups.push_back(group);
    }
    return groups;
}

std::vector<Us> every(Us gap, std::size_t count)
{
    std::vector<Us> times;
    for (std::size_t i = 0; i < count; ++i) times.push_back(gap * static_cast<int>(i));
    return times;
}

TEST(Gathering, LetsALoneStrokeGoAtOnce)
{
    for (const Group& group : groups_of(every(50ms, 100), 500us)) EXPECT_EQ(group.longest_wait, 0us);
}

TEST(Gathering, LetsAFirstStrokeGoAtOnceAfterABusyMoment)
{
    std::vector<Us> coming = every(200us, 200);
    coming.push_back(60ms);
    EXPECT_EQ(groups_of(coming, 500us).back().longest_wait, 0us);
}

TEST(Gathering, GathersWhileTheRoomIsBusy)
{
    const std::vector<Group> groups = groups_of(every(1'350us, 740), 500us);  // 37 who write 20 times a second
    EXPECT_LE(groups.size(), 740 / 3);
    for (const Group& group : groups) EXPECT_LE(group.longest_wait, Gathering::gap);
}

TEST(Gathering, NeverAddsToAStoreThatIsSlowerThanItsGap)
{
    const Us slow = Gathering::gap + 3ms;
    const std::vector<Group> groups = groups_of(every(1ms, 400), slow);
    for (std::size_t i = 1; i < groups.size(); ++i) EXPECT_EQ(groups[i].began - groups[i - 1].began, slow);
}

TEST(Gathering, HoldsNobodyUpForWhoOnlyLooks)
{
    Gathering gathering;
    const Gathering::Time now{1h};
    gathering.began(now, 0);
    EXPECT_LE(gathering.next(), now);
    gathering.began(now, 1);
    gathering.began(now + 1ms, 0);
    EXPECT_EQ(gathering.next(), now + Gathering::gap);
}

}  // namespace
}  // namespace chamber::server
