// A session is prepared from a desktop: what is known is sent back and changed, what was planned by mistake goes, and
// new secrets are drawn.
#include "protocol/known_session.hpp"
#include "tests/storage/support/council.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace chamber::storage::test {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class PreparingTest : public CouncilTest {
protected:
    template <class T>
    std::vector<T> all()
    {
        std::vector<T> found;
        for (const Entity& each : *store->entities(T::type)) found.push_back(std::get<T>(each));
        return found;
    }
    SessionImport as_known(const SessionId& session)
    {
        const KnownCouncil known{all<Council>().front(), all<Session>(), all<Sitting>(), all<AgendaItem>(),
                                 all<Participant>(),     all<Person>(),  all<Group>()};
        auto made = import_of(known, session);
        EXPECT_TRUE(made.has_value());
        return made.value_or(SessionImport{});
    }
    Viewer desk(const std::string& device, const std::string& person)
    {
        const auto met = store->meet_device(DeviceId(device), "key of " + device, DeviceKind::desktop, "PC");
        EXPECT_TRUE(send(office, ApproveDevice{met->code.value_or(""), device}).done);
        auto viewer = store->sign_in(PersonId(person), DeviceId(device));
        EXPECT_TRUE(viewer.has_value());
        return viewer ? *viewer : Viewer{};
    }
    static SessionImport planned_session()
    {
        SessionImport made = small_session();
        made.session.id = SessionId("KH14");
        made.session.number = 14;
        made.session.state = SessionState::planned;
        made.session.start_on = made.session.end_on = "2025-07-01";
        made.sittings[0].id = SittingId("Q1");
        made.sittings[0].session = made.session.id;
        made.sittings[0].start_at = "2025-07-01T00:30:00Z";
        made.sittings[0].end_at = "2025-07-01T04:30:00Z";
        made.agenda.resize(1);
        made.agenda[0].id = AgendaItemId("N1");
        made.agenda[0].session = made.session.id;
        made.agenda[0].sitting = made.sittings[0].id;
        made.secrets.clear();
        return made;
    }
    void import(const SessionImport& imported, const std::optional<Viewer>& sender = {})
    {
        const auto plan = store->plan_import(imported, sender);
        ASSERT_TRUE(plan.has_value()) << plan.error().where;
        for (const ImportFault& fault : plan->faults) ADD_FAILURE() << fault.where << " " << fault.sentence;
        const auto done = store->import_session(imported, plan->digest, sender);
        ASSERT_TRUE(done.has_value()) << done.error().where << " " << done.error().detail;
    }
    static std::vector<std::string> told(const ImportPlan& plan)
    {
        std::vector<std::string> lines;
        for (const ImportFault& each : plan.faults) lines.push_back("! " + each.where + " " + each.sentence);
        for (const ImportChange& each : plan.changes)
            lines.push_back(each.what + ": " + each.before + " -> " + each.after);
        return lines;
    }
    const SessionId first_{"KH13"};
    const SessionId second_{"KH14"};
};

TEST_F(PreparingTest, WhatIsKnownCanBeSentBackAndChangesNothing)
{
    upload("Tờ trình");
    publish_all();
    ASSERT_TRUE(send(office, PutGuest{first_, PersonId("KM09"), "Trần Văn Mới", "Khách", "K1", {}}).done);
    const std::string before = store->session_file(first_)->archive_fields;
    const std::int64_t head = store->head().seq;
    const Viewer secretary = desk("ban", "VP01");
    const std::int64_t seated = store->head().seq;
    const SessionImport known = as_known(first_);
    EXPECT_THAT(told(*store->plan_import(known)), IsEmpty());
    EXPECT_THAT(told(*store->plan_import(known, secretary)), IsEmpty());
    import(known, secretary);
    EXPECT_EQ(store->head().seq, seated);
    EXPECT_GT(seated, head);
    EXPECT_EQ(store->session_file(first_)->archive_fields, before);
    EXPECT_EQ(before, small_session().archive_fields);
}

