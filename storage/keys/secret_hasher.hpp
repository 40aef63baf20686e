// PINs and passwords: Argon2id (64 MiB, t=3, p=1) over HMAC-SHA-256(pepper, secret). The pepper lies in keys/pepper
// (0600), outside the database, so that a stolen database cannot be searched offline. Costs about 0.15 s of CPU: never
// on the meeting thread.
#pragma once

#include "protocol/error.hpp"
#include "protocol/wiping.hpp"
#include "storage/files/data_directory.hpp"

#include <string>
#include <string_view>

namespace chamber::storage {

class SecretHasher {
public:
    // Makes the pepper of a new council: `init` alone. Another pepper would turn every hash that is there into
    // nonsense. Errors: already_exists, io_failed, disk_full.
    static Result<void> make_pepper(const DataDirectory& directory);

    // Reads the pepper. Errors: key_missing (no file, or not 32 bytes long; `where` names it), io_failed.
    static Result<SecretHasher> open(const DataDirectory& directory);

    // What the database keeps to know this pepper again; says nothing of it. Shape: 64 hexadecimal digits.
    std::string pepper_check() const;

    // Shape: the encoded Argon2id string. Errors: secret_too_weak (a PIN needs limits::pin_digits digits, a password
    // limits::password_chars_min characters), too_long.
    Result<std::string> hash_pin(std::string_view pin) const;
    Result<std::string> hash_password(std::string_view password) const;

    bool verify(std::string_view secret, const std::string& hash) const;
    // Never right, and as costly: for a name that nobody has.
    bool verify_nobody(std::string_view secret) const;

private:
    explicit SecretHasher(SecretText pepper);
    SecretText pepper_;
};

}  // namespace chamber::storage
