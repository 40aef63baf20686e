#include "server/newcomers.hpp"

#include <algorithm>

namespace chamber::server {
namespace {

// A whole council may stand behind one address (a hotspot that translates), and comes within the hour.
constexpr double at_once = 60;
constexpr double per_minute = 6;
constexpr std::size_t addresses_max = 4'096;

}  // namespace

bool Newcomers::may_come(const std::string& address, SteadyMs now)
{
    const auto found = buckets_.find(address);
    if (found == buckets_.end()) return true;
    Bucket& bucket = found->second;
    bucket.tokens = std::min(at_once, bucket.tokens + static_cast<double>(now.value - bucket.refilled.value) *
                                                          per_minute / 60'000.0);
    bucket.refilled = now;
    const bool may = bucket.tokens >= 1;
    if (bucket.tokens >= at_once) buckets_.erase(found);
    return may;
}

void Newcomers::came(const std::string& address, SteadyMs now)
{
    if (buckets_.size() >= addresses_max) buckets_.clear();
    Bucket& bucket = buckets_.try_emplace(address, Bucket{at_once, now}).first->second;
    bucket.tokens = std::max(0.0, bucket.tokens - 1);
}

}  // namespace chamber::server
