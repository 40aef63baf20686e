#include "protocol/at_hand.hpp"

#include <algorithm>
#include <tuple>

namespace chamber {
namespace {

int rank(const Session& session)
{
    using enum SessionState;
    switch (session.state) {
    case in_session:
    case recess: return 0;
    case planned:
    case convened:
    case distributed: return 1;
    case closed:
    case filing:
    case archived: return 2;
    case postponed:
    case cancelled: break;
    }
    return 3;
}

bool comes_before(const Session& a, const Session& b)
{
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (rank(a) == 1) return std::tie(a.start_on, a.id.value) < std::tie(b.start_on, b.id.value);
    return std::tie(b.start_on, b.id.value) < std::tie(a.start_on, a.id.value);
}

}  // namespace

bool is_held(SessionState state)
{
    return state == SessionState::in_session || state == SessionState::recess;
}

const Session* at_hand(const std::vector<Session>& sessions)
{
    const auto first = std::min_element(sessions.begin(), sessions.end(), comes_before);
    return first == sessions.end() ? nullptr : &*first;
}

std::vector<const Session*> all_at_hand(const std::vector<Session>& sessions)
{
    std::vector<const Session*> found;
    const Session* first = at_hand(sessions);
    if (first == nullptr) return found;
    constexpr int to_come = 1;
    for (const Session& session : sessions)
        if (&session == first || (rank(session) == rank(*first) && rank(session) <= to_come)) found.push_back(&session);
    return found;
}

}  // namespace chamber
