#include "server/net/lobby.hpp"

#include "server/net/conversation.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace chamber::net {
namespace {

// Handshakes and requests take milliseconds; whoever says nothing for this long can come again.
constexpr std::chrono::seconds silent_after{1};

}  // namespace

bool Lobby::origin_allowed(Door door, std::string_view origin) const
{
    if (door == Door::local) return true;
    if (origin.empty() || origin == "null") return false;
    const auto& allowed = options.allowed_origins;
    if (std::find(allowed.begin(), allowed.end(), origin) != allowed.end()) return true;
    if (door != Door::loopback) return false;
    const std::string port = ':' + std::to_string(loopback_port);
    return origin == "http://127.0.0.1" + port || origin == "http://localhost" + port;
}

bool Lobby::host_allowed(Door door, std::string_view host) const
{
    if (door == Door::local || options.allowed_hosts.empty()) return true;
    const std::size_t end = host.starts_with('[') ? host.find(']') + 1 : std::min(host.find(':'), host.size());
    std::string name(host.substr(0, end));
    const std::string_view port = host.substr(end);
    if (!port.empty() && (port.front() != ':' || port.find_first_not_of("0123456789", 1) != std::string_view::npos))
        return false;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
    if (name == "localhost") return true;
    if (door == Door::loopback) return name == "127.0.0.1" || name == "[::1]";
    if (std::find(options.allowed_hosts.begin(), options.allowed_hosts.end(), name) != options.allowed_hosts.end())
        return true;
    // An address is nobody's name: no site can be turned into it.
    if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
    boost::system::error_code error;
    boost::asio::ip::make_address(name, error);
    return !error;
}

bool Lobby::make_room(const std::string& address)
{
    const auto found = unproven_by_address.find(address);
    const std::uint32_t own = found == unproven_by_address.end() ? 0 : found->second;
    if (own >= options.connections_per_address_max) {
        if (!push_out(address, Whom::silent) && !push_out(address, Whom::any)) return false;
    } else if (own >= options.connections_unproven_per_address_max) {
        push_out(address, Whom::silent);
    }
    if (unproven < options.connections_unproven_max && proven + unproven < options.connections_max) return true;
    const std::string crowded = most_crowded();
    return push_out(crowded, Whom::silent) || push_out(crowded, Whom::any);
}

// The one that was heard least lately. Silent: it neither speaks nor is answered.
bool Lobby::push_out(const std::string& address, Whom whom)
{
    const auto now = std::chrono::steady_clock::now();
    Conversation* oldest = nullptr;
    for (Conversation* each : conversations) {
        if (!each->is_unproven() || each->address() != address) continue;
        if (whom == Whom::silent && (each->is_busy() || now - each->heard() < silent_after)) continue;
        if (!oldest || each->heard() < oldest->heard()) oldest = each;
    }
    if (!oldest) return false;
    oldest->push_out();
    return true;
}

std::string Lobby::most_crowded() const
{
    const auto fewer = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto most = std::max_element(unproven_by_address.begin(), unproven_by_address.end(), fewer);
    return most == unproven_by_address.end() ? std::string() : most->first;
}

std::string Lobby::address_key(const std::string& remote)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(remote, error);
    if (error || !address.is_v6() || address.to_v6().is_v4_mapped()) return remote;
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), 0);
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

}  // namespace chamber::net
