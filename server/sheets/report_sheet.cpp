#include "server/sheets/report_sheet.hpp"

#include "protocol/sheet_rules.hpp"

namespace chamber::sheets {

Result<std::string> report_file(const storage::YearReport& report, SheetFormat format)
{
    switch (format) {
    case SheetFormat::json: return storage::report_json(report);
    case SheetFormat::csv: return report_csv(report);
    case SheetFormat::xlsx: return report_xlsx(report);
    case SheetFormat::pdf:
    case SheetFormat::docx: break;
    }
    return fail(ErrorCode::unknown_value, {}, "/format");
}

Result<storage::YearReport> read_report(storage::Store& store, std::int32_t year,
                                        const std::optional<std::string>& as_of, UtcMs now)
{
    auto span = storage::parse_report_span(std::to_string(year), as_of, now);
    if (!span) {
        Error error = span.error();
        error.where = as_of && error.where == *as_of ? "/as_of" : "/year";
        return error;
    }
    return storage::read_year_report(store, *span);
}

std::string report_file_name(const storage::ReportSpan& span, SheetFormat format)
{
    return "bao-cao-nam-" + std::to_string(span.year) + "-den-" + span.as_of + "." + std::string(extension_of(format));
}

}  // namespace chamber::sheets
