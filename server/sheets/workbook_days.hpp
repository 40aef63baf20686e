// Numbers of a spreadsheet that are days: which formats say so, and which day a number is. Internal to workbook.cpp.
#pragma once

#include <cstdint>
#include <string_view>

namespace chamber::sheets {

// A built-in format (ECMA-376 part 1, 18.8.30) that shows a day.
bool is_day_format(std::int32_t built_in);
// "dd/mm/yyyy", "[$-42A]d mmmm yyyy": letters of days outside of quotes and brackets.
bool is_day_format(std::string_view code);

}  // namespace chamber::sheets
