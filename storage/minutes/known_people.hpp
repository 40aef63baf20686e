// People and groups of a session by id, as its minutes name them. Internal to the facts; points into the SessionFile.
#pragma once

#include "storage/minutes/facts.hpp"

#include <map>
#include <string>

namespace chamber::storage {

class KnownPeople {
public:
    explicit KnownPeople(const SessionFile& file)
    {
        for (const auto& person : file.people) people_[person.id] = &person;
        for (const auto& group : file.groups) groups_[group.id] = &group;
    }

    // Of whom only the id is known: the id stands for the name.
    FactPerson fact(const PersonId& id) const
    {
        const auto found = people_.find(id);
        if (found == people_.end()) return {id, id.value, {}, {}, {}};
        const Person& person = *found->second;
        FactPerson fact{id, person.name, person.position, {}, person.seat.value_or("")};
        if (person.group && groups_.contains(*person.group)) fact.group = groups_.at(*person.group)->name;
        return fact;
    }
    std::string name(const PersonId& id) const
    {
        const auto found = people_.find(id);
        return found == people_.end() ? id.value : found->second->name;
    }
    // A person with their office, or a group.
    std::string presenter(const std::string& id) const
    {
        if (const auto group = groups_.find(GroupId(id)); group != groups_.end()) return group->second->name;
        const auto found = people_.find(PersonId(id));
        if (found == people_.end()) return id;
        const Person& person = *found->second;
        return person.position.empty() ? person.name : person.name + ", " + person.position;
    }

private:
    std::map<PersonId, const Person*> people_;
    std::map<GroupId, const Group*> groups_;
};

}  // namespace chamber::storage
