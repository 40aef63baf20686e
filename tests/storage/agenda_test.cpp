// Chair, guests and agenda of a session that runs: changed with their history, refused with nothing changed.
#include "tests/storage/support/council.hpp"

#include <gmock/gmock.h>

namespace chamber::storage::test {

using testing::ElementsAre;

class AgendaTest : public CouncilTest {
protected:
    AgendaTest() { EXPECT_TRUE(send(office, SetSessionState{session_, SessionState::in_session}).done); }

    PutAgendaItem item(const std::string& id, std::int32_t position) const
    {
        PutAgendaItem command;
        command.session = session_;
        command.item = AgendaItemId(id);
        command.sitting = SittingId("P1");
        command.number = "1a";
        command.name = "Nội dung bổ sung";
        command.position = position;
        command.reason = "Thường trực đề nghị";
        return command;
    }
    // In the agenda's order.
    std::vector<std::string> order()
    {
        auto items = *store->entities("agenda_item");
        std::sort(items.begin(), items.end(), [](const Entity& a, const Entity& b) {
            return std::get<AgendaItem>(a).position < std::get<AgendaItem>(b).position;
        });
        std::vector<std::string> ids;
        for (const Entity& each : items) ids.push_back(std::get<AgendaItem>(each).id.value);
        return ids;
    }
    std::vector<std::string> history(const std::string& id)
    {
        std::vector<std::string> lines;
        for (const Amendment& each : held<Amendments>(id).entries)
            lines.push_back(each.field + ": " + each.before + " > " + each.after + " (" + each.reason + ")");
        return lines;
    }
    const SessionId session_{"KH13"};
};

TEST_F(AgendaTest, AnItemIsAddedMovedAndChangedWhileTheSessionRuns)
{
    ASSERT_TRUE(send(office, item("M1A", 2)).done);
    EXPECT_THAT(order(), ElementsAre("M1", "M1A", "M2"));
    PutAgendaItem moved = item("M1A", 3);
    moved.name = "Tên khác";
    ASSERT_TRUE(send(office, moved).done);
    EXPECT_THAT(order(), ElementsAre("M1", "M2", "M1A"));
    EXPECT_EQ(held<AgendaItem>("M2").number, "2");  // printed numbers stay
    EXPECT_THAT(history("agenda_item/M1A"), ElementsAre("added:  > 1a. Nội dung bổ sung (Thường trực đề nghị)",
                                                        "name: Nội dung bổ sung > Tên khác (Thường trực đề nghị)",
                                                        "position: 2 > 3 (Thường trực đề nghị)"));
    EXPECT_EQ(held<Amendments>("agenda_item/M1A").entries[0].by, office.person);
}

TEST_F(AgendaTest, APutItemKeepsItsPapers)
{
    const DocumentId paper = upload("Tờ trình");
    publish_all();
    PutAgendaItem renamed = item("M1", 1);
    renamed.number = "1";
    ASSERT_TRUE(send(office, renamed).done);
    EXPECT_THAT(held<AgendaItem>("M1").documents, ElementsAre(paper));
}

TEST_F(AgendaTest, AWrongItemIsRefusedAtItsField)
{
    const auto refused = [&](PutAgendaItem command) {
        const CommandOutcome outcome = send(office, command);
        return outcome.code.value_or("done");
    };
    PutAgendaItem wrong = item("M9", 2);
    wrong.sitting = SittingId("P7");
    EXPECT_EQ(refused(wrong), "sitting_unknown");
    wrong = item("M9", 2), wrong.presenter = "DB99";
    EXPECT_EQ(refused(wrong), "person_unknown");
    wrong = item("M9", 2), wrong.planned_start = "2024-12-18T09:00:00Z";
    EXPECT_EQ(refused(wrong), "outside_sitting");
    wrong = item("M9", 2), wrong.number = "2";
    EXPECT_EQ(refused(wrong), "already_exists");
    EXPECT_EQ(refused(item("M9", 4)), "out_of_range");
    EXPECT_EQ(refused(item("M9", 0)), "out_of_range");
    EXPECT_THAT(order(), ElementsAre("M1", "M2"));
}

TEST_F(AgendaTest, AnItemWithPapersIsNotStruckOffAndAnEmptyOneIs)
{
    upload("Tờ trình");
    EXPECT_EQ(send(office, RemoveAgendaItem{AgendaItemId("M1"), "Nhầm"}).code, "item_in_use");
    ASSERT_TRUE(send(office, OpenAgendaItem{session_, AgendaItemId("M2")}).done);
    ASSERT_TRUE(send(office, RemoveAgendaItem{AgendaItemId("M2"), "Rút khỏi chương trình"}).done);
    EXPECT_FALSE(held<Session>("KH13").current_item.has_value());
    EXPECT_FALSE(entity("agenda_item", "M2").has_value());
    EXPECT_THAT(history("agenda_item/M2"), ElementsAre("removed: 2. Nội dung 2 >  (Rút khỏi chương trình)"));
    PutAgendaItem back = item("M2", 2);
    EXPECT_TRUE(send(office, back).done);
    EXPECT_TRUE(entity("agenda_item", "M2").has_value());
}

TEST_F(AgendaTest, AChairIsGivenToAnotherDelegateWithAReason)
{
    enrol("d1", "DB01");
    enrol("d2", "DB02");
    EXPECT_EQ(send(office, SetChair{session_, {PersonId("KM01")}, {}, "Thử"}).code, "unknown_value");
    EXPECT_EQ(send(office, SetChair{session_, {PersonId("DB99")}, {}, "Thử"}).code, "person_unknown");
    EXPECT_EQ(send(office, SetChair{session_, {PersonId("DB02")}, {}, ""}).code, "reason_required");
    EXPECT_FALSE(send(office, SetChair{session_, {}, {}, "Thử"}).done);
    ASSERT_TRUE(send(office, SetChair{session_, {PersonId("DB02")}, {PersonId("VP01")}, "Chủ tịch vắng"}).done);
    EXPECT_FALSE(store->device(DeviceId("d1"))->viewer->presiding);
    EXPECT_TRUE(store->device(DeviceId("d2"))->viewer->presiding);
    EXPECT_THAT(history("session/KH13"),
                ElementsAre("presiding: DB01 > DB02 (Chủ tịch vắng)", "secretaries:  > VP01 (Chủ tịch vắng)"));
}

TEST_F(AgendaTest, AGuestComesGetsASeatAndGoes)
{
    ASSERT_TRUE(
        send(office, PutGuest{session_, PersonId("KM09"), "Lê Thị Khách", "Chủ tịch Hội", "K1", "Mời thêm"}).done);
    EXPECT_EQ(held<Participant>("KH13/KM09").seat, "K1");
    EXPECT_EQ(held<Person>("KM09").sort_name, "Khách");
    EXPECT_EQ(send(office, PutGuest{session_, PersonId("KM10"), "Trần Văn Khách", "", "K1", std::nullopt}).code,
              "already_exists");
    EXPECT_EQ(send(office, PutGuest{session_, PersonId("DB01"), "Lê Văn Đức", "", std::nullopt, std::nullopt}).code,
              "person_unknown");
    ASSERT_TRUE(
        send(office, PutGuest{session_, PersonId("KM09"), "Lê Thị Khách", "Phó Chủ tịch Hội", "K1", std::nullopt})
            .done);
    const auto names = *store->candidates();
    EXPECT_TRUE(
        std::any_of(names.begin(), names.end(), [](const Candidate& each) { return each.person.value == "KM09"; }));
    EXPECT_TRUE(enrol("d9", "KM09").has(Role::guest));
    ASSERT_TRUE(send(office, RemoveGuest{session_, PersonId("KM09"), "Không dự nữa"}).done);
    EXPECT_FALSE(store->device(DeviceId("d9"))->viewer.has_value())
        << "who is not expected any more reads nothing any more";
    EXPECT_FALSE(entity("participant", "KH13/KM09").has_value());
    const auto after = *store->candidates();
    EXPECT_FALSE(
        std::any_of(after.begin(), after.end(), [](const Candidate& each) { return each.person.value == "KM09"; }));
    EXPECT_EQ(history("participant/KH13/KM09").size(), 3u);
    EXPECT_TRUE(
        send(office, PutGuest{session_, PersonId("KM09"), "Lê Thị Khách", "", std::nullopt, std::nullopt}).done);
}

TEST_F(AgendaTest, AGuestWhoseAttendanceIsRecordedStays)
{
    ASSERT_TRUE(send(office, RecordAttendance{SittingId("P1"), PersonId("KM01"), AttendanceAction::arrive,
                                              "2024-12-18T00:30:00Z", std::nullopt})
                    .done);
    EXPECT_EQ(send(office, RemoveGuest{session_, PersonId("KM01"), "Không dự"}).code, "person_busy");
    EXPECT_EQ(send(office, RemoveGuest{session_, PersonId("DB02"), "Không dự"}).code, "person_unknown");
}

TEST_F(AgendaTest, AClosedRecordIsNotChanged)
{
    seal_session();
    EXPECT_EQ(send(office, item("M9", 1)).code, "session_sealed");
    EXPECT_EQ(send(office, RemoveAgendaItem{AgendaItemId("M2"), "Nhầm"}).code, "session_sealed");
    EXPECT_EQ(send(office, SetChair{session_, {PersonId("DB02")}, {}, "Thử"}).code, "session_sealed");
    EXPECT_EQ(send(office, PutGuest{session_, PersonId("KM09"), "Lê Thị Khách", "", std::nullopt, std::nullopt}).code,
              "session_sealed");
}

TEST_F(AgendaTest, ADelegateChangesNeitherChairNorAgenda)
{
    const Viewer delegate = enrol("d1", "DB01");
    EXPECT_EQ(send(delegate, SetChair{session_, {PersonId("DB02")}, {}, "Thử"}).code, "not_allowed");
    EXPECT_EQ(send(delegate, item("M9", 1)).code, "not_allowed");
    EXPECT_EQ(send(delegate, RemoveAgendaItem{AgendaItemId("M2"), "Nhầm"}).code, "not_allowed");
}

}  // namespace chamber::storage::test
