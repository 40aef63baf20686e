// A spreadsheet that somebody else made (.xlsx), read as rows of texts: one sheet of it, nothing calculated, nothing
// followed outside of the file.
//
//   zip ─▶ workbook (which sheet) ─▶ shared texts, styles (which numbers are days) ─▶ rows
//
// Cells are what the spreadsheet shows of them as far as a list needs it: texts whole, whatever is bold in them; days
// as 31/03/2026; numbers as they were typed; the last result of a formula. A cell that was merged over several rows of
// one column says the same in each of them. Hostile files cost nothing more than their limits: XML entities are never
// expanded, a document type is refused, and so is what unpacks to more than it may. pugixml stays in the .cpp.
// Thread: any.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::sheets {

inline constexpr std::size_t workbook_bytes_max = 5'000'000;
inline constexpr std::size_t workbook_rows_max = 5'000;
inline constexpr std::size_t workbook_columns_max = 60;

// Serial 0, in days from 1970-01-01: of the ordinary calendar (1900, with its 29 February that never was: right from
// 1 March 1900 on), and of old Macintosh files.
inline constexpr std::int32_t epoch_of_1900 = -25'569;
inline constexpr std::int32_t epoch_of_1904 = -24'107;

struct SheetRow {
    std::int32_t row = 0;            // from 1, as the spreadsheet numbers it
    std::vector<std::string> cells;  // from column A; the last one says something
};

struct SheetRows {
    std::string name;            // of the sheet
    std::vector<SheetRow> rows;  // those that say something
    std::int32_t epoch_days = epoch_of_1900;
};

// True: these bytes are a zip, as every .xlsx is.
bool is_zip(std::string_view bytes);

// `sheet`: the name of its tab; empty: the first one that is shown. Errors: import_faulty (the detail is a Vietnamese
// sentence: what the file is instead, what is damaged, which sheets there are).
Result<SheetRows> read_workbook(std::string_view bytes, std::string_view sheet);

// "46204" → "2026-07-01" by that epoch; empty: no number that may be a day of our time.
std::string day_of_serial(std::string_view number, std::int32_t epoch_days);

}  // namespace chamber::sheets
