// The roll from the terminal: PH1 is 18/12/2024 07:30–11:30 with DB01 there until the end and DB02 excused; of PH2, the
// afternoon after, nothing is recorded.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace chamber::test {

namespace {

using testing::HasSubstr;

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

class Attendance : public testing::Test {
protected:
    Attendance() { office.import_session(); }

    Ran record(const std::string& person, const std::string& what, const std::string& sitting,
               std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words{"attendance", "record", "15", person, what, "--sitting", sitting};
        words.insert(words.end(), more.begin(), more.end());
        return office.run(words);
    }
    boost::json::object row(const std::string& sitting, const std::string& person) const
    {
        for (auto& one : office.json({"attendance", "list", "15", "--sitting", sitting}))
            if (text(one, "person") == person) return one;
        return {};
    }
    std::string in_at(const std::string& sitting, const std::string& person) const
    {
        const auto intervals = row(sitting, person).at("intervals").as_array();
        return intervals.empty() ? "" : std::string(intervals.back().at("in_at").as_string());
    }
    Office office;
};

}  // namespace

TEST_F(Attendance, ListsEveryDelegateAndGuestOfASitting)
{
    const auto listed = office.json({"attendance", "list", "15", "--sitting", "PH1"});
    ASSERT_EQ(listed.size(), 3u);
    std::set<std::string> keys;
    for (const auto& member : listed[0]) keys.emplace(member.key());
    EXPECT_EQ(keys, (std::set<std::string>{"sitting", "person", "name", "counts_for_quorum", "status", "intervals",
                                           "excused", "reason", "waiting_since", "former"}));
    EXPECT_EQ(text(listed[0], "status"), "present");
    EXPECT_EQ(text(listed[1], "status"), "absent");
    EXPECT_EQ(text(listed[1], "reason"), "Đi công tác");
    EXPECT_TRUE(listed[2].at("intervals").as_array().empty());
    EXPECT_EQ(office.json({"attendance", "list", "15"}).size(), 6u);
    EXPECT_THAT(office.run({"attendance", "list", "15"}).err,
                HasSubstr("để đủ điều kiện tiến hành (chưa xác nhận: Quy chế hoạt động)."));
    EXPECT_THAT(office.run({"attendance", "list", "15"}).out, HasSubstr("chưa ghi nhận"));
}

TEST_F(Attendance, TellsTheRoomFromThoseWhoWereThere)
{
    ASSERT_EQ(record("DB01", "co-mat", "PH2", {"--at", "13h30"}).exit_code, 0);
    ASSERT_EQ(record("DB02", "co-mat", "PH2", {"--at", "13h35"}).exit_code, 0);
    EXPECT_THAT(office.run({"attendance", "list", "15"}).err,
                HasSubstr("Phiên bế mạc (PH2): đang có mặt 2/2 đại biểu, đã dự 2/2, vắng 0, chưa ghi nhận 0; cần 2"));
    for (const auto* person : {"DB01", "DB02"}) ASSERT_EQ(record(person, "ve", "PH2", {"--at", "16h30"}).exit_code, 0);
    const auto said = office.run({"attendance", "list", "15"}).err;
    EXPECT_THAT(said, HasSubstr("Phiên bế mạc (PH2): đang có mặt 0/2 đại biểu, đã dự 2/2"));
    EXPECT_THAT(said, HasSubstr("Phiên khai mạc (PH1): đang có mặt 1/2 đại biểu, đã dự 1/2, vắng 1, chưa ghi nhận 0"));
}

TEST_F(Attendance, ReadsTimesAsVietnameseWriteThem)
{
    ASSERT_EQ(record("DB01", "co-mat", "PH2", {"--at", "13 giờ 45"}).exit_code, 0);
    EXPECT_EQ(in_at("PH2", "DB01"), "2024-12-19T06:45:00Z");
    ASSERT_EQ(record("A2", "co-mat", "Phiên bế mạc", {"--at", "1345"}).exit_code, 0);
    EXPECT_EQ(in_at("PH2", "DB02"), "2024-12-19T06:45:00Z");
    EXPECT_EQ(text(row("PH2", "KM01"), "status"), "unknown");
}

TEST_F(Attendance, NeverTakesWhatCannotBeReadAsNow)
{
    for (const auto* typed : {"7x45", "25:00", "13:5", "bây giờ", ""}) {
        const auto ran = record("DB01", "co-mat", "PH2", {"--at", typed});
        EXPECT_EQ(ran.exit_code, 1) << typed;
        EXPECT_EQ(ran.code(), "bad_clock") << typed;
    }
    EXPECT_EQ(text(row("PH2", "DB01"), "status"), "unknown");
}

