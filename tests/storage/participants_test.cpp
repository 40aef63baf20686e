// Sessions and people as of their days: a roll, a chair, a council that no later import changes, and imports that may
// be run again.
#include "tests/storage/support/council.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace chamber::storage::test {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace {

// A later session of the same council, with everything of its people another.
SessionImport later_session()
{
    SessionImport later = small_session();
    later.council.name = "Hội đồng nhân dân xã Mới";
    later.council.in_office = 2;
    later.session.id = SessionId("KH14");
    later.session.number = 14;
    later.session.name = "Kỳ họp thứ 14";
    later.session.start_on = later.session.end_on = "2025-07-01";
    later.session.state = SessionState::planned;
    later.session.presiding = {PersonId("DB02")};
    later.sittings[0].id = SittingId("P9");
    later.sittings[0].session = later.session.id;
    later.sittings[0].start_at = "2025-07-01T00:30:00Z";
    later.sittings[0].end_at = "2025-07-01T04:30:00Z";
    later.agenda.clear();
    later.secrets.clear();
    later.people[0].name = "Lê Văn Đức Mới";
    later.people[0].seat = "Z9";
    later.people[0].group = GroupId("TO2");
    later.people[2].mandate_to = "2025-03-31";
    later.groups[0].members = {PersonId("DB02")};
    later.groups[0].name = "Tổ đổi tên";
    later.groups[1].members = {PersonId("DB01")};
    return later;
}

std::vector<std::string> names_of(const std::vector<Person>& people)
{
    std::vector<std::string> names;
    for (const Person& each : people) names.push_back(each.name);
    return names;
}

}  // namespace

class ParticipantsTest : public CouncilTest {
protected:
    // As somebody who has seen the plan.
    void import(const SessionImport& imported)
    {
        const auto plan = store->plan_import(imported);
        ASSERT_TRUE(plan.has_value());
        ASSERT_TRUE(plan->faults.empty()) << plan->faults.front().where << " " << plan->faults.front().sentence;
        const auto done = store->import_session(imported, plan->digest);
        ASSERT_TRUE(done.has_value()) << done.error().where << " " << done.error().detail;
    }
    std::vector<std::string> candidates()
    {
        std::vector<std::string> names;
        for (const Candidate& each : *store->candidates())
            names.push_back(each.person.value + " " + each.name + " " + each.seat.value_or("-"));
        return names;
    }
    const SessionId first_{"KH13"};
};

TEST_F(ParticipantsTest, ALaterImportChangesNoEarlierSession)
{
    const auto before = *store->session_file(first_);
    const std::string held_before = held<Session>("KH13").council_name;
    import(later_session());
    const auto after = *store->session_file(first_);
    EXPECT_EQ(names_of(after.people), names_of(before.people));
    EXPECT_EQ(after.council.name, before.council.name);
    EXPECT_EQ(after.council.in_office, 3);
    EXPECT_EQ(after.groups[0].name, before.groups[0].name);
    EXPECT_EQ(held<Session>("KH13").council_name, held_before);
    EXPECT_EQ(held<Session>("KH13").in_office, 3);
    EXPECT_EQ(held<Session>("KH14").in_office, 2);
    EXPECT_EQ(held<Participant>("KH13/DB01").name, "Lê Văn Đức");
    EXPECT_EQ(held<Participant>("KH14/DB01").name, "Lê Văn Đức Mới");
    EXPECT_EQ(held<Participant>("KH13/DB01").group_name, before.groups[0].name);
    EXPECT_EQ(held<Participant>("KH14/DB02").group_name, "Tổ đổi tên");
    EXPECT_EQ(held<Participant>("KH14/DB01").seat, "Z9");
}

TEST_F(ParticipantsTest, ChairOfARunningSessionKeepsTheChairWhateverIsImported)
{
    const Viewer chair = enrol("d1", "DB01");
    const Viewer other = enrol("d2", "DB02");
    ASSERT_TRUE(send(office, SetSessionState{first_, SessionState::in_session}).done);
    import(later_session());
    EXPECT_TRUE(store->device(DeviceId("d1"))->viewer->presiding);
    EXPECT_FALSE(store->device(DeviceId("d2"))->viewer->presiding);
    EXPECT_TRUE(send(chair, OpenAgendaItem{first_, AgendaItemId("M1")}).done);
    EXPECT_EQ(send(other, OpenAgendaItem{first_, AgendaItemId("M2")}).code, "not_allowed");
}

