// Until when the server has heard all that a device had to say: what comes after was made after that moment, whatever
// the device's clock says.
//
//   hello (nothing unsent) ── join ──▶ heard until now        commands taken, none left ──▶ heard until now
//   hello (3 unsent) ─ the first three commands were made before it, at some moment since it was heard last
//
// A restored server knows less than its devices: at their first join in a new history they may bring back what another
// server had heard already, so that join proves nothing; the first commands that come prove it. The storage thread's.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/world.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <cstddef>
#include <cstdint>

namespace chamber::storage {

struct HandInState {
    UtcMs until{};            // all that was made before is here
    bool settled = false;     // in this history, nothing is being brought back
    std::int32_t unsent = 0;  // made before the last hello, not here yet
};

HandInState hand_in_state_of(UnitOfWork& work, const DeviceId& device);

// It was met for the first time, and so has nothing.
void note_met(UnitOfWork& work, const DeviceId& device);
// It is connected.
void note_joined(UnitOfWork& work, const DeviceId& device);
// It sent so many commands in one message, all of them taken. `before`: what was known when they came.
void note_handed_in(UnitOfWork& work, const DeviceId& device, const HandInState& before, std::size_t commands);

}  // namespace chamber::storage
