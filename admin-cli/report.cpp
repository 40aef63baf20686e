// report: the figures of a year, on the terminal or as a file.
//
// Counted here from what the office lists, whether this program or a server holds the data: one definition, one way.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "server/sheets/report_sheet.hpp"
#include "storage/system_world.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// Nothing: for people, a table.
Result<std::optional<SheetFormat>> parse_format(const std::string& typed)
{
    if (typed == "text") return std::optional<SheetFormat>();
    SheetFormat format{};
    const bool known = boost::describe::enum_from_string(typed.c_str(), format);
    if (!known || format == SheetFormat::pdf || format == SheetFormat::docx)
        return fail(ErrorCode::unknown_value, "dạng báo cáo là “text”, “json”, “csv” hoặc “xlsx”", typed);
    return std::optional(format);
}

// A text of several lines as one: line breaks inside texts are escaped, so every break is layout.
std::string on_one_line(std::string_view json)
{
    std::string line;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] != '\n') {
            line += json[i];
            continue;
        }
        while (i + 1 < json.size() && json[i + 1] == ' ') ++i;
    }
    return line;
}

Result<storage::YearReport> count(const Invocation& invocation, const storage::ReportSpan& span)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto records = storage::read_report_records([&](std::string_view type) { return (*office)->entities(type); });
    if (!records) return records.error();
    return storage::year_report(*records, span);
}

void show(const Invocation& invocation, const storage::YearReport& report)
{
    Terminal& terminal = *invocation.terminal;
    const std::string as_of = storage::vietnamese_date(report.span.as_of);
    terminal.answer(
        fmt::format("Báo cáo năm {}, {}\nSố liệu tính đến hết ngày {}\n", report.span.year, report.council, as_of));
    Table table{{"CHỈ TIÊU", "GIÁ TRỊ", "ĐƠN VỊ", "MÃ"}};
    for (const storage::Figure& each : report.figures)
        table.add({each.label, storage::vietnamese_number(each.value), each.unit, each.key});
    terminal.answer_raw(table.text(terminal.columns()));
    terminal.answer("\n" + report.paragraph);
    if (report.empty())
        terminal.note(fmt::format("Năm {} chưa có kỳ họp nào được tổ chức đến hết ngày {}.", report.span.year, as_of));
    std::string missing;
    for (const std::string& each : report.not_recorded) missing += (missing.empty() ? "" : "; ") + each;
    terminal.note("Hệ thống không ghi: " + missing + ".");
    terminal.note("Danh sách và cách tính của một chỉ tiêu: thêm --list MÃ");
}

Result<void> show_list(const Invocation& invocation, const storage::YearReport& report, const std::string& key)
{
    const auto figure = std::ranges::find(report.figures, key, &storage::Figure::key);
    if (figure == report.figures.end())
        return fail(ErrorCode::unknown_value, "mã chỉ tiêu là một trong cột MÃ của báo cáo", key);
    Terminal& terminal = *invocation.terminal;
    terminal.answer(fmt::format("{}: {} {}\n{}.", figure->label, storage::vietnamese_number(figure->value),
                                figure->unit, figure->definition));
    if (figure->items.empty()) {
        terminal.note("Danh sách trống.");
        return {};
    }
    Table table{{"MÃ", "NGÀY", "TÊN", "GHI CHÚ"}};
    for (const storage::FigureItem& item : figure->items)
        table.add({item.id, storage::vietnamese_date(item.date), item.title, item.note});
    terminal.answer_raw("\n" + table.text(terminal.columns()));
    return {};
}

// A workbook is nothing for a terminal: without a name it gets its own.
Result<ExitCode> write(const Invocation& invocation, const storage::YearReport& report, SheetFormat format)
{
    auto bytes = sheets::report_file(report, format);
    if (!bytes) return bytes.error();
    std::optional<std::string> file = invocation.maybe("--out");
    if (!file && format == SheetFormat::xlsx) file = sheets::report_file_name(report.span, format);
    if (!file) {
        // For machines one object a line.
        const bool line = invocation.json() && format == SheetFormat::json;
        invocation.terminal->answer_raw(line ? on_one_line(*bytes) + "\n" : *bytes);
        return ExitCode::done;
    }
    if (auto written = write_new_file(*file, *bytes, FileMode::owner_only); !written) return written.error();
    if (invocation.json())
        invocation.terminal->answer(JsonObject{}
                                        .add("file", *file)
                                        .add("bytes", bytes->size())
                                        .add("year", report.span.year)
                                        .add("as_of", report.span.as_of)
                                        .text());
    else
        invocation.terminal->answer("Đã ghi: " + *file);
    return ExitCode::done;
}

Result<ExitCode> report(const Invocation& invocation)
{
    auto format = parse_format(invocation.text("--format", invocation.json() ? "json" : "text"));
    if (!format) return format.error();
    const bool to_file = invocation.given("--out");
    if (to_file && !*format)
        return fail(ErrorCode::unknown_value, "ghi ra tệp thì chọn “json”, “csv” hoặc “xlsx”", "text");
    const storage::SystemClock clock;
    auto span = storage::parse_report_span(invocation.one("YEAR"), invocation.maybe("--as-of"), clock.utc());
    if (!span) return span.error();
    auto counted = count(invocation, *span);
    if (!counted) return counted.error();
    if (*format) return write(invocation, *counted, **format);
    if (const auto key = invocation.maybe("--list")) {
        if (auto shown = show_list(invocation, *counted, *key); !shown) return shown.error();
        return ExitCode::done;
    }
    show(invocation, *counted);
    return ExitCode::done;
}

}  // namespace

CommandTable report_commands()
{
    return {
        {"report",
         "Báo cáo năm: số liệu kỳ họp, tài liệu, ký số, điểm danh, giấy tiết kiệm, và đoạn văn dùng ngay",
         {{"YEAR", Takes::word, "Năm, ví dụ 2024"},
          {"--as-of", Takes::option,
           "Tính đến hết ngày này, ví dụ 30/06/2024; mặc định: cuối năm, năm nay thì hôm nay"},
          {"--format", Takes::option, "“text”, “json”, “csv” hoặc “xlsx”; mặc định: “text”"},
          {"--out", Takes::option,
           "Ghi vào tệp này, không ghi đè tệp đã có; “xlsx” không nêu tên thì ghi vào thư mục đang đứng"},
          {"--list", Takes::option, "Danh sách và cách tính của một chỉ tiêu, theo mã ở cột MÃ"}},
         "  chamber-admin report 2024\n"
         "  chamber-admin report 2024 --as-of 30/06/2024 --list documents_late\n"
         "  chamber-admin report 2024 --format xlsx --out bao-cao-2024.xlsx",
         report},
    };
}

}  // namespace chamber::admin
