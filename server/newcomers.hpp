// How many devices that nobody knows one address may bring: each is a code to draw, an entry of the journal and a line
// of the feed that stays. A tablet that is enrolled needs one; whoever brings more than a handful in ten minutes waits.
// Sans-I/O. Thread: the meeting thread.
#pragma once

#include "server/token_buckets.hpp"

#include <string>

namespace chamber::server {

class Newcomers {
public:
    bool may_come(const std::string& address, SteadyMs now);
    void came(const std::string& address, SteadyMs now);

private:
    // A whole council may stand behind one address (a hotspot that translates), and comes within the hour.
    TokenBuckets<std::string> buckets_{{60, 6}};
};

}  // namespace chamber::server
