#include "server/net/outbox.hpp"

#include <algorithm>

namespace chamber::net {

std::string frame_head(Opcode opcode, Final final, std::uint64_t payload_bytes)
{
    std::string head(1, static_cast<char>((final == Final::yes ? 0x80 : 0) | static_cast<int>(opcode)));
    int length_bytes = 0;
    if (payload_bytes < 126) {
        head += static_cast<char>(payload_bytes);
    } else if (payload_bytes < 65'536) {
        head += static_cast<char>(126);
        length_bytes = 2;
    } else {
        head += static_cast<char>(127);
        length_bytes = 8;
    }
    for (int shift = 8 * (length_bytes - 1); shift >= 0; shift -= 8)
        head += static_cast<char>((payload_bytes >> shift) & 0xff);
    return head;
}

void Outbox::add(Opcode opcode, SharedBytes header, SharedBytes bytes, Urgency urgency)
{
    MUST(bytes != nullptr);
    Message message{opcode, urgency, std::move(header), std::move(bytes)};
    bytes_[index(urgency)] += message.size();
    queues_[index(urgency)].push_back(std::move(message));
}

void Outbox::begin_round()
{
    bulk_left_ = limits::bulk_bytes_per_round;
}

bool Outbox::choose()
{
    if (current_) return current_->urgency != Urgency::bulk || bulk_left_ > 0;
    for (auto& queue : queues_) {
        if (queue.empty()) continue;
        if (queue.front().urgency == Urgency::bulk && bulk_left_ == 0) return false;
        current_ = std::move(queue.front());
        queue.pop_front();
        return true;
    }
    return false;
}

std::optional<OutgoingFrame> Outbox::take()
{
    if (!choose()) return std::nullopt;
    Message& message = *current_;
    const std::uint64_t payload = std::min(message.size() - message.taken, frame_payload_bytes_max);
    const Opcode opcode = message.taken == 0 ? message.opcode : Opcode::continuation;
    const Final final = message.taken + payload == message.size() ? Final::yes : Final::no;

    OutgoingFrame frame{frame_head(opcode, final, payload), message.bytes, {}};
    const std::uint64_t header_at = std::min(message.taken, message.header_size());
    const std::uint64_t from_header = std::min(message.header_size() - header_at, payload);
    if (from_header != 0) frame.head.append(*message.header, header_at, from_header);
    const std::uint64_t body_at = message.taken + from_header - message.header_size();
    frame.body = std::string_view(*message.bytes)
                     .substr(message.taken + from_header < message.header_size() ? 0 : body_at, payload - from_header);

    message.taken += payload;
    bytes_[index(message.urgency)] -= payload;
    if (message.urgency == Urgency::bulk) bulk_left_ -= std::min(bulk_left_, payload);
    if (final == Final::yes) current_.reset();
    return frame;
}

void Outbox::drop(Urgency urgency)
{
    queues_[index(urgency)].clear();
    if (current_ && current_->urgency == urgency) current_.reset();
    bytes_[index(urgency)] = 0;
}

}  // namespace chamber::net
