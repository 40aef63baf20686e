// How many refused commands of a device are still written down. Every refused command is an entry of the journal and a
// receipt, kept for ever: whoever sends nothing but what is refused would fill the disk. Beyond
// limits::refusals_per_minute a device is told `busy`, nothing is written, and its commands stay in its outbox.
// Sans-I/O. Thread: the meeting thread.
#pragma once

#include "protocol/ids.hpp"
#include "protocol/limits.hpp"
#include "server/token_buckets.hpp"

#include <cstdint>

namespace chamber::server {

class RefusalRation {
public:
    std::uint32_t left(const DeviceId& device, SteadyMs now);
    void spend(const DeviceId& device, std::uint32_t refusals, SteadyMs now);

private:
    TokenBuckets<DeviceId> buckets_{{limits::refusals_per_minute, limits::refusals_per_minute}};
};

}  // namespace chamber::server
