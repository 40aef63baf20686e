#include "admin-cli/participants.hpp"

#include <algorithm>

namespace chamber::admin {

Result<std::vector<Participant>> people_of(Office& office, const SessionId& session)
{
    auto people = office.all<Participant>();
    if (!people) return people;
    std::erase_if(*people, [&](const Participant& each) { return each.session != session; });
    std::ranges::sort(*people, {}, &Participant::person);
    return people;
}

Result<Participant> find_participant(Office& office, const SessionId& session, const std::string& typed)
{
    auto people = people_of(office, session);
    if (!people) return people.error();
    for (const auto& each : *people)
        if (each.person.value == typed || each.seat == typed) return each;
    return fail(ErrorCode::person_unknown, "không có trong danh sách của kỳ họp " + session.value, typed);
}

}  // namespace chamber::admin
