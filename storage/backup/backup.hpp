// Backups of a data directory, and the one way back. README.md has the layout and what is promised.
//
//   make     snapshot of the database ▶ blobs linked or copied, compared ▶ keys encrypted ▶ manifest, sealed ▶ verified
//   ▶ its name restore  verified ▶ keys opened ▶ a new directory beside ▶ a new history begun in it ▶ the two
//   directories change places drill    the same into a scratch folder, opened, checked, counted, removed
//
// make only reads the data directory and needs no lock: a server may run. A folder of backups is held by one maker at a
// time. All of it blocks for as long as the disks need. Thread: any.
#pragma once

#include "protocol/backup.hpp"
#include "protocol/world.hpp"
#include "storage/backup/manifest.hpp"
#include "storage/backup/plan.hpp"
#include "storage/backup/sealed_keys.hpp"
#include "storage/files/data_directory.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

class Disk;

enum class BackupStage { database, files, keys, verifying, building };

// Bytes done and to do of a stage (0: unknown); false ends the work with `stopping`, which leaves nothing.
using BackupProgress = std::function<bool(BackupStage stage, std::uint64_t done, std::uint64_t total)>;

// Who made it, and whether it is whole.
struct BackupReading {
    std::filesystem::path path;
    BackupManifest manifest;
    std::string sealed_by;         // RFC 2253
    std::string seal_fingerprint;  // of the seal's certificate
    std::string
        root_fingerprint;  // of the council's authority, as the backup says it: to compare with the enrolment sheet
    std::map<std::string, std::int64_t> counts;
    std::vector<Error> faults;  // backup_damaged each: `where` is the file, `detail` what is wrong with it
    bool sound() const { return faults.empty(); }
};

struct BackupOrder {
    std::filesystem::path folder;
    std::string program;  // the version that makes it
    BackupProgress progress;
};

// ---- who may open the keys of backups: to be set once per data directory

// Errors: secret_too_weak, already_exists (one is set), certificate_failed, io_failed, disk_full.
Result<BackupRecipient> set_backup_passphrase(const DataDirectory& directory, std::string_view passphrase, Clock& clock,
                                              Disk& disk);
// `pem`: a certificate, whose private key lies elsewhere. Errors: as above.
Result<BackupRecipient> set_backup_recipient(const DataDirectory& directory, std::string_view pem, Disk& disk);
// Errors: backup_locked (none is set; `detail` says how), certificate_failed.
Result<BackupRecipient> backup_recipient(const DataDirectory& directory);

// ---- making

// The new backup, whole and verified, under its name; or nothing of it. What a killed try left is removed first.
// Errors: backup_locked (no recipient), blob_damaged (`where`: the file; not for what is marked as damaged already:
// that is left out and named), key_missing, database_failed, backup_target_full, backup_failed (the folder; the new
// backup does not verify), busy (another maker), stopping, io_failed.
Result<BackupReading> make_backup(const DataDirectory& directory, const BackupOrder& order, Clock& clock, Disk& disk);

// The same backup in a second folder, verified there. Nothing happens when it is there already. Errors: as make_backup.
Result<BackupReading> copy_backup(const std::filesystem::path& backup, const BackupOrder& order,
                                  const std::string& root_pem, Disk& disk);

// ---- looking

struct ListedBackup {
    std::string name;
    std::filesystem::path path;
    std::optional<BackupManifest> manifest;  // nothing: it cannot be read
    std::optional<std::string> verified_at;  // the last time it was found whole
    std::optional<std::string> drilled_at;
};

// Newest first. A folder that is not there holds none. Errors: io_failed.
Result<std::vector<ListedBackup>> list_backups(const std::filesystem::path& folder);

// By its path, or by its name in the folder; an empty name: the newest. Errors: backup_unknown.
Result<std::filesystem::path> find_backup(const std::filesystem::path& folder, const std::string& named);

