// A workbook while it is made (libxlsxwriter): what every one of ours has in common, so that tables and the yearly
// report look alike and fail alike. Internal: only the .cpp files that lay out sheets include it.
//
//   WorkbookFile book({"Điểm danh", {}, {}, created});
//   auto* page = book.sheet(book.tab("Phiên khai mạc"));
//   book.text(page, 0, 0, "Họ và tên", book.format());
//   return book.finish();
//
// After a cell or a sheet was refused the rest may be written as if nothing were: finish() says it. Thread: one.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace chamber::sheets {

struct WorkbookProperties {
    std::string title;
    std::string author;   // blank: none
    std::string company;  // blank: none
    UtcMs created{};      // of the content, never of the clock
};

class WorkbookFile {
public:
    explicit WorkbookFile(const WorkbookProperties& properties);
    WorkbookFile(const WorkbookFile&) = delete;
    WorkbookFile& operator=(const WorkbookFile&) = delete;
    ~WorkbookFile();

    lxw_workbook* book() { return book_; }  // null: nothing can be made

    // A name that no other tab has, however it is written: Excel takes "Phiên" and "PHIÊN" for one and calls the file
    // damaged. At most 31 characters; what a tab may not hold becomes "-".
    std::string tab(std::string_view wanted);
    // A4 in landscape, as wide as one page, its number below. Null: refused. `name`: of tab().
    lxw_worksheet* sheet(const std::string& name);
    // Times New Roman 12, at the top of its cell. Null where there is no book.
    lxw_format* format();

    // Cleaned, and cut to what a cell holds.
    void text(lxw_worksheet* page, std::uint32_t row, std::size_t column, std::string_view said, lxw_format* how);
    void number(lxw_worksheet* page, std::uint32_t row, std::size_t column, double value, lxw_format* how);
    void link(lxw_worksheet* page, std::uint32_t row, std::size_t column, const std::string& tab,
              const std::string& said, lxw_format* how);
    // Whatever else the library took, or not.
    void note(bool taken) { sound_ = sound_ && taken; }

    // The bytes; once. Errors: too_long (more than a sheet holds), disk_full, io_failed (the library's temporary
    // files).
    Result<std::string> finish();

private:
    int memory_;  // the library writes to a path; this one is a piece of memory
    lxw_workbook* book_ = nullptr;
    std::set<std::u32string> tabs_;  // folded
    bool sound_ = true;
};

}  // namespace chamber::sheets
