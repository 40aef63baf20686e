// A PIN or password that somebody is to be given.
#pragma once

#include "protocol/secret_rules.hpp"

#include <optional>
#include <string>

namespace chamber::storage {

// `account`: what staff type, known already or free to be taken; nothing for those who have a PIN.
struct SecretNeed {
    PersonId person;
    SecretKind kind = SecretKind::pin;
    std::optional<std::string> account;
};

}  // namespace chamber::storage
