#include "server/sheets/table_file.hpp"

#include "protocol/text.hpp"
#include "protocol/world.hpp"
#include "server/sheets/workbook_file.hpp"
#include "storage/text/csv.hpp"

#include <algorithm>
#include <xlsxwriter.h>

namespace chamber::sheets {
namespace {

struct Formats {
    lxw_format* heading;
    lxw_format* title;
    lxw_format* cell;
    lxw_format* number;
};

Formats formats_of(WorkbookFile& book)
{
    const auto bordered = [&book] {
        auto* made = book.format();
        format_set_text_wrap(made);
        format_set_border(made, LXW_BORDER_THIN);
        return made;
    };
    Formats formats{book.format(), bordered(), bordered(), bordered()};
    format_set_bold(formats.heading);
    format_set_bold(formats.title);
    format_set_align(formats.title, LXW_ALIGN_CENTER);
    format_set_align(formats.number, LXW_ALIGN_CENTER);
    return formats;
}

void lay_out(lxw_worksheet* page, const TableSheet& sheet, lxw_row_t title_row)
{
    worksheet_repeat_rows(page, title_row, title_row);
    worksheet_freeze_panes(page, title_row + 1, 0);
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

void write_sheet(WorkbookFile& book, lxw_worksheet* page, const TableSheet& sheet, const Formats& formats)
{
    lxw_row_t row = 0;
    for (const auto& line : sheet.heading) book.text(page, row++, 0, line, formats.heading);
    if (row > 0) ++row;
    lay_out(page, sheet, row);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        book.text(page, row, i, sheet.columns[i].title, formats.title);
    for (const auto& cells : sheet.rows) {
        MUST(cells.size() == sheet.columns.size());
        ++row;
        worksheet_set_row(page, row, height_of(cells, sheet), nullptr);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto* number = std::get_if<std::int64_t>(&cells[i]))
                book.number(page, row, i, static_cast<double>(*number), formats.number);
            else
                book.text(page, row, i, std::get<std::string>(cells[i]), formats.cell);
        }
    }
}

}  // namespace

Result<std::string> xlsx_file(const TableBook& book)
{
    MUST(!book.sheets.empty());
    WorkbookFile file({book.title, "Nghị Trường", {}, parse_utc(book.created_at)});
    if (file.book() == nullptr) return file.finish();
    const auto formats = formats_of(file);
    for (const auto& sheet : book.sheets)
        if (auto* page = file.sheet(file.tab(sheet.name))) write_sheet(file, page, sheet, formats);
    return file.finish();
}

std::string csv_file(const TableSheet& sheet)
{
    std::vector<std::string> titles;
    for (const auto& column : sheet.columns) titles.push_back(column.title);
    storage::Csv csv(titles);
    for (const auto& cells : sheet.rows) {
        std::vector<std::string> texts;
        for (const auto& cell : cells) {
            const auto* number = std::get_if<std::int64_t>(&cell);
            texts.push_back(number == nullptr ? std::get<std::string>(cell) : std::to_string(*number));
        }
        csv.row(texts);
    }
    return csv.text();
}

}  // namespace chamber::sheets
