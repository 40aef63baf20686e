// What minutes say by themselves, of the built-in sample session and of small worlds.
#include "storage/minutes/facts.hpp"
#include "tests/storage/minutes/sample.hpp"

#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

using test::sample_records;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

MinutesFacts facts_of(const SessionFile& file, const std::optional<SittingId>& sitting = {})
{
    auto facts = minutes_facts(file, sitting);
    EXPECT_TRUE(facts.has_value());
    return facts ? *facts : MinutesFacts{};
}

void add_line(SessionFile& file, const std::string& at, const std::string& verb, const std::string& target,
              const std::string& more = {})
{
    file.journal_lines.push_back("{\"n\":\"1\",\"at\":\"" + at + "\",\"verb\":\"" + verb + "\",\"target\":\"" + target +
                                 "\"" + more + "}");
}

TEST(MinutesFacts, CountTheSampleSessionAsItsFileExpects)
{
    const auto facts = facts_of(sample_records());
    EXPECT_EQ(facts.council.name, "Hội đồng nhân dân huyện Hương Sen");
    EXPECT_EQ(facts.session.presiding.at(0).name, "Nguyễn Văn Mẫu");
    ASSERT_EQ(facts.sittings.size(), 4U);
    const std::int32_t attended[] = {33, 33, 34, 34};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& quorum = facts.sittings[i].quorum;
        EXPECT_EQ(quorum.needed, 24);
        EXPECT_EQ(quorum.in_office, 35);
        EXPECT_EQ(quorum.attended, attended[i]);
        EXPECT_EQ(quorum.excused + quorum.unexcused, 35 - attended[i]);
        EXPECT_EQ(quorum.attended + quorum.excused + quorum.unexcused + quorum.unrecorded, quorum.delegates);
        EXPECT_TRUE(quorum.at_opening.enough);
    }
    EXPECT_EQ(facts.documents.size(), 26U);
    std::size_t items = 0;
    for (const auto& sitting : facts.sittings) items += sitting.items.size();
    EXPECT_EQ(items, 14U);
}

TEST(MinutesFacts, GiveTheSameBytesWhateverOrderTheRecordsComeIn)
{
    auto file = sample_records();
    const auto before = facts_json(facts_of(file));
    std::ranges::reverse(file.documents);
    std::ranges::reverse(file.agenda);
    std::ranges::reverse(file.attendance);
    std::ranges::reverse(file.people);
    EXPECT_EQ(facts_json(facts_of(file)), before);
    // Filing and sealing are not the meeting's.
    file.session.state = SessionState::archived;
    add_line(file, "2024-12-25T00:00:00.000001Z", "set_session_state", "K12-KH15/filing");
    add_line(file, "2024-12-25T00:00:01.000001Z", "set_minutes_state", "K12-KH15/frozen");
    EXPECT_EQ(facts_json(facts_of(file)), before);
    file.attendance.pop_back();
    EXPECT_NE(facts_json(facts_of(file)), before);
}

TEST(MinutesFacts, AreReadBackAsTheyWereWritten)
{
    const auto json = facts_json(facts_of(sample_records()));
    const auto read = parse_facts(json);
    ASSERT_TRUE(read.has_value()) << read.error().detail << read.error().where;
    EXPECT_EQ(facts_json(*read), json);
    EXPECT_EQ(parse_facts("{}").error().code, ErrorCode::missing_field);
    EXPECT_EQ(parse_facts("biên bản").error().code, ErrorCode::not_json);
}

