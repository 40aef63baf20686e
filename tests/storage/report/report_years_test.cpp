// Which year a thing counts in, as of which day: small made-up records, one question each.
#include "storage/report/year_report.hpp"

#include "storage/report/direction.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include <map>

namespace chamber::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Session session(const std::string& id, const std::string& start, const std::string& end,
                SessionState state = SessionState::closed)
{
    Session made;
    made.id = SessionId(id);
    made.name = "Kỳ họp " + id;
    made.start_on = start;
    made.end_on = end;
    made.state = state;
    made.council_name = "Hội đồng nhân dân xã Mây Trắng";
    made.in_office = 2;
    return made;
}

Sitting sitting(const std::string& id, const std::string& session, const std::string& start, const std::string& end)
{
    Sitting made;
    made.id = SittingId(id);
    made.session = SessionId(session);
    made.name = "Phiên " + id;
    made.start_at = start;
    made.end_at = end;
    return made;
}

Document paper(const std::string& id, const std::string& session, const std::string& published)
{
    Document made;
    made.id = DocumentId(id);
    made.session = SessionId(session);
    made.title = "Báo cáo " + id;
    made.issuer = "Ủy ban nhân dân xã";
    Revision revision;
    revision.pages = 3;
    revision.added_at = published;
    revision.published_at = published;
    made.revisions = {revision};
    return made;
}

Attendance came(const std::string& sitting, const std::string& person, const std::string& at)
{
    Attendance made;
    made.id = sitting + "/" + person;
    made.sitting = SittingId(sitting);
    made.person = PersonId(person);
    made.status = AttendanceStatus::present;
    made.intervals = {AttendanceInterval{at, std::nullopt, AttendanceMethod::self, PersonId(person)}};
    return made;
}

void seat(ReportRecords& records, const std::string& session, const std::string& person)
{
    Participant made;
    made.id = session + "/" + person;
    made.session = SessionId(session);
    made.person = PersonId(person);
    made.name = "Đại biểu " + person;
    made.counts_for_quorum = true;
    records.participants.push_back(made);
}

// One session of two days with a sitting on each, two delegates, one paper sent a week before.
ReportRecords two_days()
{
    ReportRecords records;
    records.council.name = "Hội đồng nhân dân xã Mây Trắng";
    records.sessions = {session("K1", "2025-06-10", "2025-06-11")};
    records.sittings = {sitting("P1", "K1", "2025-06-10T00:30:00Z", "2025-06-10T04:30:00Z"),
                        sitting("P2", "K1", "2025-06-11T00:30:00Z", "2025-06-11T04:30:00Z")};
    records.documents = {paper("TL1", "K1", "2025-06-03T02:00:00Z")};
    seat(records, "K1", "DB1");
    seat(records, "K1", "DB2");
    records.attendance = {came("P1", "DB1", "2025-06-10T00:30:00Z"), came("P2", "DB1", "2025-06-11T00:30:00Z"),
                          came("P2", "DB2", "2025-06-11T00:30:00Z")};
    return records;
}

std::string value(const ReportRecords& records, std::int32_t year, const std::string& as_of, std::string_view key)
{
    return json_number(year_report(records, ReportSpan{year, as_of}).figure(key).value);
}

std::string of_2025(const ReportRecords& records, std::string_view key)
{
    return value(records, 2025, "2025-12-31", key);
}

TEST(ReportYears, ASittingCountsOnItsVietnameseDay)
{
    ReportRecords records = two_days();
    // 23:30 on New Year's Eve and half past midnight, in Vietnam.
    records.sessions = {session("K1", "2024-12-31", "2025-01-01")};
    records.sittings = {sitting("P1", "K1", "2024-12-31T16:30:00Z", "2024-12-31T16:59:00Z"),
                        sitting("P2", "K1", "2024-12-31T17:30:00Z", "2024-12-31T19:00:00Z")};
    records.documents = {paper("TL1", "K1", "2024-12-24T02:00:00Z")};
    EXPECT_EQ(value(records, 2024, "2024-12-31", "sittings"), "1");
    EXPECT_EQ(of_2025(records, "sittings"), "1");
    EXPECT_EQ(value(records, 2024, "2024-12-31", "sessions"), "1");
    EXPECT_EQ(of_2025(records, "sessions"), "0");
    EXPECT_EQ(of_2025(records, "sittings_paperless"), "1") << "its papers were sent last year";
}

