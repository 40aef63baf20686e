#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace chamber::net {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

// A sink that keeps everything; what happened is readable from the test's thread once the answer is there.
struct Receiver {
    std::string body;
    std::size_t largest = 0;
    std::size_t pieces = 0;
    Happening aborted;
    Happening first_piece;
    std::atomic<bool> finished{false};

    BodySink sink()
    {
        BodySink sink;
        sink.write = [this](std::string_view piece) -> Result<void> {
            body += piece;
            largest = std::max(largest, piece.size());
            ++pieces;
            first_piece.happened();
            return {};
        };
        sink.finish = [this](const std::function<void(HttpResponse)>& answer) {
            finished = true;
            HttpResponse response;
            response.body = std::to_string(body.size());
            answer(std::move(response));
        };
        sink.aborted = [this] { aborted.happened(); };
        return sink;
    }
};

Routes uploading(Receiver& receiver)
{
    Routes routes = test_routes();
    routes.upload = [&receiver](const HttpRequest&) -> Result<BodySink> { return receiver.sink(); };
    return routes;
}

std::filesystem::path make_file(const TemporaryDirectory& directory, std::size_t size)
{
    const std::filesystem::path file = directory.path() / "upload";
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xff);
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

std::string content(const std::filesystem::path& file)
{
    std::string bytes(std::filesystem::file_size(file), '\0');
    std::ifstream(file, std::ios::binary).read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

TEST(Upload, ArrivesInPiecesOverTls)
{
    const TemporaryDirectory directory;
    const auto file = make_file(directory, 2'000'000);
    Receiver receiver;
    RunningServer running(uploading(receiver));
    Result<HttpAnswer> answer = put_file(running.tls(), "/upload", file, nullptr);
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    EXPECT_EQ(answer->body, "2000000");
    running.stop();
    EXPECT_TRUE(receiver.body == content(file));
    EXPECT_LE(receiver.largest, 65'536U);
}

TEST(Upload, IsReadNoFasterThanTheSinkWants)
{
    const TemporaryDirectory directory;
    const auto file = make_file(directory, 12'000'000);
    Receiver receiver;
    std::function<void()> go_on;
    Happening asked;
    std::atomic<bool> stepping{true};
    std::atomic<std::uint64_t> sent{0};
    Routes routes = test_routes();
    routes.upload = [&](const HttpRequest&) -> Result<BodySink> {
        BodySink sink = receiver.sink();
        sink.ready = [&](std::function<void()> next) {
            if (!stepping) return next();
            go_on = std::move(next);
            asked.happened();
        };
        return sink;
    };
    RunningServer running(std::move(routes));
    std::thread uploader([&] {
        Result<HttpAnswer> answer =
            put_file(running.loopback(), "/upload", file, [&](std::uint64_t bytes) { sent = bytes; });
        EXPECT_TRUE(answer.has_value());
    });
    asked.wait();
    // The sink has said nothing, so one piece is all the server may have read; the meeting thread itself tells.
    Happening counted;
    running.server().post([&] { counted.happened(std::to_string(receiver.pieces)); });
    EXPECT_EQ(counted.wait(), "1");
    EXPECT_LT(sent, 12'000'000U);
    running.server().post([&] {
        stepping = false;
        go_on();
    });
    uploader.join();
    EXPECT_TRUE(receiver.finished);
}

TEST(Upload, IsRefusedWithoutReadingTheBody)
{
    Routes routes = test_routes();
    routes.upload = [](const HttpRequest&) -> Result<BodySink> { return fail(ErrorCode::ticket_invalid); };
    RunningServer running(std::move(routes));
    RawSocket socket(*running.server().loopback_port());
    socket.say("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
    const std::string answer = socket.hear_all();
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 403 "));
    EXPECT_THAT(answer, HasSubstr("\"code\":\"ticket_invalid\""));
}

// What a browser does: it sends on, and only then reads.
TEST(Upload, LetsAClientThatSendsOnReadTheRefusal)
{
    const TemporaryDirectory directory;
    const auto file = make_file(directory, 8'000'000);
    Routes routes = test_routes();
    routes.upload = [](const HttpRequest&) -> Result<BodySink> { return fail(ErrorCode::too_large); };
    RunningServer running(std::move(routes));
    RawSocket socket(*running.server().loopback_port());
    ASSERT_TRUE(socket.say("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n"));
    ASSERT_TRUE(socket.say(content(file)));
    EXPECT_THAT(socket.hear_all(), StartsWith("HTTP/1.1 413 "));
    Result<HttpAnswer> answer = put_file(running.tls(), "/upload", file, nullptr);
    ASSERT_TRUE(answer.has_value()) << answer.error().detail;
    EXPECT_EQ(answer->status, 413);
}

TEST(Upload, IsInvitedOnlyWhenItIsWelcome)
{
    Receiver receiver;
    RunningServer running(uploading(receiver));
    RawSocket welcome(*running.server().loopback_port());
    welcome.say(
        "PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(welcome.hear_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
    welcome.say("abc");
    EXPECT_THAT(welcome.hear_all(), StartsWith("HTTP/1.1 200 OK\r\n"));

    RunningServer refusing;
    RawSocket unwelcome(*refusing.server().loopback_port());
    unwelcome.say("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_THAT(unwelcome.hear_all(), StartsWith("HTTP/1.1 404 "));
}

TEST(Upload, EndsWithAnErrorOfTheSink)
{
    Routes routes = test_routes();
    Receiver receiver;
    routes.upload = [&](const HttpRequest&) -> Result<BodySink> {
        BodySink sink = receiver.sink();
        sink.write = [](std::string_view) -> Result<void> { return fail(ErrorCode::disk_full); };
        return sink;
    };
    RunningServer running(std::move(routes));
    RawSocket socket(*running.server().loopback_port());
    socket.say("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + std::string(1'000'000, 'x'));
    EXPECT_THAT(socket.hear_all(), HasSubstr("\"code\":\"disk_full\""));
    EXPECT_FALSE(receiver.finished);
    EXPECT_FALSE(receiver.aborted.has_happened());
}

TEST(Upload, TellsTheSinkWhenThePeerLeaves)
{
    Receiver receiver;
    RunningServer running(uploading(receiver));
    {
        RawSocket socket(*running.server().loopback_port());
        socket.say("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
        receiver.first_piece.wait();
    }
    receiver.aborted.wait();
    EXPECT_FALSE(receiver.finished);
}

TEST(Upload, TellsTheSinkWhenThePeerFallsSilent)
{
    Receiver receiver;
    RunningServer running(uploading(receiver), [](ServerOptions& options) { options.patience.http_ms = 50; });
    RawSocket socket(*running.server().loopback_port());
    socket.say("PUT /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
    receiver.aborted.wait();
    EXPECT_TRUE(socket.ended());
}

TEST(Upload, KeepsTheConnectionAndTheNextRequest)
{
    Receiver receiver;
    RunningServer running(uploading(receiver));
    RawSocket socket(*running.server().loopback_port());
    socket.say(
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    const std::string answers = socket.hear_all();
    EXPECT_THAT(answers, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answers, HasSubstr("HTTP/1.1 404 Not Found\r\n"));
    running.stop();
    EXPECT_EQ(receiver.body, "abc");
}

TEST(Upload, TakesAnEmptyBody)
{
    Receiver receiver;
    RunningServer running(uploading(receiver));
    RawSocket socket(*running.server().loopback_port());
    socket.say("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(socket.hear_all(), StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_TRUE(receiver.finished);
}

TEST(Upload, IsRefusedWhenAnotherSiteSendsIt)
{
    Receiver receiver;
    RunningServer running(uploading(receiver));
    RawSocket socket(*running.server().loopback_port());
    socket.say("POST /upload HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_THAT(socket.hear_all(), HasSubstr("foreign_origin"));
    EXPECT_FALSE(receiver.finished);
}

}  // namespace
}  // namespace chamber::net
