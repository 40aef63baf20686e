// One WebSocket of the server: reads messages to the application, and writes in turns.
//
// A turn: all control, all live, one share of bulk go to the wire; when `batch_bytes` have collected or nothing is left
// they are sent, else the next turn is posted, so that 37 downloads take turns. While the kernel is full nothing is
// taken from the outbox: that is where live overtakes bulk.
//
//   open ──close()──▶ closing: bulk dropped, control and live leave, close frame, peer's close frame ──▶ closed
//    │ peer closes, wire fails, silence for idle_ms ──────────────────────────────────────────────────▶ closed
//    └ control and live over limits::live_queue_bytes_max ──▶ closing with 1013, queues dropped
#pragma once

#include "server/net/lobby.hpp"
#include "server/net/outbox.hpp"
#include "server/net/websocket.hpp"

#include <boost/asio/awaitable.hpp>

namespace chamber::net {

class SocketConnection final : public Connection, public std::enable_shared_from_this<SocketConnection> {
public:
    SocketConnection(std::shared_ptr<Lobby> lobby, std::shared_ptr<Wire> wire, Door door, std::string remote,
                     std::string origin);
    ~SocketConnection() override;

    // From the upgrade request to the end of the connection.
    asio::awaitable<void> run(std::shared_ptr<const UpgradeRequest> request);
    // Once a second: pings a quiet peer, drops a silent one.
    void check_alive(std::chrono::steady_clock::time_point now);
    void abort(std::string_view why);
    // One turn of document bytes, when it is this connection's.
    void bulk_turn();
    asio::any_io_executor executor() const { return wire_->executor(); }
    bool gone() const { return wire_ == nullptr; }
    // Lets go of everything that belongs to the server; the application may hold the connection longer than that.
    void forget();

    void send_text(SharedBytes text, Urgency urgency) override;
    void send_binary(SharedBytes header, SharedBytes bytes, Urgency urgency) override;
    std::uint64_t queued(Urgency urgency) const override { return outbox_.queued(urgency); }
    void close(std::uint16_t code, std::string_view reason) override;
    void mark_proven() override
    {
        if (on_proven_) on_proven_();
    }
    void on_proven(std::function<void()> told) { on_proven_ = std::move(told); }
    std::string counted_as() const override { return Lobby::address_key(remote_); }
    Door door() const override { return door_; }
    const std::string& remote() const override { return remote_; }
    const std::string& origin() const override { return origin_; }

private:
    enum class State : std::uint8_t { open, closing, close_sent, closed };

    asio::awaitable<std::string> read_all();
    void add(Opcode opcode, SharedBytes header, SharedBytes bytes, Urgency urgency);
    void post_turn();
    void turn();
    void finish_turn(std::uint64_t bulk_before);
    void notify_drained(std::uint64_t bulk_before);
    void send_close();

    std::shared_ptr<Lobby> lobby_;
    std::shared_ptr<Wire> wire_;  // this and socket_: null once closed
    std::unique_ptr<WebSocket> socket_;
    Outbox outbox_;
    SocketEvents events_;
    std::function<void()> on_proven_;  // the conversation that this is the end of; it lives until forget()
    Door door_;
    std::string remote_;
    std::string origin_;
    State state_ = State::open;
    std::uint16_t close_code_ = 0;
    std::string close_reason_;
    std::string why_;  // our own reason for the end, if it was ours
    std::chrono::steady_clock::time_point pinged_ = std::chrono::steady_clock::now();
    bool turn_posted_ = false;
    bool bulk_waiting_ = false;  // for a turn of document bytes
    bool flushing_ = false;
    bool piled_up_ = false;  // control and live held more than a send's worth
};

}  // namespace chamber::net
