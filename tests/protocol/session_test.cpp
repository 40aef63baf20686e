#include "protocol/session.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

TEST(SessionState, FollowsTheArrowsOnly)
{
    using enum SessionState;
    EXPECT_TRUE(may_follow(planned, convened));
    EXPECT_TRUE(may_follow(in_session, recess));
    EXPECT_TRUE(may_follow(recess, in_session));
    EXPECT_TRUE(may_follow(filing, archived));
    EXPECT_FALSE(may_follow(archived, in_session));
    EXPECT_FALSE(may_follow(planned, closed));
    EXPECT_FALSE(may_follow(cancelled, planned));
    EXPECT_FALSE(may_follow(in_session, in_session));
}

}  // namespace
}  // namespace chamber
