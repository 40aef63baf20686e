#include "server/net/lobby.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>

namespace chamber::net
{

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

std::string Lobby::address_key(const std::string& remote)
{
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(remote, error);
    if (error || !address.is_v6() || address.to_v6().is_v4_mapped()) return remote;
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), 0);
    return boost::asio::ip::address_v6(bytes).to_string() + "/64";
}

} // namespace chamber::net
