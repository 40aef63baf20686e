// The people of one session as chamber-admin sees them: whoever stands in its roll, as of its days. Lists, counts and
// chairs are made from these, never from what is known of a person today.
#pragma once

#include "admin-cli/office.hpp"

namespace chamber::admin {

// In the order of their ids.
Result<std::vector<Participant>> people_of(Office& office, const SessionId& session);

// By id or seat in that session. Errors: person_unknown; `where` is what was typed.
Result<Participant> find_participant(Office& office, const SessionId& session, const std::string& typed);

}  // namespace chamber::admin
