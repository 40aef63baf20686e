// A sealed bag read back into the facts it was built of: what a package for the historical archive is made of, and what
// another installation takes in.
//
// Nothing is looked up: the zip alone speaks; what it tells in tables for people is read by table_reading. Not read
// back: minutes, which stay where they were sealed. The caller has verified the zip before.
#pragma once

#include "storage/archive/zip_reader.hpp"
#include "storage/records/session_file.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace chamber::storage {

struct ReadSession {
    SessionFile file;     // `session` in the state it was in when it was sealed
    std::string folder;   // the top folder, "HS_H99.15_K12-KH15_2024-12-19"
    std::string made_at;  // RFC 3339: when it was sealed
};

// The entry at this path below the top folder.
std::optional<std::size_t> find_entry(const ZipReader& zip, std::string_view path);

// A small file whole. Errors: archive_incomplete (not there; `where`: the path), archive_damaged, too_large.
Result<std::string> read_text(const ZipReader& zip, std::string_view path);

// Errors: those of read_text; archive_damaged (`where`: the file that is no JSON of ours, as another version wrote it).
Result<ReadSession> read_session(const ZipReader& zip);

}  // namespace chamber::storage
