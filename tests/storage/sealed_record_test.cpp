// What was archived is changed by no command. Every command has its row: a new one without a row is named here.
#include "storage/sealed_record.hpp"
#include "tests/storage/support/council.hpp"

#include <boost/mp11/algorithm.hpp>

#include <functional>

namespace chamber::storage::test {

namespace {

constexpr auto at = "2024-12-18T00:30:00Z";

// How one command is said in the small session, and by whom.
struct Row {
    Viewer by;
    std::function<CommandBody()> say;
};

std::vector<std::string> all_commands()
{
    std::vector<std::string> names;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, CommandBody>>(
        [&](auto type) { names.emplace_back(decltype(type)::type::type); });
    return names;
}

}  // namespace

class SealedRecordTest : public CouncilTest {
protected:
    SealedRecordTest()
    {
        chair = enrol("d1", "DB01");
        delegate = enrol("d2", "DB02");
        paper = upload("TT 01");
        publish_all();
        Annotation written = note(delegate, "1", paper, "góp ý");
        written.visibility = Visibility::official;
        comment = written.id;
        MUST(send(delegate, PutAnnotation{written, 0}).done);
        MUST(send(office, PutGuest{session, PersonId("KM02"), "Lê Thị Khách", "", std::nullopt, std::nullopt}).done);
    }

    Annotation new_note(Visibility visibility)
    {
        Annotation made = note(delegate, "7", paper, "muộn");
        made.visibility = visibility;
        return made;
    }
    EditDocument edit()
    {
        EditDocument made;
        made.document = paper;
        made.title = "Tên khác";
        return made;
    }
    PutAgendaItem item()
    {
        PutAgendaItem made;
        made.session = session;
        made.item = AgendaItemId("M9");
        made.sitting = SittingId("P1");
        made.number = "9";
        made.name = "Nội dung 9";
        made.item_type = "báo cáo";
        made.position = 1;
        return made;
    }

    // What changes a session's record: refused once it is archived.
    std::map<std::string, Row> changing()
    {
        std::map<std::string, Row> rows;
        const auto row = [&](const Viewer& by, std::function<CommandBody()> say) {
            auto name = std::visit([](const auto& body) { return std::string(body.type); }, say());
            rows.emplace(std::move(name), Row{by, std::move(say)});
        };
        row(office, [] { return ConfirmCheckIns{SittingId("P1"), {PersonId("DB02")}, true}; });
        row(delegate, [] { return CheckIn{SittingId("P1"), at}; });
        row(office, [] {
            return RecordAttendance{SittingId("P1"), PersonId("DB03"), AttendanceAction::arrive, at, std::nullopt};
        });
        row(office, [] {
            return CorrectAttendance{
                SittingId("P1"), PersonId("DB03"), AttendanceStatus::absent, {}, true, "Ốm", "Ghi nhầm", 0};
        });
        row(delegate, [this] { return PutAnnotation{new_note(Visibility::official), 0}; });
        row(delegate, [this] { return DeleteAnnotation{comment}; });
        row(office, [this] { return AcknowledgeComment{comment}; });
        row(office, [this] { return edit(); });
        row(office, [this] { return PublishDocuments{session, {}}; });
        row(office, [this] { return SchedulePublishing{session, {}, "2024-12-18T05:00:00Z"}; });
        row(office, [this] { return WriteMinutes{session, std::nullopt, "opening", "Khai mạc", ""}; });
        row(office, [this] {
            return SetMinutesState{session, std::nullopt, MinutesState::frozen, std::nullopt, std::nullopt};
        });
        row(office, [this] { return WithdrawDocument{paper, "Nhầm", std::nullopt}; });
        row(office, [this] { return DropRevision{paper, "Nhầm"}; });
        row(office, [this] { return OpenAgendaItem{session, AgendaItemId("M1")}; });
        row(office, [this] { return SetSessionState{session, SessionState::in_session}; });
        row(office, [this] { return SetChair{session, {PersonId("DB02")}, {}, "Thay"}; });
        row(office,
            [this] { return PutGuest{session, PersonId("KM09"), "Vũ Văn Khách", "", std::nullopt, std::nullopt}; });
        row(office, [this] { return RemoveGuest{session, PersonId("KM02"), "Không dự"}; });
        row(office, [this] { return item(); });
        row(office, [] { return RemoveAgendaItem{AgendaItemId("M2"), "Nhầm"}; });
        row(office, [this] { return RemoveSession{session, "Nhầm"}; });
        row(office, [] { return RemoveSitting{SittingId("P1"), "Nhầm"}; });
        return rows;
    }

    // What changes no session's record: devices, what they hold, rules of the house, what is a person's own.
    static std::vector<std::string> elsewhere()
    {
        return {"opened",
                "received",
                "purged",
                "approve_device",
                "revoke_device",
                "set_enrolment",
                "set_device_rules",
                "set_meeting_rules",
                "settle_alarm",
                "set_seat_map",
                "call_for_help",
                "end_help_call",
                "put_notebook_note",
                "remove_notebook_note"};
    }

    const SessionId session{"KH13"};
    Viewer chair;
    Viewer delegate;
    DocumentId paper;
    AnnotationId comment;
};

TEST_F(SealedRecordTest, EveryCommandHasItsRow)
{
    auto rows = changing();
    for (const auto& name : elsewhere()) {
        EXPECT_FALSE(rows.contains(name)) << name;
        rows.emplace(name, Row{});
    }
    for (const auto& name : all_commands())
        EXPECT_EQ(rows.erase(name), 1u) << name << " has no row: does it change the record of a session?";
    EXPECT_TRUE(rows.empty()) << rows.begin()->first << " is no command";
}

TEST_F(SealedRecordTest, NoCommandChangesWhatIsArchived)
{
    seal_session();
    const auto feed = store->head().seq;
    for (const auto& [name, row] : changing()) {
        const auto outcome = send(row.by, row.say());
        EXPECT_FALSE(outcome.done) << name;
        EXPECT_EQ(outcome.code, "session_sealed") << name;
        EXPECT_EQ(store->head().seq, feed) << name << " changed something";
    }
    const auto words = std::string(error_sentence(ErrorCode::session_sealed));
    EXPECT_EQ(words, "Kỳ họp đã đóng hồ sơ nên không thay đổi được nữa.");
}

// Else the rows above would prove nothing: before the sealing none of them meets this refusal.
TEST_F(SealedRecordTest, BeforeThatNobodySpeaksOfSealing)
{
    for (const auto& [name, row] : changing()) {
        const auto outcome = send(row.by, row.say());
        EXPECT_NE(outcome.code, "session_sealed") << name;
    }
}

TEST_F(SealedRecordTest, WhatIsOnesOwnIsStillWritten)
{
    seal_session();
    EXPECT_TRUE(send(delegate, PutAnnotation{new_note(Visibility::private_note), 0}).done);
    EXPECT_TRUE(send(office, SetSessionState{session, SessionState::archived}).done) << "the same again";
}

}  // namespace chamber::storage::test
