// Alarms: what the office must know and see to (protocol/alarm.hpp). Functions with a UnitOfWork run inside a verb's
// transaction (work.hpp).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>
#include <string>

namespace chamber::storage {

// The alarm of this kind about this device (or nobody's), whether settled or not.
std::optional<Alarm> find_alarm(Database& database, AlarmKind kind, const std::optional<DeviceId>& device);

// Raises it, or the same one anew with newer facts: one alarm per kind and device. `alarm.id` and `at` are filled in
// here.
void raise_alarm(UnitOfWork& work, Alarm alarm);

// It ended by itself. Nothing happens without such an alarm.
void end_alarm(UnitOfWork& work, AlarmKind kind, const std::optional<DeviceId>& device);

// Settling twice changes nothing. Errors: not_found.
Result<CommandEffect> settle_alarm(UnitOfWork& work, const Viewer& viewer, const SettleAlarm& command);

}  // namespace chamber::storage
