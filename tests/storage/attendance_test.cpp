#include "tests/storage/support/council.hpp"

#include <gmock/gmock.h>

namespace chamber::storage::test {

class AttendanceTest : public CouncilTest {
protected:
    const SittingId sitting_{"P1"};  // 07:30 to 11:30 in Vietnam; the clock stands at its start
    Attendance of(const std::string& person) { return held<Attendance>("P1/" + person); }
    std::vector<FormerAttendance> former(const std::string& person)
    {
        return held<AttendanceHistory>("P1/" + person).entries;
    }
    static std::string at(const std::string& clock)
    {
        return format_utc(parse_utc("2024-12-18T" + clock + ":00+07:00"));
    }
    void set_clock(const std::string& clock_text) { clock.now = parse_utc(at(clock_text)); }

    // The sitting is moved, by the session's file.
    void hold_at(const std::string& from, const std::string& to)
    {
        SessionImport moved = small_session();
        moved.sittings.at(0).start_at = at(from);
        moved.sittings.at(0).end_at = at(to);
        const auto plan = store->plan_import(moved);
        ASSERT_TRUE(plan.has_value() && plan->faults.empty());
        ASSERT_TRUE(store->import_session(moved, plan->digest).has_value());
    }
    CommandOutcome record(const std::string& person, AttendanceAction action, const std::string& when,
                          std::optional<std::string> reason = std::nullopt)
    {
        return send(office, RecordAttendance{sitting_, PersonId(person), action, at(when), std::move(reason)});
    }
    CommandOutcome correct(const std::string& person, AttendanceStatus status, std::vector<AttendanceTimes> times,
                           std::optional<bool> excused, std::int32_t entries,
                           std::optional<std::string> absence = std::nullopt, const std::string& reason = "Ghi nhầm")
    {
        return send(office, CorrectAttendance{sitting_, PersonId(person), status, std::move(times), excused,
                                              std::move(absence), reason, entries});
    }
    // Whenever it is: the door for new devices is open for a while only.
    Viewer seat(const std::string& device, const std::string& person)
    {
        EXPECT_TRUE(send(office, SetEnrolment{true}).done);
        return enrol(device, person);
    }
    CommandOutcome arrive(const Viewer& viewer, const std::string& said)
    {
        return send(viewer, CheckIn{sitting_, said});
    }
    std::vector<std::string> journal()
    {
        std::vector<std::string> lines;
        const auto file = store->session_file(SessionId("KH13"));
        for (const std::string& line : file->journal_lines)
            if (line.find("attendance") != std::string::npos || line.find("check_in") != std::string::npos)
                lines.push_back(line);
        return lines;
    }
};

using enum AttendanceAction;
using testing::HasSubstr;

TEST_F(AttendanceTest, DelegateChecksIn)
{
    const Viewer viewer = seat("d1", "DB02");
    set_clock("07:40");
    EXPECT_TRUE(arrive(viewer, at("07:35")).done);
    EXPECT_EQ(of("DB02").status, AttendanceStatus::present);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("07:35"));
    EXPECT_EQ(of("DB02").intervals.at(0).method, AttendanceMethod::self);
    const std::int64_t head = store->head().seq;
    EXPECT_TRUE(arrive(viewer, at("07:39")).done);
    EXPECT_EQ(store->head().seq, head);
}

TEST_F(AttendanceTest, GuestChecksInStaffDoNot)
{
    EXPECT_TRUE(arrive(seat("d1", "KM01"), at("07:30")).done);
    EXPECT_EQ(arrive(seat("d2", "VP01"), at("07:30")).code, "not_allowed");
}

TEST_F(AttendanceTest, SessionMustTakePlace)
{
    const Viewer viewer = seat("d1", "DB02");
    EXPECT_TRUE(arrive(viewer, at("07:30")).done);
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::in_session}).done);
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::closed}).done);
    EXPECT_EQ(arrive(viewer, at("07:30")).code, "sitting_closed");
    // The office may still put the record right.
    EXPECT_TRUE(record("DB03", AttendanceAction::arrive, "07:30").done);
    EXPECT_EQ(of("DB03").intervals.at(0).method, AttendanceMethod::entered_later);
}

