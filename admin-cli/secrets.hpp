// The one sheet of paper on which the office gets the PINs and passwords made for people (protocol/secret_rules).
#pragma once

#include "protocol/error.hpp"
#include "protocol/person.hpp"
#include "protocol/secret_rules.hpp"
#include "storage/keys/secret_hasher.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chamber::admin {

// The hasher, once its pepper is the one that this council's secrets were made with. Errors: key_missing,
// database_damaged, io_failed.
Result<storage::SecretHasher> open_known_hasher(const storage::DataDirectory& directory);

struct IssuedSecret {
    Person person;
    std::optional<std::string> account;
    std::string secret;
};

// A UTF-8 CSV (RFC 4180) with a heading line, 0600, durable when it returns. Never replaces a file. Errors:
// already_exists, io_failed, disk_full.
Result<void> write_secrets(const std::filesystem::path& path, const std::vector<IssuedSecret>& secrets);

}  // namespace chamber::admin
