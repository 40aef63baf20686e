#include "protocol/at_hand.hpp"
#include "protocol/importing.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace chamber {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

Person delegate(const std::string& id, const std::string& seat)
{
    Person person;
    person.id = PersonId(id);
    person.name = "Đại biểu " + id;
    person.roles = {Role::delegate};
    person.group = GroupId("TO1");
    person.seat = seat;
    person.counts_for_quorum = true;
    return person;
}

SessionImport good()
{
    SessionImport imported;
    imported.council = Council{"HDND", "Hội đồng", "xã", "", "", "Khóa III", 3, 3, false};
    imported.session.id = SessionId("KH1");
    imported.session.number = 1;
    imported.session.name = "Kỳ họp";
    imported.session.start_on = "2026-12-01";
    imported.session.end_on = "2026-12-02";
    imported.session.presiding = {PersonId("DB1")};
    Sitting sitting;
    sitting.id = SittingId("P1");
    sitting.session = imported.session.id;
    sitting.name = "Phiên sáng";
    sitting.start_at = "2026-12-01T00:30:00Z";
    sitting.end_at = "2026-12-01T04:30:00Z";
    imported.sittings = {sitting};
    AgendaItem item;
    item.id = AgendaItemId("M1");
    item.session = imported.session.id;
    item.sitting = sitting.id;
    item.number = "1";
    item.name = "Khai mạc";
    imported.agenda = {item};
    imported.people = {delegate("DB1", "A1"), delegate("DB2", "A2"), delegate("DB3", "A3")};
    imported.groups = {Group{
        GroupId("TO1"), GroupKind::delegation, "Tổ 1", PersonId("DB1"), std::nullopt, {PersonId("DB1")}, std::nullopt}};
    return imported;
}

std::vector<std::string> places(const std::function<void(SessionImport&)>& breaking)
{
    SessionImport imported = good();
    breaking(imported);
    std::vector<std::string> where;
    for (const ImportFault& fault : import_faults(imported, {})) where.push_back(fault.where);
    return where;
}

TEST(Importing, AGoodSessionHasNoFault)
{
    EXPECT_THAT(places([](SessionImport&) {}), IsEmpty());
}

