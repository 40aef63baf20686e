// Rows of people and groups, and what a person may see and do as a viewer.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>

namespace chamber::storage {

std::optional<Person> find_person(Database& database, const PersonId& id);
void put_person(UnitOfWork& work, const Person& person);
void put_group(UnitOfWork& work, const Group& group);

// The person on that device, with groups from the person's own row and from the groups' member lists. While a session
// is held, delegates and guests in its roll have the part and the groups they have there: what is imported for later
// disturbs nothing.
Viewer viewer_of(Database& database, const Person& person, const DeviceId& device);

}  // namespace chamber::storage