TEST_F(Attendance, AsksForATimeOutsideTheSittingAndTakesYes)
{
    const auto asked = record("DB01", "co-mat", "PH2", {"--at", "6h"});
    EXPECT_EQ(asked.code(), "outside_sitting");
    EXPECT_THAT(asked.err, HasSubstr("--yes"));
    EXPECT_EQ(text(row("PH2", "DB01"), "status"), "unknown");
    EXPECT_THAT(record("DB01", "co-mat", "PH2", {"--at", "1h45"}).err, HasSubstr("có phải 19/12/2024 13:45?"));
    ASSERT_EQ(record("DB01", "co-mat", "PH2", {"--at", "6h", "--yes"}).exit_code, 0);
    EXPECT_EQ(in_at("PH2", "DB01"), "2024-12-18T23:00:00Z");
    // Today is no day of that sitting, whoever says yes.
    EXPECT_EQ(record("DB02", "co-mat", "PH2").code(), "outside_sitting");
    EXPECT_EQ(record("DB02", "co-mat", "PH2", {"--yes"}).code(), "outside_sitting");
}

TEST_F(Attendance, AnEntryTakesNothingAway)
{
    EXPECT_EQ(record("DB01", "ve", "PH1", {"--at", "10h"}).code(), "interval_closed");
    EXPECT_EQ(record("DB01", "vang-khong-phep", "PH1").code(), "correction_needed");
    EXPECT_EQ(record("DB02", "co-mat", "PH1", {"--at", "9h"}).code(), "correction_needed");
    EXPECT_EQ(record("DB01", "xoa", "PH1").code(), "unknown_value");
    EXPECT_EQ(record("DB01", "co-mat", "PH9", {"--at", "9h"}).code(), "sitting_unknown");
    EXPECT_EQ(record("DB99", "co-mat", "PH1", {"--at", "9h"}).code(), "person_unknown");
    EXPECT_EQ(text(row("PH1", "DB01"), "status"), "present");
    EXPECT_EQ(text(row("PH1", "DB02"), "status"), "absent");
}

TEST_F(Attendance, IsCorrectedWithAReasonShowsWhatStoodAndIsUndone)
{
    const std::vector<std::string> begin{"attendance", "correct", "15", "DB01", "co-mat", "--sitting", "PH1"};
    auto words = begin;
    words.insert(words.end(), {"--times", "7h45-9h, 9h30–10 giờ", "--reason", "Ghi nhầm giờ"});
    const auto ran = office.run(words);
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("đã về 07:45–09:00, 09:30–10:00"));
    const auto former = row("PH1", "DB01").at("former").as_array();
    ASSERT_EQ(former.size(), 1u);
    EXPECT_EQ(former[0].at("reason").as_string(), "Ghi nhầm giờ");
    EXPECT_THAT(office.run({"attendance", "history", "15"}).out, HasSubstr("có mặt 07:30–11:30"));
    EXPECT_THAT(office.run({"attendance", "list", "15"}).out,
                HasSubstr("đính chính 1 lần, trước đó: có mặt 07:30–11:30"));

    ASSERT_EQ(office.run({"attendance", "undo", "15", "DB01", "--sitting", "PH1"}).exit_code, 0);
    EXPECT_EQ(in_at("PH1", "DB01"), "2024-12-18T00:30:00Z");
    EXPECT_EQ(row("PH1", "DB01").at("former").as_array().size(), 2u);
    EXPECT_EQ(office.run({"attendance", "undo", "15", "DB02", "--sitting", "PH1"}).code(), "not_found");
}

TEST_F(Attendance, SaysAndSetsWhenTheCheckInOpens)
{
    EXPECT_THAT(office.run({"attendance", "opens"}).out, HasSubstr("30 phút trước giờ họp"));
    ASSERT_EQ(office.run({"attendance", "opens", "60"}).exit_code, 0);
    EXPECT_EQ(office.json({"attendance", "opens"}).at(0).at("check_in_before_min").as_int64(), 60);
    for (const auto* typed : {"0", "-5", "x", "45 phút", "100000"})
        EXPECT_EQ(office.run({"attendance", "opens", "--", typed}).code(), "out_of_range") << typed;
    ASSERT_EQ(record("DB01", "co-mat", "PH2", {"--at", "12h40"}).exit_code, 0) << "within the hours now";
}

TEST_F(Attendance, CorrectionRefusesWhatCannotBe)
{
    const auto correct = [&](std::vector<std::string> more) {
        std::vector<std::string> words{"attendance", "correct", "15", "DB01"};
        words.insert(words.end(), more.begin(), more.end());
        words.insert(words.end(), {"--sitting", "PH1", "--reason", "Nhầm"});
        return office.run(words).code();
    };
    EXPECT_EQ(correct({"co-mat"}), "missing_field");
    EXPECT_EQ(correct({"co-mat", "--times", "9h-8h"}), "out_of_range");
    EXPECT_EQ(correct({"co-mat", "--times", "9h-abc"}), "bad_clock");
    EXPECT_EQ(correct({"co-mat", "--times", "5h-9h"}), "outside_sitting");
    EXPECT_EQ(correct({"den-muon"}), "unknown_value");
    EXPECT_EQ(office.run({"attendance", "correct", "15", "DB01", "chua-ghi-nhan", "--sitting", "PH1", "--reason", " "})
                  .code(),
              "reason_required");
    EXPECT_EQ(text(row("PH1", "DB01"), "status"), "present");
}

}  // namespace chamber::test
