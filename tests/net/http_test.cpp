#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace chamber::net {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// Answers with the method, so that a test sees who was asked.
Routes naming_routes()
{
    Routes routes = test_routes();
    routes.request = [](const HttpRequest& request, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.body = request.method + ' ' + request.target;
        answer(std::move(response));
    };
    return routes;
}

std::string ask(RunningServer& running, std::string_view request)
{
    RawSocket socket(*running.server().loopback_port());
    EXPECT_TRUE(socket.say(request));
    return socket.hear_all();
}

std::string header(const HttpAnswer& answer, std::string_view name)
{
    for (const auto& [key, value] : answer.headers)
        if (key == name) return value;
    return {};
}

TEST(Http, KeepsTheConnectionForTheNextRequest)
{
    RunningServer running(naming_routes());
    RawSocket socket(*running.server().loopback_port());
    socket.say("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_THAT(socket.hear_until("GET /a"), StartsWith("HTTP/1.1 200 OK\r\n"));
    socket.say("GET /b HTTP/1.1\r\nHost: x\r\n\r\nGET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(socket.hear_until("GET /b"), HasSubstr("200 OK"));
    EXPECT_THAT(socket.hear_all(), HasSubstr("GET /c"));
}

TEST(Http, AnswersHeadWithTheLengthAndNoBody)
{
    RunningServer running(naming_routes());
    const std::string answer = ask(running, "HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, HasSubstr("Content-Length: 7\r\n"));
    EXPECT_THAT(answer, testing::EndsWith("\r\n\r\n"));
}

TEST(Http, SetsTheSecurityHeadersOnEveryDoor)
{
    RunningServer running(naming_routes());
    for (const Endpoint& endpoint : {running.tls(), running.loopback(), running.local()}) {
        Result<HttpAnswer> answer = get(endpoint, "/");
        ASSERT_TRUE(answer.has_value()) << answer.error().detail;
        EXPECT_EQ(header(*answer, "Content-Security-Policy"), "default-src 'none'");
        EXPECT_EQ(header(*answer, "X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(header(*answer, "Referrer-Policy"), "no-referrer");
        EXPECT_EQ(header(*answer, "Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(header(*answer, "Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_NE(header(*answer, "Permissions-Policy"), "");
        EXPECT_EQ(header(*answer, "Cache-Control"), "no-store");
        EXPECT_EQ(header(*answer, "Server"), "");
        EXPECT_EQ(header(*answer, "Strict-Transport-Security").empty(), endpoint.ca_pem.empty());
    }
}

TEST(Http, LetsARouteReplaceAHeaderButNotSmuggleOne)
{
    Routes routes = test_routes();
    routes.request = [](const HttpRequest&, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.headers = {{"content-security-policy", "sandbox"}, {"X-Name", "a\r\nSet-Cookie: b"}};
        answer(std::move(response));
    };
    RunningServer running(std::move(routes));
    const std::string answer = ask(running, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, HasSubstr("content-security-policy: sandbox\r\n"));
    EXPECT_THAT(answer, Not(HasSubstr("default-src")));
    EXPECT_THAT(answer, HasSubstr("X-Name: a  Set-Cookie: b\r\n"));
}

TEST(Http, AnswersLaterFromAnotherThreadThroughPost)
{
    Server* server = nullptr;
    std::vector<std::thread> workers;
    Routes routes = test_routes();
    routes.request = [&](const HttpRequest&, const std::function<void(HttpResponse)>& answer) {
        workers.emplace_back([&server, answer] {
            server->post([answer] {
                HttpResponse response;
                response.body = "later";
                answer(std::move(response));
            });
        });
    };
    RunningServer running(std::move(routes));
    server = &running.server();
    Result<HttpAnswer> answer = get(running.tls(), "/");
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->body, "later");
    for (std::thread& worker : workers) worker.join();
}

TEST(Http, AnswersForARouteThatForgotTo)
{
    Routes routes = test_routes();
    routes.request = [](const HttpRequest&, const std::function<void(HttpResponse)>&) {};
    RunningServer running(std::move(routes));
    Result<HttpAnswer> answer = get(running.tls(), "/");
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 500);
}

TEST(Http, SendsNoBodyWith304)
{
    Routes routes = test_routes();
    routes.request = [](const HttpRequest& request, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.status = request.if_none_match == "\"v1\"" ? 304 : 200;
        response.headers = {{"ETag", "\"v1\""}};
        response.body = "body";
        answer(std::move(response));
    };
    RunningServer running(std::move(routes));
    const std::string answer =
        ask(running, "GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"v1\"\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 304 Not Modified\r\n"));
    EXPECT_THAT(answer, Not(HasSubstr("Content-Length")));
    EXPECT_THAT(answer, testing::EndsWith("\r\n\r\n"));
}

std::string pattern(std::size_t size)
{
    std::string bytes(size, '\0');
    std::uint32_t state = 1;
    for (char& byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = static_cast<char>(state >> 24);
    }
    return bytes;
}

Routes file_routes(const std::filesystem::path& file)
{
    Routes routes = test_routes();
    routes.request = [file](const HttpRequest&, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.content_type = "application/octet-stream";
        response.file = file;
        answer(std::move(response));
    };
    return routes;
}

TEST(Http, StreamsAFileOverEveryDoor)
{
    const TemporaryDirectory directory;
    const std::string bytes = pattern(1'000'001);
    std::ofstream(directory.path() / "in", std::ios::binary) << bytes;
    RunningServer running(file_routes(directory.path() / "in"));
    for (const Endpoint& endpoint : {running.tls(), running.loopback(), running.local()}) {
        std::uint64_t progress = 0;
        Result<void> got =
            get_file(endpoint, "/", directory.path() / "out", [&](std::uint64_t sent) { progress = sent; });
        ASSERT_TRUE(got.has_value()) << got.error().detail;
        std::string arrived(std::filesystem::file_size(directory.path() / "out"), '\0');
        std::ifstream(directory.path() / "out", std::ios::binary)
            .read(arrived.data(), static_cast<std::streamsize>(arrived.size()));
        EXPECT_TRUE(arrived == bytes);
        EXPECT_EQ(progress, bytes.size());
    }
}

TEST(Http, SendsALargeBodyFromMemoryWhole)
{
    const std::string bytes = pattern(1'500'000);
    Routes routes = test_routes();
    routes.request = [&bytes](const HttpRequest&, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.body = bytes;
        answer(std::move(response));
    };
    RunningServer running(std::move(routes));
    Result<HttpAnswer> answer = get(running.tls(), "/");
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    EXPECT_TRUE(answer->body == bytes);
}

TEST(Http, SaysNotFoundForAFileThatIsGone)
{
    RunningServer running(file_routes("/nonexistent/file"));
    const TemporaryDirectory directory;
    Result<void> got = get_file(running.loopback(), "/", directory.path() / "out", nullptr);
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(got.error().code, ErrorCode::not_found);
    EXPECT_FALSE(std::filesystem::exists(directory.path() / "out"));
}

TEST(Http, RefusesAHeadThatIsTooLarge)
{
    RunningServer running(naming_routes());
    const std::string head =
        "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(limits::http_header_bytes_max, 'a') + "\r\n\r\n";
    EXPECT_THAT(ask(running, head), StartsWith("HTTP/1.1 431 "));
}

TEST(Http, RefusesAnEndlessHeadBeforeItsEnd)
{
    RunningServer running(naming_routes());
    EXPECT_THAT(ask(running, "GET / HTTP/1.1\r\nX-Long: " + std::string(2 * limits::http_header_bytes_max, 'a')),
                StartsWith("HTTP/1.1 431 "));
}

TEST(Http, ClosesWhenAHeadComesTooSlowly)
{
    RunningServer running(naming_routes(), [](ServerOptions& options) { options.patience.http_ms = 50; });
    RawSocket socket(*running.server().loopback_port());
    socket.say("GET / HTTP/1.1\r\nHost:");
    EXPECT_TRUE(socket.ended());
}

TEST(Http, ClosesWhenAHandshakeComesTooSlowly)
{
    RunningServer running(naming_routes(), [](ServerOptions& options) { options.patience.handshake_ms = 50; });
    RawSocket socket(running.server().port());
    EXPECT_TRUE(socket.ended());
}

struct Malformed {
    const char* name;
    const char* request;
    const char* status;
};

class MalformedHttp : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedHttp, IsRefusedWithItsStatus)
{
    RunningServer running(naming_routes());
    const std::string answer = ask(running, GetParam().request);
    EXPECT_THAT(answer, StartsWith(std::string("HTTP/1.1 ") + GetParam().status));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
}

INSTANTIATE_TEST_SUITE_P(
    Requests, MalformedHttp,
    testing::Values(
        Malformed{"NotHttp", "\x16\x03\x01\x02\x03\r\n\r\n", "400"}, Malformed{"NoVersion", "GET /\r\n\r\n", "400"},
        Malformed{"Version2", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", "400"},
        Malformed{"NoHost", "GET / HTTP/1.1\r\n\r\n", "400"},
        Malformed{"TwoHosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", "400"},
        Malformed{"AbsoluteTarget", "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Malformed{"AsteriskTarget", "GET * HTTP/1.1\r\nHost: x\r\n\r\n", "400"},
        Malformed{"SpaceInName", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "400"},
        Malformed{"BadLength", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", "400"},
        Malformed{"TwoLengths", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
        Malformed{"LengthAndChunked",
                  "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "400"},
        Malformed{"GetWithBody", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "400"},
        Malformed{"Delete", "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
        Malformed{"Trace", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
        Malformed{"Invented", "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", "405"},
        Malformed{"Chunked", "PUT / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", "411"},
        Malformed{"NoLength", "POST / HTTP/1.1\r\nHost: x\r\n\r\n", "411"},
        Malformed{"OddExpectation", "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nExpect: miracles\r\n\r\n",
                  "417"},
        Malformed{"SyncWithoutUpgrade", "GET /sync HTTP/1.1\r\nHost: x\r\n\r\n", "426"}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace chamber::net
