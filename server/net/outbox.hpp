// The outgoing queue of one WebSocket: three classes, one order. Sans-I/O.
//
//   control, live   always before bulk, in this order; first come, first served inside a class
//   bulk            at most limits::bulk_bytes_per_round (rounded up to a frame) between two begin_round()
//
// A message larger than `frame_payload_bytes_max` leaves as fragments (RFC 6455 §5.4), so that the peer's pings are
// answered in between; another message cannot overtake inside it, which is why bulk is sent in chunks. Bounded by:
// control and live by the caller (limits::live_queue_bytes_max drops the connection), bulk by the device's windows.
#pragma once

#include "server/net/server.hpp"

#include <array>
#include <deque>

namespace chamber::net {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };
enum class Final : std::uint8_t { no, yes };

// The server's frame header (never masked), 2, 4 or 10 bytes.
std::string frame_head(Opcode opcode, Final final, std::uint64_t payload_bytes);

// A frame ready for the wire: `head` also holds the message's own header, `body` belongs to `owner`.
struct OutgoingFrame {
    std::string head;
    SharedBytes owner;
    std::string_view body;
};

class Outbox {
public:
    static constexpr std::uint64_t frame_payload_bytes_max = 131'072;

    // `header` may be null. Its few bytes are joined with the frame's head; `bytes` are shared to the end.
    void add(Opcode opcode, SharedBytes header, SharedBytes bytes, Urgency urgency);
    void begin_round();
    // The next frame, or nothing: the queues are empty or bulk has had its share of this round.
    std::optional<OutgoingFrame> take();

    bool empty() const { return !current_ && queues_[0].empty() && queues_[1].empty() && queues_[2].empty(); }
    std::uint64_t queued(Urgency urgency) const { return bytes_[index(urgency)]; }
    // Forgets the class, a message that is half out included: only for a connection that is about to close.
    void drop(Urgency urgency);

private:
    struct Message {
        Opcode opcode;
        Urgency urgency;
        SharedBytes header;
        SharedBytes bytes;
        std::uint64_t taken = 0;  // of header and bytes together
        std::uint64_t header_size() const { return header ? header->size() : 0; }
        std::uint64_t size() const { return header_size() + bytes->size(); }
    };
    static std::size_t index(Urgency urgency) { return static_cast<std::size_t>(urgency); }
    bool choose();

    std::array<std::deque<Message>, 3> queues_;
    std::array<std::uint64_t, 3> bytes_{};
    std::optional<Message> current_;
    std::uint64_t bulk_left_ = 0;
};

}  // namespace chamber::net
