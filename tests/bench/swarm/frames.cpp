#include "tests/bench/swarm/frames.hpp"

#include "tests/bench/swarm/swarm.hpp"

namespace chamber::bench {

std::string upgrade_request(const std::string& host, const std::string& path, const std::string& origin)
{
    return "GET " + path + " HTTP/1.1\r\nHost: " + host +
           "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: " + origin +
           "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n";
}

std::string client_frame(FrameKind kind, std::string_view payload)
{
    std::string frame(1, static_cast<char>(0x80 | static_cast<int>(kind)));
    int length_bytes = 0;
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80 | payload.size());
    } else if (payload.size() < 65'536) {
        frame += static_cast<char>(0x80 | 126);
        length_bytes = 2;
    } else {
        frame += static_cast<char>(0x80 | 127);
        length_bytes = 8;
    }
    for (int shift = 8 * (length_bytes - 1); shift >= 0; shift -= 8)
        frame += static_cast<char>((payload.size() >> shift) & 0xff);
    frame.append(4, '\0');
    frame += payload;
    return frame;
}

void FrameReader::feed(std::string_view bytes)
{
    buffer_ += bytes;
    std::size_t at = 0;
    if (!upgraded_) {
        const std::size_t end = buffer_.find("\r\n\r\n");
        if (end == std::string::npos) return;
        if (!buffer_.starts_with("HTTP/1.1 101")) give_up("no upgrade: " + buffer_.substr(0, 200));
        upgraded_ = true;
        at = end + 4;
    }
    for (;;) {
        const std::string_view rest = std::string_view(buffer_).substr(at);
        if (rest.size() < 2) break;
        const auto byte = [&rest](std::size_t i) {
            return static_cast<std::uint64_t>(static_cast<unsigned char>(rest[i]));
        };
        std::uint64_t size = byte(1) & 0x7f;
        std::size_t head = 2;
        if (size >= 126) {
            const std::size_t length_bytes = size == 126 ? 2 : 8;
            if (rest.size() < head + length_bytes) break;
            size = 0;
            for (std::size_t i = 0; i < length_bytes; ++i) size = size << 8 | byte(head + i);
            head += length_bytes;
        }
        if (rest.size() < head + size) break;
        const std::uint64_t opcode = byte(0) & 0x0f;
        const std::string_view payload = rest.substr(head, size);
        at += head + size;
        if (opcode == 8)
            give_up("closed by the server: " + std::string(payload.size() > 2 ? payload.substr(2) : payload));
        if (opcode > 8) continue;
        const bool last = (byte(0) & 0x80) != 0;
        if (last && message_.empty()) {
            if (message) message(payload);
            continue;
        }
        message_ += payload;
        if (!last) continue;
        if (message) message(message_);
        message_.clear();
    }
    buffer_.erase(0, at);
}

}  // namespace chamber::bench
