// A session as it is known, to be changed and brought in again (session_bringing), and what people type of days.
#pragma once

#include "admin-cli/office.hpp"
#include "protocol/known_session.hpp"

#include <optional>
#include <string>

namespace chamber::admin {

// Everything that makes sessions.
Result<KnownCouncil> known_council(Office& office);

// By id or number; blank: the newest. Errors: session_unknown, not_found (there is none at all).
Result<Session> known_session(const KnownCouncil& known, const std::string& typed);

// The newest session that is not cancelled.
std::optional<Session> newest_session(const KnownCouncil& known);

// "2024-12-18" or "18/12/2024", as "2024-12-18". Errors: bad_day; `where` is what was typed.
Result<std::string> day_typed(const std::string& typed);

// The calendar day so many days later.
std::string days_later(const std::string& day, std::int64_t days);
// From one day to the other.
std::int64_t days_between(const std::string& from, const std::string& to);
// The same of a moment ("2024-12-18T00:30:00Z"); what cannot be read stays.
std::string moment_later(const std::string& moment, std::int64_t days);

// An id that nothing in `taken` has: the wish, or with "-2", "-3" … behind it.
template <class Taken>
std::string free_id(const std::string& wish, const Taken& taken)
{
    std::string id = wish;
    for (int n = 2; taken(id); ++n) id = wish + "-" + std::to_string(n);
    return id;
}

}  // namespace chamber::admin
