// Tables as files that a spreadsheet opens: XLSX (libxlsxwriter) and CSV.
//
//   TableSheet roll{"Phiên khai mạc", {"DANH SÁCH ĐIỂM DANH"}, {{"STT", 5}, {"Họ và tên", 28}}, {}};
//   roll.rows.push_back({std::int64_t{1}, std::string("Đặng Hư Cấu")});
//   auto file = xlsx_file({"Điểm danh", "2024-12-19T09:10:00Z", {roll}});
//
// What people typed stays text and never becomes a formula: an XLSX cell of ours is text or a number, a CSV cell is
// made inert (storage/text/escapes.hpp). Texts are cleaned, never refused. The same table gives the same bytes: the one
// moment in a file is the caller's. Thread: any.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace chamber::sheets {

struct TableColumn {
    std::string title;
    double width = 12;  // in characters
};

using TableCell = std::variant<std::string, std::int64_t>;

struct TableSheet {
    std::string name;                  // of its tab; made one that a tab may have (WorkbookFile::tab)
    std::vector<std::string> heading;  // lines above the titles
    std::vector<TableColumn> columns;
    std::vector<std::vector<TableCell>> rows;  // each as long as the columns
};

struct TableBook {
    std::string title;
    std::string created_at;          // RFC 3339; of the content, never of the clock
    std::vector<TableSheet> sheets;  // at least one
};

// A4 in landscape, as wide as one page, titles repeated and frozen. Errors: disk_full, io_failed (the library's
// temporary files).
Result<std::string> xlsx_file(const TableBook& book);

// Titles and rows alone, UTF-8 with byte order mark, CRLF, every field quoted (RFC 4180).
std::string csv_file(const TableSheet& sheet);

}  // namespace chamber::sheets
