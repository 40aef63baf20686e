// Starting, stopping and refusing to start; what HTTP answers.
#include "tests/server/meeting.hpp"

#include "protocol/limits.hpp"

namespace chamber::test {
namespace {

TEST_F(Meeting, ASecondServerOnTheSameDirectoryIsRefused)
{
    ServerProcess second(data());
    EXPECT_FALSE(second.ready());
    EXPECT_EQ(second.wait(), 1);
}

TEST_F(Meeting, APortInUseIsRefused)
{
    make_council(folder.path() / "other");
    ServerProcess second(folder.path() / "other", {"--port", std::to_string(server->tls().port)});
    EXPECT_FALSE(second.ready());
    EXPECT_EQ(second.wait(), 1);
}

TEST(Server, RefusesADirectoryOfAnotherVersionOrNone)
{
    const Folder folder;
    ServerProcess none(folder.path() / "nothing");
    EXPECT_FALSE(none.ready());
    EXPECT_EQ(none.wait(), 1);
    make_council(folder.path() / "data");
    std::ofstream(folder.path() / "data" / "VERSION") << "chamber-data 99\n";
    ServerProcess newer(folder.path() / "data");
    EXPECT_FALSE(newer.ready());
    EXPECT_EQ(newer.wait(), 1);
}

TEST(Server, RefusesAConfigurationItDoesNotUnderstand)
{
    const Folder folder;
    make_council(folder.path() / "data");
    std::ofstream(folder.path() / "data" / "chamber.toml") << "prot = 1\n";
    ServerProcess process(folder.path() / "data");
    EXPECT_FALSE(process.ready());
    EXPECT_EQ(process.wait(), 1);
}

TEST_F(Meeting, TellsTheDemoSecretsToNobodyOnTheNetwork)
{
    EXPECT_NE(net::get(server->tls(), "/about.json")->body.find("\"demo_accounts\":null"), std::string::npos);
    EXPECT_EQ(net::get(server->tls(), "/health")->status, 200);
    EXPECT_NE(net::get(server->tls(), "/ca.crt")->body.find("BEGIN CERTIFICATE"), std::string::npos);
    EXPECT_NE(net::get(server->tls(), "/tablet-qr.svg")->body.find("<svg"), std::string::npos);
    EXPECT_EQ(net::get(server->tls(), "/../keys/ca.key")->status / 100, 4);
    EXPECT_EQ(net::get(server->tls(), "/nothing")->status, 404);
}

TEST_F(Meeting, TheLocalDoorActsForTheOffice)
{
    auto client = net::Client::connect(server->local(), "");
    ASSERT_TRUE(client);
    ASSERT_TRUE((*client)->receive(5'000));
    Hello hello;
    hello.protocol = limits::protocol_version;
    hello.device_kind = DeviceKind::desktop;
    hello.incarnation = "cli";
    ASSERT_TRUE((*client)->send_text(encode(FromDevice(hello))));
    const auto standing = decode_to_device((*client)->receive(5'000)->bytes);
    ASSERT_TRUE(standing);
    EXPECT_EQ(std::get<Standing>(*standing).state, StandingState::signed_in);
    // The next thing it is told is what it asks for.
    ASSERT_TRUE((*client)->send_text(encode(FromDevice(ListEntities{7, Council::type}))));
    const auto listing = decode_to_device((*client)->receive(5'000)->bytes);
    EXPECT_EQ(std::get<Listing>(listing.value()).items.size(), 1U);
}

}  // namespace
}  // namespace chamber::test
