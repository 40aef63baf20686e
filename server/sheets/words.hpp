// How facts are said on paper: moments, counts, people, papers. Pure.
#pragma once

#include "storage/minutes/facts.hpp"

#include <string>
#include <string_view>

namespace chamber::sheets {

// "07 giờ 30, ngày 18/12/2024"; blank for a blank moment.
std::string moment_words(const std::string& rfc3339);
// "07:30"; with the day behind it when that is not `day`'s (RFC 3339).
std::string clock_words(const std::string& rfc3339, const std::string& day = {});
// "ngày 18 tháng 12 năm 2024".
std::string date_line(const std::string& iso);

std::string capitals(const std::string& text);
// "HỘI ĐỒNG NHÂN DÂN" and "HUYỆN HƯƠNG SEN", a line feed between.
std::string organ_words(const std::string& council);
// "07", as numbers below ten are written.
std::string two_digits(std::int32_t number);

// "Nguyễn Văn Mẫu, Chủ tịch HĐND huyện".
std::string person_words(const storage::FactPerson& person);
// "Nguyễn Văn Mẫu, Chủ tịch HĐND huyện; Trần Thị Ví Dụ, …".
std::string people_words(const std::vector<storage::FactPerson>& people);
// "Tờ trình số 208/TTr-UBND, ngày 04/12/2024, của Ủy ban nhân dân huyện: Về …".
std::string document_words(const storage::FactDocument& document);
// "Có mặt", "Vắng có phép" …
std::string status_words(const storage::FactAttendance& line);
// "07:25 – 10:50; 11:05 – 11:20".
std::string times_words(const storage::FactAttendance& line, const std::string& day);

// The end of the last sitting (RFC 3339), else of the session's last day: the moment a file says of itself.
std::string made_at(const storage::MinutesFacts& facts);

// Lines joined by line feeds; "Không có." when there is none.
std::string listed(const std::vector<std::string>& lines);

}  // namespace chamber::sheets
