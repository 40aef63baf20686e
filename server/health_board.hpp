// How the connected machines are: what devices say of themselves, for the office. Sans-I/O.
//
// Of each device only the newest word counts, and no more than one every limits::health_every_ms: what comes sooner is
// passed over. Who joins later is told all of it. Thread: the meeting thread.
#pragma once

#include "protocol/message.hpp"
#include "protocol/world.hpp"

#include <map>
#include <vector>

namespace chamber::server {

class HealthBoard {
public:
    // `now`: both clocks at the same time; how far the device's own is ahead is told. Says it sooner than it may, or at
    // no readable time: passed over.
    void note(const DeviceId& device, const Health& said, UtcMs now, SteadyMs steady);
    // It is gone, or somebody else's.
    void forget(const DeviceId& device);
    // What is new since the last time.
    std::vector<DeviceHealth> take();
    std::vector<DeviceHealth> all() const;

private:
    struct Known {
        DeviceHealth health;
        SteadyMs at;
        bool fresh = true;
    };
    std::map<DeviceId, Known> known_;
};

}  // namespace chamber::server
