// What a sealed bag tells in tables alone, read back: reasons of absence (danh-sach-vang.csv), what stood before each
// correction of the roll (dinh-chinh.csv), amendments of session, agenda, people and papers (sua-doi.csv).
//
// As far as the tables say it: moments of the roll's corrections to the minute, and who corrected where the name is one
// person's. How somebody came in is not told there: it is as written down by the office. A bag of an earlier version
// without a table, or with other columns, brings what it has.
#pragma once

#include "storage/archive/zip_reader.hpp"
#include "storage/records/session_file.hpp"

namespace chamber::storage {

// Into `file`, whose people and attendance are there already. Errors: archive_damaged, too_large.
Result<void> take_tables(const ZipReader& zip, SessionFile& file);

}  // namespace chamber::storage
