// A folder of backups: what lies in it under which name. Internal to storage.
//
//   2026-11-29T150000Z/        a backup                     .making-2026-…/   one that is being made, or was when its
//   maker was killed 2026-11-29T150000Z.json    when it was found whole      .removing-2026-…/ one that is on its way
//   out
#pragma once

#include "storage/backup/backup.hpp"
#include "storage/files/disk.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::storage {

inline constexpr std::string_view making_prefix = ".making-";
inline constexpr std::string_view removing_prefix = ".removing-";
// Inside a backup: what becomes the data directory lies below data/, what is about it beside.
inline constexpr std::string_view backup_data_prefix = "data/";
inline constexpr std::string_view backup_database_path = "data/chamber.db";
inline constexpr std::string_view backup_recipient_name = "backup-recipient.pem";
std::string blob_path(const Sha256& sha256);  // "data/blobs/ab/abcd…"

inline constexpr std::uint64_t manifest_bytes_max = 268'435'456;

// Removes what a killed maker left; to be called by whoever holds the folder.
void clear_leftovers(const std::filesystem::path& folder);

// The manifest as it is, its seal not looked at. Errors: backup_unknown, backup_damaged, io_failed.
Result<BackupManifest> read_manifest(const std::filesystem::path& backup);

// A folder for backups of this data directory: made if it is not there. Errors: backup_failed (inside the data
// directory), backup_target_full, io_failed.
Result<void> prepare_folder(const std::filesystem::path& folder, const std::filesystem::path& data_root, Disk& disk);

// What failed while bytes went to the folder, in the words of backups.
Error as_target_error(Error error);

}  // namespace chamber::storage
