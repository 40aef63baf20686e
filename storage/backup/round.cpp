// What a schedule does, in one go: made, copied to the second folder, thinned; and what the office is told of it.
#include "storage/backup/backup.hpp"

#include "protocol/plain_words.hpp"
#include "storage/backup/snapshot.hpp"
#include "storage/files/disk.hpp"
#include "storage/keys/authority.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;
// The machine's own delays must not push a daily backup an hour further each day.
constexpr std::int64_t early_ms = 60'000;

// The table's sentence, with the place, and with the reason where it is ours to read. Whoever looks after backups reads
// it.
std::string failure_in_words(const Error& error)
{
    std::string text(error_sentence(error.code));
    if (is_plain_vietnamese(error.detail)) text += " Lý do: " + error.detail + ".";
    if (!error.where.empty()) text += " (" + error.where + ")";
    return text;
}

std::optional<std::string> newest_drill(const std::vector<ListedBackup>& listed)
{
    std::optional<std::string> newest;
    for (const ListedBackup& backup : listed)
        if (backup.drilled_at && (!newest || *backup.drilled_at > *newest)) newest = backup.drilled_at;
    return newest;
}

class Round {
public:
    Round(const DataDirectory& directory, const BackupPlan& plan, const std::string& program,
          const BackupProgress& progress, Clock& clock)
        : directory_(directory),
          plan_(plan),
          program_(program),
          progress_(progress),
          clock_(clock)
    {
        outcome_.newest.id = Backup::type;
        outcome_.newest.folder = plan.folder.string();
    }

    BackupOutcome make()
    {
        auto made = make_backup(directory_, {plan_.folder, program_, progress_}, clock_, disk_);
        if (!made) {
            // The office goes on seeing the newest one that there is.
            describe_newest(ListedOnly::yes);
            return failed(made.error());
        }
        describe(made->manifest);
        outcome_.made = std::move(*made);
        finish(outcome_.made->path, outcome_.made->manifest.council);
        return std::move(outcome_);
    }

    BackupOutcome look()
    {
        const auto newest = describe_newest(ListedOnly::no);
        if (!newest) return std::move(outcome_);
        auto reading = verify_backup(*newest, ca_certificate_pem(directory_), progress_);
        if (reading && !reading->sound()) reading = fault_of(*reading);
        if (!reading) return failed(reading.error());
        describe(reading->manifest);
        if (auto noted = note_verified(*newest, format_utc(clock_.utc()), disk_); !noted) return failed(noted.error());
        finish(*newest, {});
        return std::move(outcome_);
    }

private:
    enum class ListedOnly { yes, no };

    BackupOutcome failed(const Error& error)
    {
        outcome_.failure = error;
        outcome_.newest.failure = failure_in_words(error);
        return std::move(outcome_);
    }

    void describe(const BackupManifest& manifest)
    {
        outcome_.newest.name = manifest.name;
        outcome_.newest.made_at = manifest.made_at;
        outcome_.newest.seq = manifest.seq;
        outcome_.newest.bytes = manifest.bytes();
        outcome_.epoch = manifest.epoch;
    }

    // Of this council: the folder may hold others', too.
    std::optional<std::filesystem::path> describe_newest(ListedOnly only)
    {
        const auto database = read_database(directory_.database, DatabaseCheck::facts);
        const auto listed = list_backups(plan_.folder);
        if (!listed || !database) return std::nullopt;
        for (const ListedBackup& backup : *listed) {
            if (!backup.manifest || backup.manifest->council != database->council) continue;
            describe(*backup.manifest);
            // As far as is known: it is not read again here.
            if (only == ListedOnly::yes) outcome_.newest.verified_at = backup.verified_at;
            outcome_.newest.drilled_at = newest_drill(*listed);
            return backup.path;
        }
        return std::nullopt;
    }

    // Verified means: in every folder.
    void finish(const std::filesystem::path& backup, const std::string& thin_council)
    {
        if (const auto listed = list_backups(plan_.folder)) outcome_.newest.drilled_at = newest_drill(*listed);
        Result<void> done = plan_.second_folder ? copy_to_second(backup) : Result<void>();
        if (done) outcome_.newest.verified_at = format_utc(clock_.utc());
        if (!thin_council.empty()) {
            for (const auto& folder :
                 {std::optional(plan_.folder), outcome_.second ? plan_.second_folder : std::nullopt}) {
                if (!folder || !done) continue;
                auto removed = thin_backups(*folder, thin_council, plan_.retention, disk_);
                if (removed)
                    outcome_.removed.insert(outcome_.removed.end(), removed->begin(), removed->end());
                else
                    done = removed.error();
            }
        }
        if (done) return;
        outcome_.failure = done.error();
        outcome_.newest.failure = failure_in_words(done.error());
    }

    Result<void> copy_to_second(const std::filesystem::path& backup)
    {
        auto copied =
            copy_backup(backup, {*plan_.second_folder, program_, progress_}, ca_certificate_pem(directory_), disk_);
        if (copied && !copied->sound()) copied = fault_of(*copied);
        if (!copied) return copied.error();
        outcome_.second = copied->path;
        return note_verified(copied->path, format_utc(clock_.utc()), disk_);
    }

    const DataDirectory& directory_;
    const BackupPlan& plan_;
    const std::string& program_;
    const BackupProgress& progress_;
    Clock& clock_;
    Disk& disk_ = Disk::real();
    BackupOutcome outcome_;
};

}  // namespace

BackupOutcome follow_backup_plan(const DataDirectory& directory, const BackupPlan& plan, const std::string& program,
                                 const BackupProgress& progress, Clock& clock)
{
    return Round(directory, plan, program, progress, clock).make();
}

BackupOutcome look_at_backups(const DataDirectory& directory, const BackupPlan& plan, const std::string& program,
                              const BackupProgress& progress, Clock& clock)
{
    return Round(directory, plan, program, progress, clock).look();
}

BackupDuty backup_duty(const BackupPlan& plan, const Backup& noted, const std::string& epoch, UtcMs now)
{
    const auto listed = list_backups(plan.folder);
    if (!listed) return BackupDuty::make;
    const auto newest = std::ranges::find_if(
        *listed, [&](const ListedBackup& backup) { return backup.manifest && backup.manifest->epoch == epoch; });
    if (newest == listed->end()) return BackupDuty::make;
    const std::int64_t age_ms = now.value - parse_utc(newest->manifest->made_at).value;
    // One of the future is of a clock that was wrong.
    if (age_ms + early_ms >= plan.every_h * hour_ms || age_ms < -hour_ms) return BackupDuty::make;
    const bool told = newest->name == noted.name && newest_drill(*listed) == noted.drilled_at && !noted.failure;
    return told ? BackupDuty::nothing : BackupDuty::look;
}

}  // namespace chamber::storage
