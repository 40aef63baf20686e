// One connection between a device and the server, as the network treats it: two directions, each in order, each with
// its delays.
//
//   device ──── arrives in order, or not at all behind a cut ────▶ server
//   device ◀───────────── the same, until acknowledged ─────────── server
//
// What can happen: a cut loses what is on its way, and an end may hear of it late or never (half-open); a clogged
// direction holds everything back for a while; a frame may be shed in the middle, as by a broken proxy. Nothing is
// reordered or doubled inside a connection (that is TCP's promise); across connections everything is.
#pragma once

#include "server/net/server.hpp"
#include "tests/simulation/world/chance.hpp"
#include "tests/simulation/world/events.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace chamber::simulation {

// The weather where one device is.
struct Weather {
    bool offline = false;
    std::int64_t delay_ms_max = 0;              // beside the usual 1 … 15 ms
    std::uint64_t shed_percent = 0;             // of commands, batches, receipts and chunks
    std::int64_t clogged_until_ms[2] = {0, 0};  // to the server, to the device
};

enum class PacketKind { text, binary, ping, pong, close };

struct Packet {
    PacketKind kind = PacketKind::text;
    net::SharedBytes header;
    net::SharedBytes bytes;
    std::uint16_t close_code = 0;

    std::uint64_t size() const { return (header ? header->size() : 0) + (bytes ? bytes->size() : 0) + 2; }
};

class WireEnd {
public:
    virtual ~WireEnd() = default;
    virtual void arrived(const Packet& packet) = 0;
    // The peer has taken this many bytes.
    virtual void taken(std::uint64_t) {}
    virtual void broken() = 0;
};

enum class Side { server = 0, device = 1 };

class Wire : public std::enable_shared_from_this<Wire> {
public:
    Wire(Events& events, Chance chance, const Weather& weather) : events_(events), chance_(chance), weather_(weather) {}

    void attach(Side side, WireEnd* end) { ends_[index(side)] = end; }
    // This end hears nothing more.
    void let_go(Side side) { ends_[index(side)] = nullptr; }

    void send(Side to, Packet packet);
    // Nothing arrives any more, in either direction. `hears`: who learns of it; the others find out by silence.
    enum class Hears { both, server, device, nobody };
    void cut(Hears hears);
    bool is_cut() const { return cut_; }
    // The path is there, but in this direction nothing arrives.
    void swallow(Side to) { swallowed_[index(to)] = true; }

private:
    static std::size_t index(Side side) { return static_cast<std::size_t>(side); }
    static Side other(Side side) { return side == Side::server ? Side::device : Side::server; }
    bool is_shed(const Packet& packet);

    Events& events_;
    Chance chance_;
    const Weather& weather_;
    WireEnd* ends_[2] = {nullptr, nullptr};
    std::int64_t last_arrival_ms_[2] = {0, 0};
    bool swallowed_[2] = {false, false};
    bool cut_ = false;
};

}  // namespace chamber::simulation
