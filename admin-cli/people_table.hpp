// The file of `person import`, XLSX or CSV, read and told of; and its template.
#pragma once

#include "admin-cli/command.hpp"
#include "admin-cli/people_file.hpp"

namespace chamber::admin {

// FILE, of --sheet, by what its bytes are. Faults of rows are in the PeopleFile. Errors: not_found, too_large,
// io_failed, import_faulty (no table at all), unknown_value (--sheet of a CSV).
Result<PeopleFile> read_people_table(const Invocation& invocation);

// Each fault on a line; the error that ends the command.
Error tell_rows(const Invocation& invocation, const PeopleFile& file);

// person template.
Result<ExitCode> write_people_template(const Invocation& invocation);

}  // namespace chamber::admin
