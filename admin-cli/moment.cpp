#include "admin-cli/moment.hpp"

#include <cstdio>
#include <string_view>

namespace chamber::admin {

namespace {

// '9' in the pattern is any digit.
bool looks_like(std::string_view text, std::string_view pattern)
{
    if (text.size() < pattern.size()) return false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        if (pattern[at] == '9' ? !digit : text[at] != pattern[at]) return false;
    }
    return true;
}

// 2024-02-30 reads as a number and is no day.
bool is_day(const std::string& iso)
{
    return format_utc(parse_utc(iso + "T00:00:00Z")).starts_with(iso);
}

}  // namespace

Result<UtcMs> parse_moment(const std::string& typed)
{
    constexpr std::string_view day = "9999-99-99", minute = "9999-99-99 99:99", second = "9999-99-99T99:99:99";
    std::string whole;
    if (looks_like(typed, day) && typed.size() == day.size()) whole = typed + "T23:59:59+07:00";
    if (looks_like(typed, minute) && typed.size() == minute.size())
        whole = typed.substr(0, day.size()) + "T" + typed.substr(day.size() + 1) + ":00+07:00";
    if (looks_like(typed, second)) whole = typed;
    const UtcMs time = whole.empty() || !is_day(whole.substr(0, day.size())) ? UtcMs{} : parse_utc(whole);
    if (time.value == 0) return fail(ErrorCode::time_unreadable, {}, typed);
    return time;
}

}  // namespace chamber::admin
