// How often a device may search. A search that matches much is work for the storage thread, which everybody's changes
// wait for: a device has limits::searches_per_minute, and a small allowance for the letters of one word. Sans-I/O.
// Thread: the meeting thread.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/limits.hpp"
#include "server/token_buckets.hpp"

namespace chamber::server {

class SearchPace {
public:
    // True, and counted; false: not now.
    bool may_search(const DeviceId& device, SteadyMs now);

private:
    TokenBuckets<DeviceId> buckets_{{limits::searches_burst, limits::searches_per_minute}};
};

}  // namespace chamber::server
