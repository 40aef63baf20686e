// The yearly report as a file: JSON for programs, CSV and XLSX for a spreadsheet.
//
//   Store ──read_report──▶ YearReport ──report_file──▶ bytes
//
// The same report gives the same bytes: the one moment in a workbook is the report's own day. What people typed stays
// text: a CSV cell is made inert (storage/text/escapes.hpp), a cell of the workbook is text or a number, never a
// formula. Thread: any; read_report() that of its store.
#pragma once

#include "protocol/error.hpp"
#include "protocol/sheet.hpp"
#include "storage/report/store_report.hpp"

#include <optional>
#include <string>

namespace chamber::sheets {

// Errors: unknown_value (a format that reports do not come in), those of report_xlsx.
Result<std::string> report_file(const storage::YearReport& report, SheetFormat format);

// What a store knows of a year, up to the end of `as_of`; nothing: as parse_report_span() takes it. Errors: those of
// parse_report_span ("/year", "/as_of") and read_year_report.
Result<storage::YearReport> read_report(storage::Store& store, std::int32_t year,
                                        const std::optional<std::string>& as_of, UtcMs now);

// "bao-cao-nam-2024-den-2024-12-31.xlsx".
std::string report_file_name(const storage::ReportSpan& span, SheetFormat format);

// One table with a line for each figure and, under it, one for each thing in its list. UTF-8 with byte order mark,
// CRLF, every field quoted.
std::string report_csv(const storage::YearReport& report);

// A sheet of figures, one of months with its chart, and one for every list. Errors: those of WorkbookFile::finish.
Result<std::string> report_xlsx(const storage::YearReport& report);

}  // namespace chamber::sheets
