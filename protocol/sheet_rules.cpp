#include "protocol/sheet_rules.hpp"

#include "protocol/calendar.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace chamber {
namespace {

constexpr std::int32_t sheet_year_min = 2000;
constexpr std::int32_t sheet_year_max = 2100;

bool is_of_sitting(SheetKind kind)
{
    return kind == SheetKind::minutes || kind == SheetKind::minutes_facts || kind == SheetKind::roll;
}

}  // namespace

bool comes_in(SheetKind kind, SheetFormat format)
{
    switch (kind) {
    case SheetKind::minutes:
    case SheetKind::result_notice: return format == SheetFormat::docx || format == SheetFormat::pdf;
    case SheetKind::minutes_facts: return format == SheetFormat::json;
    case SheetKind::roll:
        return format == SheetFormat::pdf || format == SheetFormat::xlsx || format == SheetFormat::csv;
    case SheetKind::comments: return format == SheetFormat::docx || format == SheetFormat::csv;
    case SheetKind::report:
        return format == SheetFormat::json || format == SheetFormat::csv || format == SheetFormat::xlsx;
    }
    return false;
}

std::string_view extension_of(SheetFormat format)
{
    return boost::describe::enum_to_string(format, "");
}

Result<void> check_sheet(const MakeSheet& ask)
{
    if (!comes_in(ask.kind, ask.format)) return fail(ErrorCode::unknown_value, {}, "/format");
    const bool of_year = ask.kind == SheetKind::report;
    if (of_year == ask.session.has_value())
        return fail(of_year ? ErrorCode::out_of_range : ErrorCode::missing_field, {}, "/session");
    if (of_year != ask.year.has_value())
        return fail(of_year ? ErrorCode::missing_field : ErrorCode::out_of_range, {}, "/year");
    if (ask.year && (*ask.year < sheet_year_min || *ask.year > sheet_year_max))
        return fail(ErrorCode::out_of_range, {}, "/year");
    if (ask.as_of && !of_year) return fail(ErrorCode::out_of_range, {}, "/as_of");
    if (ask.as_of && !is_day(*ask.as_of)) return fail(ErrorCode::bad_day, {}, "/as_of");
    if (ask.sitting && !is_of_sitting(ask.kind)) return fail(ErrorCode::out_of_range, {}, "/sitting");
    return {};
}

}  // namespace chamber
