// Which of all sessions is meant when nobody names one: whose chair presides, whose roll signs in. Pure, and without a
// clock: states say it. What a screen shows first is another question, which has a clock and looks at papers:
// server/web/src/council/sessions.ts.
#pragma once

#include "protocol/session.hpp"

#include <vector>

namespace chamber {

// In session or in recess: a running session keeps what is its own, whatever is imported beside it.
bool is_held(SessionState state);

// The one that is held (the newest, if there were two); else the next to come; else the newest that is over; one that
// was called off comes last. Nothing: there are none.
const Session* at_hand(const std::vector<Session>& sessions);

// Those of the same standing as the one at hand, whose chairs may preside: what is held; else all that are to come,
// each of which its own chair may begin; else the newest that is over.
std::vector<const Session*> all_at_hand(const std::vector<Session>& sessions);

}  // namespace chamber
