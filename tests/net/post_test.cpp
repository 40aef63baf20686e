// The question to a stranger's server: whatever the stranger does, it ends.
#include "server/net/client.hpp"

#include <gmock/gmock.h>

#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace chamber::net {
namespace {

using testing::HasSubstr;

// Takes one caller on loopback and hands the socket over; ended with its scope.
class Stranger {
public:
    explicit Stranger(std::function<void(int)> behave)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t bytes = sizeof address;
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, plain, bytes), 0);
        EXPECT_EQ(::listen(listener_, 1), 0);
        EXPECT_EQ(::getsockname(listener_, plain, &bytes), 0);
        endpoint.host = "127.0.0.1";
        endpoint.port = ntohs(address.sin_port);
        thread_ = std::thread([this, behave = std::move(behave)] {
            const int caller = ::accept(listener_, nullptr, nullptr);
            if (caller < 0) return;
            behave(caller);
            ::close(caller);
        });
    }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    ~Stranger()
    {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }

    Endpoint endpoint;

private:
    int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::thread thread_;
};

bool say(int caller, std::string_view text)
{
    return ::send(caller, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

// One letter after the other, a few milliseconds apart, for as long as somebody listens. Returns how many.
std::size_t drip(int caller, const std::string& letters)
{
    char question[4'096];
    std::size_t said = 0;
    for (;; ++said) {
        pollfd heard{caller, POLLIN, 0};
        if (::poll(&heard, 1, 5) > 0 && ::recv(caller, question, sizeof question, 0) <= 0) return said;
        if (!say(caller, letters.substr(said % letters.size(), 1))) return said;
    }
}

Result<HttpAnswer> ask(const Endpoint& endpoint)
{
    return post(endpoint, "/tsr", "application/timestamp-query", "question", {1'000'000, 300});
}

TEST(Post, ADrippedBodyIsNotWaitedForForEver)
{
    std::atomic<std::size_t> dripped = 0;
    {
        Stranger stranger([&](int caller) {
            if (say(caller, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")) dripped = drip(caller, "x");
        });
        const auto answer = ask(stranger.endpoint);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::io_failed);
        EXPECT_THAT(answer.error().detail, HasSubstr("in time"));
    }
    EXPECT_GT(dripped, 1u) << "each of its letters came sooner than the deadline";
}

TEST(Post, ADrippedHeadIsNotWaitedForForEver)
{
    Stranger stranger([](int caller) {
        if (say(caller, "HTTP/1.1 200 OK\r\nX-Long: ")) drip(caller, "y");
    });
    const auto answer = ask(stranger.endpoint);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::io_failed);
}

TEST(Post, WhatComesInPiecesInTimeIsTakenWhole)
{
    Stranger stranger([](int caller) {
        for (const char* piece : {"HTTP/1.1 200 OK\r\nConte", "nt-Length: 6\r\n\r\nan", "sw", "er"})
            if (!say(caller, piece)) return;
    });
    const auto answer = ask(stranger.endpoint);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->body, "answer");
}

}  // namespace
}  // namespace chamber::net
