// Enrolled tablets and desktops: meeting one, approving it by its code, signing a person in, revoking it.
//
//   pending ──code──► approved ──► revoked        a revoked device never comes back; a new key is a new device
//
// The code has 8 letters that cannot be mistaken for one another, works once, runs out after limits::pairing_code_ms, and is
// replaced by a fresh one at the next hello.
#pragma once

#include "protocol/message.hpp"
#include "storage/records/device_record.hpp"
#include "storage/transaction/work.hpp"

#include <string_view>
#include <vector>

namespace chamber::storage {

// Errors: proof_failed (a known id with another key), too_long (`model`), wrong_type (not an id), enrolment_closed (an
// unknown one, or one whose code ran out).
Result<DeviceRecord> meet_device(Work& work, const DeviceId& id, std::string_view key, DeviceKind kind, std::string_view model, const Whence& whence);

// Errors: device_unknown.
Result<DeviceRecord> find_device(Work& work, const DeviceId& id);
std::vector<DeviceRecord> list_devices(Work& work);

// Errors: device_unknown, device_revoked, not_allowed (a tablet).
Result<void> approve_desktop(Work& work, const DeviceId& id, std::string_view label);

// Errors: device_unknown, device_pending, device_revoked, person_unknown.
Result<Viewer> sign_in(Work& work, const PersonId& person, const DeviceId& device);
// Errors: device_unknown.
Result<void> sign_out(Work& work, const DeviceId& device);
// Notes when a device was last seen, once a minute at most; ends a sign-in that has run out. Errors: device_unknown.
Result<void> touch_device(Work& work, const DeviceId& device);

// Whether this person is signed in on this device now. Errors: device_unknown, device_revoked, device_pending, sign_in_ended.
Result<Viewer> proven_viewer(Work& work, const PersonId& person, const DeviceId& device);
// Ends all sign-ins of the person, but the one on `except`.
void end_sign_ins(Work& work, const PersonId& person, const std::optional<DeviceId>& except);
// The earliest end of a sign-in that has one.
std::optional<UtcMs> next_sign_in_end(Work& work);
// Ends those whose time is over; how many.
std::int64_t end_sign_ins_run_out(Work& work);

// Errors: code_unknown (also when it ran out), too_long.
Result<Act> approve_device(Work& work, const ApproveDevice& command);
// Errors: device_unknown.
Result<Act> revoke_device(Work& work, const RevokeDevice& command);

}  // namespace chamber::storage
