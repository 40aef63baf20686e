// How closely a database is looked at.
#pragma once

namespace chamber::storage {

// quick: every page, row and chain link, but not each index against its table, and no foreign keys.
enum class Thoroughness { quick, whole };

}  // namespace chamber::storage
