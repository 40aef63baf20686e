#include "protocol/calendar.hpp"

#include <algorithm>

namespace chamber {
namespace {

bool within_years(std::string_view text)
{
    const int year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
    return year >= year_min && year <= year_max;
}

}  // namespace

bool is_day(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00";
    const auto fits = [](char shape, char c) { return shape == '-' ? c == '-' : c >= '0' && c <= '9'; };
    if (text.size() != form.size() || !std::equal(form.begin(), form.end(), text.begin(), fits) || !within_years(text))
        return false;
    return read_utc(std::string(text) + "T00:00:00Z").has_value();
}

std::string spoken_day(std::string_view iso)
{
    std::string text(iso);
    return is_day(iso) ? text.substr(8, 2) + "/" + text.substr(5, 2) + "/" + text.substr(0, 4) : text;
}

Result<UtcMs> parse_moment(std::string_view text)
{
    const auto time = read_utc(text);
    if (!time || !is_day(text.substr(0, 10)) || text.substr(17, 2) == "60")
        return fail(ErrorCode::bad_time, std::string(text.substr(0, 40)));
    return *time;
}

}  // namespace chamber
