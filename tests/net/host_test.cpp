// A page of another site whose name was turned to our address reads nothing here: `Host` is ours, or 421.
#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include "server/net/lobby.hpp"

#include <gtest/gtest.h>

namespace chamber::net {
namespace {

TEST(Host, IsOneOfOurNamesOrAnAddress)
{
    struct Row {
        const char* host;
        bool loopback;
        bool tls;
    };
    const Row rows[] = {
        {"localhost", true, true},
        {"localhost:9680", true, true},
        {"LocalHost:9680", true, true},
        {"127.0.0.1", true, true},
        {"127.0.0.1:9680", true, true},
        {"[::1]:9680", true, true},
        {"chamber.test", false, true},
        {"CHAMBER.test:9643", false, true},
        {"10.0.0.5:9643", false, true},
        {"[fd00::5]:9643", false, true},
        {"evil.example", false, false},
        {"evil.example:9680", false, false},
        {"", false, false},
        {"localhost.evil.example", false, false},
        {"localhost:", true, true},
        {"localhost:x", false, false},
        {"localhost@evil", false, false},
        {"[::1", false, false},
        {"127.0.0.1.evil.example", false, false},
    };
    Lobby lobby;
    lobby.options.allowed_hosts = {"chamber.test"};
    for (const Row& row : rows) {
        EXPECT_EQ(lobby.host_allowed(Door::loopback, row.host), row.loopback) << row.host;
        EXPECT_EQ(lobby.host_allowed(Door::tls, row.host), row.tls) << row.host;
        EXPECT_TRUE(lobby.host_allowed(Door::local, row.host)) << row.host;
    }
}

TEST(Host, OfAnotherSiteIsMisdirectedWhateverItAsksFor)
{
    Routes routes = test_routes();
    routes.request = [](const HttpRequest&, const std::function<void(HttpResponse)>& answer) {
        HttpResponse secret;
        secret.body = "PIN 246802";
        answer(std::move(secret));
    };
    RunningServer running(std::move(routes), [](ServerOptions& options) { options.allowed_hosts = {"chamber.test"}; });
    const std::uint16_t port = *running.server().loopback_port();
    for (const char* line : {"GET /about.json", "HEAD /about.json", "GET /", "PUT /upload/x", "GET /sync"}) {
        RawSocket socket(port);
        socket.say(std::string(line) + " HTTP/1.1\r\nHost: evil.example:" + std::to_string(port) +
                   "\r\nContent-Length: 0\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        const std::string answer = socket.hear_all();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 421")) << line << "\n" << answer;
        EXPECT_EQ(answer.find("246802"), std::string::npos);
    }
    EXPECT_EQ(get(running.loopback(), "/about.json")->body, "PIN 246802");
}

}  // namespace
}  // namespace chamber::net
