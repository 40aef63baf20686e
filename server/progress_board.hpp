// How far downloads are: what devices say of themselves, kept until the office is told. Sans-I/O.
//
// Of each device and blob only the newest word counts, and of each device only its newest few blobs: whoever says more
// says it to nobody. The owner takes what is new at every tick and tells it in one go, so a device that talks costs its
// listeners no more than one that does not. Thread: the meeting thread.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/message.hpp"
#include "protocol/world.hpp"

#include <map>
#include <vector>

namespace chamber::server {

class ProgressBoard {
public:
    void note(const DeviceId& device, const Sha256& sha256, std::uint64_t bytes);
    // It is gone, or somebody else's: what it said is not told any more.
    void forget(const DeviceId& device);
    // What is new since the last time. Empty before limits::progress_every_ms have passed.
    std::vector<DeviceProgress> take(SteadyMs now);

private:
    struct Said {
        Sha256 sha256;
        std::uint64_t bytes = 0;
        bool fresh = true;
    };
    std::map<DeviceId, std::vector<Said>> said_;  // of a device the newest last
    SteadyMs taken_{0};
    bool fresh_ = false;
};

}  // namespace chamber::server
