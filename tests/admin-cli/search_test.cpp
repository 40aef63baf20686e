// chamber-admin search, on the real program.
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

using testing::HasSubstr;

TEST(SearchCommand, TellsMachinesWhereTheWordsStand)
{
    const Office office;
    office.import_session();
    const auto people = office.json({"search", "vi", "du"});
    ASSERT_EQ(people.size(), 1u);
    EXPECT_EQ(people[0].at("type").as_string(), "person");
    EXPECT_EQ(people[0].at("id").as_string(), "DB02");
    EXPECT_EQ(people[0].at("session").as_string(), "K12-KH15");
    EXPECT_EQ(people[0].at("snippet").as_string(), "Trần Thị [Ví Dụ]");
    EXPECT_TRUE(people[0].at("page").is_null());
    EXPECT_TRUE(people[0].at("full_number").is_null());
    const auto items = office.json({"search", "Thông qua", "--session", "15"});
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].at("type").as_string(), "agenda_item");
}

TEST(SearchCommand, NothingFoundIsExitCodeThreeAndSaysWhatToTry)
{
    const Office office;
    office.import_session();
    const auto ran = office.run({"search", "ví", "dú"});
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr("Không tìm thấy “ví dú”"));
    EXPECT_EQ(office.run({"search", "du", "--session", "99"}).code(), "session_unknown");
    EXPECT_EQ(office.run({"search"}).exit_code, 2);
    EXPECT_EQ(office.run({"search", " "}).code(), "missing_field");
    EXPECT_EQ(office.run({"search", std::string(4'096, 'x')}).code(), "too_long");
}

TEST(SearchCommand, FindsTheSameWhileAServerRuns)
{
    const Office office;
    office.import_session();
    const auto added = office.json(
        {"document", "add", "15", office.write_file("to-trinh.pdf", make_pdf({"Ngan sach zebra"})), "--item", "1"});
    ASSERT_EQ(added.size(), 1u);
    const auto alone = office.run({"--json", "search", "zebra"});
    EXPECT_EQ(alone.exit_code, 0) << alone.err;
    const auto hits = alone.objects();
    ASSERT_FALSE(hits.empty());
    const auto& hit = hits.back();
    EXPECT_EQ(hit.at("type").as_string(), "draft_document");
    EXPECT_EQ(hit.at("page").as_int64(), 1);
    EXPECT_THAT(std::string{hit.at("snippet").as_string()}, HasSubstr("[zebra]"));
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    EXPECT_EQ(office.run({"--json", "search", "zebra"}).out, alone.out);
    EXPECT_EQ(office.run({"search", "okapi"}).exit_code, 3);
}

}  // namespace chamber::test
