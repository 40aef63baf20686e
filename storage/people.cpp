#include "storage/people.hpp"

#include "protocol/at_hand.hpp"
#include "protocol/natural_order.hpp"
#include "storage/participants.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace chamber::storage {

std::optional<Person> find_person(Database& database, const PersonId& id)
{
    return find_entity<Person>(database, "SELECT body FROM person WHERE id = ?1", id.value);
}

void put_person(UnitOfWork& work, const Person& person)
{
    work.database.run(
        "INSERT INTO person (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        person.id.value, body_of(person));
    work.feed.put(Person::type, person.id.value, everyone_scope);
}

void put_group(UnitOfWork& work, const Group& group)
{
    work.database.run(
        "INSERT INTO people_group (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        group.id.value, body_of(group));
    work.database.run("DELETE FROM group_member WHERE people_group = ?1", group.id.value);
    for (const PersonId& member : group.members)
        work.database.run("INSERT OR IGNORE INTO group_member (person, people_group) VALUES (?1, ?2)", member.value,
                          group.id.value);
    work.feed.put(Group::type, group.id.value, everyone_scope);
}

namespace {

bool sits(Role role)
{
    return role == Role::delegate || role == Role::guest;
}

// The person as the roll of the session that is held has them; nothing when none is, or the roll says what the row
// says.
std::optional<Participant> disturbed(Database& database, const Person& person)
{
    const auto sessions =
        list_entities<Session>(database, "SELECT body FROM session WHERE state IN ('in_session', 'recess')");
    const Session* held = at_hand(sessions);
    if (held == nullptr) return std::nullopt;
    auto participant = find_participant(database, held->id, person.id);
    if (!participant || std::none_of(participant->roles.begin(), participant->roles.end(), sits)) return std::nullopt;
    const auto part_of = [](std::vector<Role> roles) {
        std::erase_if(roles, [](Role role) { return !sits(role); });
        return roles;
    };
    const bool same = participant->group == person.group && participant->committee == person.committee &&
                      part_of(participant->roles) == part_of(person.roles);
    return same ? std::nullopt : std::move(participant);
}

}  // namespace

Viewer viewer_of(Database& database, const Person& person, const DeviceId& device)
{
    Viewer viewer;
    viewer.person = person.id;
    viewer.device = device;
    viewer.roles = person.roles;
    const auto join = [&viewer](const GroupId& group) {
        if (std::find(viewer.groups.begin(), viewer.groups.end(), group) == viewer.groups.end())
            viewer.groups.push_back(group);
    };
    const auto in_roll = disturbed(database, person);
    const auto& group = in_roll ? in_roll->group : person.group;
    const auto& committee = in_roll ? in_roll->committee : person.committee;
    if (group) join(*group);
    if (committee) join(*committee);
    if (in_roll) {
        std::erase_if(viewer.roles, sits);
        std::copy_if(in_roll->roles.begin(), in_roll->roles.end(), std::back_inserter(viewer.roles), sits);
    } else {
        Statement rows = database.query("SELECT people_group FROM group_member WHERE person = ?1 ORDER BY people_group",
                                        person.id.value);
        while (rows.step()) join(GroupId(rows.text(0)));
    }
    viewer.presiding = is_presiding(database, person.id);
    return viewer;
}

namespace {

// In the rolls of sessions that are not over, else of all: each person once, as the session at hand has them, else the
// newest.
std::map<PersonId, Participant> expected(Database& database)
{
    auto sessions = list_entities<Session>(
        database, "SELECT body FROM session WHERE state NOT IN ('archived', 'cancelled') ORDER BY start_on, id");
    // People of a session that came from elsewhere are names in its record, and nobody here.
    if (sessions.empty())
        sessions = list_entities<Session>(
            database,
            "SELECT body FROM session WHERE json_extract(body, '$.imported_from') IS NULL ORDER BY start_on, id");
    std::map<PersonId, Participant> people;
    const Session* first = at_hand(sessions);
    for (const Session& session : sessions)
        for (Participant& each : people_of(database, session.id)) people.insert_or_assign(each.person, std::move(each));
    if (first != nullptr)
        for (Participant& each : people_of(database, first->id)) people.insert_or_assign(each.person, std::move(each));
    return people;
}

}  // namespace

Result<std::vector<Candidate>> Store::candidates()
{
    return body_->read<std::vector<Candidate>>([&]() -> Result<std::vector<Candidate>> {
        Database& database = *body_->database;
        const std::string day = vietnamese_day(body_->clock.utc());
        struct Row {
            bool guest;
            std::string given_name;
            Candidate candidate;
        };
        std::vector<Row> found;
        for (const auto& [id, participant] : expected(database)) {
            const auto known = find_person(database, id);
            if (!known || !may_serve(*known, day)) continue;
            const Person person = person_of(participant);
            const bool delegate = has_role(person, Role::delegate);
            if (!delegate && !has_role(person, Role::guest)) continue;
            std::optional<std::string> group_name;
            if (person.group) {
                const auto group =
                    find_entity<Group>(database, "SELECT body FROM people_group WHERE id = ?1", person.group->value);
                if (group) group_name = group->name;
            }
            Candidate candidate{person.id, person.name, person.position, person.seat, group_name, !delegate};
            found.push_back(Row{!delegate, person.sort_name, std::move(candidate)});
        }
        // As every list of names is sorted: by given name in the Vietnamese alphabet, Dụ before Đen, then by the whole.
        std::stable_sort(found.begin(), found.end(), [](const Row& a, const Row& b) {
            if (a.guest != b.guest) return b.guest;
            if (const auto order = natural_order(a.given_name, b.given_name); order != 0) return order < 0;
            return natural_order(a.candidate.name, b.candidate.name) < 0;
        });
        std::vector<Candidate> candidates;
        for (Row& row : found) candidates.push_back(std::move(row.candidate));
        return candidates;
    });
}

}  // namespace chamber::storage