TEST_F(AttendanceTest, CheckInBeginsSomeMinutesBeforeTheSittingAndEndsWithIt)
{
    hold_at("13:30", "17:00");
    set_clock("12:00");
    const Viewer early = seat("d1", "DB02");
    set_clock("12:59");
    EXPECT_EQ(arrive(early, at("12:59")).code, "check_in_early");
    EXPECT_EQ(arrive(early, at("13:10")).code, "check_in_early") << "its clock runs ahead";
    set_clock("13:00");
    EXPECT_TRUE(arrive(early, at("13:00")).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("13:00"));
    set_clock("17:01");
    EXPECT_EQ(arrive(seat("d2", "DB03"), at("17:01")).code, "check_in_over");
    EXPECT_FALSE(entity("attendance", "P1/DB03"));
}

TEST_F(AttendanceTest, TheCouncilSaysHowLongBefore)
{
    hold_at("13:30", "17:00");
    EXPECT_TRUE(send(office, SetMeetingRules{60}).done);
    set_clock("12:31");
    EXPECT_TRUE(arrive(seat("d1", "DB02"), at("12:31")).done);
    EXPECT_TRUE(send(office, SetMeetingRules{10}).done);
    set_clock("13:19");
    EXPECT_EQ(arrive(seat("d2", "DB03"), at("13:19")).code, "check_in_early");
}

TEST_F(AttendanceTest, WhereTheOfficeConfirmsNobodyIsThereBefore)
{
    EXPECT_TRUE(send(office, SetMeetingRules{30, true}).done);
    EXPECT_TRUE(arrive(seat("d1", "DB02"), at("07:30")).done);
    EXPECT_TRUE(arrive(seat("d2", "DB03"), at("07:30")).done);
    EXPECT_EQ(of("DB02").status, AttendanceStatus::unknown);
    EXPECT_TRUE(of("DB02").intervals.empty());
    EXPECT_EQ(of("DB02").waiting_since, at("07:30"));

    const auto confirm = [&](std::vector<PersonId> people, bool present) {
        return send(office, ConfirmCheckIns{sitting_, std::move(people), present});
    };
    EXPECT_EQ(confirm({}, true).code, "missing_field");
    const CommandOutcome refused = confirm({PersonId("DB02"), PersonId("DB01")}, true);
    EXPECT_EQ(refused.code, "nobody_waits");
    EXPECT_EQ(refused.where, "DB01");
    EXPECT_TRUE(of("DB02").waiting_since) << "all or nobody";
    EXPECT_TRUE(confirm({PersonId("DB02")}, true).done);
    EXPECT_EQ(of("DB02").status, AttendanceStatus::present);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("07:30"));
    EXPECT_EQ(of("DB02").intervals.at(0).confirmed_by, office.person);
    EXPECT_EQ(confirm({PersonId("DB02")}, true).code, "nobody_waits") << "a second click";
    EXPECT_TRUE(confirm({PersonId("DB03")}, false).done);
    EXPECT_FALSE(of("DB03").waiting_since);
    EXPECT_EQ(of("DB03").status, AttendanceStatus::unknown);
    EXPECT_EQ(confirm({PersonId("DB03"), PersonId("DB03")}, true).code, "nobody_waits");
}

TEST_F(AttendanceTest, WhatTakesPlaceNowTakesPlaceNow)
{
    EXPECT_TRUE(send(office, OpenAgendaItem{SessionId("KH13"), AgendaItemId("M1")}).done);
    set_clock("12:10");
    EXPECT_TRUE(arrive(seat("d1", "DB02"), at("12:10")).done) << "the sitting runs on";
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("12:10"));
}

TEST_F(AttendanceTest, NoTabletsClockDecidesAlone)
{
    for (const auto* said : {"1971-01-01T00:00:00Z", "2001-01-01T00:00:00Z", "2031-01-01T00:00:00Z"}) {
        SCOPED_TRACE(said);
        const std::string device = std::string("d") + said[3];
        const std::string person = said[3] == '1' ? (said[2] == '7' ? "DB01" : "DB02") : "DB03";
        set_clock("07:40");
        const Viewer viewer = seat(device + said[2], person);
        set_clock("08:15");
        EXPECT_TRUE(arrive(viewer, said).done);
        const std::string in_at = of(person).intervals.at(0).in_at;
        EXPECT_GE(in_at, at("07:40")) << "not before the last connection";
        EXPECT_LE(in_at, at("08:15")) << "not after the receipt";
    }
    EXPECT_EQ(arrive(seat("d9", "DB03"), "hôm nay").code, "bad_time");
}

