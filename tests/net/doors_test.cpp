#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

namespace chamber::net {
namespace {

using testing::HasSubstr;

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

TEST(Door, LoopbackEchoes)
{
    RunningServer running;
    expect_echo(running.loopback(), "http://127.0.0.1:" + std::to_string(*running.server().loopback_port()));
}

TEST(Door, LocalEchoesWithoutAnOrigin)
{
    RunningServer running;
    expect_echo(running.local(), "");
}

}  // namespace
}  // namespace chamber::net
