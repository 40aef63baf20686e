// Too many at the door: strangers make room for strangers, and nobody of them for a device that has proven itself.
#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace chamber::net {
namespace {

constexpr std::string_view request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

bool is_answered(RawSocket& socket)
{
    return socket.say(request) && socket.hear_until("\r\n\r\n").starts_with("HTTP/1.1 404");
}

// Every WebSocket proves itself at once.
Routes proving_routes()
{
    Routes routes = test_routes();
    routes.socket = [](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        connection->mark_proven();
        return echo(std::move(connection));
    };
    return routes;
}

std::string own_origin(RunningServer& running)
{
    return "http://localhost:" + std::to_string(*running.server().loopback_port());
}

bool echoes(Client& client)
{
    if (!client.send_text("còn đây")) return false;
    const Result<Frame> frame = client.receive(10'000);
    return frame && frame->bytes == "còn đây";
}

std::string source(int i)
{
    return "127.0.1." + std::to_string(1 + i);
}

TEST(Crowd, AnAddressThatHoldsTooManyMakesRoomItself)
{
    RunningServer running(test_routes(), [](ServerOptions& options) { options.connections_per_address_max = 2; });
    const std::uint16_t port = *running.server().loopback_port();
    RawSocket other(port, "127.0.0.2");
    RawSocket first(port);
    RawSocket second(port);
    for (RawSocket* socket : {&other, &first, &second}) EXPECT_TRUE(is_answered(*socket));
    RawSocket third(port);
    EXPECT_TRUE(is_answered(third));
    EXPECT_TRUE(first.ended());
    EXPECT_TRUE(is_answered(second));
    EXPECT_TRUE(is_answered(other));
}

TEST(Crowd, BareConnectionsOfTenAddressesKeepNobodyOut)
{
    RunningServer running(proving_routes(), [](ServerOptions& options) { options.connections_unproven_max = 60; });
    const std::uint16_t port = *running.server().loopback_port();
    auto proven = Client::connect(running.loopback(), own_origin(running));
    ASSERT_TRUE(proven.has_value());
    EXPECT_TRUE(echoes(**proven));
    std::vector<std::unique_ptr<RawSocket>> flood;
    for (int round = 0; round < 40; ++round)
        for (int address = 0; address < 10; ++address)
            flood.push_back(std::make_unique<RawSocket>(port, source(address).c_str()));
    RawSocket newcomer(port, "127.0.9.9");
    EXPECT_TRUE(is_answered(newcomer));
    for (int i = 0; i < 30; ++i) flood.push_back(std::make_unique<RawSocket>(port, source(i % 10).c_str()));
    EXPECT_TRUE(is_answered(newcomer)) << "the crowded addresses make room, not the one with a single connection";
    EXPECT_TRUE(echoes(**proven));
    auto returning = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE(returning.has_value());
    EXPECT_TRUE(echoes(**returning));
    EXPECT_LE(running.server().connections(), 80u);
}

TEST(Crowd, ARoomFullOfProvenDevicesTakesNoMoreButLetsTheAdministratorIn)
{
    RunningServer running(proving_routes(), [](ServerOptions& options) { options.connections_max = 1; });
    auto proven = Client::connect(running.loopback(), own_origin(running));
    ASSERT_TRUE(proven.has_value());
    EXPECT_TRUE(echoes(**proven));
    RawSocket late(*running.server().loopback_port(), "127.0.0.3");
    EXPECT_TRUE(late.ended());
    EXPECT_TRUE(echoes(**proven));
    auto administrator = Client::connect(running.local(), "");
    ASSERT_TRUE(administrator.has_value());
    EXPECT_TRUE(echoes(**administrator));
}

TEST(Crowd, AnUploadUnderWayIsNotPushedOut)
{
    Routes routes = test_routes();
    routes.upload = [](const HttpRequest&) -> Result<BodySink> {
        BodySink sink;
        sink.write = [](std::string_view) -> Result<void> { return {}; };
        sink.finish = [](const std::function<void(HttpResponse)>& answer) { answer(HttpResponse{}); };
        return sink;
    };
    RunningServer running(std::move(routes), [](ServerOptions& options) { options.connections_per_address_max = 2; });
    const std::uint16_t port = *running.server().loopback_port();
    RawSocket upload(port);
    upload.say("PUT /upload/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_TRUE(upload.hear_until("\r\n\r\n").starts_with("HTTP/1.1 100"));
    std::vector<std::unique_ptr<RawSocket>> flood;
    for (int i = 0; i < 10; ++i) flood.push_back(std::make_unique<RawSocket>(port));
    EXPECT_TRUE(is_answered(*flood.back()));
    upload.say("%PDF");
    EXPECT_TRUE(upload.hear_until("\r\n\r\n").starts_with("HTTP/1.1 200"));
}

}  // namespace
}  // namespace chamber::net
