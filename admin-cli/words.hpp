// From what a person types to the thing meant, and from enums to words: names for machines, Vietnamese for people.
#pragma once

#include "admin-cli/office.hpp"

#include <boost/describe/enum_to_string.hpp>

namespace chamber::admin {

// Each takes the id; also the session's number ("15"), the item's number on the agenda ("3"), the person's seat or account-free name.
// Errors: session_unknown, item_unknown, person_unknown; `where` is what was typed.
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

std::string_view label(SessionState state);
std::string_view label(DeviceKind kind);
std::string_view label(DeviceState state);
std::string_view label(Role role);
std::string_view label(AttendanceStatus status);
std::string_view label(Audience audience);
std::string_view label(Trust trust);
std::string_view label(CertificateStanding standing);
std::string_view label(RevocationState revocation);

// "đại biểu, chủ tọa": all roles of a person.
std::string labels(const std::vector<Role>& roles);

// A machine's time as the clock on the wall shows it; "" stays "".
std::string wall_time(const std::string& rfc3339);

}  // namespace chamber::admin
