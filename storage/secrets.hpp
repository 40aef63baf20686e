// The encoded hashes of PINs and passwords, and how long a wrong one makes its device wait.
//
// Counted per (person, device), so that nobody can lock the chair out from another tablet: 1, 2, 4 … limits::secret_wait_s_max
// seconds, and after limits::secret_tries_before_lock wrong ones that device is locked for that person until the office sets a
// new secret. Computing and checking hashes is storage/secret's business.
#pragma once

#include "storage/store.hpp"
#include "storage/work.hpp"

#include <string_view>

namespace chamber::storage {

// Errors: person_unknown (nobody, or somebody without a secret).
Result<SecretRecord> secret_of_person(Work& work, const PersonId& person, const DeviceId& device);
Result<SecretRecord> secret_of_account(Work& work, std::string_view account, const DeviceId& device);

// Returns the seconds to wait from now. Errors: person_unknown.
Result<std::int32_t> note_wrong_secret(Work& work, const PersonId& person, const DeviceId& device);
void forget_wrong_secrets(Work& work, const PersonId& person, const DeviceId& device);

// Also unlocks every device for that person. Where a former one is replaced, every sign-in of the person ends but the one on `stays`.
// Errors: person_unknown, already_exists (the account is another's).
Result<void> put_secret(Work& work, const ImportedSecret& secret, const std::optional<DeviceId>& stays = std::nullopt);
// Keeps the account. Errors: person_unknown.
Result<void> set_secret(Work& work, const PersonId& person, std::string_view hash, const std::optional<DeviceId>& stays = std::nullopt);

}  // namespace chamber::storage
