#include "storage/archive/placing.hpp"

#include "storage/archive/unfinished.hpp"
#include "storage/files/blob_digest.hpp"
#include "storage/files/disk.hpp"
#include "storage/records/archive_names.hpp"

#include <fcntl.h>
#include <sstream>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t digest_line_bytes_max = 1'024;
constexpr std::uint64_t note_bytes_max = 4'096;

fs::path beside(const fs::path& zip, std::string_view suffix)
{
    auto path = zip;
    path += suffix;
    return path;
}

Result<Sha256> digest_at(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(ErrorCode::io_failed, "open " + path.string());
    std::error_code ignored;
    const BlobFile zip(descriptor, fs::file_size(path, ignored));
    return digest_of(zip);
}

std::vector<std::string> names_in(const fs::path& note)
{
    std::vector<std::string> names;
    const auto text = read_file(note, note_bytes_max);
    std::istringstream lines(text ? *text : std::string());
    for (std::string name; std::getline(lines, name);) {
        // Of another form: somebody's hand.
        if (!name.starts_with("HS_") || name.find('/') != std::string::npos) return {};
        names.push_back(std::move(name));
    }
    return names;
}

void take_away(const fs::path& directory, const fs::path& note)
{
    std::error_code ignored;
    for (const auto& name : names_in(note)) fs::remove(directory / name, ignored);
    fs::remove(note, ignored);
}

Result<void> put(BuiltArchive& built, const fs::path& zip, const Beside& papers, Disk& disk)
{
    std::error_code ignored;
    const auto directory = built.path.parent_path();
    const bool was_there = fs::exists(built.path, ignored);
    std::string lines = was_there ? std::string() : built.file_name + "\n";
    for (const auto suffix : {digest_suffix, sealing_record_suffix}) {
        const auto path = beside(built.path, suffix);
        if (!fs::exists(path, ignored)) lines += path.filename().string() + "\n";
    }
    if (!was_there) {
        built.note = beside(zip, placed_mark);
        if (auto noted = write_file(disk, built.note, lines); !noted) return noted;
    }
    if (!papers.record.empty())
        if (auto put = write_file(disk, beside(built.path, sealing_record_suffix), papers.record); !put) return put;
    if (auto put = write_file(disk, beside(built.path, digest_suffix), papers.digest_line); !put) return put;
    if (was_there) return {};
    if (auto renamed = disk.rename(zip, built.path); !renamed) return renamed;
    return disk.sync_directory(directory);
}

}  // namespace

Result<void> name_archive(BuiltArchive& built, const fs::path& directory, const std::string& folder)
{
    for (int count = 1;; ++count) {
        built.file_name = folder + (count == 1 ? "" : "_lan-" + std::to_string(count)) + ".zip";
        built.path = directory / built.file_name;
        std::error_code ignored;
        // The digest beside it keeps the name of one that was taken away: it may come back, and nothing else takes its
        // place.
        const auto noted_digest = read_file(beside(built.path, digest_suffix), digest_line_bytes_max);
        if (noted_digest && !noted_digest->starts_with(built.sha256.hex())) continue;
        if (!fs::exists(built.path, ignored)) return {};
        if (fs::file_size(built.path, ignored) != built.bytes) continue;
        const auto there = digest_at(built.path);
        if (!there) return there.error();
        if (*there == built.sha256) return {};
    }
}

Result<void> place_archive(BuiltArchive& built, const fs::path& zip, const Beside& papers, Disk& disk)
{
    auto done = put(built, zip, papers, disk);
    if (!done && !built.note.empty()) take_away(built.path.parent_path(), built.note);
    return done;
}

void confirm_placed(const BuiltArchive& built)
{
    std::error_code ignored;
    if (!built.note.empty()) fs::remove(built.note, ignored);
}

void take_back_placed(const BuiltArchive& built)
{
    if (!built.note.empty()) take_away(built.path.parent_path(), built.note);
}

void remove_unfinished_archives(const fs::path& directory,
                                const std::function<bool(const std::string& file_name)>& is_recorded)
{
    std::error_code ignored;
    std::vector<fs::path> notes;
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with('.') && name.ends_with(placed_mark)) notes.push_back(entry.path());
    }
    for (const auto& note : notes) {
        const auto names = names_in(note);
        if (!names.empty() && is_recorded(names.front()))
            fs::remove(note, ignored);
        else
            take_away(directory, note);
    }
    remove_half_archives(directory);
}

}  // namespace chamber::storage
