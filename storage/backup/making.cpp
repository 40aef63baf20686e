// Making a backup, and a second copy of one.
#include "storage/backup/backup.hpp"

#include "storage/archive/rules.hpp"
#include "storage/backup/files.hpp"
#include "storage/backup/shelf.hpp"
#include "storage/backup/snapshot.hpp"
#include "storage/files/hash.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/seal.hpp"

#include <algorithm>
#include <array>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t recipient_bytes_max = 1'048'576;

// What lies in a data directory and is not copied as a file: made anew, taken otherwise, or of this moment only.
bool is_left_out(const std::string& path)
{
    constexpr std::array folders = {"keys/", "blobs/", "staging/"};
    constexpr std::array files = {"lock",    "chamber.db",  "chamber.db-wal", "chamber.db-shm", "chamber.db-journal",
                                  "ballast", "chamber.sock"};
    const bool half = path.ends_with(".new") || path.ends_with(".part") || path.ends_with(".tmp") ||
                      path.find(unfinished_mark) != std::string::npos;
    return half || std::ranges::any_of(folders, [&](const char* folder) { return path.starts_with(folder); }) ||
           std::ranges::find(files, path) != files.end();
}

// A sealed zip never changes under its name.
bool never_changes(const std::string& path)
{
    return path.starts_with("archives/") && path.ends_with(".zip");
}

class Making {
public:
    Making(const DataDirectory& directory, const BackupOrder& order, Clock& clock, Disk& disk)
        : directory_(directory),
          order_(order),
          clock_(clock),
          disk_(disk)
    {
    }

    Result<BackupReading> run();

private:
    Result<BackupReading> fill(const SealIdentity& seal, const BackupRecipient& recipient);
    Result<void> copy_blobs(const DatabaseReading& database);
    Result<void> copy_rest();
    Result<void> add_text(const std::string& path, std::string_view text);
    Result<void> sign(const SealIdentity& seal);
    void draw_name();
    bool report(BackupStage stage, std::uint64_t done, std::uint64_t total) const
    {
        return !order_.progress || order_.progress(stage, done, total);
    }
    BytesDone counting(std::uint64_t total);
    void add(BackupFile file, std::string path)
    {
        file.path = std::move(path);
        manifest_.files.push_back(std::move(file));
    }

    const DataDirectory& directory_;
    const BackupOrder& order_;
    Clock& clock_;
    Disk& disk_;
    BackupManifest manifest_;
    fs::path half_;      // where it is made
    fs::path previous_;  // the backup before, whose files may be shared; empty: none
    std::uint64_t done_ = 0;
};

void Making::draw_name()
{
    UtcMs at = clock_.utc();
    std::error_code failed;
    do {
        manifest_.made_at = format_utc(at);
        manifest_.name = backup_name(manifest_.made_at);
        at.value += 1'000;
    } while (fs::exists(order_.folder / manifest_.name, failed));
    half_ = order_.folder / (std::string(making_prefix) + manifest_.name);
}

BytesDone Making::counting(std::uint64_t total)
{
    return [this, total](std::uint64_t bytes) {
        done_ += bytes;
        return report(BackupStage::files, done_, total);
    };
}

Result<BackupReading> Making::run()
{
    if (auto prepared = prepare_folder(order_.folder, directory_.root, disk_); !prepared) return prepared.error();
    auto hold = FolderHold::take(order_.folder);
    if (!hold) return as_target_error(hold.error());
    clear_leftovers(order_.folder);
    const auto recipient = backup_recipient(directory_);
    if (!recipient) return recipient.error();
    const auto seal = seal_identity(directory_);
    if (!seal) return fail(ErrorCode::key_missing, seal.error().detail, "keys/seal.pem");
    auto listed = list_backups(order_.folder);
    if (!listed) return listed.error();
    if (!listed->empty()) previous_ = listed->front().path;
    draw_name();
    auto made = fill(*seal, *recipient);
    if (made) {
        if (auto named = disk_.rename(half_, order_.folder / manifest_.name); !named)
            made = as_target_error(named.error());
    }
    std::error_code ignored;
    if (!made) {
        fs::remove_all(half_, ignored);
        return made.error();
    }
    if (auto synced = disk_.sync_directory(order_.folder); !synced) return as_target_error(synced.error());
    made->path = order_.folder / manifest_.name;
    if (auto noted = note_verified(made->path, format_utc(clock_.utc()), disk_); !noted)
        return as_target_error(noted.error());
    return made;
}

