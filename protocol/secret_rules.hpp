// Which PIN or password a person may choose, and how a wrong one is said: a delegate has a PIN and never reads of
// passwords, staff the other way round. Hashing and counting are storage's (secret, secrets).
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "protocol/person.hpp"

#include <optional>
#include <string_view>

namespace chamber {

enum class SecretKind { pin, password };

// Staff have accounts with passwords, everybody else a PIN.
SecretKind secret_kind_of(const Viewer& viewer);

// The complaint about a new secret, in Vietnamese; nothing: it may be taken. A PIN has exactly limits::pin_digits
// digits, not all alike and not counted up or down; a password at least limits::password_chars_min characters (not
// bytes), not all alike. Neither is the old one.
std::optional<std::string_view> complaint_about(SecretKind kind, std::string_view current, std::string_view wanted);

// A refusal of a secret in the words of its kind.
Refusal secret_refusal(SecretKind kind, const Error& error, std::uint32_t ask, std::int32_t wait_s);

}  // namespace chamber