// Reads every byte. `root_pem`: whose seals count; empty: the seal must fit, whoever made it. Errors: backup_unknown,
// stopping, io_failed; what is wrong with it is in `faults`.
Result<BackupReading> verify_backup(const std::filesystem::path& backup, const std::string& root_pem,
                                    const BackupProgress& progress);

// The first fault as one error, with how many there are.
Error fault_of(const BackupReading& reading);

// Writes down beside the backup that it was found whole, or that a drill ended well. Errors: io_failed, disk_full.
Result<void> note_verified(const std::filesystem::path& backup, const std::string& at, Disk& disk);
Result<void> note_drilled(const std::filesystem::path& backup, const std::string& at, Disk& disk);

// Removes what the retention lets go of this council's backups; nothing else is touched. Returns their names. Errors:
// io_failed, busy.
Result<std::vector<std::string>> thin_backups(const std::filesystem::path& folder, const std::string& council,
                                              const BackupRetention& retention, Disk& disk);

// ---- what [backup] in chamber.toml asks for, on the real disk

struct BackupOutcome {
    Backup
        newest;  // for Store::note_backup: verified if it was found whole in every folder; `failure`: what went wrong
    std::string epoch;  // of the history it holds
    std::optional<BackupReading> made;
    std::optional<std::filesystem::path> second;  // where it lies in the second folder
    std::vector<std::string> removed;             // what the retention let go of, in both
    std::optional<Error> failure;
};

// Makes one, copies it to the second folder, thins both.
BackupOutcome follow_backup_plan(const DataDirectory& directory, const BackupPlan& plan, const std::string& program,
                                 const BackupProgress& progress, Clock& clock);
// Makes none: verifies the newest that is there (somebody made it by hand), and copies it to the second folder if it is
// missing there.
BackupOutcome look_at_backups(const DataDirectory& directory, const BackupPlan& plan, const std::string& program,
                              const BackupProgress& progress, Clock& clock);

// What a server's schedule has to do. noted: what the database knows; epoch: the present history. A failure is looked
// into again.
enum class BackupDuty { nothing, make, look };
BackupDuty backup_duty(const BackupPlan& plan, const Backup& noted, const std::string& epoch, UtcMs now);

// ---- the way back

struct RestoreOrder {
    std::filesystem::path backup;
    std::filesystem::path target;  // the data directory: one that is there is kept under another name
    BackupUnlock unlock;
    std::string root_pem;  // as in verify_backup; empty: that of the target, if it has one
    BackupProgress progress;
};

struct RestoredBackup {
    BackupReading backup;
    std::filesystem::path replaced;               // where the directory before is now; empty: there was none
    std::map<std::string, std::int64_t> missing;  // what it held behind the backup, changes by entity type
    std::string epoch;                            // of the new history
    std::string sentence;                         // Vietnamese, as in the alarm
};

// Errors: data_in_use (a server runs), data_directory_not_empty (the target is something else), backup_unknown,
// backup_damaged, backup_locked, disk_full, io_failed. After a failure the target is what it was.
Result<RestoredBackup> restore_backup(const RestoreOrder& order, Clock& clock, Entropy& entropy, Disk& disk);

struct DrilledBackup {
    BackupReading backup;
    bool keys_opened = false;
    std::int64_t journal_entries = 0;
    std::uint64_t blobs = 0;
    std::uint64_t bytes = 0;
    std::int64_t took_ms = 0;
};

// `scratch`: an existing folder with room for it. Without `unlock` the keys stay closed. Errors: as restore_backup;
// database_failed (it opens, but does not hold together).
Result<DrilledBackup> drill_backup(const std::filesystem::path& backup, const std::filesystem::path& scratch,
                                   const std::optional<BackupUnlock>& unlock, const std::string& root_pem,
                                   const BackupProgress& progress, Clock& clock, Entropy& entropy, Disk& disk);

}  // namespace chamber::storage
