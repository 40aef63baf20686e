#include "server/tickets.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber::server {
namespace {

constexpr std::size_t tickets_max = 1'000;
// Of one device: whoever asks without end pushes out its own.
constexpr std::size_t tickets_of_device_max = 64;

const DeviceId& device_of(const Pass& pass)
{
    return std::visit([](const auto& each) -> const DeviceId& { return each.claim.viewer.device; }, pass);
}

}  // namespace

std::string Tickets::issue(Pass pass)
{
    drop_expired();
    const DeviceId device = device_of(pass);
    const auto own = [&](const auto& entry) { return device_of(entry.second.pass) == device; };
    const auto sooner = [](const auto& a, const auto& b) { return a.second.expires < b.second.expires; };
    if (!device.empty() &&
        static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), own)) >= tickets_of_device_max) {
        auto oldest = std::find_if(entries_.begin(), entries_.end(), own);
        for (auto at = oldest; at != entries_.end(); ++at)
            if (own(*at) && sooner(*at, *oldest)) oldest = at;
        entries_.erase(oldest);
    } else if (entries_.size() >= tickets_max) {
        entries_.erase(std::min_element(entries_.begin(), entries_.end(), sooner));
    }
    std::string ticket = draw_id(entropy_);
    entries_.emplace(ticket, Entry{std::move(pass), SteadyMs{clock_.steady().value + limits::ticket_ms}});
    return ticket;
}

std::int32_t Tickets::reserve_position(const AgendaItemId& item, const AskUpload& ask, std::int32_t free)
{
    auto [last, fresh] = reserved_.try_emplace(item, free);
    if (fresh || ask.position == free) {
        last->second = std::max(last->second, free);
        return free;
    }
    last->second = std::max(last->second + 1, free);
    return last->second;
}

std::optional<Pass> Tickets::redeem(std::string_view ticket)
{
    drop_expired();
    const auto found = entries_.find(ticket);
    if (found == entries_.end()) return std::nullopt;
    Pass pass = std::move(found->second.pass);
    entries_.erase(found);
    return pass;
}

std::optional<Claim> Tickets::claim_of(std::string_view ticket)
{
    drop_expired();
    const auto found = entries_.find(ticket);
    if (found == entries_.end()) return std::nullopt;
    return std::visit([](const auto& pass) { return pass.claim; }, found->second.pass);
}

void Tickets::drop_expired()
{
    const SteadyMs now = clock_.steady();
    std::erase_if(entries_, [now](const auto& entry) { return entry.second.expires < now; });
}

}  // namespace chamber::server
