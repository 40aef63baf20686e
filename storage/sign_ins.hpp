// Who sits where: a person signed in on an approved device, proven again, signed out. Staff are signed in for
// limits::staff_sign_in_ms, everybody else until somebody signs them out.
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/work.hpp"

namespace chamber::storage {

// Whose mandate is over signs in as a delegate no more; who also works in the office does.
bool may_sit(Work& work, const Person& person);

// Whether this person is signed in on this device now. Errors: device_unknown, device_revoked, device_pending,
// sign_in_ended.
Result<Viewer> proven_viewer(Work& work, const PersonId& person, const DeviceId& device);

// Who asks, with the roles of now; the office's own machine needs no sign-in. Errors: those of proven_viewer.
Result<Viewer> asking_viewer(Work& work, const Viewer& viewer);

}  // namespace chamber::storage
