// The second half of reading a session file: documents, attendance, annotations, tablets, and whether all names are
// known.
#pragma once

#include "admin-cli/import/session_json.hpp"
#include "admin-cli/import/session_node.hpp"

namespace chamber::admin {

// Expects council, session, agenda and people to be read. Faults go to the node's reading.
void read_records(const Node& root, SessionFile& session);

}  // namespace chamber::admin
