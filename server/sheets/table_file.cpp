#include "server/sheets/table_file.hpp"

#include "protocol/text.hpp"
#include "protocol/world.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace chamber::sheets {
namespace {

// The format's own limit is 32,767 characters.
constexpr std::size_t cell_bytes_max = 30'000;
constexpr std::size_t tab_characters_max = 31;

// The library writes to a path; this one is a piece of memory.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("xlsx", MFD_CLOEXEC)) {}
    ~MemoryFile()
    {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    Result<std::string> read() const
    {
        std::string bytes;
        char piece[65'536];
        while (true) {
            const auto got = ::pread(descriptor_, piece, sizeof piece, static_cast<off_t>(bytes.size()));
            if (got < 0) return fail(ErrorCode::io_failed, "xlsx: cannot be read back");
            if (got == 0) return bytes;
            bytes.append(piece, static_cast<std::size_t>(got));
        }
    }

private:
    int descriptor_;
};

std::string tab_name(const std::string& typed, std::set<std::string>& taken)
{
    std::u32string name;
    auto clean = cleaned_text(typed, 400);
    std::string_view rest = clean;
    for (char32_t c = 0; !rest.empty() && take_code_point(rest, c);)
        name += std::u32string_view(U"[]:*?/\\'").find(c) == std::u32string_view::npos ? c : U'-';
    const auto cut = [&name](std::size_t characters) {
        std::string bytes;
        for (std::size_t i = 0; i < std::min(characters, name.size()); ++i) append_code_point(bytes, name[i]);
        return bytes;
    };
    auto made = name.empty() ? std::string("Trang") : cut(tab_characters_max);
    for (int n = 2; !taken.insert(made).second; ++n) {
        const auto suffix = " (" + std::to_string(n) + ")";
        made = cut(tab_characters_max - suffix.size()) + suffix;
    }
    return made;
}

struct Formats {
    lxw_format* heading;
    lxw_format* title;
    lxw_format* cell;
    lxw_format* number;
};

lxw_format* format_of(lxw_workbook* book, bool bordered)
{
    auto* made = workbook_add_format(book);
    format_set_font_name(made, "Times New Roman");
    format_set_font_size(made, 12);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (!bordered) return made;
    format_set_text_wrap(made);
    format_set_border(made, LXW_BORDER_THIN);
    return made;
}

Formats formats_of(lxw_workbook* book)
{
    Formats formats{format_of(book, false), format_of(book, true), format_of(book, true), format_of(book, true)};
    format_set_bold(formats.heading);
    format_set_bold(formats.title);
    format_set_align(formats.title, LXW_ALIGN_CENTER);
    format_set_align(formats.number, LXW_ALIGN_CENTER);
    return formats;
}

void lay_out(lxw_worksheet* page, const TableSheet& sheet, lxw_row_t title_row)
{
    worksheet_set_landscape(page);
    worksheet_set_paper(page, 9);  // A4
    worksheet_fit_to_pages(page, 1, 0);
    worksheet_repeat_rows(page, title_row, title_row);
    worksheet_freeze_panes(page, title_row + 1, 0);
    worksheet_set_footer(page, "&C&P");
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(page, column, column, sheet.columns[i].width, nullptr);
    }
}

// Not every program fits a row to its wrapped texts when it opens a file; so the file says how high it is.
double height_of(const std::vector<TableCell>& cells, const TableSheet& sheet)
{
    constexpr double line_pt = 16.5;
    std::size_t most = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto* text = std::get_if<std::string>(&cells[i]);
        if (text == nullptr) continue;
        std::size_t lines = 1;
        double taken = 0;
        std::string_view rest = *text;
        for (char32_t c = 0; !rest.empty();) {
            const bool read = take_code_point(rest, c);
            const bool full = ++taken > sheet.columns[i].width * 0.95;
            if (!full && !(read && c == '\n')) continue;
            ++lines;
            taken = 0;
        }
        most = std::max(most, lines);
    }
    return line_pt * static_cast<double>(std::min<std::size_t>(most, 24));
}

// False: the library refused.
bool write_sheet(lxw_worksheet* page, const TableSheet& sheet, const Formats& formats)
{
    const auto text = [&](lxw_row_t row, std::size_t column, const std::string& said, lxw_format* format) {
        const auto clean = cleaned_text(said, cell_bytes_max, Lines::many);
        return worksheet_write_string(page, row, static_cast<lxw_col_t>(column), clean.c_str(), format) == LXW_NO_ERROR;
    };
    lxw_row_t row = 0;
    for (const auto& line : sheet.heading)
        if (!text(row++, 0, line, formats.heading)) return false;
    if (row > 0) ++row;
    lay_out(page, sheet, row);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        if (!text(row, i, sheet.columns[i].title, formats.title)) return false;
    for (const auto& cells : sheet.rows) {
        MUST(cells.size() == sheet.columns.size());
        ++row;
        worksheet_set_row(page, row, height_of(cells, sheet), nullptr);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto* number = std::get_if<std::int64_t>(&cells[i]);
            const bool written = number == nullptr ? text(row, i, std::get<std::string>(cells[i]), formats.cell)
                                                   : worksheet_write_number(page, row, static_cast<lxw_col_t>(i),
                                                                            static_cast<double>(*number),
                                                                            formats.number) == LXW_NO_ERROR;
            if (!written) return false;
        }
    }
    return true;
}

Error failure(lxw_error code)
{
    return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::io_failed,
                std::string("xlsx: ") + lxw_strerror(code));
}

}  // namespace

Result<std::string> xlsx_file(const TableBook& book)
{
    MUST(!book.sheets.empty());
    const MemoryFile file;
    if (!file.is_open()) return fail(ErrorCode::io_failed, "xlsx: no memory file");
    lxw_workbook* made = workbook_new(file.path().c_str());
    if (made == nullptr) return fail(ErrorCode::io_failed, "xlsx: no workbook");
    auto title = cleaned_text(book.title, 200);
    std::string creator = "Nghị Trường";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = creator.data();
    // The library takes 0 for "now".
    properties.created = std::max<std::time_t>(1, static_cast<std::time_t>(parse_utc(book.created_at).value / 1000));
    workbook_set_properties(made, &properties);
    const auto formats = formats_of(made);
    std::set<std::string> tabs;
    bool written = true;
    for (const auto& sheet : book.sheets) {
        auto* page = workbook_add_worksheet(made, tab_name(sheet.name, tabs).c_str());
        written = written && page != nullptr && write_sheet(page, sheet, formats);
    }
    errno = 0;
    if (const auto closed = workbook_close(made); closed != LXW_NO_ERROR) return failure(closed);
    if (!written) return fail(ErrorCode::too_long, "xlsx: more rows than a sheet holds");
    return file.read();
}

std::string csv_file(const TableSheet& sheet)
{
    std::string text = "\xEF\xBB\xBF";
    const auto line = [&text](const auto& cells, const auto& text_of) {
        bool first = true;
        for (const auto& cell : cells) {
            if (!first) text += ',';
            first = false;
            text += storage::csv_cell(text_of(cell));
        }
        text += "\r\n";
    };
    line(sheet.columns, [](const TableColumn& column) { return column.title; });
    for (const auto& cells : sheet.rows) {
        MUST(cells.size() == sheet.columns.size());
        line(cells, [](const TableCell& cell) {
            const auto* number = std::get_if<std::int64_t>(&cell);
            return number == nullptr ? std::get<std::string>(cell) : std::to_string(*number);
        });
    }
    return text;
}

}  // namespace chamber::sheets
