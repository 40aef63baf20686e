// A council prepares its sessions from the terminal, without a line of JSON.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace chamber::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class Preparing : public testing::Test {
protected:
    Ran must(std::vector<std::string> arguments, const std::string& input = {}) const
    {
        std::string said;
        for (const auto& each : arguments) said += " " + each;
        Ran ran = office.run(std::move(arguments), input);
        EXPECT_EQ(ran.exit_code, 0) << said << "\n" << ran.out << ran.err;
        return ran;
    }
    // "id name": of everybody.
    std::vector<std::string> people() const
    {
        std::vector<std::string> names;
        for (const auto& each : office.json({"person", "list"}))
            names.push_back(std::string(each.at("id").as_string()) + " " + std::string(each.at("name").as_string()));
        return names;
    }
    const Office office;
};

}  // namespace

TEST_F(Preparing, FromNothingToAnAgendaInFiveCommands)
{
    must({"session", "create", "--number", "3", "--from", "18/12/2026", "--to", "19/12/2026", "--venue", "Hội trường"});
    const auto csv = office.write_file(
        "dai-bieu.csv",
        "Mã;Họ và tên;Chức vụ;Tổ;Ghế;Nhiệm vụ từ ngày\nDB01;Lê Văn Đức;Chủ tịch;Tổ đại biểu số 1;A1;01/07/2026\n"
        ";Trần Thị Ánh;;Tổ đại biểu số 1;A2;01/07/2026\n");
    must({"person", "import", csv, "--pins", office.path("pin.csv")});
    EXPECT_THAT(people(), testing::IsSupersetOf({"DB01 Lê Văn Đức", "DB02 Trần Thị Ánh"}));
    EXPECT_THAT(read_file(office.path("pin.csv")), AllOf(HasSubstr("DB01"), HasSubstr("DB02")));
    must({"session", "sitting", "KH3", "PH1", "--name", "Phiên sáng", "--start", "7h30", "--end", "11h30"});
    must({"session", "sitting", "KH3", "PH2", "--name", "Phiên chiều", "--start", "13h30", "--end", "16h"});
    EXPECT_EQ(office.run({"session", "sitting", "KH3", "PH3", "--name", "Trùng giờ", "--start", "11h", "--end", "12h"})
                  .code(),
              "import_faulty");
    must({"session", "sitting", "KH3", "PH2", "--remove", "--reason", "Chỉ họp buổi sáng"});
    must({"agenda", "paste", "KH3", "-"}, "1. Khai mạc\n2. Tờ trình\na) Về ngân sách\nb) Về đầu tư\n3. Bế mạc\n");
    const auto sessions = office.json({"session", "list"});
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_EQ(sessions[0].at("agenda_items").as_int64(), 5);
    EXPECT_EQ(sessions[0].at("end_on").as_string(), "2026-12-19");
}

TEST_F(Preparing, AnExportedSessionReadAgainChangesNothing)
{
    office.import_session();
    const auto file = office.path("xuat.json");
    must({"session", "export", "K12-KH15", "--out", file});
    const auto again = must({"session", "import", file, "--dry-run"});
    EXPECT_THAT(again.out, HasSubstr("Không có gì thay đổi."));
    // Its faults are told with the line and place of the file itself.
    auto text = read_file(file);
    const auto at = text.find("\"end_on\":\"2024-12-19\"");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 21, "\"end_on\":\"2024-12-17\"");
    const auto refused = office.run({"session", "import", office.write_file("sai.json", text)});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_THAT(refused.err, AllOf(HasSubstr("/session/end_on"), HasSubstr("dòng 2")));
}