TEST_F(ParticipantsTest, ChairConductsTheirOwnSessionOnly)
{
    SessionImport later = later_session();
    later.session.presiding = {PersonId("DB01")};
    import(later);
    SessionImport another = later_session();
    another.session.id = SessionId("KH15");
    another.session.number = 15;
    another.session.start_on = another.session.end_on = "2025-09-01";
    another.session.presiding = {PersonId("DB02")};
    another.sittings.clear();
    import(another);
    const Viewer chair = enrol("d1", "DB01");
    EXPECT_EQ(send(chair, SetSessionState{SessionId("KH15"), SessionState::convened}).code, "not_allowed");
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH15"), SessionState::convened}).done);
}

// Plain d and đ are two letters of the alphabet; tones count only when all letters are equal.
TEST_F(ParticipantsTest, CandidatesStandInTheOrderOfTheAlphabet)
{
    SessionImport later = later_session();
    later.people[0].name = "Lê Văn Đen", later.people[0].sort_name = "Đen";
    later.people[1].name = "Trần Thị Dụ", later.people[1].sort_name = "Dụ";
    import(later);
    ASSERT_TRUE(send(office, SetSessionState{first_, SessionState::cancelled}).done);
    const std::vector<std::string> names = candidates();
    const auto place = [&](std::string_view name) {
        return std::ranges::find_if(names, [&](const std::string& each) { return each.find(name) != each.npos; }) -
               names.begin();
    };
    ASSERT_LT(place("Đen"), std::ssize(names));
    EXPECT_LT(place("Dụ"), place("Đen"));
}

TEST_F(ParticipantsTest, GroupsAndPartsOfARunningSessionAreNotDisturbed)
{
    ASSERT_TRUE(send(office, SetSessionState{first_, SessionState::in_session}).done);
    SessionImport later = later_session();
    later.people[1].roles = {Role::guest};
    later.people[1].counts_for_quorum = false;
    later.people[2].mandate_to.reset();
    import(later);
    EXPECT_THAT(enrol("d1", "DB01").groups, ElementsAre(GroupId("TO1")));
    EXPECT_TRUE(enrol("d2", "DB02").has(Role::delegate));
    EXPECT_THAT(candidates(), Contains("DB01 Lê Văn Đức -"));
    ASSERT_TRUE(send(office, SetSessionState{first_, SessionState::closed}).done);
    EXPECT_THAT(store->device(DeviceId("d1"))->viewer->groups, ElementsAre(GroupId("TO2")));
    EXPECT_THAT(candidates(), Contains("DB01 Lê Văn Đức Mới Z9"));
}

TEST_F(ParticipantsTest, WhoseMandateEndedIsNeitherInTheRollNorACandidate)
{
    const Viewer signed_in = enrol("d3", "DB03");
    import(later_session());
    EXPECT_FALSE(entity("participant", "KH14/DB03").has_value());
    EXPECT_TRUE(entity("participant", "KH13/DB03").has_value());
    EXPECT_THAT(candidates(), Contains(HasSubstr("DB03")));  // today is 2024
    clock.now = parse_utc("2025-04-01T00:00:00Z");
    EXPECT_THAT(candidates(), Not(Contains(HasSubstr("DB03"))));
    EXPECT_EQ(store->sign_in(PersonId("DB03"), DeviceId("d3")).error().code, ErrorCode::person_unknown);
    EXPECT_FALSE(store->device(DeviceId("d3"))->viewer.has_value());
}

TEST_F(ParticipantsTest, AnEarlierSessionThatComesLaterChangesNothingKnownToday)
{
    SessionImport earlier = later_session();
    earlier.session.start_on = earlier.session.end_on = "2023-07-01";
    earlier.sittings.clear();
    earlier.people[2].mandate_to.reset();
    earlier.council.in_office = 3;
    ASSERT_TRUE(store->import_session(earlier).has_value());  // nothing to accept
    EXPECT_EQ(held<Council>("HDND-SENHONG").name, "Hội đồng nhân dân huyện Sen Hồng");
    EXPECT_EQ(held<Person>("DB01").name, "Lê Văn Đức");
    EXPECT_EQ(held<Participant>("KH14/DB01").name, "Lê Văn Đức Mới");
    EXPECT_EQ(held<Session>("KH14").council_name, "Hội đồng nhân dân xã Mới");
}

