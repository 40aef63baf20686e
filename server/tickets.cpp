#include "server/tickets.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber::server {
namespace {

constexpr std::size_t tickets_max = 1'000;

}  // namespace

std::string Tickets::issue(Pass pass)
{
    drop_expired();
    if (entries_.size() >= tickets_max) {
        const auto sooner = [](const auto& a, const auto& b) { return a.second.expires < b.second.expires; };
        entries_.erase(std::min_element(entries_.begin(), entries_.end(), sooner));
    }
    std::string ticket = draw_id(entropy_);
    entries_.emplace(ticket, Entry{std::move(pass), SteadyMs{clock_.steady().value + limits::ticket_ms}});
    return ticket;
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
