#include "protocol/sealing.hpp"

#include <boost/describe/enumerators.hpp>
#include <boost/mp11.hpp>
#include <gtest/gtest.h>

#include <set>

namespace chamber {
namespace {

TEST(Sealing, IsForSessionsWhosePapersAreComplete)
{
    using enum SessionState;
    const std::set<SessionState> sealable{filing, archived};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<SessionState>>(
        [&](auto one) { EXPECT_EQ(may_be_sealed(one.value), sealable.contains(one.value)) << one.name; });
}

}  // namespace
}  // namespace chamber