TEST_F(ParticipantsTest, AnImportOverwritesOnlyForWhoeverHasSeenThePlan)
{
    const SessionImport later = later_session();
    const auto refused = store->import_session(later);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::import_overwrites);
    EXPECT_FALSE(entity("session", "KH14").has_value());
    const auto plan = *store->plan_import(later);
    const auto seat = std::find_if(plan.changes.begin(), plan.changes.end(),
                                   [](const ImportChange& each) { return each.after == "Z9"; });
    ASSERT_NE(seat, plan.changes.end());
    EXPECT_EQ(seat->before, "(trống)");
    EXPECT_FALSE(store->import_session(later, "another plan").has_value());
    EXPECT_TRUE(store->import_session(later, plan.digest).has_value());
}

TEST_F(ParticipantsTest, AnImportRunAgainMendsATypoAndLosesNothing)
{
    const DocumentId paper = upload("Tờ trình");
    publish_all();
    ASSERT_TRUE(send(office, OpenAgendaItem{first_, AgendaItemId("M1")}).done);
    ASSERT_TRUE(send(office, RecordAttendance{SittingId("P1"), PersonId("DB01"), AttendanceAction::arrive,
                                              "2024-12-18T00:30:00Z", std::nullopt})
                    .done);
    SessionImport mended = small_session();
    mended.agenda[0].name = "Khai mạc kỳ họp";
    mended.session.state = SessionState::planned;
    const auto plan = *store->plan_import(mended);
    ASSERT_EQ(plan.changes.size(), 1u);
    EXPECT_EQ(plan.changes[0].before, "Nội dung 1");
    EXPECT_EQ(plan.changes[0].after, "Khai mạc kỳ họp");
    import(mended);
    EXPECT_EQ(held<AgendaItem>("M1").name, "Khai mạc kỳ họp");
    EXPECT_THAT(held<AgendaItem>("M1").documents, ElementsAre(paper));
    EXPECT_EQ(held<Session>("KH13").state, SessionState::in_session);
    EXPECT_EQ(held<Session>("KH13").current_item, AgendaItemId("M1"));
    EXPECT_EQ(held<Attendance>("P1/DB01").status, AttendanceStatus::present);
    const auto history = held<Amendments>("agenda_item/M1");
    ASSERT_EQ(history.entries.size(), 1u);
    EXPECT_EQ(history.entries[0].before, "Nội dung 1");
    EXPECT_EQ(history.entries[0].by, office.person);
}

TEST_F(ParticipantsTest, TheSameFileAgainChangesAndTellsNothing)
{
    const std::int64_t head = store->head().seq;
    EXPECT_TRUE(store->plan_import(small_session())->changes.empty());
    EXPECT_TRUE(store->import_session(small_session()).has_value());
    EXPECT_EQ(store->head().seq, head);
}

TEST_F(ParticipantsTest, FaultsAgainstWhatIsThereAreToldWithTheOthers)
{
    SessionImport wrong = later_session();
    wrong.session.number = 13;
    wrong.session.start_on = wrong.session.end_on = "2024-12-20";
    wrong.sittings = small_session().sittings;
    wrong.sittings[0].session = wrong.session.id;
    wrong.people[1].seat = "Z9";
    std::vector<std::string> where;
    const ImportPlan plan = *store->plan_import(wrong);
    for (const ImportFault& each : plan.faults) where.push_back(each.where);
    EXPECT_THAT(where, testing::IsSupersetOf({"/session/number", "/sittings/0/id", "/people/1/seat"}));
    EXPECT_EQ(store->import_session(wrong, plan.digest).error().code, ErrorCode::import_faulty);
}

TEST_F(ParticipantsTest, ADelegateWithAttendanceStaysInTheRoll)
{
    ASSERT_TRUE(send(office, SetSessionState{first_, SessionState::in_session}).done);
    ASSERT_TRUE(send(office, RecordAttendance{SittingId("P1"), PersonId("DB02"), AttendanceAction::arrive,
                                              "2024-12-18T00:30:00Z", std::nullopt})
                    .done);
    SessionImport without = small_session();
    without.people.erase(without.people.begin() + 1, without.people.begin() + 3);
    without.council.in_office = 1;
    const auto plan = *store->plan_import(without);
    ASSERT_EQ(plan.faults.size(), 1u);
    EXPECT_THAT(plan.faults[0].sentence, HasSubstr("DB02"));
    const bool leaves = std::any_of(plan.changes.begin(), plan.changes.end(), [](const ImportChange& each) {
        return each.before.find("DB03") != std::string::npos && each.after.empty();
    });
    EXPECT_TRUE(leaves);
}

TEST_F(ParticipantsTest, AClosedRecordIsNotImportedAgain)
{
    seal_session();
    EXPECT_EQ(store->plan_import(small_session())->faults.at(0).where, "/session/id");
}

}  // namespace chamber::storage::test