Result<BackupReading> Making::fill(const SealIdentity& seal, const BackupRecipient& recipient)
{
    if (auto made = disk_.make_directory(half_); !made) return as_target_error(made.error());
    const fs::path copy = half_ / backup_database_path;
    if (auto made = make_folders(disk_, half_, backup_database_path); !made) return as_target_error(made.error());
    const auto pages = [this](std::uint64_t done, std::uint64_t total) {
        return report(BackupStage::database, done * 4'096, total * 4'096);
    };
    if (auto copied = copy_database(directory_.database, copy, disk_, pages); !copied)
        return as_target_error(copied.error());
    auto database = read_database(copy, DatabaseCheck::facts);
    if (!database) return database.error();
    auto digest = digest_file(copy, {});
    if (!digest) return digest.error();
    add(*digest, std::string(backup_database_path));
    manifest_.program = order_.program;
    manifest_.council = database->council;
    manifest_.council_name = database->council_name;
    manifest_.epoch = database->epoch;
    manifest_.seq = database->seq;
    manifest_.journal_n = database->journal_n;
    manifest_.journal_hash = database->journal_hash;
    if (auto blobs = copy_blobs(*database); !blobs) return as_target_error(blobs.error());
    if (auto rest = copy_rest(); !rest) return as_target_error(rest.error());
    report(BackupStage::keys, 0, 0);
    const auto keys = seal_keys(directory_.keys, recipient);
    if (!keys) return keys.error();
    if (auto added = add_text("keys.cms", *keys); !added) return as_target_error(added.error());
    if (auto added = add_text("ca.pem", seal.chain_pem); !added) return as_target_error(added.error());
    if (auto signed_ = sign(seal); !signed_) return as_target_error(signed_.error());
    if (auto synced = sync_tree(disk_, half_); !synced) return as_target_error(synced.error());
    auto reading = verify_backup(half_, seal.chain_pem, order_.progress);
    if (reading && !reading->sound())
        return fail(ErrorCode::backup_failed, fault_of(*reading).detail, reading->faults.front().where);
    return reading;
}

Result<void> Making::copy_blobs(const DatabaseReading& database)
{
    std::uint64_t total = 0;
    for (const StoredBlob& blob : database.blobs) total += blob.bytes;
    const BytesDone count = counting(total);
    for (const StoredBlob& blob : database.blobs) {
        const std::string hex = blob.sha256.hex();
        const std::string path = blob_path(blob.sha256);
        if (auto made = make_folders(disk_, half_, path); !made) return made;
        std::vector<fs::path> sources;
        // On another disk the bytes lie in the backup before already; what rotted there is taken from here again, and
        // the other way round.
        if (!previous_.empty()) sources.push_back(previous_ / path);
        sources.push_back(directory_.blobs / hex.substr(0, 2) / hex);
        auto placed = place_file(disk_, sources, half_ / path, blob.sha256, count);
        const bool missing =
            !placed && (placed.error().code == ErrorCode::not_found || placed.error().code == ErrorCode::blob_damaged);
        if (missing && blob.damaged) {
            manifest_.damaged.push_back(hex);
            continue;
        }
        if (missing) return fail(ErrorCode::blob_damaged, placed.error().detail, path);
        if (!placed) return placed.error();
        add(*placed, path);
    }
    return {};
}

Result<void> Making::copy_rest()
{
    auto paths = files_below(directory_.root);
    if (!paths) return paths.error();
    for (const std::string& name : *paths) {
        if (is_left_out(name)) continue;
        const fs::path source = directory_.root / name;
        const std::string path = std::string(backup_data_prefix) + name;
        if (auto made = make_folders(disk_, half_, path); !made) return made;
        Result<BackupFile> copied = fail(ErrorCode::not_found);
        if (never_changes(name)) {
            const auto digest = digest_file(source, {});
            const std::array<fs::path, 2> sources = {previous_ / path, source};
            if (digest)
                copied = place_file(disk_, std::span(sources).subspan(previous_.empty() ? 1 : 0), half_ / path,
                                    digest->sha256, {});
        } else {
            copied = copy_file(disk_, source, half_ / path, {});
        }
        if (copied) {
            add(*copied, path);
        } else if (copied.error().code != ErrorCode::not_found) {  // a file that was removed or renamed meanwhile
            return copied.error();
        }
    }
    return {};
}

Result<void> Making::add_text(const std::string& path, std::string_view text)
{
    BackupFile file{path, text.size(), sha256_of(text)};
    manifest_.files.push_back(file);
    return write_file(disk_, half_ / path, text);
}

