// How many devices that nobody knows one address may bring: each is a code to draw, an entry of the journal and a line
// of the feed that stays. A tablet that is enrolled needs one; whoever brings more than a handful in ten minutes waits.
// Sans-I/O. Thread: the meeting thread.
#pragma once

#include "protocol/world.hpp"

#include <map>
#include <string>

namespace chamber::server {

class Newcomers {
public:
    bool may_come(const std::string& address, SteadyMs now);
    void came(const std::string& address, SteadyMs now);

private:
    struct Bucket {
        double tokens = 0;
        SteadyMs refilled;
    };
    std::map<std::string, Bucket> buckets_;
};

}  // namespace chamber::server
