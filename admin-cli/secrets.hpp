// PINs and passwords made for people, and the one sheet of paper on which the office gets them.
#pragma once

#include "protocol/error.hpp"
#include "protocol/person.hpp"
#include "protocol/world.hpp"
#include "storage/keys/secret_hasher.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chamber::admin {

// The hasher, once its pepper is the one that this council's secrets were made with. Errors: key_missing,
// database_damaged, io_failed.
Result<storage::SecretHasher> open_known_hasher(const storage::DataDirectory& directory);

// limits::pin_digits decimal digits, the first from 1 to 9, every such PIN equally likely.
std::string draw_pin(Entropy& entropy);

// "mtkz-8w3q-hc5r-u9fy": 80 bits in letters and digits that are not mistaken for each other.
std::string draw_password(Entropy& entropy);

// Delegates and guests have a PIN, everybody else signs in with account and password.
bool has_pin(const Person& person);

// "NV02" signs in as "nv02".
std::string account_of(const Person& person);

struct IssuedSecret {
    Person person;
    std::optional<std::string> account;
    std::string secret;
};

// A UTF-8 CSV (RFC 4180) with a heading line, 0600, durable when it returns. Never replaces a file. Errors:
// already_exists, io_failed, disk_full.
Result<void> write_secrets(const std::filesystem::path& path, const std::vector<IssuedSecret>& secrets);

}  // namespace chamber::admin
