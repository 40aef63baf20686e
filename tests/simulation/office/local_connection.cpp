#include "tests/simulation/office/local_connection.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/simulation/network/wire_text.hpp"

namespace chamber::simulation {

LocalConnection::LocalConnection(Events& events, std::uint64_t chance, FromDevice message,
                                 std::function<void(const std::string&)> answered)
    : incarnation_("local" + std::to_string(chance)),
      wire_(std::make_shared<Wire>(events, Chance(chance), weather_)),
      message_(std::move(message)),
      answered_(std::move(answered))
{
    wire_->attach(Side::device, this);
}

void LocalConnection::say(const FromDevice& message)
{
    wire_->send(Side::server,
                Packet{PacketKind::text, nullptr, std::make_shared<const std::string>(encode(message)), 0});
}

void LocalConnection::arrived(const Packet& packet)
{
    if (packet.kind == PacketKind::ping)
        return wire_->send(Side::server, Packet{PacketKind::pong, nullptr, nullptr, 0});
    if (packet.kind != PacketKind::text) return;
    const std::string& text = *packet.bytes;
    if (is_message(text, "welcome")) {
        Hello hello;
        hello.protocol = limits::protocol_version;
        hello.device_kind = DeviceKind::desktop;
        hello.incarnation = incarnation_;
        say(hello);
    } else if (is_message(text, "standing")) {
        say(message_);
    } else if (is_message(text, "job") || is_message(text, "receipts") || is_message(text, "refusal")) {
        answered_(is_message(text, "refusal") ? std::string(unquoted(field_of(text, "code"))) : std::string("done"));
        wire_->send(Side::server, Packet{PacketKind::close, nullptr, nullptr, 1000});
        wire_->let_go(Side::device);
    }
}

}  // namespace chamber::simulation
