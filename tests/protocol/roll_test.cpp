#include "protocol/roll.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

UtcMs at(const std::string& clock)
{
    return parse_utc("2024-12-18T" + clock + ":00+07:00");
}

std::string wire(const std::string& clock)
{
    return format_utc(at(clock));
}

const PersonId delegate("DB02");
const AttendanceHand clerk{AttendanceMethod::recorded, PersonId("NV03")};

Attendance came(const std::string& in, const std::optional<std::string>& out = std::nullopt)
{
    Attendance made;
    made.id = "P1/DB02";
    made.status = out ? AttendanceStatus::left : AttendanceStatus::present;
    made.intervals.push_back(
        {wire(in), out ? std::optional(wire(*out)) : std::nullopt, AttendanceMethod::self, delegate});
    return made;
}

Attendance absent(bool excused)
{
    Attendance made;
    made.status = AttendanceStatus::absent;
    made.excused = excused;
    return made;
}

Result<Attendance> correct(const Attendance& before, AttendanceStatus status, std::vector<AttendanceTimes> times,
                           std::optional<bool> excused = std::nullopt)
{
    return corrected(before, AttendanceStatement{status, std::move(times), excused}, clerk, at("18:00"));
}

std::string fault(const Result<Attendance>& tried)
{
    return tried ? "taken" : std::string(error_name(tried.error().code)) + " " + tried.error().where;
}

TEST(CheckingIn, AddsOnceAndComesBackAfterLeaving)
{
    const auto first = checked_in({}, at("07:25"), delegate, std::nullopt);
    ASSERT_TRUE(first);
    EXPECT_EQ(journal_text(*first), "present 2024-12-18T00:25:00Z/");
    EXPECT_EQ(checked_in(*first, at("07:40"), delegate, std::nullopt)->intervals.size(), 1U);
    EXPECT_EQ(checked_in(came("07:25", "09:00"), at("09:30"), delegate, std::nullopt)->intervals.size(), 2U);
}

TEST(CheckingIn, NeverOverrulesTheOffice)
{
    EXPECT_EQ(fault(checked_in(absent(true), at("07:40"), delegate, std::nullopt)), "correction_needed /sitting");
    EXPECT_EQ(fault(checked_in(came("07:25", "09:00"), at("08:00"), delegate, std::nullopt)),
              "correction_needed /sitting");
    EXPECT_EQ(fault(checked_in({}, at("07:40"), delegate, at("08:00"))), "correction_needed /sitting")
        << "taken back by the office at 08:00, said at 07:40";
    EXPECT_TRUE(checked_in({}, at("08:10"), delegate, at("08:00"))) << "said after the office had its say";
}

TEST(Waiting, CountsNobodyBeforeTheOfficeHasSeenThem)
{
    const auto waits = waiting({}, at("07:25"), delegate, std::nullopt);
    ASSERT_TRUE(waits);
    EXPECT_EQ(journal_text(*waits), "unknown waiting 2024-12-18T00:25:00Z");
    EXPECT_FALSE(present_at(*waits, at("08:00")));
    RollCounts counts;
    count(counts, *waits);
    EXPECT_EQ(counts.unrecorded, 1);
    EXPECT_EQ(waiting(*waits, at("07:40"), delegate, std::nullopt)->waiting_since, wire("07:25")) << "twice is once";
    EXPECT_EQ(fault(waiting(absent(true), at("07:40"), delegate, std::nullopt)), "correction_needed /sitting");
    EXPECT_FALSE(waiting(came("07:25"), at("07:40"), delegate, std::nullopt)->waiting_since) << "is there already";
}

TEST(Waiting, EndsWithTheWordOfTheOffice)
{
    const Attendance waits = *waiting(came("07:25", "09:00"), at("09:30"), delegate, std::nullopt);
    EXPECT_EQ(journal_text(waits), "left 2024-12-18T00:25:00Z/2024-12-18T02:00:00Z waiting 2024-12-18T02:30:00Z");
    const auto there = confirmed(waits, true, PersonId("NV03"));
    ASSERT_TRUE(there);
    EXPECT_EQ(journal_text(*there), "present 2024-12-18T00:25:00Z/2024-12-18T02:00:00Z 2024-12-18T02:30:00Z/");
    EXPECT_EQ(there->intervals.back().by, waits.person);
    EXPECT_EQ(there->intervals.back().confirmed_by, PersonId("NV03"));
    EXPECT_EQ(journal_text(*confirmed(waits, false, PersonId("NV03"))),
              "left 2024-12-18T00:25:00Z/2024-12-18T02:00:00Z");
    EXPECT_EQ(fault(confirmed(came("07:25"), true, PersonId("NV03"))), "nobody_waits ");
    EXPECT_FALSE(after(waits, AttendanceAction::arrive, at("09:35"), AttendanceMethod::recorded, PersonId("NV03"))
                     ->waiting_since);
    EXPECT_FALSE(correct(waits, AttendanceStatus::left, {{wire("07:25"), wire("09:00")}})->waiting_since)
        << "the office says that it stays as it was";
}

