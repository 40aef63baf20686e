// People from a spreadsheet saved as CSV: whatever separates its columns, whatever its headings are called.
//
//   text ──rows (RFC 4180: , ; or tab; byte order mark)──▶ headings known by their letters, marks or not ──▶ rows
//
// Pure: no file, no store. What is wrong is told with the row as the spreadsheet numbers it, and its column. Empty
// cells of somebody who is known say nothing.
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
    std::optional<std::string> mandate_from, mandate_to;      // ISO days
    std::optional<std::string> suspended_from, suspended_to;  // ISO days
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

PeopleFile read_people_csv(std::string_view text);

// Headings alone, for a spreadsheet: with a byte order mark, so that it reads the marks right.
std::string people_template();

}  // namespace chamber::admin
