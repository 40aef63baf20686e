// The seal of a tag manifest, made once and kept beside the archive: "<folder>.<16 digits of its SHA-256>.p7s".
//
// ECDSA signs differently each time; only reuse makes the same session the same bytes.
#pragma once

#include "storage/keys/seal.hpp"

#include <filesystem>
#include <string>

namespace chamber::storage {

class Disk;

class KeptSeal {
public:
    KeptSeal(const SealIdentity& seal, std::filesystem::path directory, std::string folder, Disk& disk);

    // The one kept from an earlier build when it is right and of the present key; a new one otherwise. Errors:
    // certificate_failed.
    Result<std::string> take(const std::string& tag_manifest);

    // Writes down a new one; to be called when the zip is whole and before it gets its name. Errors: disk_full,
    // io_failed.
    Result<void> keep() const;

private:
    bool is_ours(const std::string& der, const std::string& tag_manifest) const;

    const SealIdentity& seal_;
    std::filesystem::path directory_;
    std::string folder_;
    Disk& disk_;
    std::filesystem::path kept_at_;
    std::string made_;
};

}  // namespace chamber::storage
