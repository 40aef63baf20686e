#include "admin-cli/host_name.hpp"
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace chamber::test {

namespace {

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

// What doctor says of one check: "sound", and its sentence.
std::pair<std::string, std::string> finding(const Office& office, const std::string& check)
{
    for (const auto& object : office.run({"doctor", "--json"}).objects())
        if (text(object, "check") == check) return {text(object, "state"), text(object, "sentence")};
    return {};
}

void call_it(const Office& office, const std::string& name)
{
    std::ofstream(office.data() / "chamber.toml")
        << "# của chúng tôi\nhost_name = \"" << name << "\"  # tên\nport = 8443\n";
}

}  // namespace

TEST(HostName, IsReplacedInItsLineAlone)
{
    using admin::host_name_in;
    using admin::with_host_name;
    EXPECT_EQ(host_name_in("# host_name = \"no\"\n host_name='a.local' # x\n"), "a.local");
    EXPECT_EQ(host_name_in("port = 1\n[other]\nhost_name = \"no\"\n"), "localhost");
    EXPECT_EQ(host_name_in("host_names = \"no\"\n"), "localhost");
    EXPECT_EQ(with_host_name("# c\nhost_name = \"a\"  # tên\nport = 1\n", "b.local"),
              "# c\nhost_name = \"b.local\"  # tên\nport = 1\n");
    EXPECT_EQ(with_host_name("port = 1\n", "b.local"), "host_name = \"b.local\"\nport = 1\n");
    EXPECT_EQ(host_name_in(with_host_name("", "b.local")), "b.local");
}

TEST(Host, ServerWithAnotherNameRefusesAndDoctorSeesIt)
{
    const Office office;
    call_it(office, "hop.xa-moi.local");
    const ServerProcess server{office.data()};
    EXPECT_FALSE(server.ready());
    EXPECT_THAT(read_file(office.data().string() + ".log"),
                testing::AllOf(testing::HasSubstr("[certificate_other_host]"),
                               testing::HasSubstr("host rename hop.xa-moi.local")));
    const auto [state, sentence] = finding(office, "certificate");
    EXPECT_EQ(state, "failed");
    EXPECT_THAT(sentence, testing::HasSubstr("chamber-admin host rename hop.xa-moi.local"));
}

TEST(Host, RenamesWithANewRootWhenItMustAndSaysWhatTabletsNeed)
{
    const Office office;
    call_it(office, "hop.xa-moi.local");
    const auto said = office.json({"host", "rename", "hop.xa-moi.local"});
    ASSERT_GE(said.size(), 1u);
    EXPECT_EQ(text(said[0], "host"), "hop.xa-moi.local");
    EXPECT_EQ(text(said[0], "root"), "made_anew");
    EXPECT_EQ(finding(office, "certificate").first, "sound");
    EXPECT_EQ(finding(office, "keys").first, "sound");
    EXPECT_THAT(read_file(office.data() / "chamber.toml"), testing::HasSubstr("# của chúng tôi"));
    ServerProcess server{office.data()};
    EXPECT_TRUE(server.ready()) << server.output();
    EXPECT_THAT(server.output(), testing::HasSubstr("url=https://hop.xa-moi.local:"));
    const auto held = office.run({"host", "rename", "hop.xa-cu.local"});
    EXPECT_EQ(held.exit_code, 4);
    EXPECT_EQ(held.code(), "data_in_use");
    EXPECT_EQ(server.stop(), 0);
    // Once more the same: nothing for tablets to do.
    EXPECT_EQ(text(office.json({"host", "rename", "hop.xa-moi.local"}).at(0), "root"), "kept");
    EXPECT_EQ(office.run({"host", "rename", "10.0.0.5"}).code(), "bad_configuration");
    EXPECT_EQ(finding(office, "certificate").first, "sound");
}

}  // namespace chamber::test
