// One sitting: when, who, whether there were enough, what was on. Internal to the facts.
#pragma once

#include "storage/minutes/conduct.hpp"
#include "storage/minutes/known_people.hpp"

namespace chamber::storage {

FactSitting sitting_fact(const SessionFile& file, const Sitting& sitting, const KnownPeople& people,
                         const std::vector<Deed>& deeds);

}  // namespace chamber::storage
