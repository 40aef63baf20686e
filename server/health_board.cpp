#include "server/health_board.hpp"

#include "protocol/limits.hpp"

#include <utility>

namespace chamber::server {

void HealthBoard::note(const DeviceId& device, const Health& said, UtcMs now, SteadyMs steady)
{
    const auto own_clock = read_utc(said.at);
    if (!own_clock) return;
    const auto before = known_.find(device);
    if (before != known_.end() && steady.value - before->second.at.value < limits::health_every_ms) return;
    DeviceHealth health;
    health.device = device;
    health.at = format_utc(now);
    health.clock_ahead_ms = own_clock->value - now.value;
    health.free_bytes = said.free_bytes;
    health.battery_percent = said.battery_percent;
    health.charging = said.charging;
    health.papers_held = said.papers_held;
    health.papers_wanted = said.papers_wanted;
    known_.insert_or_assign(device, Known{std::move(health), steady});
}

void HealthBoard::forget(const DeviceId& device)
{
    known_.erase(device);
}

std::vector<DeviceHealth> HealthBoard::take()
{
    std::vector<DeviceHealth> news;
    for (auto& [device, known] : known_)
        if (std::exchange(known.fresh, false)) news.push_back(known.health);
    return news;
}

std::vector<DeviceHealth> HealthBoard::all() const
{
    std::vector<DeviceHealth> all;
    for (const auto& [device, known] : known_) all.push_back(known.health);
    return all;
}

}  // namespace chamber::server
