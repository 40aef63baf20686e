// What chamber-admin does about time-stamps: asks for one after sealing or later, and knows whose may be believed.
#pragma once

#include "admin-cli/command.hpp"

#include <filesystem>
#include <string>

namespace chamber::admin {

// After a sealing: a time-stamp where an authority is configured; whatever it says, the archive is sealed. Tells the
// clerk, and what to do when nobody answered.
void stamp_after_sealing(const Invocation& invocation, const std::filesystem::path& zip);

// Roots that may stand behind a seal: of --root (PEM, DER, .p7b), else this council's own, present and former, else
// none. Errors: not_found, trust_unreadable.
Result<std::string> seal_roots_for(const Invocation& invocation);

// The root that was accepted when this archive was taken in from elsewhere: it lies beside the zip.
std::filesystem::path accepted_root_beside(const std::filesystem::path& zip);

// The same for a zip of this data directory's archives/, with the root it was taken in under. Errors: as above.
Result<std::string> seal_roots_for(const Invocation& invocation, const std::filesystem::path& zip);

// Roots that may stand behind time-stamps: of --time-root, else of this data directory, else none. Errors: not_found,
// trust_unreadable.
Result<std::string> time_roots_for(const Invocation& invocation);

}  // namespace chamber::admin
