// Files of a backup on their way: copied with their digest, linked where that is the same bytes on the same disk,
// walked, removed. Internal to storage. Thread: any.
#pragma once

#include "storage/backup/manifest.hpp"
#include "storage/files/disk.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace chamber::storage {

// Asked before each piece with the bytes of the piece before; false: stop.
using BytesDone = std::function<bool(std::uint64_t bytes)>;

// What the kernel holds of the file is let go first. Errors: not_found, io_failed, stopping.
Result<BackupFile> digest_file(const std::filesystem::path& file, const BytesDone& done);

// Durable but for the directory's entry. Errors: not_found, already_exists, io_failed, disk_full, stopping.
Result<BackupFile> copy_file(Disk& disk, const std::filesystem::path& from, const std::filesystem::path& to,
                             const BytesDone& done);

// Bytes that never change, from the first of these files that holds them: as another name of that file on the same
// disk, else as a copy. Errors: not_found or blob_damaged (none of them holds these bytes), and those of copy_file.
Result<BackupFile> place_file(Disk& disk, std::span<const std::filesystem::path> from, const std::filesystem::path& to,
                              const Sha256& wanted, const BytesDone& done);

// Every directory of the tree, the deepest first, then the root. Errors: io_failed.
Result<void> sync_tree(Disk& disk, const std::filesystem::path& root);

// Makes the folders on the way from `root` to the file.
Result<void> make_folders(Disk& disk, const std::filesystem::path& root, const std::filesystem::path& relative_file);

// Regular files below a folder, as relative paths, sorted. Errors: io_failed.
Result<std::vector<std::string>> files_below(const std::filesystem::path& folder);

// Held by one process at a time.
class FolderHold {
public:
    // Errors: busy, io_failed.
    static Result<std::shared_ptr<FolderHold>> take(const std::filesystem::path& folder);
    explicit FolderHold(int descriptor) : descriptor_(descriptor) {}
    FolderHold(const FolderHold&) = delete;
    ~FolderHold();

private:
    int descriptor_;
};

}  // namespace chamber::storage