TEST_F(AttendanceTest, AServersClockThatWasSetBackMakesNobodyEarly)
{
    const Viewer viewer = seat("d1", "DB02");
    set_clock("07:40");
    ASSERT_TRUE(record("DB03", AttendanceAction::arrive, "07:40").done);
    set_clock("02:00");
    EXPECT_TRUE(arrive(viewer, at("07:39")).done);
    EXPECT_GE(of("DB02").intervals.at(0).in_at, at("07:39"));
    EXPECT_LT(of("DB02").intervals.at(0).in_at, at("07:41"));
    EXPECT_TRUE(record("DB01", AttendanceAction::arrive, "07:38").done);
}

TEST_F(AttendanceTest, OfAConnectedTabletTheReceiptDecides)
{
    const Viewer viewer = seat("d1", "DB02");
    EXPECT_TRUE(send(viewer, Purged{std::string(64, 'a')}).done);  // it has been heard in this history
    set_clock("09:00");
    EXPECT_TRUE(arrive(viewer, at("07:40")).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("09:00"));
}

TEST_F(AttendanceTest, OfflineInTimeCountsLaterAtItsTime)
{
    const Viewer viewer = seat("d1", "DB02");
    EXPECT_TRUE(send(viewer, Purged{std::string(64, 'a')}).done);
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::in_session}).done);
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::closed}).done);
    set_clock("13:00");
    ASSERT_TRUE(store->note_unsent(viewer.device, 1));  // its hello: made before, not here yet
    ASSERT_TRUE(store->touch_device(viewer.device));
    EXPECT_TRUE(arrive(viewer, at("08:15")).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("08:15"));
    EXPECT_EQ(arrive(viewer, at("08:15")).code, "sitting_closed") << "what comes behind it was made after the hello";
}

TEST_F(AttendanceTest, OfflineBeforeTheLastConnectionCountsFromThere)
{
    const Viewer viewer = seat("d1", "DB02");
    EXPECT_TRUE(send(viewer, Purged{std::string(64, 'a')}).done);
    set_clock("09:30");
    ASSERT_TRUE(store->touch_device(viewer.device));
    set_clock("10:00");
    ASSERT_TRUE(store->note_unsent(viewer.device, 1));
    ASSERT_TRUE(store->touch_device(viewer.device));
    EXPECT_TRUE(arrive(viewer, at("07:35")).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("09:30"));
}

TEST_F(AttendanceTest, ARestoredServerTakesBackWhatItHadHeard)
{
    const Viewer viewer = seat("d1", "DB02");
    EXPECT_TRUE(send(viewer, Purged{std::string(64, 'a')}).done);
    ASSERT_TRUE(store->begin_new_history());
    set_clock("15:00");
    ASSERT_TRUE(store->touch_device(viewer.device));
    EXPECT_TRUE(arrive(viewer, at("08:15")).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at("08:15"));
}

TEST_F(AttendanceTest, TheOfficesWordWinsOverALateCheckIn)
{
    ASSERT_TRUE(record("DB03", absent_excused, "07:30").done);
    EXPECT_EQ(arrive(seat("d2", "DB03"), at("07:30")).code, "correction_needed");
    EXPECT_EQ(of("DB03").status, AttendanceStatus::absent);

    const Viewer viewer = seat("d1", "DB02");
    set_clock("08:00");
    ASSERT_TRUE(record("DB02", AttendanceAction::arrive, "07:35").done);
    ASSERT_TRUE(record("DB02", leave, "07:50").done);
    EXPECT_EQ(arrive(viewer, at("07:40")).code, "correction_needed");
    ASSERT_TRUE(correct("DB02", AttendanceStatus::unknown, {}, std::nullopt, 0).done);
    set_clock("08:30");
    EXPECT_EQ(arrive(seat("d3", "DB02"), at("07:45")).code, std::nullopt) << "a tablet met at 08:30 says it now";
}

