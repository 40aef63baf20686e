// A revoked device's last notes. Whoever was signed in on it when it was revoked may bring their own private and group
// notes for limits::hand_in_ms, once: until it says that it has handed in. Nothing is told to it any more. The office
// is alarmed while such a device may still hold notes (unsent_notes).
//
// Functions with a UnitOfWork run inside a verb's transaction (work.hpp).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>

namespace chamber::storage {

// The device has just been revoked with this person signed in on it.
void begin_hand_in(UnitOfWork& work, const Device& device, const PersonId& person);

// Whose notes this device may bring; nothing: nobody's.
std::optional<Viewer> hand_in_viewer(UnitOfWork& work, const DeviceId& device);

// So many of what it said that it had not sent have their receipts now.
void note_sent(UnitOfWork& work, const DeviceId& device, std::int32_t commands);

// Whether this command is one of those that are still taken. Errors: not_allowed, whatever the reason: it is no oracle.
Result<void> may_hand_in(UnitOfWork& work, const Viewer& viewer, const CommandBody& body);

}  // namespace chamber::storage
