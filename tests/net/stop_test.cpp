#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace chamber::net {
namespace {

using testing::HasSubstr;

// Times longer than the test may take: whoever relies on one of them fails.
void patient(ServerOptions& options)
{
    options.patience.drain_ms = 600'000;
    options.patience.http_ms = 600'000;
    options.patience.handshake_ms = 600'000;
}

TEST(Stop, ClosesIdleConnectionsAtOnce)
{
    RunningServer running(test_routes(), patient);
    RawSocket idle(*running.server().loopback_port());
    RawSocket used(*running.server().loopback_port());
    used.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    used.hear_until("\r\n\r\n");
    RawSocket handshaking(running.server().port());
    running.stop();
    EXPECT_TRUE(idle.ended());
    EXPECT_TRUE(used.ended());
    EXPECT_TRUE(handshaking.ended());
}

TEST(Stop, TellsEveryWebSocket1001)
{
    RunningServer running(test_routes(), patient);
    Result<std::unique_ptr<Client>> tablet = Client::connect(running.tls(), test_origin);
    Result<std::unique_ptr<Client>> administrator = Client::connect(running.local(), "");
    ASSERT_TRUE(tablet.has_value() && administrator.has_value());
    running.server().stop();
    for (Client* client : {tablet->get(), administrator->get()}) {
        Result<Frame> end = client->receive(10'000);
        ASSERT_FALSE(end.has_value());
        EXPECT_EQ(end.error().detail, "closed with 1001");
    }
    running.stop();
    EXPECT_EQ(running.server().connections(), 0U);
}

TEST(Stop, LetsARunningRequestFinish)
{
    Happening asked;
    std::function<void(HttpResponse)> pending;
    Routes routes = test_routes();
    routes.request = [&](const HttpRequest&, std::function<void(HttpResponse)> answer) {
        pending = std::move(answer);
        asked.happened();
    };
    RunningServer running(std::move(routes), patient);
    RawSocket socket(*running.server().loopback_port());
    socket.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    asked.wait();
    running.server().stop();
    running.server().post([&] {
        HttpResponse response;
        response.body = "done";
        pending(std::move(response));
    });
    const std::string answer = socket.hear_all();
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(answer, HasSubstr("done"));
}

TEST(Stop, WaitsNoLongerThanTheDrainTime)
{
    Happening asked;
    std::function<void(HttpResponse)> never;
    Routes routes = test_routes();
    routes.request = [&](const HttpRequest&, std::function<void(HttpResponse)> answer) {
        never = std::move(answer);
        asked.happened();
    };
    RunningServer running(std::move(routes), [](ServerOptions& options) { options.patience.drain_ms = 20; });
    RawSocket stuck(*running.server().loopback_port());
    stuck.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    RawSocket silent(*running.server().loopback_port());  // a WebSocket that never answers the close frame
    silent.upgrade("Origin: https://chamber.test\r\n");
    asked.wait();
    running.stop();
    EXPECT_TRUE(stuck.ended());
    EXPECT_EQ(running.server().connections(), 0U);
}

TEST(Stop, TellsAnUploadThatItWasAborted)
{
    Happening begun;
    Happening aborted;
    Routes routes = test_routes();
    routes.upload = [&](const HttpRequest&) -> Result<BodySink> {
        BodySink sink;
        sink.write = [&](std::string_view) -> Result<void> {
            begun.happened();
            return {};
        };
        sink.finish = [](const std::function<void(HttpResponse)>&) {};
        sink.aborted = [&] { aborted.happened(); };
        return sink;
    };
    RunningServer running(std::move(routes), [](ServerOptions& options) { options.patience.drain_ms = 20; });
    RawSocket socket(*running.server().loopback_port());
    socket.say("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
    begun.wait();
    running.stop();
    EXPECT_TRUE(aborted.has_happened());
}

TEST(Stop, LetsNobodyInAndTakesTheSocketFileAway)
{
    RunningServer running;
    const Endpoint tls = running.tls();
    const Endpoint local = running.local();
    EXPECT_TRUE(std::filesystem::exists(*local.local_socket));
    running.stop();
    EXPECT_FALSE(std::filesystem::exists(*local.local_socket));
    EXPECT_EQ(Client::connect(tls, test_origin).error().code, ErrorCode::server_not_running);
    EXPECT_EQ(Client::connect(local, "").error().code, ErrorCode::server_not_running);
}

TEST(Stop, MayComeFromASignal)
{
    RunningServer running;
    Happening ready;
    running.server().post([&] {
        running.server().on_signal([&] { running.server().stop(); });
        ready.happened();
    });
    ready.wait();
    Result<std::unique_ptr<Client>> client = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE(client.has_value());
    ASSERT_EQ(std::raise(SIGTERM), 0);
    EXPECT_EQ((*client)->receive(10'000).error().detail, "closed with 1001");
}

TEST(Timer, RepeatsWhileItWantsTo)
{
    RunningServer running;
    Happening third;
    int times = 0;
    running.server().post([&] {
        running.server().every(1, [&] {
            if (++times == 3) third.happened();
            return times < 3;
        });
    });
    third.wait();
    running.stop();
    EXPECT_EQ(times, 3);
}

}  // namespace
}  // namespace chamber::net
