#include "protocol/session.hpp"

#include <utility>

namespace chamber {

bool may_follow(SessionState from, SessionState to)
{
    using enum SessionState;
    constexpr std::pair<SessionState, SessionState> arrows[] = {
        {planned, convened},    {convened, distributed}, {distributed, in_session}, {in_session, recess}, {recess, in_session},
        {in_session, closed},   {recess, closed},        {closed, filing},          {filing, archived},   {closed, in_session},
        {planned, postponed},   {convened, postponed},   {distributed, postponed},  {postponed, convened},
        {planned, cancelled},   {convened, cancelled},   {distributed, cancelled},  {postponed, cancelled},
        {convened, in_session},
    };
    for (const auto& [before, next] : arrows)
        if (before == from && next == to) return true;
    return false;
}

}  // namespace chamber
