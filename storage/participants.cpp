#include "storage/participants.hpp"

#include "storage/people.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

std::vector<Participant> people_of(Database& database, const SessionId& session)
{
    return list_entities<Participant>(database, "SELECT body FROM participant WHERE session = ?1 ORDER BY person",
                                      session.value);
}

std::optional<Participant> find_participant(Database& database, const SessionId& session, const PersonId& person)
{
    return find_entity<Participant>(database, "SELECT body FROM participant WHERE session = ?1 AND person = ?2",
                                    session.value, person.value);
}

void put_participant(UnitOfWork& work, const Participant& participant)
{
    const auto known = find_participant(work.database, participant.session, participant.person);
    if (known && body_of(*known) == body_of(participant)) return;
    work.database.run(
        "INSERT INTO participant (id, session, person, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        participant.id, participant.session.value, participant.person.value, body_of(participant));
    // Whoever was struck off may be put on again.
    work.feed.put(Participant::type, participant.id, everyone_scope, Revival::allowed);
}

void remove_participant(UnitOfWork& work, const Participant& participant)
{
    work.database.run("DELETE FROM participant WHERE id = ?1", participant.id);
    work.feed.remove(Participant::type, participant.id);
}

bool has_record(Database& database, const SessionId& session, const PersonId& person)
{
    const auto attended = database.integer(
        "SELECT 1 FROM attendance JOIN sitting ON sitting.id = attendance.sitting WHERE sitting.session "
        "= ?1 AND attendance.person = ?2 LIMIT 1",
        session.value, person.value);
    const auto noted =
        database.integer("SELECT 1 FROM annotation JOIN document ON document.id = annotation.document WHERE "
                         "document.session = ?1 AND annotation.author = ?2 LIMIT 1",
                         session.value, person.value);
    return attended.has_value() || noted.has_value();
}

std::vector<Person> people_for_archive(Database& database, const SessionId& session)
{
    std::vector<Person> people;
    for (const Participant& each : people_of(database, session)) people.push_back(person_of(each));
    for (Person& person : list_entities<Person>(database, "SELECT body FROM person ORDER BY id")) {
        const bool listed =
            std::any_of(people.begin(), people.end(), [&](const Person& each) { return each.id == person.id; });
        if (listed || !is_staff(person)) continue;
        // Somebody wrote a record or keeps the machine: a name to read, nobody to count.
        std::erase_if(person.roles, [](Role role) { return role == Role::delegate || role == Role::guest; });
        person.counts_for_quorum = false;
        people.push_back(std::move(person));
    }
    return people;
}

Council council_of(Database& database, const Session& session)
{
    const auto kept = database.text("SELECT council FROM session WHERE id = ?1", session.id.value);
    Council council = kept && !kept->empty() ? entity_of<Council>(*kept) : find_council(database).value_or(Council{});
    if (!session.council_name.empty()) council.name = session.council_name;
    if (!session.term_name.empty()) council.term_name = session.term_name;
    if (session.seats > 0) council.seats = session.seats;
    if (session.in_office > 0) council.in_office = session.in_office;
    return council;
}

std::vector<Group> groups_of(Database& database, const SessionId& session)
{
    auto groups =
        list_entities<Group>(database, "SELECT body FROM session_group WHERE session = ?1 ORDER BY id", session.value);
    if (groups.empty()) groups = list_entities<Group>(database, "SELECT body FROM people_group ORDER BY id");
    return groups;
}

void keep_council(UnitOfWork& work, const SessionId& session, const Council& council)
{
    work.database.run("UPDATE session SET council = ?2 WHERE id = ?1", session.value, body_of(council));
}

void keep_groups(UnitOfWork& work, const SessionId& session, const std::vector<Group>& groups)
{
    for (const Group& group : groups)
        work.database.run(
            "INSERT INTO session_group (session, id, body) VALUES (?1, ?2, ?3) ON CONFLICT (session, id) DO UPDATE SET body "
            "= excluded.body",
            session.value, group.id.value, body_of(group));
}

bool is_newest(Database& database, const Session& session)
{
    return !database.integer("SELECT 1 FROM session WHERE id <> ?1 AND start_on > ?2 AND state <> 'cancelled' LIMIT 1",
                             session.id.value, session.start_on);
}

Council council_after(Database& database, const SessionImport& imported)
{
    Council council = imported.council;
    const auto today = find_council(database);
    const auto before = find_session(database, imported.session.id);
    if (before || today) {
        const Council known = before ? council_of(database, *before) : *today;
        if (council.id.empty()) council.id = known.id;
        if (council.level.empty()) council.level = known.level;
        if (council.province.empty()) council.province = known.province;
        if (council.organ_id.empty()) council.organ_id = known.organ_id;
        if (council.term_name.empty()) council.term_name = known.term_name;
        if (council.seats == 0) council.seats = known.seats;
        if (council.in_office == 0) council.in_office = known.in_office;
    }
    if (const auto counted = in_office_of(imported)) council.in_office = *counted;
    if (!today) return council;
    // Rules of the house are not the file's business.
    council.lock_after_min = today->lock_after_min;
    council.lease_h = today->lease_h;
    council.seat_map = today->seat_map;
    council.check_in_before_min = today->check_in_before_min;
    council.confirm_check_ins = today->confirm_check_ins;
    return council;
}

}  // namespace chamber::storage
