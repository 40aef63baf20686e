// The way back: a data directory built from a backup, beside the old one or in a scratch folder.
#include "storage/backup/backup.hpp"

#include "storage/backup/files.hpp"
#include "storage/backup/sentences.hpp"
#include "storage/backup/shelf.hpp"
#include "storage/backup/snapshot.hpp"
#include "storage/keys/authority.hpp"
#include "storage/store.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

Result<std::vector<KeyFile>> unlock_keys(const fs::path& backup, const BackupUnlock& unlock)
{
    auto sealed = read_file(backup / "keys.cms", manifest_bytes_max);
    if (!sealed) return sealed.error();
    auto recipient_text = read_file(backup / backup_data_prefix / backup_recipient_name, manifest_bytes_max);
    if (!recipient_text) return recipient_text.error();
    auto recipient = parse_recipient(*recipient_text);
    if (!recipient) return recipient.error();
    return open_keys(*sealed, *recipient, unlock);
}

Result<void> write_keys(Disk& disk, const DataDirectory& directory, const std::vector<KeyFile>& keys)
{
    for (const KeyFile& key : keys) {
        if (auto made = make_folders(disk, directory.keys, key.path); !made) return made;
        if (auto written = write_file(disk, directory.keys / key.path, key.bytes); !written) return written;
    }
    return {};
}

Result<DataDirectory> build(const BackupReading& backup, const fs::path& at, const std::vector<KeyFile>& keys,
                            const BackupProgress& progress, Disk& disk)
{
    // Of a version that this program can open.
    if (auto known = DataDirectory::open(backup.path / backup_data_prefix); !known) return known;
    auto directory = DataDirectory::create(at, disk);
    if (!directory) return directory;
    std::uint64_t done = 0;
    const std::uint64_t total = backup.manifest.bytes();
    const BytesDone count = [&](std::uint64_t bytes) {
        done += bytes;
        return !progress || progress(BackupStage::building, done, total);
    };
    for (const BackupFile& file : backup.manifest.files) {
        if (!file.path.starts_with(backup_data_prefix)) continue;
        const std::string path = file.path.substr(backup_data_prefix.size());
        if (path == "VERSION") continue;
        if (auto made = make_folders(disk, at, path); !made) return made.error();
        // A copy, never a link: what rots in one must not rot in the other.
        const auto copied = copy_file(disk, backup.path / file.path, at / path, count);
        if (!copied) return copied.error();
        if (copied->sha256 != file.sha256)
            return fail(ErrorCode::backup_damaged, file.path + ": sai mã băm", file.path);
    }
    if (auto written = write_keys(disk, *directory, keys); !written) return written.error();
    if (auto synced = sync_tree(disk, at); !synced) return synced.error();
    return directory;
}

// Begins the new history, and says so to the office and in the journal.
Result<std::string> begin_history(const DataDirectory& directory, const RestoredBackup& restored, Clock& clock,
                                  Entropy& entropy, Disk& disk)
{
    auto store = Store::open(directory, clock, entropy, disk);
    if (!store) return store.error();
    if (auto begun = (*store)->begin_group(); !begun) return begun.error();
    auto changed = (*store)->begin_new_history();
    if (changed)
        changed =
            (*store)->note_restored(restored.backup.manifest.name, restored.backup.manifest.seq, restored.sentence);
    if (auto committed = (*store)->commit_group(); !committed) return committed.error();
    if (!changed) return changed.error();
    return (*store)->head().epoch;
}

// An administrator's program must leave files that the server may read.
void give_to(const fs::path& tree, const fs::path& like)
{
    struct stat owner {};
    if (::geteuid() != 0 || ::stat(like.c_str(), &owner) != 0) return;
    std::error_code failed;
    for (auto at = fs::recursive_directory_iterator(tree, failed); !failed && at != fs::recursive_directory_iterator();
         at.increment(failed))
        static_cast<void>(::lchown(at->path().c_str(), owner.st_uid, owner.st_gid) == 0);
    static_cast<void>(::lchown(tree.c_str(), owner.st_uid, owner.st_gid) == 0);
}