TEST_F(AttendanceTest, AnOldCheckInDoesNotComeBackAfterACorrection)
{
    const Viewer viewer = seat("d1", "DB02");
    set_clock("08:00");
    ASSERT_TRUE(record("DB02", AttendanceAction::arrive, "07:35").done);
    ASSERT_TRUE(correct("DB02", AttendanceStatus::unknown, {}, std::nullopt, 0, {}, "Ghi nhầm người").done);
    set_clock("08:30");
    EXPECT_EQ(arrive(viewer, at("07:45")).code, "correction_needed");
    EXPECT_EQ(of("DB02").status, AttendanceStatus::unknown);
}

TEST_F(AttendanceTest, OfficeRecordsAbsenceWithItsReason)
{
    EXPECT_TRUE(record("DB03", absent_excused, "07:30", "Đi công tác").done);
    EXPECT_EQ(of("DB03").status, AttendanceStatus::absent);
    EXPECT_EQ(of("DB03").excused, true);
    EXPECT_EQ(held<AbsenceReason>("P1/DB03").reason, "Đi công tác");
    EXPECT_EQ(record("DB99", AttendanceAction::arrive, "07:30").code, "person_unknown");
    EXPECT_EQ(
        send(office, RecordAttendance{SittingId("P9"), PersonId("DB03"), AttendanceAction::arrive, at("07:30"), {}})
            .code,
        "sitting_unknown");
}

TEST_F(AttendanceTest, TheReasonOfAnAbsenceIsTheOfficesAlone)
{
    const Viewer guest = seat("d1", "KM01");
    const Viewer delegate = seat("d2", "DB03");
    ASSERT_TRUE(record("DB03", absent_excused, "07:30", "Nghỉ ốm").done);
    ASSERT_TRUE(correct("DB03", AttendanceStatus::absent, {}, false, 0, "Không báo").done);
    for (const Viewer& viewer : {guest, delegate}) {
        EXPECT_TRUE(sees(viewer, "attendance", "P1/DB03"));
        EXPECT_FALSE(sees(viewer, "absence_reason", "P1/DB03"));
        EXPECT_FALSE(sees(viewer, "attendance_history", "P1/DB03"));
    }
    EXPECT_TRUE(sees(office, "absence_reason", "P1/DB03"));
    EXPECT_EQ(held<AbsenceReason>("P1/DB03").reason, "Không báo");
    ASSERT_TRUE(correct("DB03", AttendanceStatus::unknown, {}, std::nullopt, 1).done);
    EXPECT_FALSE(sees(office, "absence_reason", "P1/DB03"));
    EXPECT_THAT(former("DB03").at(0).reason, HasSubstr("Nghỉ ốm"));
    EXPECT_THAT(former("DB03").at(1).reason, HasSubstr("Không báo"));
}

TEST_F(AttendanceTest, AnEntryOnlyAdds)
{
    set_clock("11:40");
    ASSERT_TRUE(record("DB02", AttendanceAction::arrive, "07:30").done);
    for (const auto action : {AttendanceAction::arrive, absent_excused, absent_unexcused, clear})
        EXPECT_EQ(record("DB02", action, "08:00").code, "correction_needed");
    ASSERT_TRUE(record("DB02", leave, "11:20").done);
    const std::size_t told = journal().size();
    EXPECT_EQ(record("DB02", leave, "10:00").code, "interval_closed");
    EXPECT_EQ(record("DB02", absent_unexcused, "10:00").code, "correction_needed");
    EXPECT_EQ(record("DB02", AttendanceAction::arrive, "10:00").code, "correction_needed");
    EXPECT_EQ(of("DB02").intervals.at(0).out_at, at("11:20"));
    const auto lines = journal();
    for (std::size_t i = told; i < lines.size(); ++i)
        EXPECT_THAT(lines[i], HasSubstr("\"refused\"")) << "nothing happened, so nothing is told as done";
}

