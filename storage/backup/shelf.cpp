#include "storage/backup/shelf.hpp"

#include "storage/backup/files.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

fs::path note_of(const fs::path& backup)
{
    return backup.string() + ".json";
}

std::optional<std::string> noted(const json::object& note, const char* key)
{
    const json::value* value = note.if_contains(key);
    if (value == nullptr || !value->is_string()) return std::nullopt;
    return std::string(value->as_string());
}

json::object read_note(const fs::path& backup)
{
    auto text = read_file(note_of(backup), 4'096);
    if (!text) return {};
    boost::system::error_code failed;
    const json::value value = json::parse(*text, failed);
    return !failed && value.is_object() ? value.as_object() : json::object();
}

Result<void> write_note(const fs::path& backup, const char* key, const std::string& at, Disk& disk)
{
    json::object note = read_note(backup);
    note[key] = at;
    return write_file(disk, note_of(backup), json::serialize(note) + "\n");
}

bool is_within(const fs::path& inner, const fs::path& outer)
{
    const auto ends = std::ranges::mismatch(outer, inner);
    return ends.in1 == outer.end();
}

}  // namespace

std::string blob_path(const Sha256& sha256)
{
    const std::string hex = sha256.hex();
    return std::string(backup_data_prefix) + "blobs/" + hex.substr(0, 2) + "/" + hex;
}

void clear_leftovers(const fs::path& folder)
{
    std::error_code failed;
    std::vector<fs::path> left;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        for (const std::string_view prefix : {making_prefix, removing_prefix})
            if (name.starts_with(prefix) && is_backup_name(std::string_view(name).substr(prefix.size())))
                left.push_back(entry.path());
    }
    for (const fs::path& path : left) fs::remove_all(path, failed);
}

Result<BackupManifest> read_manifest(const fs::path& backup)
{
    auto text = read_file(backup / "manifest.json", manifest_bytes_max);
    if (!text && text.error().code == ErrorCode::not_found)
        return fail(ErrorCode::backup_unknown, backup.string(), backup.filename().string());
    if (!text) return text.error();
    return decode_manifest(*text);
}

Result<void> prepare_folder(const fs::path& folder, const fs::path& data_root, Disk& disk)
{
    std::error_code failed;
    const fs::path there = fs::weakly_canonical(folder, failed);
    const fs::path root = fs::weakly_canonical(data_root, failed);
    if (is_within(there, root))
        return fail(ErrorCode::backup_failed, "nơi chứa bản sao lưu nằm trong chính thư mục dữ liệu", folder.string());
    if (!fs::is_directory(folder, failed)) {
        // One level only: a disk that is not mounted must not be replaced by a folder on the disk below.
        if (auto made = disk.make_directory(folder); !made)
            return fail(made.error().code == ErrorCode::disk_full ? ErrorCode::backup_target_full
                                                                  : ErrorCode::backup_failed,
                        made.error().detail, folder.string());
    }
    return {};
}

Error as_target_error(Error error)
{
    if (error.code == ErrorCode::disk_full) error.code = ErrorCode::backup_target_full;
    return error;
}

Result<std::vector<ListedBackup>> list_backups(const fs::path& folder)
{
    std::vector<ListedBackup> listed;
    std::error_code failed;
    if (!fs::exists(folder, failed)) return listed;
    for (auto at = fs::directory_iterator(folder, failed); !failed && at != fs::directory_iterator();
         at.increment(failed)) {
        ListedBackup backup{at->path().filename().string(), at->path(), std::nullopt, std::nullopt, std::nullopt};
        std::error_code gone;
        if (!is_backup_name(backup.name) || !at->is_directory(gone)) continue;
        if (auto manifest = read_manifest(backup.path)) backup.manifest = std::move(*manifest);
        const json::object note = read_note(backup.path);
        backup.verified_at = noted(note, "verified_at");
        backup.drilled_at = noted(note, "drilled_at");
        listed.push_back(std::move(backup));
    }
    if (failed) return fail(ErrorCode::io_failed, folder.string() + ": " + failed.message());
    std::ranges::sort(listed, std::ranges::greater{}, &ListedBackup::name);
    return listed;
}

Result<fs::path> find_backup(const fs::path& folder, const std::string& named)
{
    std::error_code failed;
    if (!named.empty()) {
        std::vector<fs::path> meant = {named};
        if (!folder.empty()) meant.insert(meant.begin(), folder / named);
        for (const fs::path& path : meant) {
            const fs::path plain = path.filename().empty() ? path.parent_path() : path;
            if (fs::exists(plain / "manifest.json", failed)) return fs::absolute(plain);
        }
        return fail(ErrorCode::backup_unknown, named, named);
    }
    auto listed = list_backups(folder);
    if (!listed) return listed.error();
    if (listed->empty()) return fail(ErrorCode::backup_unknown, folder.string(), folder.string());
    return listed->front().path;
}

Result<void> note_verified(const fs::path& backup, const std::string& at, Disk& disk)
{
    return write_note(backup, "verified_at", at, disk);
}

Result<void> note_drilled(const fs::path& backup, const std::string& at, Disk& disk)
{
    return write_note(backup, "drilled_at", at, disk);
}

Result<std::vector<std::string>> thin_backups(const fs::path& folder, const std::string& council,
                                              const BackupRetention& retention, Disk& disk)
{
    auto hold = FolderHold::take(folder);
    if (!hold) return hold.error();
    auto listed = list_backups(folder);
    if (!listed) return listed.error();
    // The newest that was found whole stays whatever is newer; one that cannot be read may be somebody else's.
    std::vector<std::string> ours;
    std::string newest_verified;
    for (const ListedBackup& backup : *listed) {
        if (!backup.manifest || backup.manifest->council != council || backup.manifest->name != backup.name) continue;
        if (newest_verified.empty() && backup.verified_at) newest_verified = backup.name;
        ours.push_back(backup.name);
    }
    std::vector<std::string> removed;
    if (newest_verified.empty()) return removed;
    for (const std::string& name : outlived_backups(ours, retention)) {
        if (name == newest_verified) continue;
        // Renamed first: a backup that is half gone must not count as one.
        const fs::path leaving = folder / (std::string(removing_prefix) + name);
        if (auto moved = disk.rename(folder / name, leaving); !moved) return moved.error();
        static_cast<void>(disk.remove(note_of(folder / name)).has_value());
        std::error_code failed;
        fs::remove_all(leaving, failed);
        removed.push_back(name);
    }
    return removed;
}

}  // namespace chamber::storage
