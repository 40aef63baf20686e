#include "storage/hand_in_state.hpp"

#include "protocol/limits.hpp"
#include "protocol/person.hpp"

#include <utility>

namespace chamber::storage {

namespace {

constexpr std::int64_t told_again_ms = 1'000;

}  // namespace

HandInState hand_in_state_of(UnitOfWork& work, const DeviceId& device)
{
    Statement row = work.database.query("SELECT heard_ms, heard_epoch, body FROM device WHERE id = ?1", device.value);
    if (!row.step()) return {};
    return HandInState{UtcMs{row.integer(0)}, row.text(1) == work.feed.epoch(),
                       entity_of<Device>(row.text(2)).unsent.value_or(0)};
}

void note_met(UnitOfWork& work, const DeviceId& device)
{
    work.database.run("UPDATE device SET heard_ms = ?2 WHERE id = ?1", device.value, work.clock.utc().value);
}

void note_joined(UnitOfWork& work, const DeviceId& device)
{
    const HandInState hearing = hand_in_state_of(work, device);
    if (hearing.settled && hearing.unsent == 0) note_met(work, device);
}

void note_handed_in(UnitOfWork& work, const DeviceId& device, const HandInState& before, std::size_t commands)
{
    // A full message has another behind it.
    if (commands >= limits::commands_per_message_max || std::cmp_less(commands, before.unsent)) return;
    // Who writes on and on has a page of the table to themselves with every stroke: to the second is near enough.
    const std::int64_t since_ms = work.clock.utc().value - before.until.value;
    if (before.settled && since_ms >= 0 && since_ms < told_again_ms) return;
    work.database.run("UPDATE device SET heard_ms = ?2, heard_epoch = ?3 WHERE id = ?1", device.value,
                      work.clock.utc().value, work.feed.epoch());
}

}  // namespace chamber::storage
