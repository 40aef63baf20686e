#include "admin-cli/backup_words.hpp"

namespace chamber::admin {

namespace {

JsonObject json_of(const std::map<std::string, std::int64_t>& counts)
{
    JsonObject object;
    for (const auto& [type, count] : counts) object.add(type, count);
    return object;
}

JsonObject json_of(const storage::BackupManifest& manifest, const std::filesystem::path& path)
{
    JsonObject object;
    object.add("name", manifest.name)
        .add("path", path.string())
        .add("made_at", manifest.made_at)
        .add("council", manifest.council);
    return object.add("epoch", manifest.epoch)
        .add("seq", manifest.seq)
        .add("journal_entries", manifest.journal_n)
        .add("files", manifest.files.size())
        .add("bytes", manifest.bytes());
}

}  // namespace

std::string label(storage::BackupStage stage)
{
    switch (stage) {
    case storage::BackupStage::database: return "đang chép cơ sở dữ liệu";
    case storage::BackupStage::files: return "đang chép tệp";
    case storage::BackupStage::keys: return "đang mã hóa khóa";
    case storage::BackupStage::verifying: return "đang đọc lại và kiểm tra";
    case storage::BackupStage::building: return "đang dựng thư mục dữ liệu";
    }
    return {};
}

std::string age_of(const std::string& rfc3339, UtcMs now)
{
    const std::int64_t minutes = (now.value - parse_utc(rfc3339).value) / 60'000;
    if (minutes < 2) return "1 phút";
    if (minutes < 120) return std::to_string(minutes) + " phút";
    if (minutes < 2 * 1'440) return std::to_string(minutes / 60) + " giờ";
    return std::to_string(minutes / 1'440) + " ngày";
}

JsonObject json_of(const storage::BackupReading& reading)
{
    JsonArray faults;
    for (const Error& fault : reading.faults)
        faults.add(JsonObject{}.add("file", fault.where).add("sentence", fault.detail));
    JsonArray damaged;
    for (const std::string& sha256 : reading.manifest.damaged) damaged.add(sha256);
    JsonObject object = json_of(reading.manifest, reading.path);
    object.add("sound", reading.sound())
        .add("faults", faults)
        .add("damaged", damaged)
        .add("sealed_by", reading.sealed_by);
    return object.add("seal_fingerprint", reading.seal_fingerprint)
        .add("root_fingerprint", reading.root_fingerprint)
        .add_encoded("counts", json_of(reading.counts).text());
}

JsonObject json_of(const storage::ListedBackup& backup, UtcMs now)
{
    storage::BackupManifest manifest = backup.manifest.value_or(storage::BackupManifest());
    manifest.name = backup.name;
    JsonObject object = json_of(manifest, backup.path);
    const std::int64_t age_s = backup.manifest ? (now.value - parse_utc(manifest.made_at).value) / 1'000 : 0;
    return object.add("readable", backup.manifest.has_value())
        .add("age_s", age_s)
        .add("verified_at", backup.verified_at)
        .add("drilled_at", backup.drilled_at);
}

JsonObject json_of(const storage::RestoredBackup& restored, const std::filesystem::path& data)
{
    JsonObject object;
    object.add("data", data.string())
        .add("name", restored.backup.manifest.name)
        .add("seq", restored.backup.manifest.seq)
        .add("epoch", restored.epoch);
    object.add("replaced", restored.replaced.empty() ? std::nullopt : std::optional(restored.replaced.string()));
    return object.add_encoded("missing", json_of(restored.missing).text()).add("sentence", restored.sentence);
}

JsonObject json_of(const storage::DrilledBackup& drilled)
{
    JsonObject object;
    object.add("name", drilled.backup.manifest.name)
        .add("path", drilled.backup.path.string())
        .add("seq", drilled.backup.manifest.seq);
    object.add("keys_opened", drilled.keys_opened)
        .add("journal_entries", drilled.journal_entries)
        .add("blobs", drilled.blobs)
        .add("bytes", drilled.bytes);
    return object.add_encoded("counts", json_of(drilled.backup.counts).text()).add("took_ms", drilled.took_ms);
}

}  // namespace chamber::admin
