#include "storage/alarms.hpp"

namespace chamber::storage {

namespace {

std::string alarm_id(AlarmKind kind, const std::optional<DeviceId>& device)
{
    return name_of(kind) + (device ? "." + device->value : std::string());
}

void put_alarm(UnitOfWork& work, const Alarm& alarm)
{
    work.database.run(
        "INSERT INTO alarm (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body", alarm.id,
        body_of(alarm));
    work.feed.put(Alarm::type, alarm.id, operations_scope);
}

std::optional<Alarm> find_by_id(Database& database, const std::string& id)
{
    return find_entity<Alarm>(database, "SELECT body FROM alarm WHERE id = ?1", id);
}

void settle(UnitOfWork& work, Alarm alarm, std::optional<PersonId> by)
{
    if (alarm.settled_at) return;
    alarm.settled_at = work.now();
    alarm.settled_by = std::move(by);
    put_alarm(work, alarm);
}

}  // namespace

std::optional<Alarm> find_alarm(Database& database, AlarmKind kind, const std::optional<DeviceId>& device)
{
    return find_by_id(database, alarm_id(kind, device));
}

void raise_alarm(UnitOfWork& work, Alarm alarm)
{
    alarm.id = alarm_id(alarm.kind, alarm.device);
    alarm.at = work.now();
    alarm.settled_at.reset();
    alarm.settled_by.reset();
    put_alarm(work, alarm);
    JournalEntry entry;
    entry.verb = "alarm";
    if (alarm.device) entry.device = *alarm.device;
    entry.target = alarm.id;
    work.journal.append(entry, work.clock.utc());
}

void end_alarm(UnitOfWork& work, AlarmKind kind, const std::optional<DeviceId>& device)
{
    if (auto alarm = find_alarm(work.database, kind, device)) settle(work, std::move(*alarm), std::nullopt);
}

Result<CommandEffect> settle_alarm(UnitOfWork& work, const Viewer& viewer, const SettleAlarm& command)
{
    auto alarm = find_by_id(work.database, command.alarm);
    if (!alarm) return fail(ErrorCode::not_found, command.alarm, "/alarm");
    settle(work, std::move(*alarm), viewer.person);
    return CommandEffect{command.alarm};
}

}  // namespace chamber::storage
