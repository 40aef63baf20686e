// Entities by their wire name: the text of one from its own row, and all of a type.
#pragma once

#include "protocol/message.hpp"
#include "storage/database/database.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// The entity's wire text as devices may see it; nothing when it is not there (any more).
std::optional<std::string> entity_text(Database& database, const std::string& type, const std::string& id);

// All of a type, by id. Errors: unknown_type.
Result<std::vector<Entity>> list_all(Database& database, std::string_view type);

}  // namespace chamber::storage
