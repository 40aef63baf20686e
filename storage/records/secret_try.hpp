// A try of a PIN or a password: who makes it, and what the store says before anything is compared.
#pragma once

#include "protocol/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace chamber::storage {

// Who tries a secret: `person` (PIN) or `account` (password), on which device. `here`: on the server's own machine.
// `again`: `person` is signed in there, staff or not, and proves it once more. Checking is keys/secret_hasher's work,
// without holding the store.
struct TryOf {
    std::optional<PersonId> person;
    std::optional<std::string> account;
    DeviceId device;
    bool here = false;
    bool again = false;
};

// A try that is being made (storage/sign_in_tries).
struct SecretTry {
    std::optional<PersonId>
        person;  // empty: nobody by that name; to be compared with anything, for as long as a real one takes
    std::string hash;
    std::int32_t wait_s = 0;       // > 0: not before, and not counted
    bool locked = false;           // until the clerk acts; not counted
    std::int32_t next_wait_s = 0;  // to wait if the secret is wrong
    bool counted = false;
};

}  // namespace chamber::storage
