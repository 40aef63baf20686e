// Every id of a session that comes from elsewhere, behind one prefix: nothing of it can be taken for one of our own.
#pragma once

#include "storage/records/session_file.hpp"

#include <string>

namespace chamber::storage {

// Also of what refers to it. Errors: wrong_type (`where`: an id that would be too long).
Result<void> rename_all(SessionFile& file, const std::string& prefix);

}  // namespace chamber::storage
