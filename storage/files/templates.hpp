// Templates of papers that a council has made its own: files in `templates/` of the data directory, put there by hand
// or by chamber-admin. Read whenever a paper is made, so that a new one counts at once.
#pragma once

#include "protocol/error.hpp"
#include "storage/files/data_directory.hpp"

#include <string>
#include <string_view>

namespace chamber::storage {

inline constexpr std::string_view templates_folder = "templates";

// Empty: the council has none of its own. Errors: template_unreadable (`where`: its name; too large, not a file, not to
// be read).
Result<std::string> read_template(const DataDirectory& directory, std::string_view file_name);

}  // namespace chamber::storage
