// The same commands while the real server holds the data directory.
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

namespace {

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

}  // namespace

TEST(Remote, DoesTheOfficesWorkThroughTheRunningServer)
{
    const Office office;
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    office.import_session("hoàn thiện hồ sơ");
    EXPECT_EQ(office.json({"session", "list"}).size(), 1u);
    const auto added =
        office.json({"document", "add", "15", office.write_file("a.pdf", make_pdf({"To trinh"})), "--item", "1"});
    ASSERT_EQ(added.size(), 1u);
    EXPECT_EQ(added[0].at("waiting").as_array().size(), 1u);
    EXPECT_EQ(office.json({"publish", "15"}).size(), 1u);
    const auto replaced = office.json({"document", "replace", text(added[0], "id"),
                                       office.write_file("b.pdf", make_pdf({"Moi"})), "--reason", "Sửa"});
    ASSERT_EQ(replaced.size(), 1u);
    EXPECT_EQ(replaced[0].at("published").as_array().size(), 1u);
    EXPECT_EQ(replaced[0].at("waiting").as_array().size(), 1u);
    EXPECT_EQ(text(office.json({"person", "pin", "DB01"}).at(0), "pin").size(), 6u);
    const auto built = office.json({"archive", "build", "15"});
    ASSERT_EQ(built.size(), 1u);
    EXPECT_EQ(office.run({"archive", "verify", text(built[0], "path")}).exit_code, 0);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(office.json({"document", "list", "15"}).size(), 1u);
}

TEST(Remote, PassesRefusalsOnWithTheirCodes)
{
    const Office office;
    office.import_session();
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    const auto refused = [&](std::vector<std::string> arguments) {
        const auto ran = office.run(std::move(arguments));
        return std::pair{ran.exit_code, ran.code()};
    };
    EXPECT_EQ(refused({"publish", "15"}), (std::pair{1, std::string{"nothing_to_publish"}}));
    EXPECT_EQ(refused({"document", "add", "15", office.write_file("chu.pdf", "chu"), "--item", "1"}),
              (std::pair{1, std::string{"not_pdf"}}));
    EXPECT_EQ(refused({"document", "add", "15", office.write_file("rong.pdf", ""), "--item", "1"}),
              (std::pair{1, std::string{"empty_file"}}));
    EXPECT_EQ(refused({"device", "approve", "000000", "--label", "MTB-01"}),
              (std::pair{3, std::string{"code_unknown"}}));
    // What is there already is no fault any more; it has nobody new.
    EXPECT_EQ(refused({"session", "import", office.path("ky-hop.json"), "--pins", office.path("hai.csv")}),
              (std::pair{0, std::string{}}));
    EXPECT_FALSE(std::filesystem::exists(office.path("hai.csv")));
}

TEST(Remote, DoctorLooksAtTheDatabaseBesideTheServer)
{
    const Office office;
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    const auto ran = office.run({"doctor", "--json"});
    EXPECT_EQ(ran.exit_code, 0) << ran.out;
    EXPECT_THAT(ran.out, testing::HasSubstr(R"("check":"database","state":"sound")"));
}

}  // namespace chamber::test
