// How many refused commands of a device are still written down. Every refused command is an entry of the journal and a
// receipt, kept for ever: whoever sends nothing but what is refused would fill the disk. Beyond
// limits::refusals_per_minute a device is told `busy`, nothing is written, and its commands stay in its outbox.
// Sans-I/O. Thread: the meeting thread.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/world.hpp"

#include <cstdint>
#include <map>

namespace chamber::server {

class RefusalRation {
public:
    std::uint32_t left(const DeviceId& device, SteadyMs now);
    void spend(const DeviceId& device, std::uint32_t refusals, SteadyMs now);

private:
    struct Bucket {
        double tokens = 0;
        SteadyMs refilled;
    };
    void refill(Bucket& bucket, SteadyMs now) const;
    std::map<DeviceId, Bucket> buckets_;  // of those that are not full
};

}  // namespace chamber::server