TEST_F(PreparingTest, AnEarlierSessionKeepsItsCouncilAndGroupsWhenItIsSentBack)
{
    SessionImport earlier = small_session();
    earlier.council.level = "huyện";
    import(earlier);
    SessionImport later = planned_session();
    later.council.name = "Hội đồng nhân dân xã Mới";
    later.council.level = "xã";
    later.groups[0].name = "Tổ đổi tên";
    later.people[1].name = "Trần Thị Ánh Mới";
    import(later);
    EXPECT_THAT(told(*store->plan_import(as_known(first_))), IsEmpty());
    EXPECT_THAT(told(*store->plan_import(as_known(second_))), IsEmpty());
    import(as_known(first_));
    const auto file = *store->session_file(first_);
    EXPECT_EQ(file.council.level, "huyện");
    EXPECT_EQ(file.council.name, "Hội đồng nhân dân huyện Sen Hồng");
    EXPECT_NE(file.groups[0].name, "Tổ đổi tên");
    // What an earlier session would lose is told.
    SessionImport other = earlier;
    other.council.level = "xã";
    other.groups[0].name = "Tổ đổi tên";
    EXPECT_THAT(told(*store->plan_import(other)), Contains(HasSubstr("cấp: huyện -> xã")));
    EXPECT_THAT(told(*store->plan_import(other)), Contains(HasSubstr("Tổ đổi tên")));
}

TEST_F(PreparingTest, WhoIsInOfficeIsCountedWhateverIsTyped)
{
    SessionImport typed = planned_session();
    typed.council.in_office = 7;
    EXPECT_THAT(told(*store->plan_import(typed)), Contains(HasSubstr("ghi 7, đếm theo nhiệm vụ")));
    import(typed);
    EXPECT_EQ(held<Session>("KH14").in_office, 3);
    EXPECT_EQ(held<Council>("HDND-SENHONG").in_office, 3);
}

TEST_F(PreparingTest, EveryFieldThatCannotBeReadIsToldAtOnce)
{
    SessionImport wrong = planned_session();
    wrong.people[0].name = "Lê\tVăn\x01";
    wrong.people[1].mandate_from = "31/12/2026";
    wrong.people[2].seat = "A1";
    wrong.people[3].seat = "A1";
    wrong.session.end_on = "2025-02-30";
    const auto plan = store->plan_import(wrong);
    ASSERT_TRUE(plan.has_value());
    std::vector<std::string> where;
    for (const ImportFault& each : plan->faults) where.push_back(each.where);
    EXPECT_THAT(where, testing::UnorderedElementsAre("/people/0/name", "/people/1/mandate_from", "/people/3/seat",
                                                     "/session/end_on"));
    for (const ImportFault& each : plan->faults) EXPECT_THAT(each.sentence, Not(HasSubstr("chamber-admin")));
    EXPECT_FALSE(store->import_session(wrong, plan->digest).has_value());
}

TEST_F(PreparingTest, ANameInSeparateMarksIsStoredInOneSpelling)
{
    SessionImport apart = planned_session();
    apart.people[1].name = "Tra\xCC\x82\xCC\x80n Thi\xCC\xA3 A\xCC\x81nh";  // ầ, ị, Á in pieces
    import(apart);
    EXPECT_EQ(held<Participant>("KH14/DB02").name, "Trần Thị Ánh");
}

TEST_F(PreparingTest, SeatsAndNumbersOfWhatStaysAreTaken)
{
    ASSERT_TRUE(send(office, PutGuest{first_, PersonId("KM09"), "Trần Văn Mới", "", "K1", {}}).done);
    SessionImport more = small_session();
    more.people[0].seat = "K1";
    more.agenda.erase(more.agenda.begin());
    more.agenda[0].number = "1";
    std::vector<std::string> where;
    const ImportPlan plan = *store->plan_import(more);
    for (const ImportFault& each : plan.faults) where.push_back(each.where);
    EXPECT_THAT(where, testing::UnorderedElementsAre("/people/0/seat", "/agenda/0/number"));
}

TEST_F(PreparingTest, StaffAreMadeByAnAdministratorAlone)
{
    const Viewer secretary = desk("ban", "VP01");
    SessionImport more = as_known(first_);
    Person clerk = more.people.back();
    clerk.id = PersonId("VT05");
    clerk.roles = {Role::clerk};
    more.people.push_back(clerk);
    const auto refused = store->plan_import(more, secretary);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
    EXPECT_EQ(refused.error().where, "/import/people/" + std::to_string(more.people.size() - 1) + "/roles");
    EXPECT_FALSE(store->import_session(more, {}, secretary).has_value());
    // Nor does anybody lose their part that way, or give themselves another.
    SessionImport other = as_known(first_);
    for (Person& each : other.people)
        if (each.id == secretary.person) each.roles.push_back(Role::administrator);
    EXPECT_FALSE(store->plan_import(other, secretary).has_value());
    const Viewer administrator = desk("may", "QT01");
    import(more, administrator);
    EXPECT_EQ(held<Person>("VT05").roles, std::vector<Role>{Role::clerk});
}