//   <target>.building    the new directory as it grows; whatever a killed restore left of it goes
//   <target>.restoring   the new one, whole, for a moment; then the one it replaced, for a moment: never removed by the
//   next restore <target>.replaced-…  the one it replaced
class Restoring {
public:
    Restoring(const RestoreOrder& order, Clock& clock, Entropy& entropy, Disk& disk)
        : order_(order),
          clock_(clock),
          entropy_(entropy),
          disk_(disk)
    {
    }
    Result<RestoredBackup> run();

private:
    Result<void> look_at_target();
    Result<void> clear_the_place();
    Result<void> build_and_begin(const std::vector<KeyFile>& keys);
    Result<void> change_places();

    const RestoreOrder& order_;
    Clock& clock_;
    Entropy& entropy_;
    Disk& disk_;
    fs::path target_;
    fs::path building_;
    fs::path beside_;
    bool replaces_ = false;
    bool stands_ = false;     // an empty folder stands in the target's place
    bool exchanged_ = false;  // `beside_` is the directory that was replaced
    std::shared_ptr<DataDirectory::Lock> old_lock_;
    std::shared_ptr<DataDirectory::Lock> new_lock_;
    RestoredBackup restored_;
};

Result<void> Restoring::look_at_target()
{
    std::error_code failed;
    target_ = fs::absolute(order_.target);
    if (target_.filename().empty()) target_ = target_.parent_path();
    if (fs::is_symlink(target_, failed)) target_ = fs::canonical(target_, failed);
    building_ = target_.string() + ".building";
    beside_ = target_.string() + ".restoring";
    if (!fs::exists(target_, failed)) return {};
    if (!fs::is_directory(target_, failed))
        return fail(ErrorCode::data_directory_not_empty, target_.string(), target_.string());
    stands_ = fs::is_empty(target_, failed);
    if (stands_) return {};
    // A directory that lost its VERSION may still hold what somebody wants back: it is kept as well.
    if (!fs::exists(target_ / "VERSION", failed) && !fs::exists(target_ / "chamber.db", failed))
        return fail(ErrorCode::data_directory_not_empty, target_.string(), target_.string());
    replaces_ = true;
    auto lock = DataDirectory::lock_at(target_);
    if (!lock) return lock.error();
    old_lock_ = std::move(*lock);
    return {};
}

