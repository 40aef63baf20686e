// Which of the council's own roots, present and former, stands behind the seal of an archive. Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "storage/files/data_directory.hpp"

#include <filesystem>
#include <string>

namespace chamber::storage {

// PEM, out of keys/, never out of the zip. Errors: not_found (the zip, or it was sealed under nobody's root that is
// here), archive_damaged, archive_is_draft, archive_unsigned.
Result<std::string> own_root_behind(const std::filesystem::path& zip, const DataDirectory& directory);

}  // namespace chamber::storage
