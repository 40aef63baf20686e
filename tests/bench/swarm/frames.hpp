// WebSocket frames as a client writes and reads them; masked with zeros, which the standard allows and costs nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace chamber::bench {

std::string upgrade_request(const std::string& host, const std::string& path, const std::string& origin);

enum class FrameKind : std::uint8_t { text = 1, binary = 2 };
std::string client_frame(FrameKind kind, std::string_view payload);

// Feeds on plaintext from the answer to the upgrade on; tells every whole message.
class FrameReader {
public:
    std::function<void(std::string_view)> message;
    void feed(std::string_view bytes);
    bool upgraded() const { return upgraded_; }

private:
    std::string buffer_;
    std::string message_;
    bool upgraded_ = false;
};

}  // namespace chamber::bench
