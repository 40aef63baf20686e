#include "admin-cli/people_table.hpp"

#include "admin-cli/json_line.hpp"
#include "admin-cli/private_file.hpp"
#include "server/sheets/table_file.hpp"
#include "server/sheets/workbook.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

std::string day_since_1900(std::string_view number)
{
    return sheets::day_of_serial(number, sheets::epoch_of_1900);
}

std::string day_since_1904(std::string_view number)
{
    return sheets::day_of_serial(number, sheets::epoch_of_1904);
}

Result<std::string> template_book()
{
    sheets::TableSheet people{"Danh sách", {}, {}, {}};
    sheets::TableSheet help{"Hướng dẫn", {}, {{"Cột", 22}, {"Ghi gì", 80}}, {}};
    for (const PeopleColumn& column : people_columns()) {
        people.columns.push_back({std::string(column.title), column.width});
        help.rows.push_back({std::string(column.title), std::string(column.help)});
    }
    return sheets::xlsx_file({"Danh sách đại biểu và khách mời", "2026-01-01T00:00:00Z", {people, help}});
}

}  // namespace

Error tell_rows(const Invocation& invocation, const PeopleFile& file)
{
    const auto& path = invocation.one("FILE");
    for (const RowFault& fault : file.faults) {
        if (invocation.json())
            invocation.terminal->answer(
                JsonObject{}.add("row", fault.row).add("column", fault.column).add("fault", fault.sentence).text());
        else
            invocation.terminal->complain(fmt::format("{}: dòng {}{}: {}", path, fault.row,
                                                      fault.column.empty() ? "" : ", cột " + fault.column,
                                                      fault.sentence),
                                          error_name(ErrorCode::import_faulty));
    }
    return fail(ErrorCode::import_faulty, fmt::format("{} lỗi", file.faults.size()), path);
}

// CSV or XLSX, by what the bytes are.
Result<PeopleFile> read_people_table(const Invocation& invocation)
{
    auto bytes = read_whole_file(invocation.one("FILE"), sheets::workbook_bytes_max);
    if (!bytes) return bytes.error();
    if (!sheets::is_zip(*bytes)) {
        if (invocation.given("--sheet"))
            return fail(ErrorCode::unknown_value, "chỉ tệp XLSX mới có trang tính; tệp này là CSV", "--sheet");
        return read_people_csv(*bytes);
    }
    auto book = sheets::read_workbook(*bytes, invocation.text("--sheet", ""));
    if (!book) return fail(book.error().code, book.error().detail, invocation.one("FILE"));
    std::vector<TableRow> rows;
    for (sheets::SheetRow& row : book->rows) rows.push_back({row.row, std::move(row.cells)});
    const auto day_of = book->epoch_days == sheets::epoch_of_1904 ? day_since_1904 : day_since_1900;
    return read_people_rows(rows, day_of);
}

Result<ExitCode> write_people_template(const Invocation& invocation)
{
    const auto out = invocation.maybe("--out");
    const bool workbook = invocation.given("--xlsx") || (out && out->ends_with(".xlsx"));
    if (workbook && !out)
        return fail(ErrorCode::missing_field, "hãy ghi nơi để tệp, ví dụ --out dai-bieu.xlsx", "--out");
    std::string bytes;
    if (workbook) {
        auto made = template_book();
        if (!made) return made.error();
        bytes = std::move(*made);
    } else {
        bytes = people_template();
    }
    if (!out) {
        invocation.terminal->answer_raw(bytes);
        return ExitCode::done;
    }
    if (auto written = write_new_file(*out, bytes, FileMode::everybody_reads); !written) return written.error();
    invocation.terminal->answer(
        invocation.json() ? JsonObject{}.add("file", *out).add("bytes", bytes.size()).text()
                          : fmt::format("Đã ghi {}. Điền rồi nạp: chamber-admin person import {}", *out, *out));
    return ExitCode::done;
}

}  // namespace chamber::admin
