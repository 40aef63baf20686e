// A peer of the loopback door that sends what it likes and sees when it is cut off. Thread: one.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace chamber::test {

class RawPeer {
public:
    enum class Window { usual, small };

    explicit RawPeer(std::uint16_t port, Window window = Window::usual)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        const int bytes = 65'536;
        if (window == Window::small) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        open_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawPeer() { ::close(socket_); }
    RawPeer(const RawPeer&) = delete;
    RawPeer& operator=(const RawPeer&) = delete;

    bool send(const std::string& bytes)
    {
        std::size_t sent = 0;
        while (open_ && sent < bytes.size()) {
            const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
            if (count <= 0) return false;
            sent += static_cast<std::size_t>(count);
        }
        return open_;
    }

    bool reads_something()
    {
        char bytes[4'096];
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count > 0) received_ += static_cast<std::size_t>(count);
        return count > 0;
    }

    // Reads and drops until the other side closes; false: it did not within this time.
    bool ended_within(std::int64_t time_ms)
    {
        using Clock = std::chrono::steady_clock;
        const auto until = Clock::now() + std::chrono::milliseconds(time_ms);
        std::vector<char> bytes(65'536);
        for (;;) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
            if (left <= 0) return false;
            pollfd waiting = {socket_, POLLIN, 0};
            if (::poll(&waiting, 1, static_cast<int>(left)) == 0) return false;
            const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
            if (count <= 0) return true;
            received_ += static_cast<std::size_t>(count);
        }
    }
    std::size_t received() const { return received_; }

private:
    int socket_;
    bool open_ = false;
    std::size_t received_ = 0;
};

}  // namespace chamber::test
