#include "server/progress_board.hpp"

#include "protocol/limits.hpp"

#include <algorithm>
#include <utility>

namespace chamber::server {

void ProgressBoard::note(const DeviceId& device, const Sha256& sha256, std::uint64_t bytes)
{
    std::vector<Said>& said = said_[device];
    const auto known = std::find_if(said.begin(), said.end(), [&](const Said& each) { return each.sha256 == sha256; });
    if (known != said.end()) {
        if (known->bytes == bytes) return;
        said.erase(known);
    }
    said.push_back(Said{sha256, bytes, true});
    if (said.size() > limits::transfers_per_connection_max) said.erase(said.begin());
    fresh_ = true;
}

void ProgressBoard::forget(const DeviceId& device)
{
    said_.erase(device);
}

std::vector<DeviceProgress> ProgressBoard::take(SteadyMs now)
{
    std::vector<DeviceProgress> news;
    if (!fresh_ || now.value - taken_.value < limits::progress_every_ms) return news;
    taken_ = now;
    fresh_ = false;
    for (auto& [device, said] : said_)
        for (Said& each : said)
            if (std::exchange(each.fresh, false)) news.push_back(DeviceProgress{device, each.sha256.hex(), each.bytes});
    return news;
}

}  // namespace chamber::server
