#include "server/sheets/words.hpp"

#include "protocol/calendar.hpp"
#include "protocol/labels.hpp"
#include "protocol/vietnamese.hpp"
#include "protocol/world.hpp"

#include <algorithm>

namespace chamber::sheets {

using storage::FactAttendance;
using storage::FactDocument;
using storage::FactPerson;
using storage::MinutesFacts;

namespace {

// "18/12/2024 07:30", or blank.
std::string vietnam(const std::string& rfc3339)
{
    const auto at = read_utc(rfc3339);
    return at ? format_vietnam(*at) : std::string();
}

void join(std::string& text, std::string_view separator, const std::string& more)
{
    if (more.empty()) return;
    if (!text.empty()) text += separator;
    text += more;
}

}  // namespace

std::string moment_words(const std::string& rfc3339)
{
    const auto said = vietnam(rfc3339);
    if (said.empty()) return {};
    return said.substr(11, 2) + " giờ " + said.substr(14, 2) + ", ngày " + said.substr(0, 10);
}

std::string clock_words(const std::string& rfc3339, const std::string& day)
{
    const auto said = vietnam(rfc3339);
    if (said.empty()) return {};
    const auto reference = vietnam(day);
    const bool other = !reference.empty() && !said.starts_with(reference.substr(0, 10));
    return said.substr(11) + (other ? " ngày " + said.substr(0, 10) : "");
}

std::string date_line(const std::string& iso)
{
    if (!is_day(iso)) return "ngày …… tháng …… năm ………";
    return "ngày " + iso.substr(8, 2) + " tháng " + iso.substr(5, 2) + " năm " + iso.substr(0, 4);
}

std::string capitals(const std::string& text)
{
    return vietnamese::utf8(vietnamese::upper(vietnamese::code_points(text)));
}

std::string organ_words(const std::string& council)
{
    constexpr std::string_view kind = "HỘI ĐỒNG NHÂN DÂN ";
    auto organ = capitals(council);
    if (organ.starts_with(kind) && organ.size() > kind.size()) organ[kind.size() - 1] = '\n';
    return organ;
}

std::string two_digits(std::int32_t number)
{
    return (number >= 0 && number < 10 ? "0" : "") + std::to_string(number);
}

std::string person_words(const FactPerson& person)
{
    auto text = person.name;
    join(text, ", ", person.position);
    return text;
}

std::string people_words(const std::vector<FactPerson>& people)
{
    std::string text;
    for (const auto& person : people) join(text, "; ", person_words(person));
    return text.empty() ? "(chưa ghi)" : text;
}

std::string document_words(const FactDocument& document)
{
    std::string text = document.type_name.empty() ? "Văn bản" : document.type_name;
    // A draft's title mostly says so by itself.
    if (document.draft && capitals(document.title).starts_with("DỰ THẢO"))
        return document.title + (document.issuer.empty() ? "" : ", của " + document.issuer);
    if (document.draft) text = "Dự thảo " + in_sentence(text);
    if (!document.full_number.empty()) text += " số " + document.full_number;
    if (is_day(document.issued_on)) text += ", ngày " + spoken_day(document.issued_on);
    if (!document.issuer.empty()) text += ", của " + document.issuer;
    return text + ": " + document.title;
}

std::string status_words(const FactAttendance& line)
{
    const std::string unconfirmed = "Chưa xác nhận (tự điểm danh)";
    if (line.status == AttendanceStatus::absent)
        return line.excused.value_or(false) ? "Vắng có phép" : "Vắng không phép";
    if (!line.attended) return line.waiting_since ? unconfirmed : std::string(label(AttendanceStatus::unknown));
    std::string text = "Có mặt";
    if (line.late) text += ", đến muộn";
    if (line.left_early) text += ", về sớm";
    if (line.waiting_since) text += "; trở lại: chưa xác nhận";
    return text;
}

std::string times_words(const FactAttendance& line, const std::string& day)
{
    std::string text;
    for (const auto& times : line.times)
        join(text, "; ",
             clock_words(times.in_at, day) +
                 (times.out_at.empty() ? std::string() : " – " + clock_words(times.out_at, day)));
    if (line.waiting_since) join(text, "; ", "tự điểm danh " + clock_words(*line.waiting_since, day));
    return text;
}

std::string made_at(const MinutesFacts& facts)
{
    std::string latest;
    for (const auto& sitting : facts.sittings)
        if (const auto end = read_utc(sitting.closed_at)) latest = std::max(latest, format_utc(*end));
    if (!latest.empty()) return latest;
    return (is_day(facts.session.end_on) ? facts.session.end_on : std::string("1980-01-01")) + "T00:00:00Z";
}

std::string listed(const std::vector<std::string>& lines)
{
    std::string text;
    for (const auto& line : lines) join(text, "\n", line);
    return text.empty() ? "Không có." : text;
}

}  // namespace chamber::sheets