TEST(Importing, EveryRuleBetweenFieldsNamesItsPlace)
{
    EXPECT_THAT(places([](SessionImport& all) { all.people[1].seat = "A1"; }), ElementsAre("/people/1/seat"));
    EXPECT_THAT(places([](SessionImport& all) { all.people[1].name = " "; }), ElementsAre("/people/1/name"));
    EXPECT_THAT(places([](SessionImport& all) { all.people[2].group = GroupId("TO9"); }),
                ElementsAre("/people/2/group"));
    EXPECT_THAT(places([](SessionImport& all) { all.session.end_on = "2026-11-30"; }), ElementsAre("/session/end_on"));
    EXPECT_THAT(places([](SessionImport& all) { all.session.presiding = {PersonId("DB9")}; }),
                ElementsAre("/session/presiding/0"));
    EXPECT_THAT(places([](SessionImport& all) { all.sittings[0].end_at = all.sittings[0].start_at; }),
                ElementsAre("/sittings/0/end_at"));
    EXPECT_THAT(places([](SessionImport& all) { all.sittings[0].name = ""; }), ElementsAre("/sittings/0/name"));
    EXPECT_THAT(places([](SessionImport& all) { all.agenda.push_back(all.agenda[0]); }),
                UnorderedElementsAre("/agenda/1/id", "/agenda/1/number"));
    EXPECT_THAT(places([](SessionImport& all) { all.agenda[0].presenter = "DB9"; }),
                ElementsAre("/agenda/0/presenter"));
    EXPECT_THAT(places([](SessionImport& all) { all.agenda[0].sitting = SittingId("P9"); }),
                ElementsAre("/agenda/0/sitting"));
    EXPECT_THAT(places([](SessionImport& all) { all.agenda[0].planned_start = "2026-12-01T06:00:00Z"; }),
                ElementsAre("/agenda/0/planned_start"));
    EXPECT_THAT(places([](SessionImport& all) { all.council.in_office = 2; }), IsEmpty());  // it is counted
    EXPECT_THAT(places([](SessionImport& all) { all.council.seats = 2; }), ElementsAre("/council/seats"));
    EXPECT_THAT(places([](SessionImport& all) { all.people[1].id = PersonId(); }),
                testing::IsSupersetOf({"/people/1/id"}));
    EXPECT_THAT(places([](SessionImport& all) { all.people[1].id = all.people[2].id; }),
                testing::IsSupersetOf({"/people/2/id"}));
    EXPECT_THAT(places([](SessionImport& all) { all.agenda[0].session = SessionId("KH2"); }),
                ElementsAre("/agenda/0/session"));
    EXPECT_THAT(places([](SessionImport& all) {
                    all.sittings.push_back(all.sittings[0]);
                    all.sittings[1].id = SittingId("P2");
                    all.sittings[1].start_at = "2026-12-01T04:00:00Z";
                    all.sittings[1].end_at = "2026-12-01T09:00:00Z";
                }),
                ElementsAre("/sittings/1/start_at"));
    EXPECT_THAT(places([](SessionImport& all) {
                    all.sittings.push_back(all.sittings[0]);
                    all.sittings[1].id = SittingId("P2");
                    all.sittings[1].start_at = "2026-12-01T04:30:00Z";  // one begins when the other ends
                    all.sittings[1].end_at = "2026-12-01T09:00:00Z";
                }),
                IsEmpty());
    EXPECT_THAT(places([](SessionImport& all) { all.groups[0].members = {PersonId("DB8")}; }),
                ElementsAre("/groups/0/members/0"));
    EXPECT_THAT(places([](SessionImport& all) {
                    all.people[0].mandate_from = "2026-02-01", all.people[0].mandate_to = "2026-01-01";
                }),
                testing::Contains("/people/0/mandate_to"));
}

TEST(Importing, AllFaultsAreToldAtOnce)
{
    EXPECT_THAT(places([](SessionImport& all) {
                    all.people[1].seat = "A1";
                    all.people[2].name.clear();
                    all.session.end_on = "2026-11-30";
                    all.council.seats = 1;
                }),
                testing::IsSupersetOf({"/people/1/seat", "/people/2/name", "/session/end_on", "/council/seats"}));
}

TEST(Importing, ASittingLiesWithinItsSessionAndMayGoOnPastMidnight)
{
    const auto at = [](const std::string& start, const std::string& end) {
        return places([&](SessionImport& all) {
            all.sittings[0].start_at = start;
            all.sittings[0].end_at = end;
        });
    };
    EXPECT_THAT(at("2026-12-02T12:00:00Z", "2026-12-02T18:00:00Z"), IsEmpty());  // 01:00 of the next day
    EXPECT_THAT(at("2026-11-30T00:30:00Z", "2026-12-01T00:30:00Z"), ElementsAre("/sittings/0/start_at"));
    EXPECT_THAT(at("2026-12-05T00:30:00Z", "2026-12-05T04:30:00Z"),
                ElementsAre("/sittings/0/start_at", "/sittings/0/end_at"));
}

TEST(Importing, AMandateThatEndedBeforeTheSessionIsNeitherListedNorCounted)
{
    SessionImport imported = good();
    imported.people[1].mandate_to = "2025-03-31";
    imported.people[0].seat = "A2";  // the seat of one who sits no more is free
    EXPECT_FALSE(sits_in(imported.people[1], imported.session));
    EXPECT_TRUE(sits_in(imported.people[0], imported.session));
    EXPECT_EQ(in_office_of(imported), 2);
    EXPECT_THAT(import_faults(imported, {}), IsEmpty());
    imported.session.presiding = {PersonId("DB2")};
    EXPECT_EQ(import_faults(imported, {}).at(0).where, "/session/presiding/0");
    imported.people[1].mandate_to = "2026-12-01";  // its last day is a day of it
    EXPECT_TRUE(sits_in(imported.people[1], imported.session));
    EXPECT_TRUE(in_mandate(imported.people[1], "2026-12-01"));
    EXPECT_FALSE(in_mandate(imported.people[1], "2026-12-02"));
}

