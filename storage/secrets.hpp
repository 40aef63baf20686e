// The encoded hashes of PINs and passwords. Trying one is sign_in_tries' business, computing and checking hashes
// keys/secret_hasher's.
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>

namespace chamber::storage {

// Wrong tries on this device, and on the server's own machine.
void forget_wrong_secrets(UnitOfWork& work, const PersonId& person, const DeviceId& device);

// Without an account the former one stays. Also unlocks every device for that person. Where a former one is replaced,
// every sign-in of the person ends but the one on `stays`. Errors: person_unknown, already_exists (the account is
// another's).
Result<void> put_secret(UnitOfWork& work, const ImportedSecret& secret,
                        const std::optional<DeviceId>& stays = std::nullopt);

}  // namespace chamber::storage
