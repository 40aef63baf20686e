#include "server/search_pace.hpp"

namespace chamber::server {

bool SearchPace::may_search(const DeviceId& device, SteadyMs now)
{
    if (buckets_.left(device, now) < 1) return false;
    buckets_.take(device, 1, now);
    return true;
}

}  // namespace chamber::server
