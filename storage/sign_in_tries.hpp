// One try of a PIN or password. It is counted before the costly comparison, so that tries sent side by side are not looked at side by
// side, and taken back when the secret was right or could not be compared.
//
//   begin_try ──counted──▶ compared ──right──▶ sign_in forgets the tries
//       │                      ├─────wrong──▶ note_miss (journal)
//       └ waiting, locked      └─────could not be compared──▶ undo_try
//
// Counted per (person, device), so that nobody can lock the chair out from another tablet: 1, 2, 4 … limits::secret_wait_s_max
// seconds, and after limits::secret_tries_before_lock wrong ones that device is locked for that person until the office sets a
// new secret. Whoever is signed in and proves it again (a locked screen, a new PIN) is counted by the same rule.
//
// A name that nobody has is counted the same way: neither what is answered nor how long it takes tells who exists.
#pragma once

#include "storage/records/secret_try.hpp"
#include "storage/transaction/work.hpp"

namespace chamber::storage {

SecretTry begin_try(Work& work, const TryOf& of);
void undo_try(Work& work, const TryOf& of, const SecretTry& made);

}  // namespace chamber::storage