TEST(Importing, ASuspendedMandateIsNotListedAndStaysInOffice)
{
    SessionImport imported = good();
    Person& barred = imported.people[1];
    barred.suspended_from = "2026-11-01";
    EXPECT_FALSE(sits_in(barred, imported.session)) << "until it is said to be over";
    EXPECT_EQ(in_office_of(imported), 3);
    EXPECT_TRUE(in_mandate(barred, "2026-12-01"));
    EXPECT_FALSE(may_serve(barred, "2026-12-01"));
    EXPECT_TRUE(may_serve(barred, "2026-10-31"));
    barred.suspended_to = imported.session.start_on;  // is back on the second day
    EXPECT_TRUE(sits_in(barred, imported.session));
    EXPECT_FALSE(may_serve(barred, imported.session.start_on));
    EXPECT_THAT(import_faults(imported, {}), IsEmpty());
    EXPECT_THAT(places([](SessionImport& all) { all.people[0].suspended_to = "2026-12-01"; }),
                testing::Contains("/people/0/suspended_from"));
    EXPECT_THAT(places([](SessionImport& all) {
                    all.people[0].suspended_from = "2026-12-02", all.people[0].suspended_to = "2026-12-01";
                }),
                testing::Contains("/people/0/suspended_to"));
}

TEST(Importing, WhoIsInOfficeIsCountedOnTheFirstDay)
{
    SessionImport imported = good();
    EXPECT_EQ(in_office_of(imported), 3);
    imported.people[0].mandate_from = "2026-12-02";  // elected on the second day
    EXPECT_EQ(in_office_of(imported), 2);
    imported.people[1].counts_for_quorum = false;
    EXPECT_EQ(in_office_of(imported), 1);
    imported.people.clear();
    EXPECT_EQ(in_office_of(imported), std::nullopt);
}

TEST(Importing, WhoIsKnownAlreadyMayBeNamed)
{
    SessionImport imported = good();
    imported.agenda[0].presenter = "KM7";
    EXPECT_THAT(import_faults(imported, {}).at(0).sentence, HasSubstr("KM7"));
    EXPECT_THAT(import_faults(imported, KnownNames{{"KM7"}, {}}), IsEmpty());
}

Session session(const std::string& id, SessionState state, const std::string& day)
{
    Session made;
    made.id = SessionId(id);
    made.state = state;
    made.start_on = made.end_on = day;
    return made;
}

TEST(AtHand, IsTheSessionThatIsHeldThenTheNextThenTheLast)
{
    using enum SessionState;
    std::vector<Session> all{session("OFF", cancelled, "2026-01-01")};
    EXPECT_EQ(at_hand({}), nullptr);
    EXPECT_EQ(at_hand(all)->id.value, "OFF");
    all.push_back(session("OLD", archived, "2025-01-01"));
    all.push_back(session("LAST", closed, "2025-07-01"));
    EXPECT_EQ(at_hand(all)->id.value, "LAST");
    all.push_back(session("LATER", distributed, "2027-01-20"));
    all.push_back(session("NEXT", planned, "2026-12-18"));
    EXPECT_EQ(at_hand(all)->id.value, "NEXT");
    EXPECT_EQ(all_at_hand(all).size(), 2U) << "each of the two to come is begun by its own chair";
    all.push_back(session("HELD", recess, "2024-12-18"));
    EXPECT_EQ(all_at_hand(all).size(), 1U);
    EXPECT_EQ(at_hand(all)->id.value, "HELD");
}

}  // namespace
}  // namespace chamber
