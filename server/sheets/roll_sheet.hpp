// The roll (danh sách điểm danh) of a session, or of one sitting: a table for each sitting with everybody on its roll,
// delegates by seat, then guests of whom something is recorded. Never why somebody was absent. Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "server/sheets/table_file.hpp"
#include "storage/minutes/facts.hpp"

#include <string>

namespace chamber::sheets {

// Errors: those of Typesetter.
Result<std::string> roll_pdf(const storage::MinutesFacts& facts);
// A tab for each sitting. Errors: those of xlsx_file.
Result<std::string> roll_xlsx(const storage::MinutesFacts& facts);
// One table, the sitting in its first column.
std::string roll_csv(const storage::MinutesFacts& facts);

}  // namespace chamber::sheets
