// The time-stamp of a sealed archive (RFC 3161): over the bytes of its seal, in a file of its own beside the zip,
// "<zip>.tsr", the authority's answer as it came.
//
// Beside and not inside: the seal waits for nobody, a time-stamp can be asked for years later or once more, and the zip
// keeps its bytes and its digest. Thread: any, one at a time.
#pragma once

#include "storage/keys/time_stamp.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace chamber::storage {

// The authority: a question goes out, an answer comes back, both DER. Errors: timestamp_failed (nobody answered).
using AskAuthority = std::function<Result<std::string>(const std::string& request)>;

struct StampedArchive {
    std::filesystem::path path;  // of the time-stamp
    TimeStampReading reading;
    bool was_there = false;  // nobody was asked
};

// Success: a time-stamp over this archive's seal that a root in `roots_pem` stands behind lies beside the zip. One that
// is there is kept, also where nobody here knows its authority. Errors: not_found, archive_damaged, archive_is_draft,
// archive_unsigned, already_exists (`where`: what lies there is not over this seal), timestamp_failed (`where`: "trust"
// when no root given is the authority's; those of read_time_stamp), disk_full, io_failed.
Result<StampedArchive> stamp_archive(const std::filesystem::path& zip, const std::string& roots_pem,
                                     const AskAuthority& ask);

// What lies beside the zip; nothing when nothing does. Errors: those of read_time_stamp.
std::optional<Result<TimeStampReading>> stamp_beside(const std::filesystem::path& zip, std::string_view seal,
                                                     const std::string& roots_pem);

// [archive] in chamber.toml: tsa = "http://tsa.example.vn/tsr". Plain HTTP: the answer is signed.
struct TimeAuthority {
    std::string url;
    std::string host;
    std::uint16_t port = 80;
    std::string path;
};

// Errors: bad_configuration (`where`: "archive.tsa").
Result<TimeAuthority> parse_time_authority(const std::string& url);
// Nothing: none is configured. Errors: bad_configuration.
Result<std::optional<TimeAuthority>> read_time_authority(const std::filesystem::path& configuration);

}  // namespace chamber::storage
