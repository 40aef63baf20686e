#include "server/config.hpp"

#include "tests/support/server_process.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace chamber::server {
namespace {

Result<Config> read(const std::string& text)
{
    const test::Folder folder;
    const auto file = folder.path() / "chamber.toml";
    std::ofstream(file) << text;
    return read_config(file);
}

TEST(Config, HasDefaultsWithoutAFile)
{
    const test::Folder folder;
    const Config config = read_config(folder.path() / "none.toml").value();
    EXPECT_EQ(config.port, 8443);
    EXPECT_EQ(config.loopback_port, 8080);
}

TEST(Config, ReadsEveryKey)
{
    const Config config =
        read(
            "host_name = \"hoidong.local\"\naddress = \"0.0.0.0\"\nport = 443\nloopback_port = 0\nlog_level = \"debug\"\n")
            .value();
    EXPECT_EQ(config.host_name, "hoidong.local");
    EXPECT_EQ(config.port, 443);
    EXPECT_FALSE(config.loopback_port);
    EXPECT_EQ(config.log_level, LogLevel::debug);
}

TEST(Config, NamesTheKeyThatIsWrong)
{
    const std::pair<const char*, const char*> cases[] = {
        {"prot = 1", "prot"},
        {"port = \"x\"", "port"},
        {"port = 70000", "port"},
        {"log_level = \"loud\"", "log_level"},
        {"host_name = \"\"", "host_name"},
        {"port = ", "dòng 1"},
    };
    for (const auto& [text, where] : cases) {
        const Result<Config> config = read(text);
        ASSERT_FALSE(config) << text;
        EXPECT_EQ(config.error().code, ErrorCode::bad_configuration);
        EXPECT_EQ(config.error().where, where);
    }
}

}  // namespace
}  // namespace chamber::server
