#include "server/net/outbox.hpp"
#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

namespace chamber::net {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// The close code of the next frame, which has to be a close frame.
int close_code(RawSocket& socket)
{
    const std::string head = socket.hear(2);
    if (head.size() != 2 || static_cast<unsigned char>(head[0]) != 0x88) return -1;
    const std::string payload = socket.hear(static_cast<unsigned char>(head[1]));
    return payload.size() < 2 ? 0
                              : static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
}

struct OriginCase {
    const char* name;
    const char* header;
    const char* status;
};

class Origin : public testing::TestWithParam<OriginCase> {};

TEST_P(Origin, DecidesTheUpgrade)
{
    RunningServer running;
    RawSocket socket(*running.server().loopback_port());
    EXPECT_THAT(socket.upgrade(GetParam().header), StartsWith(std::string("HTTP/1.1 ") + GetParam().status));
}

INSTANTIATE_TEST_SUITE_P(
    Headers, Origin,
    testing::Values(OriginCase{"Allowed", "Origin: https://chamber.test\r\n", "101"}, OriginCase{"Missing", "", "403"},
                    OriginCase{"Null", "Origin: null\r\n", "403"},
                    OriginCase{"Foreign", "Origin: https://evil.example\r\n", "403"},
                    OriginCase{"OtherScheme", "Origin: http://chamber.test\r\n", "403"},
                    OriginCase{"OtherPort", "Origin: https://chamber.test:444\r\n", "403"},
                    OriginCase{"Longer", "Origin: https://chamber.test.evil.example\r\n", "403"},
                    OriginCase{"OtherLoopbackPort", "Origin: http://127.0.0.1:1\r\n", "403"},
                    OriginCase{"Two", "Origin: https://chamber.test\r\nOrigin: https://evil.example\r\n", "400"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(WebSocket, ChecksTheOriginOnTls)
{
    RunningServer running;
    for (const std::string origin : {"", "null", "https://evil.example", "http://127.0.0.1:1"}) {
        Result<std::unique_ptr<Client>> client = Client::connect(running.tls(), origin);
        ASSERT_FALSE(client.has_value()) << origin;
        EXPECT_EQ(client.error().code, ErrorCode::not_allowed);
    }
}

TEST(WebSocket, AnswersTheUpgradeWithSecurityHeadersAndNoExtension)
{
    RunningServer running;
    RawSocket socket(*running.server().loopback_port());
    const std::string answer =
        socket.upgrade("Origin: https://chamber.test\r\nSec-WebSocket-Extensions: permessage-deflate\r\n");
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(answer, HasSubstr("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    EXPECT_THAT(answer, testing::Not(HasSubstr("Extensions")));
    EXPECT_THAT(answer, testing::Not(HasSubstr("Beast")));
}

TEST(WebSocket, TakesFramesThatCameWithTheUpgrade)
{
    RunningServer running;
    RawSocket socket(*running.server().loopback_port());
    socket.say(
        "GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: https://chamber.test\r\n\r\n" +
        client_frame(0x81, "early"));
    socket.hear_until("\r\n\r\n");
    EXPECT_EQ(socket.hear(7), frame_head(Opcode::text, Final::yes, 5) + "early");
}

struct FrameCase {
    const char* name;
    std::string bytes;
    int code;
};

class BadFrame : public testing::TestWithParam<FrameCase> {};

TEST_P(BadFrame, ClosesWithItsCode)
{
    RunningServer running;
    RawSocket socket(*running.server().loopback_port());
    ASSERT_THAT(socket.upgrade("Origin: https://chamber.test\r\n"), StartsWith("HTTP/1.1 101"));
    socket.say(GetParam().bytes);
    EXPECT_EQ(close_code(socket), GetParam().code);
    EXPECT_TRUE(socket.ended());
}

INSTANTIATE_TEST_SUITE_P(
    Frames, BadFrame,
    testing::Values(
        FrameCase{"Unmasked", frame_head(Opcode::text, Final::yes, 2) + "hi", 1002},
        FrameCase{"BadUtf8", client_frame(0x81, "\xc3\x28"), 1007},
        FrameCase{"TooLarge", client_frame(0x81, std::string(limits::text_frame_bytes_max + 1, 'a')), 1009},
        FrameCase{"TooLargeInFragments",
                  client_frame(0x01, std::string(limits::text_frame_bytes_max, 'a')) + client_frame(0x80, "b"), 1009},
        FrameCase{"ReservedBit", client_frame(0xc1, "hi"), 1002},
        FrameCase{"ReservedOpcode", client_frame(0x83, "hi"), 1002},
        FrameCase{"FragmentedPing", client_frame(0x09, "hi"), 1002},
        FrameCase{"LongPing", client_frame(0x89, std::string(126, 'a')), 1002},
        FrameCase{"ContinuationOfNothing", client_frame(0x80, "hi"), 1002}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(WebSocket, TakesMessagesUpToTheLimitOfTheDoor)
{
    RunningServer running;
    const std::string largest(limits::text_frame_bytes_max, 'a');
    Result<std::unique_ptr<Client>> tablet = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE((*tablet)->send_text(largest).has_value());
    EXPECT_TRUE((*tablet)->receive(10'000)->bytes == largest);

    const std::string session(2 * limits::text_frame_bytes_max, 'b');
    Result<std::unique_ptr<Client>> administrator = Client::connect(running.local(), "");
    ASSERT_TRUE((*administrator)->send_text(session).has_value());
    EXPECT_TRUE((*administrator)->receive(10'000)->bytes == session);
}

TEST(WebSocket, AnswersPings)
{
    RunningServer running;
    RawSocket socket(*running.server().loopback_port());
    socket.upgrade("Origin: https://chamber.test\r\n");
    socket.say(client_frame(0x89, "abc"));
    EXPECT_EQ(socket.hear(5), frame_head(Opcode::pong, Final::yes, 3) + "abc");
}

TEST(WebSocket, PingsAQuietPeerAndDropsASilentOne)
{
    Happening closed;
    Routes routes = test_routes();
    routes.socket = [&closed](std::shared_ptr<Connection>) -> Result<SocketEvents> {
        SocketEvents events;
        events.closed = [&closed](std::string_view why) { closed.happened(std::string(why)); };
        return events;
    };
    RunningServer running(std::move(routes), [](ServerOptions& options) {
        options.patience.ping_every_ms = 1;
        options.patience.idle_ms = 1'500;
    });
    RawSocket socket(*running.server().loopback_port());
    socket.upgrade("Origin: https://chamber.test\r\n");
    EXPECT_EQ(socket.hear(2), frame_head(Opcode::ping, Final::yes, 0));
    EXPECT_EQ(closed.wait(), "silent");
    EXPECT_TRUE(socket.ended());
}

TEST(WebSocket, EndsWithTheCodeOfARefusal)
{
    Routes routes = test_routes();
    routes.socket = [](std::shared_ptr<Connection>) -> Result<SocketEvents> { return fail(ErrorCode::device_revoked); };
    RunningServer running(std::move(routes));
    RawSocket socket(*running.server().loopback_port());
    socket.upgrade("Origin: https://chamber.test\r\n");
    EXPECT_EQ(close_code(socket), error_row(ErrorCode::device_revoked).close_code);
}

TEST(WebSocket, TellsOnceWhyItEnded)
{
    std::atomic<int> times{0};
    Happening closed;
    Routes routes = test_routes();
    std::shared_ptr<Connection> kept;
    routes.socket = [&](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        kept = connection;
        SocketEvents events = echo(std::move(connection));
        events.closed = [&](std::string_view why) {
            ++times;
            closed.happened(std::string(why));
        };
        return events;
    };
    auto running = std::make_unique<RunningServer>(std::move(routes));
    RawSocket socket(*running->server().loopback_port());
    socket.upgrade("Origin: https://chamber.test\r\n");
    socket.say(client_frame(0x88, "\x03\xe9"));
    EXPECT_EQ(close_code(socket), 1001);
    EXPECT_TRUE(socket.ended());
    socket.shut();
    EXPECT_EQ(closed.wait(), "peer closed with 1001");
    running.reset();
    // Kept longer than its server: it does nothing any more.
    kept->send_text(std::make_shared<const std::string>("late"), Urgency::live);
    kept->close(1000, "late");
    EXPECT_EQ(kept->queued(Urgency::live), 0U);
    EXPECT_EQ(times, 1);
}

TEST(WebSocket, SendsWhatIsQueuedBeforeItCloses)
{
    Routes routes = test_routes();
    routes.socket = [](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        const auto text = std::make_shared<const std::string>("last words");
        connection->send_text(text, Urgency::control);
        connection->send_text(text, Urgency::live);
        connection->send_binary(nullptr, text, Urgency::bulk);
        connection->close(4000, "enough");
        return SocketEvents{};
    };
    RunningServer running(std::move(routes));
    Result<std::unique_ptr<Client>> client = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE(client.has_value());
    EXPECT_EQ((*client)->receive(10'000)->bytes, "last words");
    EXPECT_EQ((*client)->receive(10'000)->bytes, "last words");
    Result<Frame> end = (*client)->receive(10'000);
    ASSERT_FALSE(end.has_value());
    EXPECT_EQ(end.error().detail, "closed with 4000");
}

}  // namespace
}  // namespace chamber::net
