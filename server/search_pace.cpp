#include "server/search_pace.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber::server {

bool SearchPace::may_search(const DeviceId& device, SteadyMs now)
{
    std::erase_if(buckets_, [&](const auto& each) {
        const auto& [id, bucket] = each;
        const double fresh =
            static_cast<double>(now.value - bucket.refilled.value) * limits::searches_per_minute / 60'000.0;
        return id != device && bucket.tokens + fresh >= limits::searches_burst;
    });
    Bucket& bucket = buckets_.try_emplace(device, Bucket{limits::searches_burst, now}).first->second;
    const double fresh =
        static_cast<double>(now.value - bucket.refilled.value) * limits::searches_per_minute / 60'000.0;
    bucket.tokens = std::min<double>(limits::searches_burst, bucket.tokens + fresh);
    bucket.refilled = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
}

}  // namespace chamber::server
