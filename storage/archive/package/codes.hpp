// The code tables of Thông tư 05/2025/TT-BNV (annex III): the words of our archive as the two digits the circular asks
// for. Pure.
#pragma once

#include <string>
#include <string_view>

namespace chamber::storage {

std::string type_code(std::string_view type_name);     // tên loại; "32" (khác) when unknown
std::string maintenance_code(std::string_view words);  // thời hạn lưu trữ; "07" (khác) when unknown
std::string mode_code(std::string_view words);  // chế độ sử dụng; "02" when unknown: never wider than it was
std::string language_code(std::string_view words);        // "11" (khác) when unknown
std::string confidence_code(bool digital, bool scanned);  // "" when there is nothing

// "18/12/2024" of "2024-12-18"; blank when it is no day.
std::string circular_day(std::string_view iso);

// "2025-01-07T00:30:00+07:00" of a moment in UTC.
std::string vietnam_moment(const std::string& rfc3339);

}  // namespace chamber::storage
