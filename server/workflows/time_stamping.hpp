// The time-stamp of an archive that was sealed: asked of the authority that chamber.toml names, judged by the council's
// trust store, kept beside the zip. Sealing never waits for it: whoever sealed asks afterwards, and again later.
// Blocks. Thread: any, one at a time.
#pragma once

#include "storage/archive/time_stamp.hpp"
#include "storage/files/data_directory.hpp"

#include <optional>

namespace chamber::workflow {

// Roots that may stand behind time-stamps (trust/ and trust/timestamp/), PEM.
Result<std::string> time_roots(const storage::DataDirectory& directory);

// Nothing: no authority is configured, nobody was asked. Errors: bad_configuration, those of stamp_archive.
Result<std::optional<storage::StampedArchive>> stamp(const std::filesystem::path& zip,
                                                     const storage::DataDirectory& directory,
                                                     const std::optional<storage::TimeAuthority>& authority);

// Whether a time-stamp over this archive's seal lies beside it. Asks nobody.
bool is_stamped(const std::filesystem::path& zip, const storage::DataDirectory& directory);

// Why there is none, in words that say what to do; to be put behind a colon. The archive is whole in any case.
std::string why_not_stamped(const Error& error);

}  // namespace chamber::workflow
