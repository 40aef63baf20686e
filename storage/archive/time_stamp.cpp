#include "storage/archive/time_stamp.hpp"

#include "storage/archive/draft.hpp"
#include "storage/archive/rules.hpp"
#include "storage/archive/session_reading.hpp"
#include "storage/files/disk.hpp"
#include "storage/records/archive_names.hpp"

namespace chamber::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t stamp_bytes_max = 1'048'576;

fs::path path_of_stamp(const fs::path& zip)
{
    auto path = zip;
    path += time_stamp_suffix;
    return path;
}

Result<std::string> seal_of(const fs::path& path)
{
    const auto zip = ZipReader::open(path);
    if (!zip) return zip.error();
    if (find_entry(*zip, seal_path)) return read_text(*zip, seal_path);
    // Only drafts of ours have none.
    const auto information = read_text(*zip, "bag-info.txt");
    const bool draft = information && says_draft(*information);
    return fail(draft ? ErrorCode::archive_is_draft : ErrorCode::archive_unsigned, {}, path.filename().string());
}

}  // namespace

std::optional<Result<TimeStampReading>> stamp_beside(const fs::path& zip, std::string_view seal,
                                                     const std::string& roots_pem)
{
    const auto answer = read_file(path_of_stamp(zip), stamp_bytes_max);
    if (!answer && answer.error().code == ErrorCode::not_found) return std::nullopt;
    if (!answer) return Result<TimeStampReading>(fail(ErrorCode::timestamp_failed, answer.error().detail));
    return read_time_stamp(*answer, seal, roots_pem);
}

Result<StampedArchive> stamp_archive(const fs::path& zip, const std::string& roots_pem, const AskAuthority& ask)
{
    const auto seal = seal_of(zip);
    if (!seal) return seal.error();
    const auto path = path_of_stamp(zip);
    if (auto there = stamp_beside(zip, *seal, roots_pem)) {
        if (!*there) return fail(ErrorCode::already_exists, there->error().detail, path.string());
        return StampedArchive{path, std::move(**there), true};
    }
    const auto request = time_stamp_request(*seal);
    if (!request) return request.error();
    const auto answer = ask(*request);
    if (!answer) return answer.error();
    auto reading = read_time_stamp(*answer, *seal, roots_pem, *request);
    if (!reading) return reading.error();
    if (reading->trust != StampTrust::trusted)
        return fail(ErrorCode::timestamp_failed, reading->authority + " " + reading->fingerprint, "trust");
    if (auto written = write_file(Disk::real(), path, *answer); !written) return written.error();
    return StampedArchive{path, std::move(*reading), false};
}

}  // namespace chamber::storage
