// The sample session in a real store against the figures its file expects.
//
// `votes`, speaking and questions of the file are recorded nowhere: the report says so instead of a figure. What the
// archive must hold of annotations is the archive's test; here no private note may be counted.
#include "tests/storage/report/sample_world.hpp"

#include "protocol/attendance.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace chamber::storage::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> ids(const Figure& figure)
{
    std::vector<std::string> found;
    for (const FigureItem& item : figure.items) found.push_back(item.id);
    return found;
}

class ReportSampleTest : public testing::Test {
protected:
    // One world for all: 26 papers and 37 tablets take a while.
    static void SetUpTestSuite()
    {
        world_ = new SampleWorld();
        world_->publish_documents();
        world_->receive();
        before_ = new YearReport(world_->report());
        world_->publish_outcome();
        world_->seal();
        after_ = new YearReport(world_->report());
    }
    static void TearDownTestSuite()
    {
        delete after_;
        delete before_;
        delete world_;
    }

    static std::int64_t expected(std::string_view key) { return world_->file.at("expected").at(key).as_int64(); }
    static std::int64_t before(std::string_view key) { return before_->figure(key).value.value; }
    static std::string after(std::string_view key) { return json_number(after_->figure(key).value); }

    static inline SampleWorld* world_ = nullptr;
    static inline YearReport* before_ = nullptr;  // before the results came
    static inline YearReport* after_ = nullptr;
};

TEST_F(ReportSampleTest, CountsTheCouncil)
{
    EXPECT_EQ(before("delegates"), expected("delegates_total"));
    EXPECT_EQ(before("delegate_groups"), expected("groups"));
    EXPECT_THAT(before_->figure("sittings").items.front().note,
                HasSubstr("cần " + std::to_string(expected("quorum_required"))));
}

TEST_F(ReportSampleTest, CountsItsPapers)
{
    EXPECT_EQ(before("documents"), expected("documents"));
    EXPECT_EQ(before("documents_signed"), expected("documents_signed"));
    EXPECT_EQ(before("documents_unsigned"), expected("documents_unsigned"));
    EXPECT_EQ(before("drafts"), expected("drafts"));
    std::vector<std::string> late;
    for (const auto& each : world_->file.at("expected").at("late_documents").as_array())
        late.emplace_back(each.as_string());
    EXPECT_EQ(ids(before_->figure("documents_late")), late);
    EXPECT_EQ(before("resolutions"), 0);
}

TEST_F(ReportSampleTest, CountsThePaperThatWasNotPrinted)
{
    EXPECT_EQ(before("pages_session"), expected("pages_before_session"));
    EXPECT_EQ(before("pages_saved"), expected("pages_if_printed"));
    EXPECT_EQ(before("sheets_saved"), expected("sheets_if_printed_duplex"));
    EXPECT_EQ(json_number(before_->figure("paper_kg").value), "25.5");
    EXPECT_EQ(world_->file.at("expected").at("paper_kg_at_5g").as_double(), 25.5);
    // The results change nothing of it; the replaced revision of TL08 stands apart.
    EXPECT_EQ(after("sheets_saved"), "5102");
    EXPECT_EQ(after("pages_outcome"), std::to_string(expected("pages_outputs")));
    EXPECT_EQ(after("sheets_again"), std::to_string(13 * 37));
}

TEST_F(ReportSampleTest, CountsWhoCame)
{
    std::int64_t present = 0;
    for (const auto& [sitting, counts] : world_->file.at("expected").at("attendance").as_object()) {
        const auto& items = before_->figure("sittings").items;
        const auto found = std::ranges::find(items, std::string(sitting), &FigureItem::id);
        ASSERT_NE(found, items.end()) << sitting;
        const std::int64_t any = counts.at("present_any").as_int64();
        const std::string note =
            "có mặt " + std::to_string(any) + "/35, vắng " + std::to_string(counts.at("absent").as_int64());
        EXPECT_THAT(found->note, HasSubstr(note));
        present += any;
    }
    EXPECT_EQ(before("attendance_present"), present);
    EXPECT_EQ(before("attendance_due"), 140);
    EXPECT_EQ(after("attendance_share"), "95.71");
    EXPECT_EQ(before("absent_excused"), 6);
    EXPECT_EQ(before("absent_unexcused"), 0);
    EXPECT_THAT(ids(before_->figure("late_arrivals")), ElementsAre("PH1/DB12"));
    EXPECT_THAT(ids(before_->figure("early_leaves")), ElementsAre("PH1/DB27"));
}

