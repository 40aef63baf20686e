#include "storage/guests.hpp"

#include "protocol/importing.hpp"
#include "protocol/text.hpp"
#include "storage/amendments.hpp"
#include "storage/device_row.hpp"
#include "storage/participants.hpp"
#include "storage/people.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// A guest and nothing else: neither a delegate nor of the office.
bool only_guest(const std::vector<Role>& roles)
{
    return roles == std::vector<Role>{Role::guest};
}

std::string given_name(const std::string& name)
{
    return name.substr(name.rfind(' ') + 1);
}

Person guest_of(const PutGuest& command)
{
    Person person;
    person.id = command.person;
    person.name = command.name;
    person.sort_name = given_name(command.name);
    person.position = command.position;
    person.roles = {Role::guest};
    person.seat = command.seat;
    return person;
}

Result<void> check_seat(Database& database, const PutGuest& command)
{
    if (!command.seat) return {};
    for (const Participant& each : people_of(database, command.session))
        if (each.person != command.person && each.seat == command.seat)
            return fail(ErrorCode::already_exists, *command.seat + " " + each.person.value, "/seat");
    return {};
}

}  // namespace

Result<CommandEffect> put_guest(UnitOfWork& work, const Viewer& viewer, const PutGuest& command)
{
    auto session = open_session(work.database, command.session);
    if (!session) return session.error();
    if (!is_id(command.person.value)) return fail(ErrorCode::wrong_type, "person id", "/person");
    if (is_blank(command.name)) return fail(ErrorCode::missing_field, {}, "/name");
    const auto known = find_person(work.database, command.person);
    if (known && !only_guest(known->roles))
        return fail(ErrorCode::person_unknown, command.person.value + " is no guest", "/person");
    if (auto free = check_seat(work.database, command); !free) return free.error();
    const auto before = find_participant(work.database, session->id, command.person);
    const Person guest = guest_of(command);
    // What is known of a guest today is what the newest session says.
    if (!known || (is_newest(work.database, *session) && body_of(*known) != body_of(guest))) put_person(work, guest);
    const Participant now = participant_of(guest, session->id);
    const auto amend = [&](const char* field, const std::string& was, const std::string& is) {
        add_amendment(work, Participant::type, now.id,
                      Amendment{"", viewer.person, field, was, is, command.reason.value_or("")});
    };
    if (!before) {
        amend("added", "", now.name);
    } else {
        amend("name", before->name, now.name);
        amend("position", before->position, now.position);
        amend("seat", before->seat.value_or(""), now.seat.value_or(""));
    }
    put_participant(work, now);
    return CommandEffect{now.id, session->id, command.reason};
}

Result<CommandEffect> remove_guest(UnitOfWork& work, const Viewer& viewer, const RemoveGuest& command)
{
    auto session = open_session(work.database, command.session);
    if (!session) return session.error();
    const auto guest = find_participant(work.database, session->id, command.person);
    if (!guest || !only_guest(guest->roles)) return fail(ErrorCode::person_unknown, command.person.value, "/person");
    if (has_record(work.database, session->id, command.person))
        return fail(ErrorCode::person_busy, "attendance or notes", "/person");
    const auto presents = work.database.integer(
        "SELECT 1 FROM agenda_item WHERE session = ?1 AND json_extract(body, '$.presenter') = ?2 LIMIT 1",
        session->id.value, command.person.value);
    if (presents) return fail(ErrorCode::person_busy, "presents an item", "/person");
    add_amendment(work, Participant::type, guest->id,
                  Amendment{"", viewer.person, "removed", guest->name, "", command.reason});
    remove_participant(work, *guest);
    // Whom no session expects any more reads nothing any more.
    if (!work.database.integer(
            "SELECT 1 FROM participant JOIN session ON session.id = participant.session "
            "WHERE participant.person = ?1 AND session.state NOT IN ('archived', 'cancelled') LIMIT 1",
            command.person.value))
        end_sign_ins(work, command.person, std::nullopt);
    return CommandEffect{guest->id, session->id, command.reason};
}

}  // namespace chamber::storage
