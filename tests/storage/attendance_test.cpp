#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class AttendanceTest : public CouncilTest {
protected:
    const SittingId sitting_{"P1"};
    const std::string at_ = "2024-12-18T00:25:00Z";
    Attendance of(const std::string& person) { return held<Attendance>("P1/" + person); }
};

TEST_F(AttendanceTest, DelegateChecksIn)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_TRUE(send(viewer, CheckIn{sitting_, at_}).done);
    EXPECT_EQ(of("DB02").status, AttendanceStatus::present);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, at_);
    EXPECT_EQ(of("DB02").intervals.at(0).method, AttendanceMethod::self);
    const std::int64_t head = store->head().seq;
    EXPECT_TRUE(send(viewer, CheckIn{sitting_, at_}).done);
    EXPECT_EQ(store->head().seq, head);
}

TEST_F(AttendanceTest, GuestChecksInStaffDoNot)
{
    EXPECT_TRUE(send(enrol("d1", "KM01"), CheckIn{sitting_, at_}).done);
    EXPECT_EQ(send(enrol("d2", "VP01"), CheckIn{sitting_, at_}).code, "not_allowed");
}

TEST_F(AttendanceTest, SessionMustTakePlace)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::in_session}).done);
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::closed}).done);
    EXPECT_EQ(send(viewer, CheckIn{sitting_, at_}).code, "sitting_closed");
    // The office may still put the record right.
    EXPECT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB02"), AttendanceAction::arrive, at_, {}}).done);
    EXPECT_EQ(of("DB02").intervals.at(0).method, AttendanceMethod::entered_later);
}

TEST_F(AttendanceTest, ClockThatRunsAheadCountsAsNow)
{
    EXPECT_TRUE(send(enrol("d1", "DB02"), CheckIn{sitting_, "2031-01-01T00:00:00Z"}).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, "2024-12-18T00:30:00Z");
    EXPECT_EQ(send(enrol("d2", "DB03"), CheckIn{sitting_, "hôm nay"}).code, "bad_time");
}

TEST_F(AttendanceTest, OfficeRecordsAbsenceWithItsReason)
{
    EXPECT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB03"), AttendanceAction::absent_excused, at_, "Đi công tác"}).done);
    EXPECT_EQ(of("DB03").status, AttendanceStatus::absent);
    EXPECT_EQ(of("DB03").excused, true);
    EXPECT_EQ(held<AbsenceReason>("P1/DB03").reason, "Đi công tác");
    EXPECT_EQ(send(office, RecordAttendance{sitting_, PersonId("DB99"), AttendanceAction::arrive, at_, {}}).code, "person_unknown");
    EXPECT_EQ(send(office, RecordAttendance{SittingId("P9"), PersonId("DB03"), AttendanceAction::arrive, at_, {}}).code, "sitting_unknown");
}

TEST_F(AttendanceTest, TheReasonOfAnAbsenceIsTheOfficesAlone)
{
    const Viewer guest = enrol("d1", "KM01");
    const Viewer delegate = enrol("d2", "DB03");
    ASSERT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB03"), AttendanceAction::absent_excused, at_, "Nghỉ ốm"}).done);
    for (const Viewer& viewer : {guest, delegate}) {
        EXPECT_TRUE(sees(viewer, "attendance", "P1/DB03"));
        EXPECT_FALSE(sees(viewer, "absence_reason", "P1/DB03"));
    }
    EXPECT_TRUE(sees(office, "absence_reason", "P1/DB03"));
    ASSERT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB03"), AttendanceAction::clear, at_, "Nghỉ ốm"}).done);
    EXPECT_FALSE(sees(office, "absence_reason", "P1/DB03"));
    ASSERT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB03"), AttendanceAction::absent_unexcused, at_, "Không báo"}).done);
    EXPECT_EQ(held<AbsenceReason>("P1/DB03").reason, "Không báo");
}

TEST_F(AttendanceTest, NobodyChecksInIntoThePastOrOverTheOffice)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_TRUE(send(viewer, CheckIn{sitting_, "1971-01-01T00:00:00Z"}).done);
    EXPECT_EQ(of("DB02").intervals.at(0).in_at, "2024-12-18T00:30:00Z");
    ASSERT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB03"), AttendanceAction::absent_excused, at_, {}}).done);
    EXPECT_EQ(send(enrol("d2", "DB03"), CheckIn{sitting_, at_}).code, "not_allowed");
    EXPECT_EQ(of("DB03").status, AttendanceStatus::absent);
}

TEST_F(AttendanceTest, ImpossibleTimesAreRefused)
{
    EXPECT_TRUE(send(office, RecordAttendance{sitting_, PersonId("DB02"), AttendanceAction::arrive, at_, {}}).done);
    EXPECT_EQ(send(office, RecordAttendance{sitting_, PersonId("DB02"), AttendanceAction::leave, "2024-12-18T00:20:00Z", {}}).code, "out_of_range");
    EXPECT_EQ(of("DB02").status, AttendanceStatus::present);
}

}  // namespace chamber::storage::test