TEST_F(ReportSampleTest, KeepsTheAttendanceThatTheQuorumIsCountedFrom)
{
    const ReportRecords records = world_->records();
    for (const auto& [moment, expected_present] : world_->file.at("expected").at("quorum_at").as_object()) {
        const UtcMs at = parse_utc(std::string(moment));
        const auto present = std::ranges::count_if(records.attendance, [&](const Attendance& each) {
            return each.person.value.starts_with("DB") && present_at(each, at);
        });
        EXPECT_EQ(present, expected_present.as_int64()) << moment;
    }
}

TEST_F(ReportSampleTest, CountsSittingsWithoutPaper)
{
    EXPECT_EQ(before("sittings_paperless"), expected("sittings_paperless"));
    EXPECT_EQ(before("sessions"), 1);
    EXPECT_EQ(before("sessions_paperless"), 1);
    EXPECT_EQ(before_->months[11].sittings, 4);
}

TEST_F(ReportSampleTest, CountsResultsApart)
{
    EXPECT_EQ(after("resolutions"), std::to_string(expected("resolutions")));
    EXPECT_EQ(after("minutes"), "2");
    EXPECT_EQ(after("documents"), "33");
    EXPECT_EQ(after("documents_signed"), "28");
    EXPECT_EQ(after("signed_share"), "84.85");
    EXPECT_EQ(after("in_time_share"), "96.15");
    EXPECT_EQ(after("resolution_days"), "1.0");
}

TEST_F(ReportSampleTest, PrintsTheLinesOfSuchReports)
{
    EXPECT_EQ(after("outgoing") + " " + after("outgoing_signed") + " " + after("outgoing_unsigned"), "21 17 4");
    EXPECT_EQ(after("incoming") + " " + after("incoming_signed") + " " + after("incoming_unsigned"), "12 11 1");
    EXPECT_EQ(after("outgoing_signed_share") + " " + after("incoming_signed_share"), "80.95 91.67");
    EXPECT_EQ(after("direction_unknown"), "0");
    EXPECT_EQ(after("signed_valid") + " " + after("signed_unproven") + " " + after("signed_invalid"), "27 1 0");
    EXPECT_EQ(after("tablets_in_use"), "37");
    EXPECT_EQ(after("received_before_share"), "100.00");
    EXPECT_EQ(after("archives_sealed") + " " + after("archives_kept") + " " + after("archives_mb"), "1 1 12.3");
    EXPECT_THAT(ids(after_->figure("replacements")), ElementsAre("TL08/2"));
}

TEST_F(ReportSampleTest, CountsNoPrivateNote)
{
    std::vector<std::string> official;
    for (const auto& each : world_->file.at("expected").at("archive_must_include_annotations").as_array())
        official.emplace_back(each.as_string());
    EXPECT_EQ(after("comments"), std::to_string(official.size()));
    for (const Annotation& note : world_->records().comments) EXPECT_EQ(note.visibility, Visibility::official);
}

TEST_F(ReportSampleTest, SaysWhatNobodyRecorded)
{
    EXPECT_THAT(after_->not_recorded, Contains(HasSubstr("biểu quyết")));
    EXPECT_THAT(after_->not_recorded, Contains(HasSubstr("chất vấn")));
}

TEST_F(ReportSampleTest, WritesTheParagraph)
{
    EXPECT_EQ(
        after_->paragraph,
        "Trong năm 2024, HĐND huyện Hương Sen đã tổ chức 1 kỳ họp với 4 phiên họp không giấy; phát hành 33 tài liệu "
        "điện tử (28 ký số, đạt 84,85 %; 5 không ký số), gửi đúng hạn 96,15 %; tỷ lệ đại biểu dự họp 95,71 %; thông "
        "qua 5 nghị quyết; ước tiết kiệm 5.102 tờ giấy A4; 1 hồ sơ kỳ họp đã niêm phong, nộp lưu trữ (số liệu tính "
        "đến hết ngày 31/12/2024).");
}

TEST_F(ReportSampleTest, IsTheSameTextTwice)
{
    const std::string json = report_json(*after_);
    EXPECT_EQ(json, report_json(world_->report()));
    EXPECT_THAT(json,
                HasSubstr(R"("key": "sheets_saved", "label": "Số tờ giấy A4 tiết kiệm, ước tính", "value": 5102)"));
}

}  // namespace
}  // namespace chamber::storage::test
