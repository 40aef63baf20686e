// What all connections of one server share: options, routes, the current certificate, and the list of who is inside.
// Owned by shared_ptr; outlives the server object while a last connection ends. Thread: the meeting thread.
#pragma once

#include "server/net/server.hpp"
#include "server/net/tls_codec.hpp"

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <set>

namespace chamber::net {

class Conversation;
class SocketConnection;

// Who has nothing but document bytes to send waits here for a turn. One turn at a time is posted, so that between two
// of them the thread hears and tells everybody else: with a post for each of 37 downloads a live message would wait for
// 37 turns, twice.
class BulkTurns {
public:
    void add(std::weak_ptr<SocketConnection> connection);

private:
    void run();
    std::deque<std::weak_ptr<SocketConnection>> waiting_;
    bool posted_ = false;
};

struct Lobby {
    ServerOptions options;
    Routes routes;
    std::shared_ptr<const TlsContext> tls;
    std::uint16_t loopback_port = 0;  // 0: no such door
    bool stopping = false;

    std::set<Conversation*> conversations;  // every open connection, from its accept to its end
    std::set<SocketConnection*> sockets;    // those of them that became WebSockets
    BulkTurns bulk_turns;
    // Of `conversations`, at the doors of the network: proven devices (and uploads under way), and everybody else by
    // address.
    std::uint32_t proven = 0;
    std::uint32_t unproven = 0;
    std::map<std::string, std::uint32_t> unproven_by_address;
    std::atomic<std::uint32_t> count{0};  // = conversations.size(), readable by any thread
    std::function<void()> emptied;        // called when the last one left

    // Exact comparison; a missing Origin and "null" are never allowed. The local door needs none.
    bool origin_allowed(Door door, std::string_view origin) const;
    // Whether a request for this `Host` is meant for us: a page of another site whose name was turned to our address
    // must not read what we answer to our own (DNS rebinding).
    bool host_allowed(Door door, std::string_view host) const;
    // False: nobody can make room for one more from this address.
    bool make_room(const std::string& address);
    // What addresses are counted by: an IPv6 host owns a /64.
    static std::string address_key(const std::string& remote);

private:
    enum class Whom { silent, any };
    bool push_out(const std::string& address, Whom whom);
    std::string most_crowded() const;
};

}  // namespace chamber::net