TEST_F(Preparing, ACopyHasItsDaysShiftedAndNoPapers)
{
    office.import_session("bế mạc");
    const auto copied = must({"session", "copy", "K12-KH15", "--from", "2025-07-01"});
    EXPECT_THAT(copied.out, HasSubstr("K12-KH16"));
    auto sessions = office.json({"session", "list"});
    ASSERT_EQ(sessions.size(), 2U);
    EXPECT_EQ(sessions[1].at("id").as_string(), "K12-KH16");
    EXPECT_EQ(sessions[1].at("state").as_string(), "planned");
    EXPECT_EQ(sessions[1].at("end_on").as_string(), "2025-07-02");
    EXPECT_EQ(sessions[1].at("agenda_items").as_int64(), sessions[0].at("agenda_items").as_int64());
    const auto exported = must({"session", "export", "K12-KH16"}).out;
    EXPECT_THAT(exported, AllOf(HasSubstr("2025-07-01T00:30:00Z"), HasSubstr("\"documents\":[]"), HasSubstr("DB01")));
    EXPECT_EQ(exported.find("2024-12-18"), std::string::npos);
    must({"session", "remove", "K12-KH16", "--reason", "Lập nhầm"});
    EXPECT_EQ(office.json({"session", "list"}).size(), 1U);
    const auto refused = office.run({"session", "remove", "K12-KH15", "--reason", "Nhầm"});
    EXPECT_EQ(refused.code(), "session_not_planned");
}

TEST_F(Preparing, WhatIsEditedIsShownFirstAndNeedsAWord)
{
    office.import_session("dự kiến");
    const auto dry = must({"session", "edit", "K12-KH15", "--venue", "Hội trường mới", "--dry-run"});
    EXPECT_THAT(dry.out, HasSubstr("→ Hội trường mới"));
    EXPECT_EQ(office.run({"session", "edit", "K12-KH15", "--venue", "Hội trường mới"}).code(), "import_overwrites");
    must({"session", "edit", "K12-KH15", "--venue", "Hội trường mới", "--yes"});
    EXPECT_EQ(office.json({"session", "list"})[0].at("venue").as_string(), "Hội trường mới");
    EXPECT_EQ(office.run({"session", "edit", "K12-KH15", "--to", "30/02/2025"}).code(), "bad_day");
    EXPECT_EQ(office.run({"session", "edit", "K12-KH15", "--to", "2024-12-01"}).code(), "import_faulty");
    must({"council", "edit", "--seats", "3", "--yes"});
    must({"person", "edit", "DB02", "--position", "Phó Chủ tịch", "--yes"});
    EXPECT_THAT(must({"person", "list"}).out, HasSubstr("Phó Chủ tịch"));
}

TEST_F(Preparing, RowsThatAreWrongAreAllToldAndNothingIsTaken)
{
    office.import_session("dự kiến");
    const auto before = people();
    const auto csv = office.write_file("sai.csv", "Mã,Họ tên,Ghế,Từ ngày\nDB03,Ba,A1,\nDB04,Bốn,C1,32/01/2026\n");
    const auto ran = office.run({"person", "import", csv});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr("dòng 3, cột Từ ngày"));
    const auto taken = office.run({"person", "import", office.write_file("ghe.csv", "Mã,Họ tên,Ghế\nDB03,Ba,A1\n")});
    EXPECT_EQ(taken.code(), "import_faulty");
    EXPECT_THAT(taken.err, AllOf(HasSubstr("dòng 2"), HasSubstr("A1")));
    EXPECT_EQ(people(), before);
    EXPECT_THAT(must({"person", "import", "--template"}).out, HasSubstr("Họ và tên"));
}

TEST_F(Preparing, StaffGetAnAccountOnTheSheet)
{
    office.import_session("dự kiến");
    must({"staff", "add", "Trần Thị Văn", "--roles", "van-thu,luu-tru", "--id", "NV77", "--pins",
          office.path("mk.csv")});
    EXPECT_THAT(read_file(office.path("mk.csv")), HasSubstr("nv77"));
    must({"staff", "role", "NV77", "--roles", "thu-ky", "--yes"});
    for (const auto& each : office.json({"person", "list"})) {
        if (each.at("id").as_string() != "NV77") continue;
        ASSERT_EQ(each.at("roles").as_array().size(), 1U);
        EXPECT_EQ(each.at("roles").as_array()[0].as_string(), "secretary");
    }
    EXPECT_EQ(office.run({"staff", "role", "NV77", "--roles", "vua"}).code(), "unknown_value");
}

