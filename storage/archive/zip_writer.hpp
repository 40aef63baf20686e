// A deterministic zip: entries STORED, in the order given, with one fixed date, UNIX mode 0100644, no extra fields, no
// comment.
//
// Streams: at most one source is open, and an entry's source is opened only when every entry before it is written.
// libzip stays in the .cpp.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace chamber::storage {

// Where an entry's bytes come from. Read once, front to back.
class ZipBytes {
public:
    virtual ~ZipBytes() = default;

    // How many bytes there will be.
    virtual Result<std::uint64_t> open() = 0;

    // Up to `room` bytes; 0 at the end, which is where the reader must stand after the promised number.
    virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
};

struct ZipEntry {
    std::string name;
    std::unique_ptr<ZipBytes> bytes;
};

// `day`: ISO; days that a zip cannot hold become 1980-01-01. On failure there is no file at `path`; `path` must not
// exist before. Errors: whatever a source said, disk_full, io_failed.
Result<void> write_zip(const std::filesystem::path& path, const std::string& day, std::vector<ZipEntry> entries);

}  // namespace chamber::storage
