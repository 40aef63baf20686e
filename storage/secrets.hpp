// The encoded hashes of PINs and passwords. Trying one is sign_in_tries' business, computing and checking hashes keys/secret_hasher's.
#pragma once

#include "storage/transaction/work.hpp"

#include <string_view>

namespace chamber::storage {

void forget_wrong_secrets(Work& work, const PersonId& person, const DeviceId& device);

// Also unlocks every device for that person. Where a former one is replaced, every sign-in of the person ends but the one on `stays`.
// Errors: person_unknown, already_exists (the account is another's).
Result<void> put_secret(Work& work, const ImportedSecret& secret, const std::optional<DeviceId>& stays = std::nullopt);
// Keeps the account. Errors: person_unknown.
Result<void> set_secret(Work& work, const PersonId& person, std::string_view hash, const std::optional<DeviceId>& stays = std::nullopt);

}  // namespace chamber::storage
