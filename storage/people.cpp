#include "storage/people.hpp"

#include "storage/sessions.hpp"
#include "storage/vietnamese.hpp"

#include <algorithm>
#include <tuple>

namespace chamber::storage {

namespace {

bool has_role(const Person& person, Role role)
{
    return std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end();
}

// Sorts "Ánh" between "An" and "Bình": plain letters first, marks only among equals.
WordKeys sort_keys(const std::string& name)
{
    WordKeys keys = word_keys(name);
    for (char& letter : keys.folded)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return keys;
}

}  // namespace

std::optional<Person> find_person(Database& database, const PersonId& id)
{
    return find_entity<Person>(database, "SELECT body FROM person WHERE id = ?1", id.value);
}

void put_person(Work& work, const Person& person)
{
    work.database.run("INSERT INTO person (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body", person.id.value, body_of(person));
    work.feed.put(Person::type, person.id.value, everyone_scope);
}

void put_group(Work& work, const Group& group)
{
    work.database.run("INSERT INTO people_group (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body", group.id.value, body_of(group));
    work.database.run("DELETE FROM group_member WHERE people_group = ?1", group.id.value);
    for (const PersonId& member : group.members)
        work.database.run("INSERT OR IGNORE INTO group_member (person, people_group) VALUES (?1, ?2)", member.value, group.id.value);
    work.feed.put(Group::type, group.id.value, everyone_scope);
}

bool is_staff(const Person& person)
{
    using enum Role;
    const Role staff[] = {secretary, clerk, archivist, administrator, auditor};
    return std::any_of(std::begin(staff), std::end(staff), [&](Role role) { return has_role(person, role); });
}

Viewer viewer_of(Database& database, const Person& person, const DeviceId& device)
{
    Viewer viewer;
    viewer.person = person.id;
    viewer.device = device;
    viewer.roles = person.roles;
    const auto join = [&viewer](const GroupId& group) {
        if (std::find(viewer.groups.begin(), viewer.groups.end(), group) == viewer.groups.end()) viewer.groups.push_back(group);
    };
    if (person.group) join(*person.group);
    if (person.committee) join(*person.committee);
    Statement rows = database.query("SELECT people_group FROM group_member WHERE person = ?1 ORDER BY people_group", person.id.value);
    while (rows.step()) join(GroupId(rows.text(0)));
    viewer.presiding = is_presiding(database, person.id);
    return viewer;
}

std::vector<Candidate> list_candidates(Database& database)
{
    struct Row {
        bool guest;
        WordKeys given_name;
        WordKeys whole_name;
        Candidate candidate;
    };
    std::vector<Row> found;
    for (const Person& person : list_entities<Person>(database, "SELECT body FROM person ORDER BY id")) {
        const bool delegate = has_role(person, Role::delegate);
        if (!delegate && !has_role(person, Role::guest)) continue;
        std::optional<std::string> group_name;
        if (person.group) {
            const auto group = find_entity<Group>(database, "SELECT body FROM people_group WHERE id = ?1", person.group->value);
            if (group) group_name = group->name;
        }
        Candidate candidate{person.id, person.name, person.position, person.seat, group_name, !delegate};
        found.push_back(Row{!delegate, sort_keys(person.sort_name), sort_keys(person.name), std::move(candidate)});
    }
    const auto key = [](const Row& row) {
        return std::tie(row.guest, row.given_name.folded, row.given_name.exact, row.whole_name.folded, row.whole_name.exact);
    };
    std::stable_sort(found.begin(), found.end(), [&key](const Row& a, const Row& b) { return key(a) < key(b); });
    std::vector<Candidate> candidates;
    for (Row& row : found) candidates.push_back(std::move(row.candidate));
    return candidates;
}

}  // namespace chamber::storage