TEST_F(Preparing, LinesThatAreUnsureAreToldAndNotGuessed)
{
    office.import_session("dự kiến");
    const std::string text = "CHƯƠNG TRÌNH\n8. Thảo luận\n";
    const auto refused = office.run({"agenda", "paste", "K12-KH15", "-", "--sitting", "PH1"}, text);
    EXPECT_NE(refused.exit_code, 0);
    EXPECT_THAT(refused.err, HasSubstr("Chưa chắc, dòng 1: CHƯƠNG TRÌNH"));
    must({"agenda", "paste", "K12-KH15", "-", "--sitting", "PH1", "--yes"}, text);
    const auto twice = office.run({"agenda", "paste", "K12-KH15", "-", "--sitting", "PH1", "--yes"}, text);
    EXPECT_EQ(twice.code(), "import_faulty");
    EXPECT_THAT(twice.err, HasSubstr("số “8” viết hai lần"));
}

// Three in office of fifteen: what a resolution, a removal and a shrunken council take.
TEST_F(Preparing, TheLawIsShownWithWhatItComesTo)
{
    must({"session", "create", "--number", "3", "--from", "18/12/2026", "--to", "19/12/2026"});
    must({"council", "edit", "--level", "xã", "--seats", "15", "--yes"});
    const auto csv =
        office.write_file("dai-bieu.csv", "Mã;Họ và tên\nDB01;Lê Văn Đức\nDB02;Trần Thị Ánh\nDB03;Vũ An\n");
    must({"person", "import", csv, "--pins", office.path("pin.csv"), "--yes"});
    std::map<std::string, boost::json::object> told;
    for (const auto& each : office.json({"council", "profile"}))
        told.emplace(std::string(each.at("kind").as_string()) + " " + std::string(each.at("id").as_string()), each);
    const auto& profile = told.at("profile luat-72-2025/cap-xa");
    EXPECT_EQ(profile.at("fit").as_string(), "holds");
    EXPECT_TRUE(profile.at("shrunken").as_bool());
    EXPECT_EQ(told.at("quorum quorum").at("needed").as_int64(), 2);
    EXPECT_FALSE(told.at("quorum quorum").at("confirmed").as_bool());
    EXPECT_EQ(told.at("rule nghi-quyet").at("needed").as_int64(), 2);
    EXPECT_TRUE(told.at("rule nghi-quyet").at("confirmed").as_bool());
    EXPECT_EQ(told.at("rule khong-du-hai-phan-ba").at("needed").as_int64(), 3);
    EXPECT_TRUE(told.at("rule bo-phieu-tin-nhiem").at("needed").is_null());
    EXPECT_EQ(told.at("seats seats").at("max").as_int64(), 30);
    EXPECT_EQ(told.at("days documents").at("days").as_string(), "working");
    EXPECT_THAT(must({"council", "profile", "3"}).out,
                AllOf(HasSubstr("cấp xã"), HasSubstr("quá 1/2 đại biểu đương nhiệm"), HasSubstr("2/3"),
                      HasSubstr("chưa xác nhận"), HasSubstr("không còn đủ hai phần ba")));
    EXPECT_THAT(must({"council", "profile", "--on", "30/06/2025"}).out, HasSubstr("65/2025/QH15"));
    EXPECT_THAT(must({"council", "profile", "--level", "huyện"}).out, HasSubstr("quy định gần nhất"));
    EXPECT_EQ(office.run({"council", "profile", "9"}).code(), "session_unknown");
    EXPECT_EQ(office.run({"council", "profile", "--on", "31/02/2025"}).code(), "bad_day");
}

}  // namespace chamber::test
