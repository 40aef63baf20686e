// Histories of what was changed after the first entry (protocol/amendment.hpp).
#pragma once

#include "storage/transaction/unit_of_work.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// Appends to the history of one thing; `at` is filled in here. Nothing is written when `before` and `after` are the
// same.
void add_amendment(UnitOfWork& work, std::string_view entity_type, const std::string& entity, Amendment amendment);

// A whole history that was written elsewhere, of something new here.
void put_amendments(UnitOfWork& work, const Amendments& history);

// Oldest first.
std::vector<Amendment> amendments_of(Database& database, std::string_view entity_type, const std::string& entity);

}  // namespace chamber::storage
