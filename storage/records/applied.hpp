// What became of the commands of one message.
#pragma once

#include "protocol/message.hpp"

#include <cstdint>
#include <vector>

namespace chamber::storage {

// What one message may still do. What is beyond is not looked at: no journal entry, no receipt (Applied::cut).
struct ApplyRation {
    std::uint32_t refusals_max = UINT32_MAX;
};

struct Applied {
    std::vector<CommandOutcome> outcomes;
    std::int64_t last_command = 0;
    std::int64_t shown_at = 0;  // the feed shows what they did from this seq on
    bool gap = false;           // the numbers do not follow: nothing was applied
    bool cut = false;           // the ration ended before the last command: those behind last_command are still to come
    std::uint32_t refused = 0;  // of those applied now
    bool cloned = false;        // a known number with other content: device_cloned
    JournalMark journal{};      // durable with it
    std::vector<DeviceId> revoked_devices;  // to be told and disconnected after the commit
    std::vector<DeviceId> approved_devices;
};

}  // namespace chamber::storage