TEST(ReportYears, EachPaperCountsInTheYearOfItsSession)
{
    ReportRecords records = two_days();
    records.sessions = {session("K1", "2025-01-08", "2025-01-09")};
    records.documents = {paper("TL1", "K1", "2024-12-27T02:00:00Z"), paper("NQ1", "K1", "2026-01-05T02:00:00Z")};
    EXPECT_EQ(value(records, 2024, "2024-12-31", "documents"), "0");
    EXPECT_EQ(of_2025(records, "documents"), "2");
    EXPECT_EQ(value(records, 2026, "2026-12-31", "documents"), "0");
}

TEST(ReportYears, StopsInTheMiddleOfASession)
{
    ReportRecords records = two_days();
    records.documents.push_back(paper("TL2", "K1", "2025-06-11T01:00:00Z"));
    EXPECT_EQ(value(records, 2025, "2025-06-10", "sittings"), "1");
    EXPECT_EQ(value(records, 2025, "2025-06-10", "documents"), "1");
    EXPECT_EQ(value(records, 2025, "2025-06-10", "attendance_share"), "50.00");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "sittings"), "2");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "documents"), "2");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "attendance_share"), "75.00");
    EXPECT_EQ(value(records, 2025, "2025-06-09", "documents"), "0") << "the session had not begun";
}

TEST(ReportYears, SaysWhenAResolutionWasIssued)
{
    ReportRecords records = two_days();
    for (const char* day : {"2025-06-10", "2025-06-11", "2025-06-13"}) {
        auto resolution = paper("NQ" + std::string(day).substr(8), "K1", "2025-06-14T02:00:00Z");
        resolution.type_code = "NQ";
        resolution.issuer = "Hội đồng nhân dân xã Mây Trắng";
        resolution.issued_on = day;
        records.documents.push_back(resolution);
    }
    const auto report = year_report(records, ReportSpan{2025, "2025-12-31"});
    std::map<std::string, std::string> notes;
    for (const auto& item : report.figure("resolution_days").items) notes[item.id] = item.note;
    EXPECT_THAT(notes, ElementsAre(std::pair("NQ10", "trước bế mạc 1 ngày"), std::pair("NQ11", "trong ngày bế mạc"),
                                   std::pair("NQ13", "sau bế mạc 2 ngày")));
}

TEST(ReportYears, JudgesTheRevisionOfThatDay)
{
    ReportRecords records = two_days();
    Revision second = records.documents[0].revisions[0];
    second.n = 2;
    second.pages = 5;
    second.verdict = Verdict::valid;
    second.published_at = "2025-06-11T01:00:00Z";
    records.documents[0].revisions.push_back(second);
    EXPECT_EQ(value(records, 2025, "2025-06-10", "documents_signed"), "0");
    EXPECT_EQ(value(records, 2025, "2025-06-10", "sheets_saved"), "4");
    EXPECT_EQ(value(records, 2025, "2025-06-10", "replacements"), "0");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "documents_signed"), "1");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "sheets_saved"), "6");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "sheets_again"), "4");
    EXPECT_EQ(value(records, 2025, "2025-06-11", "replacements"), "1");
}

TEST(ReportYears, DelegatesAreDueWhileTheirMandateHolds)
{
    ReportRecords records = two_days();
    Person gone;
    gone.id = PersonId("DB2");
    gone.mandate_to = "2025-06-10";
    records.people = {gone};
    EXPECT_EQ(of_2025(records, "attendance_due"), "3") << "two on the first day, one on the second";
    EXPECT_EQ(of_2025(records, "attendance_present"), "2");
    EXPECT_EQ(of_2025(records, "delegates"), "2");
    records.people[0].mandate_to = "2025-05-31";
    EXPECT_EQ(of_2025(records, "attendance_due"), "2");
    EXPECT_EQ(of_2025(records, "delegates"), "1");
    EXPECT_EQ(of_2025(records, "pages_saved"), "3") << "one recipient";
}

TEST(ReportYears, WithdrawnPapersStandInAListOfTheirOwn)
{
    ReportRecords records = two_days();
    Withdrawal open;
    open.id = DocumentId("TL8");
    open.session = SessionId("K1");
    open.title = "Tờ trình nhầm";
    open.reason = "gửi nhầm kỳ họp";
    open.withdrawn_at = "2025-06-09T02:00:00Z";
    Withdrawal secret = open;
    secret.id = DocumentId("TL9");
    secret.title = "Kế hoạch tuyệt mật";
    secret.secret = true;
    records.withdrawals = {open, secret};
    EXPECT_EQ(of_2025(records, "documents"), "1");
    const YearReport report = year_report(records, ReportSpan{2025, "2025-12-31"});
    ASSERT_EQ(report.figure("withdrawn").items.size(), 2u);
    EXPECT_EQ(report.figure("withdrawn").items[0].note, "gửi nhầm kỳ họp");
    EXPECT_THAT(report_json(report), testing::Not(HasSubstr("tuyệt mật")));
}

