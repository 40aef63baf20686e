#include "tests/net/raw_socket.hpp"

#include "server/net/outbox.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace chamber::net {

RawSocket::RawSocket(std::uint16_t port, const char* from)
    : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval patience{10, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    EXPECT_EQ(::inet_pton(AF_INET, from, &address.sin_addr), 1);
    EXPECT_EQ(::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
}

RawSocket::~RawSocket()
{
    ::close(descriptor_);
}

bool RawSocket::say(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool RawSocket::receive_more()
{
    char buffer[65'536];
    const ssize_t count = ::recv(descriptor_, buffer, sizeof buffer, 0);
    EXPECT_FALSE(count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) << "nothing heard for ten seconds";
    if (count <= 0) return false;
    heard_.append(buffer, static_cast<std::size_t>(count));
    return true;
}

std::string RawSocket::hear_all()
{
    while (receive_more()) {
    }
    return std::exchange(heard_, {});
}

std::string RawSocket::hear_until(std::string_view mark)
{
    std::size_t at = heard_.find(mark);
    while (at == std::string::npos && receive_more()) at = heard_.find(mark);
    EXPECT_NE(at, std::string::npos) << "ended without " << mark << " after " << heard_;
    if (at == std::string::npos) return std::exchange(heard_, {});
    return hear(at + mark.size());
}

std::string RawSocket::hear(std::size_t count)
{
    while (heard_.size() < count && receive_more()) {
    }
    std::string part = heard_.substr(0, count);
    heard_.erase(0, count);
    return part;
}

bool RawSocket::ended()
{
    return heard_.empty() && !receive_more();
}

void RawSocket::half_close()
{
    ::shutdown(descriptor_, SHUT_WR);
}

void RawSocket::shut()
{
    ::shutdown(descriptor_, SHUT_RDWR);
}

void RawSocket::receive_buffer(int bytes)
{
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

std::string RawSocket::upgrade(std::string_view origin_header)
{
    std::string request = "GET /sync HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    request += origin_header;
    EXPECT_TRUE(say(request + "\r\n"));
    return hear_until("\r\n\r\n");
}

std::string client_frame(unsigned char first, std::string_view payload)
{
    std::string frame = frame_head(Opcode::text, Final::yes, payload.size());
    frame[0] = static_cast<char>(first);
    frame[1] = static_cast<char>(frame[1] | 0x80);
    const std::string mask = "\x11\x22\x33\x44";
    frame += mask;
    for (std::size_t i = 0; i < payload.size(); ++i) frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    return frame;
}

}  // namespace chamber::net
