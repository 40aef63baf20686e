// The same number twice in a session: remarked on every paper of it that waits, and taken back when it is no longer so.
#pragma once

#include "storage/transaction/unit_of_work.hpp"

#include <string>
#include <vector>

namespace chamber::storage {

// Looks again at the session's papers with these numbers; blank ones are nobody's.
void remark_numbers(UnitOfWork& work, const SessionId& session, const std::vector<std::string>& numbers);

}  // namespace chamber::storage
