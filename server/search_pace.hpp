// How often a device may search. A search that matches much is work for the storage thread, which everybody's changes
// wait for: a device has limits::searches_per_minute, and a small allowance for the letters of one word. Sans-I/O.
// Thread: the meeting thread.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/world.hpp"

#include <map>

namespace chamber::server {

class SearchPace {
public:
    // True, and counted; false: not now.
    bool may_search(const DeviceId& device, SteadyMs now);

private:
    struct Bucket {
        double tokens = 0;
        SteadyMs refilled;
    };
    std::map<DeviceId, Bucket> buckets_;  // of those that are not full
};

}  // namespace chamber::server
