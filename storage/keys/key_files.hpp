// The files under keys/ as they are read and written: what is missing, damaged or does not belong together is
// `key_missing`, and `where` names the file. Internal to storage; what they are for is authority's. Thread: any.
#pragma once

#include "storage/files/data_directory.hpp"
#include "storage/keys/certificate.hpp"

#include <filesystem>
#include <string>

namespace chamber::storage {

// Key and certificate share one file where they are renewed together: a crash between two renames would pair a key with
// another one's certificate. The authority's key has its own, so that the office may keep it elsewhere between
// renewals.
struct KeyPaths {
    explicit KeyPaths(const DataDirectory& directory);
    std::filesystem::path authority_key, authority, server, seal;
};

// One key with its certificate. Errors: key_missing, io_failed.
Result<Credential> read_credential(const std::filesystem::path& path);
Result<void> write_credential(const std::filesystem::path& path, const Credential& credential);

// The authority's certificate as text that was read once. Errors: key_missing, io_failed.
Result<std::string> read_authority_certificate(const KeyPaths& paths);

// With its key. Errors: key_missing, io_failed.
Result<Credential> read_authority(const KeyPaths& paths);
Result<void> write_authority(const KeyPaths& paths, const Credential& authority);

}  // namespace chamber::storage