TEST_F(AttendanceTest, CorrectionKeepsTheFormerStateWithItsReasonAndCanBeUndone)
{
    const Viewer viewer = seat("d1", "DB02");
    ASSERT_TRUE(arrive(viewer, at("07:30")).done);
    set_clock("11:40");
    ASSERT_TRUE(record("DB02", leave, "11:20").done);
    ASSERT_TRUE(correct("DB02", AttendanceStatus::absent, {}, true, 0, "Ốm", "Nhầm người").done);
    EXPECT_EQ(of("DB02").status, AttendanceStatus::absent);
    ASSERT_EQ(former("DB02").size(), 1U);
    const FormerAttendance first = former("DB02")[0];
    EXPECT_EQ(first.status, AttendanceStatus::left);
    EXPECT_EQ(first.intervals.at(0).in_at, at("07:30"));
    EXPECT_EQ(first.intervals.at(0).method, AttendanceMethod::self);
    EXPECT_EQ(first.reason, "Nhầm người");
    EXPECT_EQ(first.by, office.person);
    EXPECT_EQ(first.at, at("11:40"));

    ASSERT_TRUE(correct("DB02", first.status, {{first.intervals[0].in_at, first.intervals[0].out_at}}, std::nullopt, 1,
                        {}, "Hoàn tác")
                    .done);
    EXPECT_EQ(of("DB02").status, AttendanceStatus::left);
    EXPECT_EQ(of("DB02").intervals.at(0).out_at, at("11:20"));
    EXPECT_EQ(former("DB02").size(), 2U);
}

TEST_F(AttendanceTest, CorrectionOfWhatSomebodyElseCorrectedIsNotTaken)
{
    ASSERT_TRUE(record("DB02", absent_excused, "07:30").done);
    ASSERT_TRUE(correct("DB02", AttendanceStatus::absent, {}, false, 0).done);
    EXPECT_EQ(correct("DB02", AttendanceStatus::unknown, {}, std::nullopt, 0).code, "changed_meanwhile");
    EXPECT_EQ(correct("DB02", AttendanceStatus::absent, {}, false, 1).code, "changed_meanwhile")
        << "it says so already";
    EXPECT_EQ(correct("DB02", AttendanceStatus::unknown, {}, std::nullopt, 1, {}, " ").code, "reason_required");
    EXPECT_EQ(of("DB02").excused, false);
    EXPECT_EQ(former("DB02").size(), 1U);
}

TEST_F(AttendanceTest, TheJournalCarriesTheTimesAndTheStateBefore)
{
    ASSERT_TRUE(arrive(seat("d1", "DB02"), at("07:30")).done);
    set_clock("11:40");
    ASSERT_TRUE(record("DB02", leave, "11:20").done);
    ASSERT_TRUE(
        correct("DB02", AttendanceStatus::left, {{at("07:30"), at("10:00")}}, std::nullopt, 0, {}, "Ghi nhầm giờ")
            .done);
    const auto lines = journal();
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_THAT(lines[0], HasSubstr("P1/DB02 unknown -> present " + at("07:30") + "/"));
    EXPECT_THAT(lines[1], HasSubstr("P1/DB02 present " + at("07:30") + "/ -> left " + at("07:30") + "/" + at("11:20")));
    EXPECT_THAT(lines[2], HasSubstr("P1/DB02 left " + at("07:30") + "/" + at("11:20") + " -> left " + at("07:30") +
                                    "/" + at("10:00")));
    EXPECT_THAT(lines[2], HasSubstr("Ghi nhầm giờ"));
}

TEST_F(AttendanceTest, ImpossibleTimesAreRefused)
{
    set_clock("08:00");
    EXPECT_TRUE(record("DB02", AttendanceAction::arrive, "07:30").done);
    EXPECT_EQ(record("DB02", leave, "07:20").code, "out_of_range");
    EXPECT_EQ(record("DB02", leave, "09:00").code, "outside_sitting") << "still to come, never taken as now";
    EXPECT_EQ(of("DB02").status, AttendanceStatus::present);
    clock.now = parse_utc("2026-11-29T11:54:00Z");
    EXPECT_EQ(
        send(office, RecordAttendance{sitting_, PersonId("DB03"), AttendanceAction::arrive, "2026-11-29T11:54:00Z", {}})
            .code,
        "outside_sitting");
    EXPECT_EQ(correct("DB02", AttendanceStatus::present, {{"2026-11-29T11:54:00Z", {}}}, std::nullopt, 0).code,
              "outside_sitting");
    EXPECT_TRUE(record("DB03", AttendanceAction::arrive, "07:45").done) << "entered later, at its time";
}

}  // namespace chamber::storage::test
