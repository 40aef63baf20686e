// The list of papers of an archive on pages: a PDF in the layout of Nghị định 30/2020, the digests in an annex.
// Thread: any, one at a time.
#pragma once

#include "storage/archive/archive.hpp"

namespace chamber::workflow {

// Errors: internal (the font is not installed), unclean_text, too_long.
Result<std::string> print_archive_index(const storage::IndexSheet& sheet);

}  // namespace chamber::workflow
