// The demonstration as the landing page and the first visitor find it, and the program that makes it.
#include "protocol/build_id.hpp"
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace chamber::test {

namespace {

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

}  // namespace

TEST(Demo, StandsInTheMiddleOfItsSession)
{
    const Folder folder;
    const auto data = (folder.path() / "data").string();
    const auto made = run_admin({"--data", data, "--quiet", "demo"});
    ASSERT_EQ(made.exit_code, 0) << made.err;

    const auto sessions = run_admin({"--data", data, "--json", "session", "list"}).objects();
    ASSERT_EQ(sessions.size(), 1u);
    EXPECT_EQ(text(sessions[0], "state"), "in_session");
    EXPECT_EQ(text(sessions[0], "current_item"), "MUC10");
    EXPECT_EQ(sessions[0].at("documents").as_int64(), 26);
    EXPECT_EQ(sessions[0].at("waiting").as_int64(), 1);

    std::map<std::string, boost::json::object> documents;
    for (const auto& document : run_admin({"--data", data, "--json", "document", "list"}).objects())
        documents[text(document, "id")] = document;
    EXPECT_TRUE(documents.at("TL25").at("published").as_array().empty());
    EXPECT_EQ(documents.at("TL08").at("published").as_array().size(), 2u);
    EXPECT_EQ(documents.at("TL01").at("published").at(0).at("verdict").as_string(), "valid");
    EXPECT_EQ(documents.at("TL01").at("published").at(0).at("trust").as_string(), "trusted");
    EXPECT_EQ(documents.at("TL03").at("published").at(0).at("verdict").as_string(), "unsigned_document");

    int present = 0;
    for (const auto& row : run_admin({"--data", data, "--json", "attendance", "list", "15"}).objects()) {
        const auto sitting = text(row, "sitting");
        if (sitting == "PH3" || sitting == "PH4") EXPECT_EQ(text(row, "status"), "unknown");
        if (sitting == "PH1" && text(row, "status") != "absent" && text(row, "status") != "unknown") ++present;
    }
    EXPECT_EQ(present, 33);

    const auto accounts = boost::json::parse(read_file(folder.path() / "data" / "demo.json")).at("accounts").as_array();
    EXPECT_GE(accounts.size(), 44u);
    for (const auto& account : accounts) {
        EXPECT_TRUE(account.as_object().contains("label"));
        EXPECT_NE(account.as_object().contains("account"), account.as_object().contains("person"));
        EXPECT_EQ(account.at("secret").as_string(),
                  account.as_object().contains("person") ? "246810" : "hop-khong-giay-2026");
    }
    EXPECT_FALSE(std::filesystem::is_empty(folder.path() / "data" / "thu-nghiem"));
    EXPECT_EQ(run_admin({"--data", data, "doctor"}).exit_code, 0);
}

TEST(Demo, IsAProgramThatIsCalledByItsNameAlone)
{
    EXPECT_EQ(run_program(CHAMBER_DEMO, {"--version"}).out, "chamber-demo " + std::string(build_id()) + "\n");
    const auto help = run_program(CHAMBER_DEMO, {"--help"});
    EXPECT_EQ(help.exit_code, 0);
    for (const auto* option : {"--data", "--json", "--quiet", "--verbose", "--host"})
        EXPECT_THAT(help.out, testing::HasSubstr(option));
    const auto slip = run_program(CHAMBER_DEMO, {"--hots", "hop.test"});
    EXPECT_EQ(slip.exit_code, 2);
    EXPECT_EQ(slip.err,
              "chamber-demo: Không có tùy chọn “--hots”. Có phải là: --host? Hãy xem: chamber-demo --help [usage]\n");
    EXPECT_EQ(run_program(CHAMBER_DEMO, {"demo"}).exit_code, 2);
}

TEST(Demo, SpeaksUnderTheNameThatWasTyped)
{
    const Office office;
    const auto data = office.data().string();
    const auto by_word = run_admin({"--data", data, "demo"});
    const auto by_name = run_program(CHAMBER_DEMO, {"--data", data});
    EXPECT_EQ(by_word.exit_code, 1);
    EXPECT_EQ(by_name.exit_code, 1);
    EXPECT_EQ(by_word.code(), "data_directory_not_empty");
    EXPECT_EQ("chamber-demo" + by_word.err.substr(std::string("chamber-admin").size()), by_name.err);
}

TEST(Demo, IsMissedByItsPath)
{
    const Folder folder;
    const auto lonely = folder.path() / "chamber-admin";
    std::error_code elsewhere;
    std::filesystem::create_hard_link(CHAMBER_ADMIN, lonely, elsewhere);
    if (elsewhere) std::filesystem::copy_file(CHAMBER_ADMIN, lonely);
    const auto ran = run_program(lonely, {"--data", (folder.path() / "data").string(), "demo"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_EQ(ran.code(), "program_missing");
    EXPECT_THAT(ran.err, testing::HasSubstr((folder.path() / "chamber-demo").string() + ": không có tệp này"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
}

}  // namespace chamber::test
