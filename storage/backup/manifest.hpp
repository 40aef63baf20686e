// What a backup says of itself: which history it holds up to where, and every file with its bytes and SHA-256. JSON
// with one spelling only (the text is signed), as tables and an example in README.md. Thread: any.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct BackupFile {
    std::string path;  // inside the backup, "blobs/ab/abcd…"
    std::uint64_t bytes = 0;
    Sha256 sha256;
    bool operator==(const BackupFile&) const = default;
};

struct BackupManifest {
    std::string name;     // of the backup, "2026-11-29T150000Z"
    std::string made_at;  // RFC 3339
    std::string program;  // the version that made it
    std::string council;  // id
    std::string council_name;
    std::string epoch;
    std::int64_t seq = 0;  // the feed's head
    std::int64_t journal_n = 0;
    std::string journal_hash;
    std::vector<std::string> damaged;  // SHA-256 of blobs that were known to be damaged, and are not in the backup
    std::vector<BackupFile> files;     // by path
    bool operator==(const BackupManifest&) const = default;

    std::uint64_t bytes() const;
    const BackupFile* find(std::string_view path) const;
};

std::string encode_manifest(const BackupManifest& manifest);

// Only the spelling that encode_manifest writes. Errors: backup_damaged (`where`: manifest.json).
Result<BackupManifest> decode_manifest(std::string_view text);

// "2026-11-29T150000Z", of an RFC 3339 time; and whether a name is one.
std::string backup_name(const std::string& rfc3339);
bool is_backup_name(std::string_view name);

}  // namespace chamber::storage
