// What doctor says of the sealed archives: each file that the office has on its list is there, byte for byte, and
// nothing else lies beside it.
#pragma once

#include "admin-cli/examination.hpp"
#include "admin-cli/office.hpp"

namespace chamber::admin {

// Reads every archive once. Failed: one is missing or changed, each named with its session. Warning: a zip that is on
// no list, as a build that was killed in its last moment leaves it, or a session that was closed without an archive.
Finding archive_finding(Office& office, const storage::DataDirectory& directory, Terminal& terminal);

}  // namespace chamber::admin