TEST_F(PreparingTest, WhoIsSignedOutImportsNothing)
{
    const Viewer secretary = desk("ban", "VP01");
    ASSERT_TRUE(store->sign_out(DeviceId("ban")).has_value());
    EXPECT_EQ(store->import_session(planned_session(), {}, secretary).error().code, ErrorCode::sign_in_ended);
}

TEST_F(PreparingTest, ADesktopBringsNeitherPapersNorStates)
{
    const Viewer secretary = desk("ban", "VP01");
    SessionImport more = planned_session();
    more.session.state = SessionState::in_session;
    more.session.current_item = AgendaItemId("N1");
    more.agenda[0].documents = {DocumentId("TL99")};
    more.council.demo = true;
    import(more, secretary);
    EXPECT_EQ(held<Session>("KH14").state, SessionState::planned);
    EXPECT_FALSE(held<Session>("KH14").current_item);
    EXPECT_FALSE(held<Council>("HDND-SENHONG").demo);
    EXPECT_EQ(held<Session>("KH14").name, "Kỳ họp thứ 13");
}

TEST_F(PreparingTest, APlannedSessionGoesWithAllThatHangsOnIt)
{
    import(planned_session());
    const auto outcome = send(office, RemoveSession{second_, "Lập nhầm"});
    ASSERT_TRUE(outcome.done) << outcome.code.value_or("");
    for (const auto& [type, id] :
         {std::pair{"session", "KH14"}, {"sitting", "Q1"}, {"agenda_item", "N1"}, {"participant", "KH14/DB01"}})
        EXPECT_FALSE(sees(office, type, id)) << type;
    EXPECT_TRUE(sees(office, "person", "DB01"));
    EXPECT_EQ(held<Amendments>("session/KH14").entries.back().reason, "Lập nhầm");
    EXPECT_TRUE(store->check_database().has_value());
    reopen();
    // It may be planned again.
    import(planned_session());
    EXPECT_TRUE(sees(office, "session", "KH14"));
}

TEST_F(PreparingTest, WhatWasRecordedKeepsItsSession)
{
    EXPECT_EQ(send(office, RemoveSession{first_, "Nhầm"}).code, "session_not_planned");
    EXPECT_EQ(send(office, RemoveSession{SessionId("KH99"), "Nhầm"}).code, "session_unknown");
    SessionImport planned = planned_session();
    planned.attendance.resize(1);
    planned.attendance[0].sitting = SittingId("Q1");
    planned.attendance[0].person = PersonId("DB02");
    planned.attendance[0].status = AttendanceStatus::present;
    import(planned);
    EXPECT_EQ(send(office, RemoveSession{second_, " "}).code, "reason_required");
    EXPECT_EQ(send(office, RemoveSession{second_, "Nhầm"}).code, "session_has_attendance");
    NewRevision paper = new_document("Tờ trình", "N1");
    paper.fields.session = second_;
    ASSERT_TRUE(add(paper, "%PDF một").has_value());
    EXPECT_EQ(send(office, RemoveSession{second_, "Nhầm"}).code, "session_has_papers");
    EXPECT_TRUE(sees(office, "agenda_item", "N1"));
}

TEST_F(PreparingTest, ASittingGoesWhenNothingHangsOnIt)
{
    SessionImport planned = planned_session();
    Sitting afternoon = planned.sittings[0];
    afternoon.id = SittingId("Q2");
    afternoon.start_at = "2025-07-01T06:30:00Z";
    afternoon.end_at = "2025-07-01T09:30:00Z";
    afternoon.position = 1;
    planned.sittings.push_back(afternoon);
    import(planned);
    EXPECT_EQ(send(office, RemoveSitting{SittingId("Q9"), "Nhầm"}).code, "sitting_unknown");
    EXPECT_EQ(send(office, RemoveSitting{SittingId("Q1"), "Nhầm"}).code, "sitting_has_items");
    EXPECT_EQ(send(office, RemoveSitting{SittingId("Q2"), ""}).code, "reason_required");
    ASSERT_TRUE(send(office, RemoveSitting{SittingId("Q2"), "Chỉ họp buổi sáng"}).done);
    EXPECT_FALSE(sees(office, "sitting", "Q2"));
    ASSERT_TRUE(send(office, RemoveAgendaItem{AgendaItemId("N1"), "Rút"}).done);
    ASSERT_TRUE(send(office, SetSessionState{second_, SessionState::convened}).done);
    EXPECT_EQ(send(office, RemoveSitting{SittingId("Q1"), "Nhầm"}).code, "last_sitting");
}

