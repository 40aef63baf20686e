// The keys of a backup: keys/ leaves the data directory only as a CMS message (AuthEnvelopedData, AES-256-GCM) for one
// recipient.
//
//   setup:  a new key pair, its private part under the passphrase (PKCS #8, scrypt)  ─┐
//           or somebody's certificate, whose private part lies elsewhere             ─┴▶ backup-recipient.pem in the
//           data directory
//   make:   needs the certificate alone: a schedule knows no passphrase
//   restore: the private part, from the backup and the passphrase, or from a file
//
// Without us: openssl cms -decrypt -inform DER -in keys.cms -inkey data/backup-recipient.pem | tar x. Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"
#include "storage/backup/key_bundle.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct BackupRecipient {
    std::string certificate_pem;
    std::string private_key_pem;  // encrypted; empty: it lies elsewhere

    std::string text() const { return certificate_pem + private_key_pem; }
};

// Errors: secret_too_weak, certificate_failed.
Result<BackupRecipient> draw_recipient(std::string_view passphrase, const std::string& council_name, Clock& clock);

// A certificate, perhaps with an encrypted private key. Errors: trust_unreadable, trust_private_key (one that lies
// open), certificate_failed (a key for signatures only).
Result<BackupRecipient> parse_recipient(std::string_view pem);

// "AB:CD:…" of the certificate, to compare.
std::string recipient_fingerprint(const BackupRecipient& recipient);

// What opens the keys: the passphrase of the private key that came with the backup, or of the one given here.
struct BackupUnlock {
    std::optional<std::string> passphrase;
    std::optional<std::string> private_key_pem;
};

// All of keys/, as a tar. Errors: key_missing (a folder without the authority's certificate), io_failed,
// certificate_failed.
Result<std::string> seal_keys(const std::filesystem::path& keys, const BackupRecipient& recipient);

// Errors: backup_locked (no passphrase, a wrong one, another key), backup_damaged.
Result<std::vector<KeyFile>> open_keys(std::string_view sealed, const BackupRecipient& recipient,
                                       const BackupUnlock& unlock);

// Whether it is such a message at all; says nothing of what is in it.
bool is_sealed_keys(std::string_view sealed);

}  // namespace chamber::storage
