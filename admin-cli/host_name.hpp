// host_name in chamber.toml, read and replaced as the one line it is: everything else in the file, comments too, stays
// as somebody wrote it. What the server makes of the whole file is server/config's.
#pragma once

#include "protocol/error.hpp"
#include "storage/files/data_directory.hpp"

#include <string>
#include <string_view>

namespace chamber::admin {

// The name in the text; "localhost" when it has none, as for the server.
std::string host_name_in(std::string_view toml);

// The same text with another name: the line replaced, or a new first line.
std::string with_host_name(std::string_view toml, std::string_view host_name);

// Errors: io_failed, too_large. A file that is not there has no name in it.
Result<std::string> read_host_name(const storage::DataDirectory& directory);
// Whole and durable, or not at all. Errors: io_failed, disk_full.
Result<void> write_host_name(const storage::DataDirectory& directory, std::string_view host_name);

}  // namespace chamber::admin
