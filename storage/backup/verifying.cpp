// Every byte of a backup against its manifest, and the manifest against its seal.
#include "storage/backup/backup.hpp"

#include "storage/backup/files.hpp"
#include "storage/backup/shelf.hpp"
#include "storage/backup/snapshot.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/seal.hpp"

#include <algorithm>
#include <set>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t small_file_bytes_max = 16'777'216;

class Verifying {
public:
    Verifying(const fs::path& backup, const std::string& root_pem, const BackupProgress& progress)
        : backup_(backup),
          root_pem_(root_pem),
          progress_(progress)
    {
    }

    Result<BackupReading> run();

private:
    void fault(const std::string& path, std::string why)
    {
        reading_.faults.push_back(fail(ErrorCode::backup_damaged, path + ": " + why, path));
    }
    bool check_seal_of(const std::string& text);
    Result<void> check_files();
    void check_nothing_else();
    void check_keys();
    void check_data();

    const fs::path& backup_;
    const std::string& root_pem_;
    const BackupProgress& progress_;
    BackupReading reading_;
};

// A manifest that is not the council's own says nothing about anything.
bool Verifying::check_seal_of(const std::string& text)
{
    const auto signature = read_file(backup_ / "manifest.p7s", small_file_bytes_max);
    if (!signature) {
        fault("manifest.p7s", signature.error().detail);
        return false;
    }
    const auto seal = check_seal(*signature, text, root_pem_);
    if (seal) {
        reading_.sealed_by = seal->subject;
        reading_.seal_fingerprint = seal->fingerprint;
        return true;
    }
    // Who signed is said also when it is a stranger: an authority that was made anew has older backups.
    if (const auto stranger = check_seal(*signature, text, {})) {
        fault("manifest.p7s", "ký bởi " + stranger->subject + " (" + stranger->fingerprint +
                                  "), không thuộc chứng thư gốc của hội đồng này");
        return false;
    }
    fault(seal.error().code == ErrorCode::archive_unsigned ? "manifest.p7s" : "manifest.json",
          "chữ ký không khớp: " + seal.error().detail);
    return false;
}

Result<void> Verifying::check_files()
{
    std::uint64_t done = 0;
    const std::uint64_t total = reading_.manifest.bytes();
    const BytesDone count = [&](std::uint64_t bytes) {
        done += bytes;
        return !progress_ || progress_(BackupStage::verifying, done, total);
    };
    for (const BackupFile& file : reading_.manifest.files) {
        const auto found = digest_file(backup_ / file.path, count);
        if (!found && found.error().code == ErrorCode::stopping) return found.error();
        if (!found)
            fault(file.path,
                  found.error().code == ErrorCode::not_found ? "thiếu tệp" : "không đọc được: " + found.error().detail);
        else if (found->bytes != file.bytes)
            fault(file.path, "sai độ dài");
        else if (found->sha256 != file.sha256)
            fault(file.path, "sai mã băm");
    }
    return {};
}

void Verifying::check_nothing_else()
{
    const auto there = files_below(backup_);
    if (!there) return fault(".", there.error().detail);
    for (const std::string& path : *there) {
        if (path == "manifest.json" || path == "manifest.p7s" || reading_.manifest.find(path) != nullptr) continue;
        fault(path, "tệp lạ, không có trong danh sách");
    }
}

void Verifying::check_keys()
{
    const auto keys = read_file(backup_ / "keys.cms", small_file_bytes_max);
    if (!keys || !is_sealed_keys(*keys)) fault("keys.cms", "không phải khóa đã mã hóa");
    if (const auto ca = read_file(backup_ / "ca.pem", small_file_bytes_max)) {
        const auto certificate = read_certificate(*ca);
        if (certificate)
            reading_.root_fingerprint = certificate->fingerprint;
        else
            fault("ca.pem", certificate.error().detail);
    }
    const std::string recipient = std::string(backup_data_prefix) + std::string(backup_recipient_name);
    if (reading_.manifest.find(recipient) == nullptr) fault(recipient, "thiếu tệp");
}

// The database is opened: it holds together, and is the one the manifest speaks of, with all bytes that its rows name.
void Verifying::check_data()
{
    const std::string path(backup_database_path);
    const BackupManifest& manifest = reading_.manifest;
    const auto database = read_database(backup_ / path, DatabaseCheck::whole);
    if (!database) return fault(path, database.error().where + " " + database.error().detail);
    reading_.counts = database->counts;
    if (database->epoch != manifest.epoch || database->seq != manifest.seq || database->council != manifest.council)
        return fault(path, "không phải cơ sở dữ liệu mà danh sách nói đến");
    if (database->journal_n != manifest.journal_n || database->journal_hash != manifest.journal_hash)
        return fault(path, "nhật ký không khớp danh sách");
    for (const StoredBlob& blob : database->blobs) {
        const bool known = std::ranges::binary_search(manifest.damaged, blob.sha256.hex());
        const BackupFile* file = manifest.find(blob_path(blob.sha256));
        if (file == nullptr ? !known : file->sha256 != blob.sha256 || file->bytes != blob.bytes)
            fault(blob_path(blob.sha256), "thiếu tệp tài liệu");
    }
}

Result<BackupReading> Verifying::run()
{
    reading_.path = backup_;
    auto text = read_file(backup_ / "manifest.json", manifest_bytes_max);
    if (!text && text.error().code == ErrorCode::not_found)
        return fail(ErrorCode::backup_unknown, backup_.string(), backup_.filename().string());
    if (!text) return text.error();
    if (!check_seal_of(*text)) return std::move(reading_);
    auto manifest = decode_manifest(*text);
    if (!manifest) {
        reading_.faults.push_back(manifest.error());
        return std::move(reading_);
    }
    reading_.manifest = std::move(*manifest);
    const std::string name = backup_.filename().string();
    // Another name would sort it into another place of the history.
    if (name != reading_.manifest.name && name != std::string(making_prefix) + reading_.manifest.name)
        fault("manifest.json", "thư mục phải tên là " + reading_.manifest.name);
    if (auto files = check_files(); !files) return files.error();
    check_nothing_else();
    check_keys();
    if (reading_.sound()) check_data();
    return std::move(reading_);
}

}  // namespace

Result<BackupReading> verify_backup(const fs::path& backup, const std::string& root_pem, const BackupProgress& progress)
{
    // "…/2026-11-29T150000Z/" has an empty file name.
    const fs::path plain = backup.filename().empty() ? backup.parent_path() : backup;
    return Verifying(plain, root_pem, progress).run();
}

Error fault_of(const BackupReading& reading)
{
    MUST(!reading.faults.empty());
    Error error = reading.faults.front();
    if (reading.faults.size() > 1) error.detail += " (và " + std::to_string(reading.faults.size() - 1) + " lỗi khác)";
    return error;
}

}  // namespace chamber::storage