TEST(ReportYears, SessionsThatWereCalledOffCountNowhereElse)
{
    ReportRecords records = two_days();
    records.sessions[0].state = SessionState::cancelled;
    EXPECT_EQ(of_2025(records, "sessions"), "0");
    EXPECT_EQ(of_2025(records, "sessions_called_off"), "1");
    EXPECT_EQ(of_2025(records, "sittings"), "0");
    EXPECT_EQ(of_2025(records, "documents"), "0");
}

TEST(ReportYears, APlannedSessionIsHeldOnceSomebodyCame)
{
    ReportRecords records = two_days();
    records.sessions[0].state = SessionState::distributed;
    EXPECT_EQ(of_2025(records, "sessions"), "1");
    records.attendance.clear();
    EXPECT_EQ(of_2025(records, "sessions"), "0");
}

TEST(ReportYears, ImportedHistoryCountsInItsYear)
{
    ReportRecords records = two_days();
    // Entered two years later, with the days that it was handed out on.
    records.documents[0].revisions[0].published_at = "2027-03-01T02:00:00Z";
    EXPECT_EQ(of_2025(records, "documents"), "1");
    EXPECT_EQ(of_2025(records, "days_before_opening"), "7.0");
    EXPECT_EQ(of_2025(records, "sittings_paperless"), "2");
    EXPECT_EQ(value(records, 2027, "2027-12-31", "documents"), "0");
    // Without those days nobody knows when it was handed out.
    records.documents[0].revisions[0].added_at = "2027-03-01T02:00:00Z";
    EXPECT_EQ(of_2025(records, "documents"), "1");
    EXPECT_EQ(of_2025(records, "days_before_opening"), "null");
    EXPECT_EQ(of_2025(records, "sittings_paperless"), "0");
}

TEST(ReportYears, AnotherCouncilsHistoryIsListedAndNotCounted)
{
    ReportRecords records = two_days();
    records.sessions[0].imported_from = "Hội đồng nhân dân xã Gió Lành";
    EXPECT_EQ(of_2025(records, "sessions"), "0");
    EXPECT_EQ(of_2025(records, "documents"), "0");
    EXPECT_EQ(of_2025(records, "sessions_elsewhere"), "1");
    records.sessions[0].imported_from = records.council.name;
    EXPECT_EQ(of_2025(records, "sessions"), "1") << "its own, from another machine";
}

TEST(ReportYears, ATabletThatCameLaterIsNoRecipient)
{
    ReportRecords records = two_days();
    for (int i = 1; i <= 4; ++i) {
        Device device;
        device.id = DeviceId("d" + std::to_string(i));
        device.state = DeviceState::approved;
        device.enrolled_at = "2025-06-01T00:00:00Z";
        records.devices.push_back(device);
        Holding held;
        held.device = device.id;
        held.document = DocumentId("TL1");
        held.received_at = i == 4 ? "2026-06-01T00:00:00Z" : "2025-06-05T00:00:00Z";
        records.holdings.push_back(held);
    }
    EXPECT_EQ(of_2025(records, "pages_saved"), "9") << "three tablets, more than two delegates";
}

TEST(ReportYears, ASittingWithoutARollIsNotHeldAgainstAnybody)
{
    ReportRecords records = two_days();
    std::erase_if(records.attendance, [](const Attendance& each) { return each.sitting.value == "P2"; });
    EXPECT_EQ(of_2025(records, "sittings"), "2");
    EXPECT_EQ(of_2025(records, "attendance_due"), "2");
    EXPECT_EQ(of_2025(records, "absent_unrecorded"), "1");
}

TEST(ReportYears, WhoWaitsForTheOfficeIsNotRecordedAndTheListSaysWhy)
{
    ReportRecords records = two_days();
    Attendance* known = nullptr;
    for (Attendance& each : records.attendance)
        if (each.sitting.value == "P1" && !each.intervals.empty()) known = &each;
    ASSERT_NE(known, nullptr);
    const std::string before = of_2025(records, "attendance_present");
    known->waiting_since = known->intervals.front().in_at;
    known->intervals.clear();
    known->status = AttendanceStatus::unknown;
    EXPECT_NE(of_2025(records, "attendance_present"), before);
    const YearReport report = year_report(records, ReportSpan{2025, "2025-12-31"});
    const auto& items = report.figure("absent_unrecorded").items;
    EXPECT_TRUE(std::ranges::any_of(
        items, [](const FigureItem& item) { return item.note.find("chưa ai xác nhận") != std::string::npos; }));
}

