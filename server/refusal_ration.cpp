#include "server/refusal_ration.hpp"

namespace chamber::server {

std::uint32_t RefusalRation::left(const DeviceId& device, SteadyMs now)
{
    return static_cast<std::uint32_t>(buckets_.left(device, now));
}

void RefusalRation::spend(const DeviceId& device, std::uint32_t refusals, SteadyMs now)
{
    if (refusals > 0) buckets_.take(device, refusals, now);
}

}  // namespace chamber::server
