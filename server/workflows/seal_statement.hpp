// "Biên bản niêm phong hồ sơ điện tử": what was sealed, under which digests, on a page to be signed with the office's
// usual tool, and the fields that the historical archive checks on receipt. It lies beside the zip: nothing inside can
// name the digest of what covers it. The same archive gives the same bytes. Thread: any, one at a time.
#pragma once

#include "storage/archive/sealing_facts.hpp"

namespace chamber::workflow {

// Errors: internal (the font is not installed), unclean_text, too_long.
Result<std::string> print_seal_statement(const storage::BuiltArchive& built, const storage::SealingFacts& facts);

}  // namespace chamber::workflow
