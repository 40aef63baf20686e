#include "server/refusal_ration.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber::server {

void RefusalRation::refill(Bucket& bucket, SteadyMs now) const
{
    const double fresh =
        static_cast<double>(now.value - bucket.refilled.value) * limits::refusals_per_minute / 60'000.0;
    bucket.tokens = std::min<double>(limits::refusals_per_minute, bucket.tokens + fresh);
    bucket.refilled = now;
}

std::uint32_t RefusalRation::left(const DeviceId& device, SteadyMs now)
{
    const auto found = buckets_.find(device);
    if (found == buckets_.end()) return limits::refusals_per_minute;
    refill(found->second, now);
    const auto whole = static_cast<std::uint32_t>(found->second.tokens);
    if (whole >= limits::refusals_per_minute) buckets_.erase(found);
    return whole;
}

void RefusalRation::spend(const DeviceId& device, std::uint32_t refusals, SteadyMs now)
{
    if (refusals == 0) return;
    Bucket& bucket = buckets_.try_emplace(device, Bucket{limits::refusals_per_minute, now}).first->second;
    refill(bucket, now);
    bucket.tokens = std::max(0.0, bucket.tokens - refusals);
}

}  // namespace chamber::server
