#include "protocol/session.hpp"

#include <algorithm>
#include <utility>

namespace chamber {

namespace {

// In the order in which the next steps are offered.
constexpr std::pair<SessionState, SessionState> arrows[] = {
    {SessionState::planned, SessionState::convened},      {SessionState::planned, SessionState::postponed},
    {SessionState::planned, SessionState::cancelled},     {SessionState::convened, SessionState::distributed},
    {SessionState::convened, SessionState::in_session},   {SessionState::convened, SessionState::postponed},
    {SessionState::convened, SessionState::cancelled},    {SessionState::distributed, SessionState::in_session},
    {SessionState::distributed, SessionState::postponed}, {SessionState::distributed, SessionState::cancelled},
    {SessionState::in_session, SessionState::recess},     {SessionState::in_session, SessionState::closed},
    {SessionState::recess, SessionState::in_session},     {SessionState::recess, SessionState::closed},
    {SessionState::closed, SessionState::filing},         {SessionState::closed, SessionState::in_session},
    {SessionState::filing, SessionState::archived},       {SessionState::postponed, SessionState::convened},
    {SessionState::postponed, SessionState::cancelled},
};

}  // namespace

std::vector<SessionState> next_states(SessionState from)
{
    std::vector<SessionState> next;
    for (const auto& [before, after] : arrows)
        if (before == from) next.push_back(after);
    return next;
}

bool may_follow(SessionState from, SessionState to)
{
    const auto next = next_states(from);
    return std::find(next.begin(), next.end(), to) != next.end();
}

}  // namespace chamber
