#include "server/health_board.hpp"

#include "protocol/limits.hpp"

#include <algorithm>
#include <utility>

namespace chamber::server {

void HealthBoard::note(const DeviceId& device, const Health& said, UtcMs now, SteadyMs steady)
{
    const auto own_clock = read_utc(said.at);
    if (!own_clock) return;
    const auto before = known_.find(device);
    // What somebody has just tried out is shown while they stand there.
    const bool checked = before != known_.end() && before->second.health.checked_at != said.checked_at;
    const std::int64_t every_ms = checked ? limits::health_news_every_ms : limits::health_every_ms;
    if (before != known_.end() && steady.value - before->second.at.value < every_ms) return;
    DeviceHealth health;
    health.device = device;
    health.at = format_utc(now);
    health.clock_ahead_ms = own_clock->value - now.value;
    health.free_bytes = said.free_bytes;
    health.battery_percent = said.battery_percent;
    health.charging = said.charging;
    health.papers_held = said.papers_held;
    health.papers_wanted = said.papers_wanted;
    health.persisted = said.persisted;
    health.installed = said.installed;
    health.checked_at = said.checked_at;
    for (const MachineCheck failed : said.failed_checks)
        if (std::ranges::find(health.failed_checks, failed) == health.failed_checks.end())
            health.failed_checks.push_back(failed);
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
