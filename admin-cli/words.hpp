// From what a person types to the thing meant, and from enums to words: names for machines, Vietnamese for people.
#pragma once

#include "admin-cli/office.hpp"
#include "protocol/labels.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace chamber::admin {

// Each takes the id; also the session's number ("15"), the item's number on the agenda ("3"), the person's seat or
// account-free name. Errors: session_unknown, item_unknown, person_unknown; `where` is what was typed.
Result<Session> find_session(Office& office, const std::string& typed);
Result<AgendaItem> find_item(Office& office, const SessionId& session, const std::string& typed);
Result<Person> find_person(Office& office, const std::string& typed);

// "everyone" or "tat-ca"; "delegates_only" or "dai-bieu". Errors: unknown_value; `where` is what was typed.
Result<Audience> parse_audience(const std::string& typed);

// The enum's name as it stands on the wire.
template <class Enum>
std::string wire_name(Enum value)
{
    return boost::describe::enum_to_string(value, "");
}

// "đại biểu, chủ tọa": all roles of a person.
std::string labels(const std::vector<Role>& roles);

// A machine's time as the clock on the wall shows it; "" stays "".
std::string wall_time(const std::string& rfc3339);

}  // namespace chamber::admin
