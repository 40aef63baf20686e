// When the next group may begin: an idle room's stroke goes at once, a busy room gathers.
//
//   nothing was written for 5 ms     at once
//   else                             5 ms after the last group that wrote began: whatever comes meanwhile shares one
//                                    fsync, and everybody gets it in one message, one TLS record, one Wi-Fi frame
//
// A store that takes longer than that is never waited for: its queue has gathered already. A rule without a clock:
// whoever runs groups says what time it is.
#pragma once

#include <chrono>
#include <cstddef>

namespace chamber::server {

class Gathering {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::microseconds gap{5'000};
    // When nothing came for so long, what can wait is done.
    static constexpr std::chrono::milliseconds quiet{1'000};

    // A group with so many verbs begins now. One that only looks is nobody's fsync and holds nobody up.
    void began(Time now, std::size_t verbs)
    {
        if (verbs > 0) next_ = now + gap;
    }
    // The next one does not begin before.
    Time next() const { return next_; }

private:
    Time next_{};
};

}  // namespace chamber::server
