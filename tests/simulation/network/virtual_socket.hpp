// The server's end of a connection: net::Connection over a virtual wire, with the queues, limits and patience of net's
// SocketConnection. The three classes, the share of bulk per round, `drained`, the slow peer that is closed, the silent
// one that is given up: as there.
#pragma once

#include "server/net/server.hpp"
#include "tests/simulation/bugs.hpp"
#include "tests/simulation/network/wire.hpp"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <string>

namespace chamber::simulation {

// What the invariants want to hear of a socket.
class SocketWatch {
public:
    virtual ~SocketWatch() = default;
    virtual void told(const std::string& device, const net::SharedBytes& text) = 0;
    virtual void queued(const std::string& device, std::uint64_t live_bytes, std::uint64_t bulk_bytes) = 0;
};

class VirtualSocket final : public net::Connection, public WireEnd, public std::enable_shared_from_this<VirtualSocket> {
public:
    VirtualSocket(Events& events, std::shared_ptr<Wire> wire, Door door, std::string device, SocketWatch& watch,
                  Bug bug);

    // The room's wishes; then the socket is open.
    void begin(net::SocketEvents events);
    // The process is gone: nothing is said and nobody is told.
    void vanish();
    bool open() const { return state_ != State::closed; }
    const std::string& device() const { return device_; }
    Wire& wire() { return *wire_; }

    void send_text(net::SharedBytes text, net::Urgency urgency) override;
    void send_binary(net::SharedBytes header, net::SharedBytes bytes, net::Urgency urgency) override;
    std::uint64_t queued(net::Urgency urgency) const override;
    void close(std::uint16_t code, std::string_view reason) override;
    Door door() const override { return door_; }
    const std::string& remote() const override { return device_; }
    const std::string& origin() const override { return device_; }

    void arrived(const Packet& packet) override;
    void taken(std::uint64_t bytes) override;
    void broken() override;

private:
    enum class State { open, closing, closed };
    void add(Packet packet, net::Urgency urgency);
    void post_turn();
    void turn();
    void check_alive();
    void finish(std::string_view why);
    std::uint64_t waiting(net::Urgency urgency) const { return bytes_[static_cast<std::size_t>(urgency)]; }

    Events& events_;
    std::shared_ptr<Wire> wire_;
    Door door_;
    std::string device_;
    SocketWatch& watch_;
    Bug bug_;
    net::SocketEvents wishes_;
    State state_ = State::open;
    std::array<std::deque<Packet>, 3> queues_;
    std::array<std::uint64_t, 3> bytes_{};
    std::uint64_t on_the_way_ = 0;
    bool turn_posted_ = false;
    bool piled_up_ = false;
    std::uint16_t close_code_ = 0;
    std::int64_t heard_ms_ = 0;
    std::int64_t pinged_ms_ = 0;
};

}  // namespace chamber::simulation
