// doctor's findings about what the council stands on: database, keys, certificate, rights of others, SQLite. Part of
// examination.
#pragma once

#include "admin-cli/examination.hpp"
#include "admin-cli/office.hpp"
#include "storage/files/data_directory.hpp"

namespace chamber::admin {

// The code's sentence, with place and detail behind it.
std::string sentence_of(const Error& error);

// Pages, indexes and the journal's chain; beside a running server on a read-only connection. `health`: what opening
// came to.
Finding database_finding(const storage::DataDirectory& directory, const Result<Health>& health);
Finding sqlite_finding();
Finding certificate_finding(const storage::DataDirectory& directory);
// Each key file is there, whole, and belongs to the others and to the database.
Finding keys_finding(const storage::DataDirectory& directory);
Finding access_finding(const storage::DataDirectory& directory);

}  // namespace chamber::admin