TEST(ReportYears, AnEmptyYearIsZerosAndSaysSo)
{
    const YearReport report = year_report(two_days(), ReportSpan{2023, "2023-12-31"});
    EXPECT_TRUE(report.empty());
    EXPECT_EQ(json_number(report.figure("documents").value), "0");
    EXPECT_EQ(json_number(report.figure("attendance_share").value), "null");
    EXPECT_EQ(vietnamese_number(report.figure("attendance_share").value), "–");
    EXPECT_EQ(report.paragraph, "Trong năm 2023, HĐND xã Mây Trắng chưa tổ chức kỳ họp nào (số liệu tính đến hết ngày "
                                "31/12/2023).");
}

TEST(ReportYears, TellsOutgoingFromIncoming)
{
    const auto direction = [](const std::string& issuer, const std::string& number = "") {
        DocumentFields fields;
        fields.issuer = issuer;
        fields.full_number = number;
        return direction_of(fields, "Hội đồng nhân dân xã Mây Trắng");
    };
    for (const std::string ours :
         {"Hội đồng nhân dân xã Mây Trắng", "Thường trực HĐND xã", "Ban Văn hóa - Xã hội HĐND xã",
          "HỘI ĐỒNG NHÂN DÂN XÃ MÂY TRẮNG", "Thường trực HĐND", "Văn phòng HĐND và UBND"})
        EXPECT_EQ(direction(ours), Direction::outgoing) << ours;
    for (const std::string theirs :
         {"Ủy ban nhân dân xã", "Ban Thường trực UBMTTQ Việt Nam xã", "Hội đồng nhân dân tỉnh Vĩnh Mẫu", "HĐND tỉnh"})
        EXPECT_EQ(direction(theirs), Direction::incoming) << theirs;
    EXPECT_EQ(direction("", "12/NQ-HĐND"), Direction::outgoing);
    EXPECT_EQ(direction("", "208/TTr-UBND"), Direction::incoming);
    EXPECT_EQ(direction("", ""), Direction::unknown);
}

TEST(ReportYears, RefusesWhatIsNoYear)
{
    const UtcMs now = parse_utc("2026-06-30T20:00:00Z");  // 1 July in Vietnam
    const auto code = [&](std::string_view year, std::optional<std::string> as_of = {}) {
        const auto span = parse_report_span(year, as_of, now);
        return span ? std::string("as of ") + span->as_of : std::string(error_name(span.error().code));
    };
    EXPECT_EQ(code("2025"), "as of 2025-12-31");
    EXPECT_EQ(code("2026"), "as of 2026-07-01");
    EXPECT_EQ(code("2025", "30/06/2025"), "as of 2025-06-30");
    EXPECT_EQ(code("2025", "2026-02-28"), "as of 2026-02-28");
    EXPECT_EQ(code("2027"), "out_of_range");
    EXPECT_EQ(code("1066"), "out_of_range");
    for (const std::string_view nonsense : {"", "25", "20 25", "2025x", "năm", "-2025", "02025"})
        EXPECT_EQ(code(nonsense), "wrong_type") << nonsense;
    EXPECT_EQ(code("2025", "2025-02-30"), "bad_day");
    EXPECT_EQ(code("2025", "hôm qua"), "bad_day");
    EXPECT_EQ(code("2025", "2024-12-31"), "out_of_range");
    EXPECT_EQ(code("2025", "2026-07-02"), "out_of_range");
}

TEST(ReportYears, WritesNumbersAsVietnameseDo)
{
    EXPECT_EQ(vietnamese_number(Amount{1'234'567, 0, true}), "1.234.567");
    EXPECT_EQ(vietnamese_number(Amount{9'571, 2, true}), "95,71");
    EXPECT_EQ(vietnamese_number(Amount{5, 2, true}), "0,05");
    EXPECT_EQ(json_number(Amount{-5, 1, true}), "-0.5");
    EXPECT_EQ(vietnamese_date("2024-12-18"), "18/12/2024");
}

}  // namespace
}  // namespace chamber::storage