TEST_F(PreparingTest, DrawnSecretsAreKeptForAllOrNobody)
{
    const Viewer secretary = desk("ban", "VP01");
    const Viewer delegate = enrol("d1", "DB01");
    const auto needs = store->secrets_to_draw(secretary, {PersonId("DB01"), PersonId("KM01")});
    ASSERT_TRUE(needs.has_value());
    EXPECT_EQ(needs->at(0).kind, SecretKind::pin);
    EXPECT_FALSE(needs->at(1).account);
    const auto kept = store->keep_drawn(secretary, {{PersonId("DB01"), {}, "new-1"}, {PersonId("QT01"), {}, "new-2"}});
    EXPECT_EQ(kept.error().code, ErrorCode::not_allowed);
    EXPECT_EQ(kept.error().where, "/people/1");
    EXPECT_EQ(store->begin_try({PersonId("DB01"), {}, DeviceId("x")})->hash, "hash-1");
    EXPECT_TRUE(store->proven_viewer(delegate.person, delegate.device).has_value());
    ASSERT_TRUE(store->keep_drawn(secretary, {{PersonId("DB01"), {}, "new-1"}}).has_value());
    EXPECT_EQ(store->begin_try({PersonId("DB01"), {}, DeviceId("x")})->hash, "new-1");
    EXPECT_FALSE(store->proven_viewer(delegate.person, delegate.device).has_value()) << "who knew the old one goes";
}

TEST_F(PreparingTest, WhoHasASecretIsToldAsItStandsNow)
{
    const Viewer secretary = desk("ban", "VP01");
    const auto holds = [&](const char* person) {
        const auto holders = store->secret_holders(secretary);
        EXPECT_TRUE(holders.has_value());
        return holders && std::ranges::find(*holders, PersonId(person)) != holders->end();
    };
    EXPECT_TRUE(holds("DB01"));
    EXPECT_FALSE(holds("KM01"));
    ASSERT_TRUE(store->keep_drawn(secretary, {{PersonId("KM01"), {}, "new-1"}}).has_value());
    EXPECT_TRUE(holds("KM01"));
    const auto holders = store->secret_holders(secretary);
    EXPECT_TRUE(std::ranges::is_sorted(*holders, {}, &PersonId::value));
}

TEST_F(PreparingTest, WhoMayDrawForWhom)
{
    const Viewer secretary = desk("ban", "VP01");
    const Viewer administrator = desk("may", "QT01");
    const auto asked = [&](const Viewer& viewer, const std::vector<PersonId>& people) {
        const auto needs = store->secrets_to_draw(viewer, people);
        return needs ? std::string("ok") : std::string(error_name(needs.error().code)) + needs.error().where;
    };
    EXPECT_EQ(asked(secretary, {PersonId("DB01"), PersonId("KM01")}), "ok");
    EXPECT_EQ(asked(secretary, {PersonId("DB01"), PersonId("QT01")}), "not_allowed/people/1");
    EXPECT_EQ(asked(secretary, {PersonId("VP01")}), "not_allowed/people/0");
    EXPECT_EQ(asked(administrator, {PersonId("VP01")}), "ok");
    EXPECT_EQ(asked(administrator, {PersonId("QT01")}), "not_allowed/people/0");
    EXPECT_EQ(asked(administrator, {PersonId("DB01"), PersonId("DB01")}), "already_exists/people/1");
    EXPECT_EQ(asked(administrator, {PersonId("DB77")}), "person_unknown/people/0");
    EXPECT_EQ(store->secrets_to_draw(administrator, {PersonId("VP01")})->at(0).account, "vanphong");
}

TEST_F(PreparingTest, NewStaffGetAnAccountThatIsNobodyElses)
{
    const Viewer administrator = desk("may", "QT01");
    SessionImport more = as_known(first_);
    Person clerk;
    clerk.id = PersonId("VANPHONG");  // as small letters, VP01 has it
    clerk.name = "Trần Thị Văn";
    clerk.roles = {Role::clerk};
    more.people.push_back(clerk);
    import(more, administrator);
    const auto needs = store->secrets_to_draw(administrator, {clerk.id});
    ASSERT_TRUE(needs.has_value());
    EXPECT_EQ(needs->at(0).kind, SecretKind::password);
    EXPECT_EQ(needs->at(0).account, "vanphong-2");
    EXPECT_TRUE(store->keep_drawn(administrator, {{clerk.id, needs->at(0).account, "hash"}}).has_value());
    EXPECT_EQ(store->begin_try({{}, "VanPhong-2", DeviceId("x")})->person, clerk.id);
}

}  // namespace chamber::storage::test
