#include "protocol/world.hpp"

#include "protocol/digest.hpp"

#include <cstdio>

namespace chamber {
namespace {

struct CivilDay {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

// Days since 1970-01-01 ⇄ proleptic Gregorian calendar. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
CivilDay civil_from_days(std::int64_t days)
{
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146097);
    const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0), month, day_of_year - (153 * shifted_month + 2) / 5 + 1};
}

std::int64_t days_from_civil(CivilDay date)
{
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<unsigned>(year - era * 400);
    const unsigned day_of_year = (153 * (date.month > 2 ? date.month - 3 : date.month + 9) + 2) / 5 + date.day - 1;
    const unsigned day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

struct Parts {
    CivilDay date;
    int hour, minute, second;
};

Parts split(std::int64_t seconds)
{
    std::int64_t days = seconds / 86400;
    std::int64_t rest = seconds % 86400;
    if (rest < 0) {
        rest += 86400;
        --days;
    }
    return {civil_from_days(days), static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60), static_cast<int>(rest % 60)};
}

}  // namespace

std::string draw_id(Entropy& entropy)
{
    return encode_hex(entropy.draw(16));
}

std::string format_utc(UtcMs time)
{
    const Parts parts = split(time.value / 1000);
    char text[48];
    std::snprintf(text, sizeof text, "%04lld-%02u-%02uT%02d:%02d:%02dZ", static_cast<long long>(parts.date.year), parts.date.month, parts.date.day,
                  parts.hour, parts.minute, parts.second);
    return text;
}

UtcMs parse_utc(const std::string& text)
{
    int year = 0, hour = 0, minute = 0, second = 0, consumed = 0;
    unsigned month = 0, day = 0;
    if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &consumed) != 6) return {};
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return {};
    std::size_t rest = static_cast<std::size_t>(consumed);
    if (rest < text.size() && text[rest] == '.') {
        do ++rest;
        while (rest < text.size() && text[rest] >= '0' && text[rest] <= '9');
    }
    std::int64_t offset_s = 0;
    if (text.compare(rest, std::string::npos, "Z") != 0) {
        char sign = 0;
        int offset_hour = 0, offset_minute = 0, end = 0;
        if (std::sscanf(text.c_str() + rest, "%c%2d:%2d%n", &sign, &offset_hour, &offset_minute, &end) != 3) return {};
        if ((sign != '+' && sign != '-') || rest + static_cast<std::size_t>(end) != text.size()) return {};
        offset_s = (offset_hour * 3600 + offset_minute * 60) * (sign == '+' ? 1 : -1);
    }
    const std::int64_t seconds = days_from_civil({year, month, day}) * 86400 + hour * 3600 + minute * 60 + second - offset_s;
    return UtcMs{seconds * 1000};
}

std::string format_vietnam(UtcMs time)
{
    const Parts parts = split(time.value / 1000 + 7 * 3600);
    char text[48];
    std::snprintf(text, sizeof text, "%02u/%02u/%04lld %02d:%02d", parts.date.day, parts.date.month, static_cast<long long>(parts.date.year), parts.hour,
                  parts.minute);
    return text;
}

}  // namespace chamber
