#include "server/sheets/workbook_days.hpp"

#include "protocol/world.hpp"
#include "server/sheets/workbook.hpp"

#include <charconv>
#include <cmath>

namespace chamber::sheets {

bool is_day_format(std::int32_t built_in)
{
    return (built_in >= 14 && built_in <= 17) || built_in == 22 || (built_in >= 27 && built_in <= 31) ||
           built_in == 36 || (built_in >= 50 && built_in <= 58);
}

bool is_day_format(std::string_view code)
{
    bool quoted = false, bracketed = false, day = false, year = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
            continue;
        }
        if (!quoted && c == '[') bracketed = true;
        if (!quoted && c == ']') bracketed = false;
        if (quoted || bracketed) continue;
        if (c == ';') break;
        day = day || c == 'd' || c == 'D';
        year = year || c == 'y' || c == 'Y';
    }
    return day || year;
}

std::string day_of_serial(std::string_view number, std::int32_t epoch_days)
{
    double serial = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), serial);
    // From 1910 to 2173: what is less is a count, a year or an age.
    constexpr double least = 3'654, most = 100'000;
    if (read.ec != std::errc{} || read.ptr != number.data() + number.size() || !(serial >= least && serial < most))
        return {};
    constexpr std::int64_t day_ms = 24 * 3'600'000;
    const auto days = static_cast<std::int64_t>(std::floor(serial)) + epoch_days;
    return format_utc(UtcMs{days * day_ms}).substr(0, 10);
}

}  // namespace chamber::sheets
