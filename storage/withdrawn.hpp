// Published documents that the office took back: the record keeps them, with who, when and why, and with their bytes
// unless they were withdrawn for secrecy.
#pragma once

#include "storage/records/session_file.hpp"

#include <vector>

namespace chamber::storage {

class Database;

// Of one session, in the order of their ids. A document that was withdrawn before reasons were kept has a word without
// reason and time. Drafts that nobody but the office ever saw are no part of the record.
std::vector<WithdrawnDocument> withdrawn_documents(Database& database, const SessionId& session);

}  // namespace chamber::storage
