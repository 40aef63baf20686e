// What the database knows of backups: what the office sees of them, up to where they hold the feed, and that one was
// put back. Making one and putting it back is backup/'s.
#include "storage/alarms.hpp"
#include "storage/store_body.hpp"

#include <charconv>

namespace chamber::storage {

namespace {

// "<epoch> <seq>" in meta: it counts for the history it was made in, so a new history begins without one.
std::int64_t backed_up_seq(Database& database, const std::string& epoch)
{
    const std::string noted = database.text("SELECT value FROM meta WHERE key = 'backed_up'").value_or("");
    if (epoch.empty() || !noted.starts_with(epoch + " ")) return 0;
    std::int64_t seq = 0;
    std::from_chars(noted.data() + epoch.size() + 1, noted.data() + noted.size(), seq);
    return seq;
}

void note_outcome(UnitOfWork& work, const Backup& before, const Backup& backup)
{
    if (!backup.failure) return end_alarm(work, AlarmKind::backup_failed, std::nullopt);
    // The same failure every hour is one alarm, also one that somebody has seen to.
    if (before.failure == backup.failure) return;
    Alarm alarm;
    alarm.kind = AlarmKind::backup_failed;
    alarm.sentence = *backup.failure;
    raise_alarm(work, std::move(alarm));
}

}  // namespace

Result<void> Store::note_backup(const Backup& backup, const std::string& epoch)
{
    Body& body = *body_;
    return body.verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body.work;
        Backup kept = backup;
        kept.id = Backup::type;
        const Backup before =
            find_entity<Backup>(work.database, "SELECT body FROM backup WHERE id = ?1", kept.id).value_or(Backup());
        if (kept.verified_at && epoch == work.feed.epoch() && kept.seq > backed_up_seq(work.database, epoch))
            work.database.run(
                "INSERT INTO meta (key, value) VALUES ('backed_up', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                epoch + " " + std::to_string(kept.seq));
        if (body_of(before) == body_of(kept)) return {};
        work.database.run(
            "INSERT INTO backup (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            kept.id, body_of(kept));
        work.feed.put(Backup::type, kept.id, operations_scope);
        if (!kept.name.empty() && kept.name != before.name)
            body.note("backup", PersonId(), DeviceId(), kept.name + " " + std::to_string(kept.seq));
        note_outcome(work, before, kept);
        return {};
    });
}

std::int64_t Store::backed_up()
{
    Body& body = *body_;
    const auto seq = body.read<std::int64_t>(
        [&]() -> Result<std::int64_t> { return backed_up_seq(*body.database, body.feed.epoch()); });
    return seq ? *seq : 0;
}

Result<void> Store::note_restored(const std::string& backup, std::int64_t seq, const std::string& sentence)
{
    Body& body = *body_;
    return body.verb<void>([&]() -> Result<void> {
        body.note("restore_backup", local_viewer().person, DeviceId(), backup + " " + std::to_string(seq));
        Alarm alarm;
        alarm.kind = AlarmKind::restored;
        alarm.sentence = sentence;
        raise_alarm(body.work, std::move(alarm));
        return {};
    });
}

}  // namespace chamber::storage