TEST(Correction, MendsATimeAndKeepsWhoRecordedTheRest)
{
    const auto mended = correct(came("07:25", "11:20"), AttendanceStatus::left, {{wire("07:25"), wire("10:00")}});
    ASSERT_TRUE(mended);
    EXPECT_EQ(journal_text(*mended), "left 2024-12-18T00:25:00Z/2024-12-18T03:00:00Z");
    EXPECT_EQ(mended->intervals[0].method, AttendanceMethod::self);
    const auto moved = correct(came("07:25"), AttendanceStatus::present, {{wire("07:45"), std::nullopt}});
    EXPECT_EQ(moved->intervals[0].method, AttendanceMethod::recorded);
    EXPECT_EQ(moved->intervals[0].by, clerk.by);
}

TEST(Correction, ReachesEveryStateFromEveryOther)
{
    const Attendance states[] = {{}, came("07:25"), came("07:25", "11:20"), absent(true), absent(false)};
    for (const Attendance& from : states)
        for (const Attendance& to : states) {
            std::vector<AttendanceTimes> times;
            for (const auto& interval : to.intervals) times.push_back({interval.in_at, interval.out_at});
            const auto tried = correct(from, to.status, times, to.excused);
            if (&from == &to)
                EXPECT_EQ(fault(tried), "changed_meanwhile /intervals");
            else
                EXPECT_EQ(journal_text(tried.value()), journal_text(to)) << journal_text(from);
        }
}

TEST(Correction, RefusesWhatCannotBeAndNamesThePlace)
{
    using enum AttendanceStatus;
    const Attendance before = came("07:25");
    const auto open = std::optional<std::string>();
    EXPECT_EQ(fault(correct(before, left, {{wire("09:00"), wire("08:00")}})), "out_of_range /intervals/0/out_at");
    EXPECT_EQ(fault(correct(before, left, {{wire("09:00"), wire("09:00")}})), "out_of_range /intervals/0/out_at");
    EXPECT_EQ(fault(correct(before, present, {{wire("07:00"), wire("09:00")}, {wire("08:00"), open}})),
              "out_of_range /intervals/1/in_at");
    EXPECT_EQ(fault(correct(before, present, {{wire("07:00"), open}, {wire("08:00"), open}})),
              "out_of_range /intervals/0/out_at");
    EXPECT_EQ(fault(correct(before, present, {{wire("18:30"), open}})), "out_of_range /intervals/0/in_at");
    EXPECT_EQ(fault(correct(before, left, {{wire("17:30"), wire("18:30")}})), "out_of_range /intervals/0/out_at");
    EXPECT_EQ(fault(correct(before, present, {})), "out_of_range /intervals");
    EXPECT_EQ(fault(correct(before, absent, {{wire("07:00"), open}}, true)), "out_of_range /intervals");
    EXPECT_EQ(fault(correct(before, unknown, {{wire("07:00"), open}})), "out_of_range /intervals");
    EXPECT_EQ(fault(correct(before, left, {{wire("07:00"), open}})), "out_of_range /status");
    EXPECT_EQ(fault(correct(before, absent, {})), "out_of_range /excused");
    EXPECT_EQ(fault(correct(before, present, {{wire("07:00"), open}}, true)), "out_of_range /excused");
}

TEST(Correction, SeesNoDifferenceInAnotherSpellingOfAMoment)
{
    EXPECT_EQ(fault(correct(came("07:25"), AttendanceStatus::present, {{"2024-12-18T07:25:00+07:00", std::nullopt}})),
              "changed_meanwhile /intervals");
}

TEST(RollCounts, TellTheRoomFromThoseWhoWereThere)
{
    RollCounts counts;
    for (const Attendance& each :
         {came("07:25"), came("07:25", "11:20"), came("07:30", "11:20"), absent(true), absent(false), Attendance{}})
        count(counts, each);
    EXPECT_EQ(counts, (RollCounts{1, 3, 1, 1, 1}));
}

TEST(JournalText, SaysTheStateWithItsTimes)
{
    EXPECT_EQ(journal_text({}), "unknown");
    EXPECT_EQ(journal_text(absent(true)), "absent excused");
    EXPECT_EQ(journal_text(absent(false)), "absent unexcused");
}

}  // namespace
}  // namespace chamber
