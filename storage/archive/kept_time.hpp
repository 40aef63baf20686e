// When distinct content was first sealed (or drawn up as a draft), kept beside the archive: "<folder>.<16 digits of its
// SHA-256>.time".
//
// The moment stands in the bag, so without this a second build of the same content would be another archive.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <filesystem>
#include <string>

namespace chamber::storage {

class Disk;

class KeptTime {
public:
    // `content`: a SHA-256 of everything in the bag but the moment.
    KeptTime(const std::filesystem::path& directory, const std::string& folder, const std::string& content, UtcMs now,
             Disk& disk);

    // RFC 3339.
    const std::string& at() const { return at_; }

    // Writes down a new one; to be called when the zip is whole and before it gets its name. Errors: disk_full,
    // io_failed.
    Result<void> keep() const;

private:
    Disk* disk_;
    std::filesystem::path kept_at_;
    std::string at_;
    bool known_ = false;
};

}  // namespace chamber::storage
