// The yearly report on the digital work of a council: figures, each with its definition and the list behind it, and the
// paragraph that goes into the official report.
//
//   records ──read_report_records──▶ ReportRecords ──year_report──▶ YearReport ──▶ report_json, server/sheets
//
// Pure: the same records, year and day give the same report. What counts and what does not: README.md of this room.
#pragma once

#include "protocol/world.hpp"
#include "storage/report/report_records.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// Of one year, from 1 January up to the end of `as_of` (Vietnamese days).
struct ReportSpan {
    std::int32_t year = 0;
    std::string as_of;  // ISO day
};

// As typed: "2024" and a day ("2024-12-31", "31/12/2024") or nothing: the last day of the year, of the current year
// today. Errors: wrong_type (no year), bad_day, out_of_range (a year or a day still to come, a day before the year);
// `where` is what was typed.
Result<ReportSpan> parse_report_span(std::string_view year, const std::optional<std::string>& as_of, UtcMs now);

// value / 10^decimals. Unknown: a share of nothing.
struct Amount {
    std::int64_t value = 0;
    std::int32_t decimals = 0;
    bool known = true;
    bool operator==(const Amount&) const = default;
};

std::string json_number(const Amount& amount);        // "95.71", "5102", "null"
std::string vietnamese_number(const Amount& amount);  // "95,71", "5.102", "–"

struct FigureItem {
    std::string id;
    std::string title;
    std::string date;  // ISO day; empty: none
    std::string note;
    bool operator==(const FigureItem&) const = default;
};

struct Figure {
    std::string key;  // stable: scripts and screens go by it
    std::string label;
    Amount value;
    std::string unit;
    std::string definition;
    std::vector<FigureItem> items;
};

struct MonthFigures {
    std::int64_t sittings = 0;
    std::int64_t documents = 0;
};

struct YearReport {
    ReportSpan span;
    std::string council;  // as it was called at the year's last session
    std::vector<Figure> figures;
    std::array<MonthFigures, 12> months;
    std::vector<std::string> not_recorded;  // what such reports ask for and no record holds
    std::string paragraph;

    bool empty() const;                                // no session was held
    const Figure& figure(std::string_view key) const;  // one of those there are
};

YearReport year_report(const ReportRecords& records, const ReportSpan& span);

// Stable text of the report: keys and their order are documented in README.md.
std::string report_json(const YearReport& report);

// "18/12/2024" of an ISO day; anything else as it is.
std::string vietnamese_date(std::string_view iso_day);

}  // namespace chamber::storage
