// Enrolled tablets and desktops: meeting one, approving it by its code, revoking it. Who is signed in on one:
// sign_ins.hpp.
//
//   pending ──code──► approved ──► revoked        a revoked device never comes back; a new key is a new device
//
// The code has 8 letters that cannot be mistaken for one another, works once, runs out after limits::pairing_code_ms,
// and is replaced by a fresh one at the next hello.
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Errors: code_unknown (also when it ran out), too_long.
Result<CommandEffect> approve_device(UnitOfWork& work, const ApproveDevice& command);
// Errors: device_unknown.
Result<CommandEffect> revoke_device(UnitOfWork& work, const RevokeDevice& command);

}  // namespace chamber::storage
