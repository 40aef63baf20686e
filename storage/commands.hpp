// Applying a device's commands: each asks access, takes its savepoint, and leaves a receipt and a journal entry.
//
//   number ≤ last     same content: the same receipt again; other content: cloned, nothing of the message is applied
//   number = last+1   applied, or refused: either way it is used up
//   number > last+1   gap, nothing of the message is applied
#pragma once

#include "storage/records/applied.hpp"
#include "storage/transaction/work.hpp"

#include <string_view>
#include <vector>

namespace chamber::storage {

// Errors: device_revoked, sign_in_ended, wrong_type (the incarnation). A refused command is an outcome, not an error.
Result<Applied> apply_commands(Work& work, const Viewer& viewer, std::string_view incarnation, const std::vector<Command>& commands,
                               const ApplyRation& ration = {});

// The same for a revoked device that brings its person's last notes (hand_in.hpp): numbered and answered alike. What is not such a note is
// refused as not_allowed. Errors: device_revoked, wrong_type.
Result<Applied> hand_in(Work& work, const DeviceId& device, std::string_view incarnation, const std::vector<Command>& commands, const ApplyRation& ration);

}  // namespace chamber::storage
