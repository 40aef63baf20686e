// chamber-admin report, on the real program.
#include "storage/database/database.hpp"
#include "storage/database/vietnamese.hpp"
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace chamber::test {

using testing::HasSubstr;
using testing::StartsWith;

namespace {

std::map<std::string, std::string> figures(const boost::json::object& report)
{
    std::map<std::string, std::string> values;
    for (const auto& figure : report.at("figures").as_array())
        values[std::string(figure.at("key").as_string())] = boost::json::serialize(figure.at("value"));
    return values;
}

}  // namespace

TEST(ReportCommand, CountsAYearForMachines)
{
    const Office office;
    office.import_session();
    const auto told = office.json({"report", "2024"});
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].at("year").as_int64(), 2024);
    EXPECT_EQ(told[0].at("as_of").as_string(), "2024-12-31");
    const auto values = figures(told[0]);
    EXPECT_EQ(values.at("sessions"), "1");
    EXPECT_EQ(values.at("sittings"), "2");
    EXPECT_EQ(values.at("documents"), "0");
    EXPECT_EQ(values.at("signed_share"), "null");
    EXPECT_THAT(std::string(told[0].at("paragraph").as_string()), StartsWith("Trong năm 2024, HĐND"));
}

// A note that nobody may read is not even decoded: this one could not be.
TEST(ReportCommand, LooksIntoNoPrivateNote)
{
    const Office office;
    office.import_session();
    const auto before = figures(office.json({"report", "2024"}).at(0));
    const auto database =
        storage::Database::open(office.data() / "chamber.db", storage::OpenMode::existing, "").value();
    storage::register_vietnamese_tokenizer(*database);
    database->script(
        "PRAGMA foreign_keys = OFF;"
        "INSERT INTO annotation (id, author, document, visibility, last_device, body) "
        "VALUES ('DB01.d.1', 'DB01', 'none', 'private_note', 'd', '{\"kind\":\"ink\",\"text\":\"CANARY-RIENG\"}')");
    const auto ran = office.run({"report", "2024", "--format", "json"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(ran.out + ran.err, testing::Not(HasSubstr("CANARY")));
    EXPECT_EQ(figures(office.json({"report", "2024"}).at(0)), before);
}

TEST(ReportCommand, ShowsPeopleATableAndTheParagraph)
{
    const Office office;
    office.import_session();
    const auto ran = office.run({"report", "2024", "--as-of", "18/12/2024"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("Số liệu tính đến hết ngày 18/12/2024"));
    EXPECT_THAT(ran.out, HasSubstr("sittings_paperless"));
    EXPECT_THAT(ran.out, HasSubstr("\nTrong năm 2024, "));
    EXPECT_THAT(ran.err, HasSubstr("Hệ thống không ghi"));
    const auto list = office.run({"report", "2024", "--list", "sessions"});
    EXPECT_THAT(list.out, HasSubstr("K12-KH15"));
    EXPECT_EQ(office.run({"report", "2024", "--list", "bogus"}).code(), "unknown_value");
}

TEST(ReportCommand, TellsAYearWithoutSessions)
{
    const Office office;
    office.import_session();
    const auto ran = office.run({"report", "2023"});
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.out, HasSubstr("chưa tổ chức kỳ họp nào"));
    EXPECT_THAT(ran.err, HasSubstr("Năm 2023 chưa có kỳ họp nào"));
}

TEST(ReportCommand, RefusesWhatItCannotCount)
{
    const Office office;
    const auto code = [&](std::vector<std::string> typed) {
        typed.insert(typed.begin(), "report");
        return office.run(typed).code();
    };
    EXPECT_EQ(code({"2199"}), "out_of_range");
    EXPECT_EQ(code({"năm-nay"}), "wrong_type");
    EXPECT_EQ(code({"2024", "--as-of", "31/02/2024"}), "bad_day");
    EXPECT_EQ(code({"2024", "--as-of", "31/12/2023"}), "out_of_range");
    EXPECT_EQ(code({"2024", "--format", "docx"}), "unknown_value");
    EXPECT_EQ(code({"2024", "--out", office.path("x.txt")}), "unknown_value");
    EXPECT_EQ(office.run({"report"}).exit_code, 2);
    const auto ahead = office.run({"report", "2199"});
    EXPECT_THAT(ahead.err, HasSubstr("2199"));
    EXPECT_THAT(ahead.err, HasSubstr("đến năm nay"));
}

TEST(ReportCommand, NeverWritesOverAFile)
{
    const Office office;
    office.import_session();
    const auto workbook = office.path("bao-cao.xlsx");
    EXPECT_EQ(office.run({"report", "2024", "--format", "xlsx", "--out", workbook}).exit_code, 0);
    const std::string bytes = read_file(workbook);
    EXPECT_THAT(bytes, StartsWith("PK"));
    EXPECT_EQ(office.run({"report", "2024", "--format", "csv", "--out", workbook}).code(), "already_exists");
    EXPECT_EQ(read_file(workbook), bytes);
    const auto again = office.json({"report", "2024", "--format", "xlsx", "--out", office.path("lai.xlsx")});
    ASSERT_EQ(again.size(), 1u);
    EXPECT_EQ(read_file(std::string(again[0].at("file").as_string())), bytes) << "the same year, the same bytes";
    EXPECT_EQ(office.run({"report", "2024", "--format", "csv", "--out", office.path("khong/co.csv")}).exit_code, 1);
    EXPECT_THAT(office.run({"report", "2024", "--format", "csv"}).out, StartsWith("\xEF\xBB\xBF\"Năm\""));
}

TEST(ReportCommand, CountsTheSameWhileAServerRuns)
{
    const Office office;
    office.import_session();
    const auto alone = office.run({"report", "2024", "--format", "json"});
    EXPECT_EQ(alone.exit_code, 0) << alone.err;
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    const auto beside = office.run({"report", "2024", "--format", "json"});
    EXPECT_EQ(beside.exit_code, 0) << beside.err;
    EXPECT_EQ(beside.out, alone.out);
}

}  // namespace chamber::test
