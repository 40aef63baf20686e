#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace chamber::net {
namespace {

void expect_echo(const Endpoint& endpoint, const std::string& origin)
{
    Result<std::unique_ptr<Client>> client = Client::connect(endpoint, origin);
    ASSERT_TRUE(client.has_value()) << client.error().detail;
    ASSERT_TRUE((*client)->send_text("Nghị quyết").has_value());
    Result<Frame> frame = (*client)->receive(10'000);
    ASSERT_TRUE(frame.has_value()) << frame.error().detail;
    EXPECT_TRUE(frame->text);
    EXPECT_EQ(frame->bytes, "Nghị quyết");
    (*client)->close();
}

TEST(Door, TlsEchoes)
{
    RunningServer running;
    expect_echo(running.tls(), test_origin);
}

TEST(Door, LoopbackEchoesForItsOwnPage)
{
    RunningServer running;
    expect_echo(running.loopback(), "http://127.0.0.1:" + std::to_string(*running.server().loopback_port()));
    expect_echo(running.loopback(), "http://localhost:" + std::to_string(*running.server().loopback_port()));
}

TEST(Door, LocalEchoesWithoutAnOrigin)
{
    RunningServer running;
    expect_echo(running.local(), "");
}

TEST(Door, TellsTheRouteWhichOneItWas)
{
    Routes routes = test_routes();
    routes.request = [](const HttpRequest& request, const std::function<void(HttpResponse)>& answer) {
        HttpResponse response;
        response.body = std::to_string(static_cast<int>(request.door)) + ' ' + request.remote;
        answer(std::move(response));
    };
    RunningServer running(std::move(routes));
    EXPECT_EQ(get(running.tls(), "/")->body, "0 127.0.0.1");
    EXPECT_EQ(get(running.loopback(), "/")->body, "1 127.0.0.1");
    EXPECT_EQ(get(running.local(), "/")->body, "2 local");
}

TEST(Door, NamesThePortThatIsInUse)
{
    RunningServer running;
    const TemporaryDirectory directory;
    ServerOptions options = test_options(directory);
    options.port = running.server().port();
    Result<std::unique_ptr<Server>> second = Server::listen(std::move(options), test_routes());
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::port_in_use);
    EXPECT_EQ(second.error().where, "127.0.0.1:" + std::to_string(running.server().port()));
}

TEST(Door, RefusesACertificateThatIsNotTheKeys)
{
    const TemporaryDirectory directory;
    ServerOptions options = test_options(directory);
    options.private_key_pem = test_authority().issue(test_name, 9).key_pem;
    EXPECT_EQ(Server::listen(options, test_routes()).error().code, ErrorCode::certificate_failed);
    options.private_key_pem = "no key";
    EXPECT_EQ(Server::listen(options, test_routes()).error().code, ErrorCode::certificate_failed);
}

TEST(LocalDoor, IsForItsOwnerOnly)
{
    RunningServer running;
    struct stat found = {};
    ASSERT_EQ(::stat(running.socket_file().c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 07777, 0600U);
}

// What a killed server leaves behind: a socket file that nobody listens on.
void leave_socket_behind(const std::filesystem::path& path)
{
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(descriptor);
}

TEST(LocalDoor, ReplacesASocketThatNobodyListensOn)
{
    const TemporaryDirectory directory;
    leave_socket_behind(directory.path() / "old.sock");
    RunningServer running(test_routes(),
                          [&](ServerOptions& options) { options.local_socket = directory.path() / "old.sock"; });
    Endpoint endpoint;
    endpoint.local_socket = directory.path() / "old.sock";
    expect_echo(endpoint, "");
}

TEST(LocalDoor, LeavesALivingServerAlone)
{
    RunningServer running;
    const TemporaryDirectory directory;
    ServerOptions options = test_options(directory);
    options.local_socket = running.socket_file();
    Result<std::unique_ptr<Server>> second = Server::listen(std::move(options), test_routes());
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().code, ErrorCode::port_in_use);
    EXPECT_EQ(second.error().where, running.socket_file().string());
    expect_echo(running.local(), "");
}

TEST(LocalDoor, NeverRemovesAnythingButASocket)
{
    const TemporaryDirectory directory;
    std::ofstream(directory.path() / "precious") << "data";
    ServerOptions options = test_options(directory);
    options.local_socket = directory.path() / "precious";
    EXPECT_EQ(Server::listen(std::move(options), test_routes()).error().code, ErrorCode::io_failed);
    EXPECT_EQ(std::filesystem::file_size(directory.path() / "precious"), 4U);
}

}  // namespace
}  // namespace chamber::net
