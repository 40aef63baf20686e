// Beast's WebSocket over a wire, for what Beast does best: both handshakes, reading and checking frames, pongs, the
// closing dance. Outgoing data frames do not go through it (outbox.hpp, Wire::put): Beast would pass them on in 64 KiB
// pieces.
//
// No permessage-deflate: a compressed frame cannot be shared between connections, and PDFs do not shrink.
// Thread: the meeting thread. Must outlive its operations: hold it by the object that awaits them.
#pragma once

#include "server/net/wire.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace chamber::net {

struct UpgradeRequest;
using Headers = std::vector<std::pair<std::string, std::string>>;

enum class MessageKind : std::uint8_t { text, binary };

class WebSocket {
public:
    // A message larger than `message_bytes_max` ends the connection with 1009, bad UTF-8 with 1007, a bad frame with
    // 1002.
    WebSocket(std::shared_ptr<Wire> wire, std::uint64_t message_bytes_max, std::chrono::milliseconds handshake);
    ~WebSocket();

    // Server: answers 101 with `headers` added. `request` lives until `done`.
    void accept(const UpgradeRequest& request, Headers headers, Done done);
    // Client: `host` and `target` of the request, `origin` in its header unless empty.
    void connect(const std::string& host, const std::string& target, std::string origin, Done done);
    // The next whole message, then in message() until consume().
    void read(Done done);
    std::string_view message() const;
    MessageKind kind() const;
    void consume();
    // Sends the close frame, waits for the peer's, ends the wire.
    void close(std::uint16_t code, std::string_view reason, Done done);

    // The peer's close code; 0: it sent none.
    std::uint16_t peer_code() const;
    // Called when the peer's close frame has come, before it is answered.
    void on_peer_close(std::function<void()> handler);

private:
    struct Body;
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::net
