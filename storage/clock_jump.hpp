// A wall clock that is set, by hand or by a time server, while the server runs: leases are kept by it, and must not run
// out or live for years because of that.
//
// Between two groups the wall clock moves as the steady one does; when it does not, it was set, and what waits for a
// moment waits for the moved moment. What happened keeps the time that was shown then; the journal says where the clock
// was set. The storage thread's.
#pragma once

#include "storage/transaction/unit_of_work.hpp"

#include <cstdint>
#include <optional>

namespace chamber::storage {

class ClockJump {
public:
    explicit ClockJump(const Clock& clock) : clock_(clock), utc_(clock.utc()), steady_(clock.steady()) {}

    // By how many milliseconds the wall clock was set since settle(); nothing for what a time server corrects all day.
    std::optional<std::int64_t> seen() const;
    // What was seen is taken care of, durably.
    void settle();

private:
    const Clock& clock_;
    UtcMs utc_;
    SteadyMs steady_;
};

// Sign-ins, pairing codes and waits after wrong PINs move with the clock; the journal is told.
void move_leases(UnitOfWork& work, std::int64_t by_ms);

}  // namespace chamber::storage