TEST(MinutesFacts, FollowTheJournalRatherThanThePlan)
{
    auto file = sample_records();
    add_line(file, "2024-12-18T00:35:00.5Z", "open_agenda_item", "MUC02");
    add_line(file, "2024-12-18T00:50:00Z", "open_agenda_item", "MUC01");
    add_line(file, "2024-12-18T00:55:00Z", "open_agenda_item", "MUC03", R"(,"refused":"not_allowed")");
    add_line(file, "2024-12-18T02:00:00Z", "set_session_state", "K12-KH15/recess");
    add_line(file, "2024-12-18T02:15:00Z", "set_session_state", "K12-KH15/in_session");
    add_line(file, "2024-12-18T04:30:00Z", "set_session_state", "K12-KH15/recess");
    const auto facts = facts_of(file);
    const auto& first = facts.sittings.at(0);
    EXPECT_TRUE(first.opening_recorded && first.closing_recorded);
    EXPECT_EQ(first.opened_at, "2024-12-18T00:35:00Z");
    EXPECT_EQ(first.closed_at, "2024-12-18T04:30:00Z");
    ASSERT_GE(first.items.size(), 3U);
    EXPECT_EQ(first.items[0].id, AgendaItemId("MUC02"));
    EXPECT_EQ(first.items[0].spans.at(0).ended_at, "2024-12-18T00:50:00Z");
    EXPECT_EQ(first.items[1].id, AgendaItemId("MUC01"));
    EXPECT_EQ(first.items[1].spans.size(), 2U);  // before and behind the recess
    EXPECT_TRUE(first.items[2].spans.empty());
    EXPECT_FALSE(facts.sittings.at(1).opening_recorded);
    EXPECT_EQ(facts.sittings.at(1).opened_at, facts.sittings.at(1).planned_start_at);
}

TEST(MinutesFacts, OfOneSittingHoldNothingOfTheOthers)
{
    const auto file = sample_records();
    const auto facts = facts_of(file, SittingId("PH3"));
    ASSERT_EQ(facts.sittings.size(), 1U);
    EXPECT_EQ(facts.sittings[0].id, SittingId("PH3"));
    EXPECT_LT(facts.documents.size(), 26U);
    for (const auto& document : facts.documents)
        EXPECT_TRUE(std::ranges::any_of(facts.sittings[0].items,
                                        [&](const FactItem& item) { return item.id == document.agenda_item; }));
    EXPECT_EQ(minutes_facts(file, SittingId("PH9")).error().code, ErrorCode::sitting_unknown);
}

TEST(MinutesFacts, HoldOfficialCommentsAndNoPrivateWord)
{
    auto file = sample_records();
    const auto& document = file.documents.front();
    Annotation note;
    note.id = AnnotationId("DB01.m1.1");
    note.author = PersonId("DB01");
    note.document = document.id;
    note.revision_sha256 = document.revisions.back().sha256;
    note.kind = AnnotationKind::text;
    note.rect = {50, 700, 90, 760};
    note.received_at = "2024-12-18T03:00:00Z";
    for (const auto& [visibility, text] :
         {std::pair{Visibility::official, "Đề nghị bổ sung"}, std::pair{Visibility::private_note, "CANARY-RIENG"},
          std::pair{Visibility::group, "CANARY-NHOM"}}) {
        note.visibility = visibility;
        note.text = text;
        file.public_annotations.push_back(note);
    }
    file.absence_reasons.push_back({"PH1/DB02", "CANARY-VANG"});
    file.attendance_history.push_back(
        {file.attendance.front().id,
         {{"2024-12-18T05:00:00Z", PersonId("NV03"), "CANARY-LY-DO", AttendanceStatus::absent, {}, true}}});
    const auto facts = facts_of(file);
    ASSERT_EQ(facts.comments.size(), 1U);
    EXPECT_EQ(facts.comments[0].place, "đầu trang");
    EXPECT_EQ(facts.comments[0].author.name, "Nguyễn Văn Mẫu");
    EXPECT_THAT(facts_json(facts), Not(HasSubstr("CANARY")));
    ASSERT_EQ(facts.amendments.size(), 1U);
    EXPECT_EQ(facts.amendments[0].before, "absent excused");
}

}  // namespace
}  // namespace chamber::storage
