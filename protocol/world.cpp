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

// Days since 1970-01-01 ⇄ proleptic Gregorian calendar. Source: H. Hinnant, "chrono-Compatible Low-Level Date
// Algorithms".
CivilDay civil_from_days(std::int64_t days)
{
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto day_of_era = static_cast<unsigned>(days - era * 146097);
    const unsigned year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const unsigned day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const unsigned shifted_month = (5 * day_of_year + 2) / 153;
    const unsigned month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return {static_cast<std::int64_t>(year_of_era) + era * 400 + (month <= 2 ? 1 : 0), month,
            day_of_year - (153 * shifted_month + 2) / 5 + 1};
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
    return {civil_from_days(days), static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
            static_cast<int>(rest % 60)};
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
    std::snprintf(text, sizeof text, "%04lld-%02u-%02uT%02d:%02d:%02dZ", static_cast<long long>(parts.date.year),
                  parts.date.month, parts.date.day, parts.hour, parts.minute, parts.second);
    return text;
}

namespace {

// Digits of a fixed form, read from the front: a sign or a blank is no digit.
class Digits {
public:
    explicit Digits(std::string_view text) : rest_(text) {}

    bool number(std::size_t digits, int& out)
    {
        if (rest_.size() < digits) return false;
        out = 0;
        for (const char c : rest_.substr(0, digits)) {
            if (c < '0' || c > '9') return false;
            out = out * 10 + (c - '0');
        }
        rest_.remove_prefix(digits);
        return true;
    }
    bool sign(char c)
    {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool ended() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

bool read_zone(Digits& digits, std::int64_t& offset_s)
{
    if (digits.sign('Z')) return digits.ended();
    const bool east = digits.sign('+');
    int hour = 0, minute = 0;
    if (!east && !digits.sign('-')) return false;
    if (!digits.number(2, hour) || !digits.sign(':') || !digits.number(2, minute) || hour > 23 || minute > 59)
        return false;
    offset_s = (hour * 3600 + minute * 60) * (east ? 1 : -1);
    return digits.ended();
}

bool exists(CivilDay date)
{
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return false;
    const CivilDay same = civil_from_days(days_from_civil(date));
    return same.month == date.month && same.day == date.day;
}

}  // namespace

std::optional<UtcMs> read_utc(std::string_view text)
{
    Digits digits(text);
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (!digits.number(4, year) || !digits.sign('-') || !digits.number(2, month) || !digits.sign('-') ||
        !digits.number(2, day))
        return {};
    if (!digits.sign('T') || !digits.number(2, hour) || !digits.sign(':') || !digits.number(2, minute)) return {};
    if (!digits.sign(':') || !digits.number(2, second) || hour > 23 || minute > 59 || second > 60) return {};
    const CivilDay date{year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
    if (!exists(date)) return {};
    if (digits.sign('.')) {
        int digit = 0;
        if (!digits.number(1, digit)) return {};
        while (digits.number(1, digit)) {
        }
    }
    std::int64_t offset_s = 0;
    if (!read_zone(digits, offset_s)) return {};
    return UtcMs{(days_from_civil(date) * 86400 + hour * 3600 + minute * 60 + second - offset_s) * 1000};
}

UtcMs parse_utc(const std::string& text)
{
    return read_utc(text).value_or(UtcMs{});
}

std::string format_vietnam(UtcMs time)
{
    const Parts parts = split(time.value / 1000 + 7 * 3600);
    char text[48];
    std::snprintf(text, sizeof text, "%02u/%02u/%04lld %02d:%02d", parts.date.day, parts.date.month,
                  static_cast<long long>(parts.date.year), parts.hour, parts.minute);
    return text;
}

}  // namespace chamber
