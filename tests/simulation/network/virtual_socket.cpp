#include "tests/simulation/network/virtual_socket.hpp"

#include "protocol/limits.hpp"

namespace chamber::simulation {
namespace {

// As net's batch_bytes: what the kernel is given before we wait.
constexpr std::uint64_t send_bytes_max = 131'072;
constexpr std::int64_t alive_every_ms = 5'000;

}  // namespace

VirtualSocket::VirtualSocket(Events& events, std::shared_ptr<Wire> wire, Door door, std::string device,
                             SocketWatch& watch, Bug bug)
    : events_(events),
      wire_(std::move(wire)),
      door_(door),
      device_(std::move(device)),
      watch_(watch),
      bug_(bug),
      heard_ms_(events.now_ms()),
      pinged_ms_(events.now_ms())
{
}

void VirtualSocket::begin(net::SocketEvents events)
{
    wishes_ = std::move(events);
    wire_->attach(Side::server, this);
    check_alive();
}

void VirtualSocket::vanish()
{
    state_ = State::closed;
    wishes_ = {};
    wire_->let_go(Side::server);
}

void VirtualSocket::finish(std::string_view why)
{
    if (state_ == State::closed) return;
    const net::SocketEvents last = std::move(wishes_);
    const auto self = shared_from_this();
    vanish();
    if (last.closed) last.closed(why);
}

void VirtualSocket::send_text(net::SharedBytes text, net::Urgency urgency)
{
    if (state_ != State::open) return;
    watch_.told(device_, text);
    add(Packet{PacketKind::text, nullptr, std::move(text), 0}, urgency);
}

void VirtualSocket::send_binary(net::SharedBytes header, net::SharedBytes bytes, net::Urgency urgency)
{
    if (state_ == State::open) add(Packet{PacketKind::binary, std::move(header), std::move(bytes), 0}, urgency);
}

std::uint64_t VirtualSocket::queued(net::Urgency urgency) const
{
    return bug_ == Bug::room_never_full ? 0 : waiting(urgency);
}

void VirtualSocket::add(Packet packet, net::Urgency urgency)
{
    bytes_[static_cast<std::size_t>(urgency)] += packet.size();
    queues_[static_cast<std::size_t>(urgency)].push_back(std::move(packet));
    const std::uint64_t live = waiting(net::Urgency::control) + waiting(net::Urgency::live);
    watch_.queued(device_, live, waiting(net::Urgency::bulk));
    if (live > send_bytes_max) piled_up_ = true;
    if (live > limits::live_queue_bytes_max) {
        for (const auto index : {0U, 1U}) {
            queues_[index].clear();
            bytes_[index] = 0;
        }
        close(1013, "slow");
        return;
    }
    post_turn();
}

void VirtualSocket::close(std::uint16_t code, std::string_view)
{
    if (state_ != State::open) return;
    state_ = State::closing;
    close_code_ = code;
    queues_[2].clear();
    bytes_[2] = 0;
    events_.after(limits::drain_ms, [self = shared_from_this()] { self->finish("drain"); });
    post_turn();
}

void VirtualSocket::post_turn()
{
    if (turn_posted_) return;
    turn_posted_ = true;
    events_.after(0, [self = shared_from_this()] {
        self->turn_posted_ = false;
        self->turn();
    });
}

void VirtualSocket::turn()
{
    if (state_ == State::closed) return;
    const std::uint64_t bulk_before = waiting(net::Urgency::bulk);
    std::uint64_t bulk_left = limits::bulk_bytes_per_round;
    for (std::size_t index = 0; index < queues_.size(); ++index) {
        auto& queue = queues_[index];
        while (!queue.empty() && on_the_way_ < send_bytes_max && (index < 2 || bulk_left > 0)) {
            const std::uint64_t bytes = queue.front().size();
            on_the_way_ += bytes;
            bytes_[index] -= bytes;
            if (index == 2) bulk_left -= std::min(bulk_left, bytes);
            wire_->send(Side::device, std::move(queue.front()));
            queue.pop_front();
        }
    }
    if (state_ == State::closing && queues_[0].empty() && queues_[1].empty()) {
        wire_->send(Side::device, Packet{PacketKind::close, nullptr, nullptr, close_code_});
        finish("closed by us");
        return;
    }
    if (!queues_[2].empty() && on_the_way_ < send_bytes_max) post_turn();
    const std::uint64_t bulk = waiting(net::Urgency::bulk);
    bool drained = bulk < bulk_before && bulk <= send_bytes_max;
    if (piled_up_ && waiting(net::Urgency::control) + waiting(net::Urgency::live) <= send_bytes_max) {
        piled_up_ = false;
        drained = true;
    }
    if (drained && wishes_.drained) wishes_.drained();
}

void VirtualSocket::taken(std::uint64_t bytes)
{
    on_the_way_ -= std::min(on_the_way_, bytes);
    if (!queues_[0].empty() || !queues_[1].empty() || !queues_[2].empty()) post_turn();
}

void VirtualSocket::check_alive()
{
    events_.after(alive_every_ms, [self = shared_from_this()] {
        if (self->state_ == State::closed) return;
        const std::int64_t now = self->events_.now_ms();
        if (now - self->heard_ms_ >= limits::idle_ms) return self->finish("silent");
        if (now - self->heard_ms_ >= limits::ping_every_ms && now - self->pinged_ms_ >= limits::ping_every_ms) {
            self->pinged_ms_ = now;
            self->wire_->send(Side::device, Packet{PacketKind::ping, nullptr, nullptr, 0});
        }
        self->check_alive();
    });
}

void VirtualSocket::arrived(const Packet& packet)
{
    const auto self = shared_from_this();
    heard_ms_ = events_.now_ms();
    if (packet.kind == PacketKind::close) return finish("peer closed");
    if (state_ != State::open) return;
    if (packet.kind == PacketKind::text && wishes_.text) wishes_.text(*packet.bytes);
}

void VirtualSocket::broken()
{
    finish("connection lost");
}

}  // namespace chamber::simulation
