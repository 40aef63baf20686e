// Which PIN or password a person may choose, and how a wrong one is said: a delegate has a PIN and never reads of
// passwords, staff the other way round. Hashing and counting are storage's (secret, secrets).
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "protocol/world.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace chamber {

enum class SecretKind { pin, password };

// Staff have accounts with passwords, everybody else a PIN.
SecretKind secret_kind_of(const Viewer& viewer);

// The complaint about a new secret, in Vietnamese; nothing: it may be taken. A PIN has exactly limits::pin_digits
// digits, not all alike and not counted up or down; a password at least limits::password_chars_min characters (not
// bytes), not all alike. Neither is the old one.
std::optional<std::string_view> complaint_about(SecretKind kind, std::string_view current, std::string_view wanted);

// limits::pin_digits decimal digits, the first from 1 to 9 (spreadsheets drop a leading zero), none that anybody would
// guess.
std::string draw_pin(Entropy& entropy);
// "mtkz-8w3q-hc5r-u9fy": 80 bits in letters and digits that are not mistaken for each other.
std::string draw_password(Entropy& entropy);
// Delegates and guests have a PIN, also those who work in the office; everybody else signs in with account and
// password.
bool has_pin(const Person& person);
// What staff type who have no account yet: "NV02" signs in as "nv02".
std::string account_of(const PersonId& person);

// A refusal of a secret in the words of its kind.
Refusal secret_refusal(SecretKind kind, const Error& error, std::uint32_t ask, std::int32_t wait_s);

}  // namespace chamber