Result<void> Making::sign(const SealIdentity& seal)
{
    std::ranges::sort(manifest_.files, {}, &BackupFile::path);
    std::ranges::sort(manifest_.damaged);
    const std::string text = encode_manifest(manifest_);
    const auto signature = seal_text(text, seal);
    if (!signature) return signature.error();
    if (auto written = write_file(disk_, half_ / "manifest.p7s", *signature); !written) return written;
    return write_file(disk_, half_ / "manifest.json", text);
}

Result<void> copy_files(const BackupManifest& manifest, const fs::path& from, const fs::path& to,
                        const fs::path& previous, const BackupOrder& order, Disk& disk)
{
    std::uint64_t done = 0;
    const std::uint64_t total = manifest.bytes();
    const BytesDone count = [&](std::uint64_t bytes) {
        done += bytes;
        return !order.progress || order.progress(BackupStage::files, done, total);
    };
    for (const BackupFile& file : manifest.files) {
        if (auto made = make_folders(disk, to, file.path); !made) return made;
        const std::array<fs::path, 2> sources = {previous / file.path, from / file.path};
        auto placed =
            place_file(disk, std::span(sources).subspan(previous.empty() ? 1 : 0), to / file.path, file.sha256, count);
        if (!placed) return placed.error();
    }
    for (const char* name : {"manifest.p7s", "manifest.json"})
        if (auto copied = copy_file(disk, from / name, to / name, {}); !copied) return copied.error();
    return sync_tree(disk, to);
}

}  // namespace

Result<BackupRecipient> set_backup_passphrase(const DataDirectory& directory, std::string_view passphrase, Clock& clock,
                                              Disk& disk)
{
    auto database = read_database(directory.database, DatabaseCheck::facts);
    auto recipient = draw_recipient(passphrase, database ? database->council_name : std::string(), clock);
    if (!recipient) return recipient;
    return set_backup_recipient(directory, recipient->text(), disk);
}

Result<BackupRecipient> set_backup_recipient(const DataDirectory& directory, std::string_view pem, Disk& disk)
{
    auto recipient = parse_recipient(pem);
    if (!recipient) return recipient;
    std::error_code failed;
    const fs::path path = directory.root / backup_recipient_name;
    if (fs::exists(path, failed)) return fail(ErrorCode::already_exists, path.string(), path.string());
    if (auto written = write_file(disk, path, recipient->text()); !written) return written.error();
    return recipient;
}

Result<BackupRecipient> backup_recipient(const DataDirectory& directory)
{
    auto text = read_file(directory.root / backup_recipient_name, recipient_bytes_max);
    if (!text) return fail(ErrorCode::backup_locked, "chưa đặt mật khẩu bản sao lưu: chamber-admin backup setup");
    return parse_recipient(*text);
}

Result<BackupReading> make_backup(const DataDirectory& directory, const BackupOrder& order, Clock& clock, Disk& disk)
{
    return Making(directory, order, clock, disk).run();
}

Result<BackupReading> copy_backup(const fs::path& backup, const BackupOrder& order, const std::string& root_pem,
                                  Disk& disk)
{
    auto manifest = read_manifest(backup);
    if (!manifest) return manifest.error();
    if (auto prepared = prepare_folder(order.folder, backup, disk); !prepared) return prepared.error();
    auto hold = FolderHold::take(order.folder);
    if (!hold) return as_target_error(hold.error());
    clear_leftovers(order.folder);
    std::error_code failed;
    const fs::path target = order.folder / manifest->name;
    if (fs::exists(target / "manifest.json", failed)) return verify_backup(target, root_pem, order.progress);
    auto listed = list_backups(order.folder);
    if (!listed) return listed.error();
    const fs::path half = order.folder / (std::string(making_prefix) + manifest->name);
    Result<void> copied = disk.make_directory(half);
    if (copied)
        copied = copy_files(*manifest, backup, half, listed->empty() ? fs::path() : listed->front().path, order, disk);
    Result<BackupReading> reading =
        copied ? verify_backup(half, root_pem, order.progress) : Result<BackupReading>(as_target_error(copied.error()));
    if (reading && !reading->sound())
        reading = fail(ErrorCode::backup_failed, fault_of(*reading).detail, reading->faults.front().where);
    if (reading)
        if (auto named = disk.rename(half, target); !named) reading = as_target_error(named.error());
    if (!reading) {
        fs::remove_all(half, failed);
        return reading;
    }
    reading->path = target;
    if (auto synced = disk.sync_directory(order.folder); !synced) return as_target_error(synced.error());
    return reading;
}

}  // namespace chamber::storage