Result<void> Restoring::clear_the_place()
{
    std::error_code failed;
    fs::remove_all(building_, failed);
    if (failed) return fail(ErrorCode::io_failed, failed.message(), building_.string());
    if (!fs::exists(beside_, failed)) return {};
    return disk_.rename(beside_,
                        target_.string() + ".replaced-" + backup_name(format_utc(UtcMs{clock_.utc().value - 1'000})));
}

Result<void> Restoring::build_and_begin(const std::vector<KeyFile>& keys)
{
    auto directory = build(restored_.backup, building_, keys, order_.progress, disk_);
    if (!directory) return directory.error();
    // Held until the end, so that no server starts on it a moment too early.
    auto lock = directory->lock();
    if (!lock) return lock.error();
    new_lock_ = std::move(*lock);
    auto epoch = begin_history(*directory, restored_, clock_, entropy_, disk_);
    if (!epoch) return epoch.error();
    restored_.epoch = std::move(*epoch);
    if (auto synced = sync_tree(disk_, building_); !synced) return synced;
    give_to(building_, replaces_ || stands_ ? target_ : target_.parent_path());
    return {};
}

Result<void> Restoring::change_places()
{
    std::error_code failed;
    if (auto moved = disk_.rename(building_, beside_); !moved) return moved;
    if (stands_) fs::remove(target_, failed);
    auto moved = replaces_ ? disk_.exchange(beside_, target_) : disk_.rename(beside_, target_);
    if (!moved)
        return fail(moved.error().code,
                    moved.error().detail +
                        " (nếu thư mục dữ liệu là điểm gắn ổ đĩa, hãy để dữ liệu trong một thư mục con của nó)",
                    target_.string());
    exchanged_ = replaces_;
    if (auto synced = disk_.sync_directory(target_.parent_path()); !synced) {
        // Nobody knows which of the two a power cut would leave: the old one, as was promised.
        if (exchanged_ && disk_.exchange(beside_, target_)) exchanged_ = false;
        return synced;
    }
    if (!replaces_) return {};
    restored_.replaced = target_.string() + ".replaced-" + backup_name(format_utc(clock_.utc()));
    if (!disk_.rename(beside_, restored_.replaced)) restored_.replaced = beside_;
    static_cast<void>(disk_.sync_directory(target_.parent_path()).has_value());
    return {};
}

Result<RestoredBackup> Restoring::run()
{
    if (auto looked = look_at_target(); !looked) return looked.error();
    std::string root_pem = order_.root_pem;
    if (root_pem.empty() && replaces_)
        if (auto own = read_file(target_ / "keys" / "ca.pem", manifest_bytes_max)) root_pem = std::move(*own);
    auto backup = verify_backup(order_.backup, root_pem, order_.progress);
    if (!backup) return backup.error();
    if (!backup->sound()) return fault_of(*backup);
    restored_.backup = std::move(*backup);
    auto keys = unlock_keys(restored_.backup.path, order_.unlock);
    if (!keys) return keys.error();
    if (replaces_)
        restored_.missing =
            changes_after(target_ / "chamber.db", restored_.backup.manifest.epoch, restored_.backup.manifest.seq);
    restored_.sentence = restored_sentence(restored_.backup.manifest, restored_.missing);
    if (auto cleared = clear_the_place(); !cleared) return cleared.error();
    auto done = build_and_begin(*keys);
    if (done) done = change_places();
    if (done) return std::move(restored_);
    std::error_code failed;
    fs::remove_all(building_, failed);
    if (!exchanged_) fs::remove_all(beside_, failed);
    if (stands_ && !fs::exists(target_, failed)) static_cast<void>(disk_.make_directory(target_).has_value());
    return done.error();
}

// Gone when the drill is over, however it ended.
class Scratch {
public:
    explicit Scratch(fs::path path) : path_(std::move(path)) {}
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

Result<void> count_what_is_there(DrilledBackup& drilled, const DataDirectory& directory, Clock& clock, Entropy& entropy,
                                 Disk& disk)
{
    auto store = Store::open(directory, clock, entropy, disk);
    if (!store) return store.error();
    if (auto begun = (*store)->begin_new_history(); !begun) return begun;
    if (auto sound = (*store)->check_database(); !sound) return sound;
    auto blobs = (*store)->stored_blobs();
    if (!blobs) return blobs.error();
    for (const StoredBlob& blob : *blobs) {
        const auto whole = (*store)->blobs().verify(blob.sha256);
        if (!whole && !std::ranges::binary_search(drilled.backup.manifest.damaged, blob.sha256.hex())) return whole;
        if (whole) ++drilled.blobs;
    }
    return {};
}

}  // namespace

Result<RestoredBackup> restore_backup(const RestoreOrder& order, Clock& clock, Entropy& entropy, Disk& disk)
{
    return Restoring(order, clock, entropy, disk).run();
}

Result<DrilledBackup> drill_backup(const fs::path& backup, const fs::path& scratch,
                                   const std::optional<BackupUnlock>& unlock, const std::string& root_pem,
                                   const BackupProgress& progress, Clock& clock, Entropy& entropy, Disk& disk)
{
    const SteadyMs begin = clock.steady();
    auto reading = verify_backup(backup, root_pem, progress);
    if (!reading) return reading.error();
    if (!reading->sound()) return fault_of(*reading);
    DrilledBackup drilled;
    drilled.backup = std::move(*reading);
    Result<std::vector<KeyFile>> keys = std::vector<KeyFile>();
    if (unlock) keys = unlock_keys(drilled.backup.path, *unlock);
    if (!keys) return keys.error();
    drilled.keys_opened = unlock.has_value();
    drilled.journal_entries = drilled.backup.manifest.journal_n;
    drilled.bytes = drilled.backup.manifest.bytes();
    const Scratch folder(scratch / ("chamber-drill-" + draw_id(entropy)));
    const auto directory = build(drilled.backup, folder.path(), *keys, progress, disk);
    if (!directory) return directory.error();
    if (auto counted = count_what_is_there(drilled, *directory, clock, entropy, disk); !counted) return counted.error();
    if (auto noted = note_drilled(drilled.backup.path, format_utc(clock.utc()), disk); !noted) return noted.error();
    drilled.took_ms = clock.steady().value - begin.value;
    return drilled;
}

}  // namespace chamber::storage
