// People from a spreadsheet: whatever separates its columns, whatever its headings are called.
//
//   CSV ──rows (RFC 4180: , ; or tab; byte order mark, UTF-16)──▶ ┐
//   XLSX ──rows (server/sheets/workbook)────────────────────────▶ ┴ headings known by their letters ──▶ rows
//
// Lines above the headings (the list's title) are passed over. Pure: no file, no store. What is wrong is told with the
// row as the spreadsheet numbers it, and its column. Empty cells of somebody who is known say nothing.
#pragma once

#include "protocol/person.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

// One person as a row has them; nothing: the cell is empty or the column missing.
struct PersonRow {
    std::int32_t row = 0;  // from 1, headings included
    std::optional<std::string> id, name, sort_name, position, group, committee, seat;
    std::optional<Role> role;
    std::optional<std::string> mandate_from, mandate_to;  // ISO days
};

struct RowFault {
    std::int32_t row = 0;
    std::string column;  // as the file calls it; empty: the whole row
    std::string sentence;
};

struct PeopleFile {
    std::vector<PersonRow> rows;
    std::vector<RowFault> faults;
};

struct TableRow {
    std::int32_t row = 1;  // as the spreadsheet numbers it
    std::vector<std::string> cells;
};

PeopleFile read_people_csv(std::string_view text);

// Rows of a workbook. `day_of`: the ISO day of a number in a column of days; empty: none.
PeopleFile read_people_rows(const std::vector<TableRow>& rows, std::string (*day_of)(std::string_view number));

// The columns of the template, in their order, each with what belongs there.
struct PeopleColumn {
    std::string_view title;
    std::string_view help;
    double width;  // in characters
};
const std::vector<PeopleColumn>& people_columns();

// Headings alone, for a spreadsheet: with a byte order mark, so that it reads the marks right.
std::string people_template();

}  // namespace chamber::admin
