#include "admin-cli/known.hpp"

#include "protocol/calendar.hpp"
#include "protocol/importing.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::int64_t day_ms = 24 * 3'600'000;

template <class Noun>
Result<void> take(Office& office, std::vector<Noun>& into)
{
    auto all = office.all<Noun>();
    if (!all) return all.error();
    into = std::move(*all);
    return {};
}

}  // namespace

Result<KnownCouncil> known_council(Office& office)
{
    KnownCouncil known;
    auto councils = office.all<Council>();
    if (!councils) return councils.error();
    if (!councils->empty()) known.council = std::move(councils->front());
    if (auto took = take(office, known.sessions); !took) return took.error();
    if (auto took = take(office, known.sittings); !took) return took.error();
    if (auto took = take(office, known.agenda); !took) return took.error();
    if (auto took = take(office, known.participants); !took) return took.error();
    if (auto took = take(office, known.people); !took) return took.error();
    if (auto took = take(office, known.groups); !took) return took.error();
    return known;
}

std::optional<Session> newest_session(const KnownCouncil& known)
{
    std::optional<Session> newest;
    for (const Session& each : known.sessions)
        if (each.state != SessionState::cancelled && (!newest || each.start_on >= newest->start_on)) newest = each;
    return newest;
}

Result<Session> known_session(const KnownCouncil& known, const std::string& typed)
{
    if (typed.empty()) {
        auto newest = newest_session(known);
        if (newest) return std::move(*newest);
        return fail(ErrorCode::session_unknown,
                    "chưa có kỳ họp nào; hãy tạo trước: chamber-admin session create --help");
    }
    const Session* numbered = nullptr;
    for (const Session& each : known.sessions) {
        if (each.id.value == typed) return each;
        if (std::to_string(each.number) == typed) numbered = &each;
    }
    if (numbered != nullptr) return *numbered;
    return fail(ErrorCode::session_unknown, {}, typed);
}

Result<std::string> day_typed(const std::string& typed)
{
    if (is_day(typed)) return typed;
    int day = 0;
    int month = 0;
    int year = 0;
    char rest = 0;
    if (std::sscanf(typed.c_str(), "%2d/%2d/%4d%c", &day, &month, &year, &rest) == 3 && year >= 1000) {
        std::string iso = fmt::format("{:04}-{:02}-{:02}", year, month, day);
        if (is_day(iso)) return iso;
    }
    return fail(ErrorCode::bad_day, {}, typed);
}

std::string days_later(const std::string& day, std::int64_t days)
{
    const auto at = read_utc(day + "T00:00:00Z");
    return at ? format_utc(UtcMs{at->value + days * day_ms}).substr(0, 10) : day;
}

std::int64_t days_between(const std::string& from, const std::string& to)
{
    const auto first = read_utc(from + "T00:00:00Z");
    const auto last = read_utc(to + "T00:00:00Z");
    return first && last ? (last->value - first->value) / day_ms : 0;
}

std::string moment_later(const std::string& moment, std::int64_t days)
{
    if (moment.size() == 10) return days_later(moment, days);
    const auto at = read_utc(moment);
    return at ? format_utc(UtcMs{at->value + days * day_ms}) : moment;
}

}  // namespace chamber::admin
