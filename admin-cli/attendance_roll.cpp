#include "admin-cli/attendance_roll.hpp"

#include "admin-cli/participants.hpp"
#include "admin-cli/words.hpp"
#include "protocol/importing.hpp"
#include "protocol/natural_order.hpp"

#include <algorithm>
#include <tuple>

namespace chamber::admin {

namespace {

// A session that names no participants has everybody known on its roll.
Result<std::vector<Person>> people_of_roll(Office& office, const SessionId& session)
{
    auto participants = people_of(office, session);
    if (!participants) return participants.error();
    if (participants->empty()) return office.all<Person>();
    std::vector<Person> people;
    for (const Participant& one : *participants) people.push_back(person_of(one));
    return people;
}

std::string clock_of(const std::string& at)
{
    const std::string moment = wall_time(at);
    return moment.size() > 11 ? moment.substr(11) : moment;
}

}  // namespace

std::int32_t Roll::in_office() const
{
    return session.in_office > 0 ? session.in_office : council.in_office;
}

Attendance Roll::attendance_of(const SittingId& sitting, const PersonId& person) const
{
    for (const auto& one : attendance)
        if (one.sitting == sitting && one.person == person) return one;
    Attendance nothing;
    nothing.id = sitting.value + "/" + person.value;
    nothing.sitting = sitting;
    nothing.person = person;
    return nothing;
}

std::optional<std::string> Roll::reason_of(const std::string& id) const
{
    const auto found = std::ranges::find(reasons, id, &AbsenceReason::id);
    return found == reasons.end() ? std::nullopt : std::optional(found->reason);
}

std::vector<FormerAttendance> Roll::former_of(const std::string& id) const
{
    const auto found = std::ranges::find(histories, id, &AttendanceHistory::id);
    return found == histories.end() ? std::vector<FormerAttendance>{} : found->entries;
}

std::string Roll::name_of(const PersonId& person) const
{
    const auto found = std::ranges::find(people, person, &Person::id);
    return found == people.end() ? person.value : found->name;
}

Result<Roll> read_roll(Office& office, const std::string& typed, const std::optional<std::string>& only)
{
    auto session = find_session(office, typed);
    if (!session) return session.error();
    Roll roll;
    roll.session = std::move(*session);
    auto council = office.all<Council>();
    if (!council) return council.error();
    if (!council->empty()) roll.council = council->front();
    auto sittings = office.all<Sitting>();
    if (!sittings) return sittings.error();
    std::erase_if(*sittings, [&](const Sitting& sitting) { return sitting.session != roll.session.id; });
    std::ranges::sort(*sittings, {}, [](const Sitting& sitting) { return std::tuple{sitting.position, sitting.id}; });
    roll.sittings = std::move(*sittings);
    auto people = people_of_roll(office, roll.session.id);
    if (!people) return people.error();
    std::ranges::sort(*people, BySeat{});
    roll.people = std::move(*people);
    auto attendance = office.all<Attendance>();
    if (!attendance) return attendance.error();
    roll.attendance = std::move(*attendance);
    auto reasons = office.all<AbsenceReason>();
    if (!reasons) return reasons.error();
    roll.reasons = std::move(*reasons);
    auto histories = office.all<AttendanceHistory>();
    if (!histories) return histories.error();
    roll.histories = std::move(*histories);
    if (!only) return roll;
    auto wanted = sitting_of(roll, only);
    if (!wanted) return wanted.error();
    roll.sittings = {std::move(*wanted)};
    return roll;
}

Result<Sitting> sitting_of(const Roll& roll, const std::optional<std::string>& typed)
{
    if (!typed && roll.sittings.size() == 1) return roll.sittings.front();
    for (std::size_t i = 0; typed && i < roll.sittings.size(); ++i) {
        const Sitting& sitting = roll.sittings[i];
        if (sitting.id.value == *typed || sitting.name == *typed || std::to_string(i + 1) == *typed) return sitting;
    }
    std::string known;
    for (const Sitting& sitting : roll.sittings) known += (known.empty() ? "" : ", ") + sitting.id.value;
    return fail(ErrorCode::sitting_unknown, known.empty() ? "kỳ họp chưa có phiên nào" : "các phiên: " + known,
                typed.value_or(""));
}

Result<Person> person_of(const Roll& roll, const std::string& typed)
{
    for (const Person& person : roll.people)
        if (person.id.value == typed || person.seat == typed) return person;
    return fail(ErrorCode::person_unknown, {}, typed);
}

std::string state_words(AttendanceStatus status, const std::vector<AttendanceInterval>& intervals,
                        const std::optional<bool>& excused)
{
    if (status == AttendanceStatus::absent) return excused.value_or(false) ? "vắng có phép" : "vắng không phép";
    std::string words = label_in_sentence(status);
    for (const auto& interval : intervals) {
        words += (&interval == &intervals.front() ? " " : ", ") + clock_of(interval.in_at);
        if (interval.out_at) words += "–" + clock_of(*interval.out_at);
    }
    return words;
}

std::string state_words(const Attendance& attendance)
{
    const std::string words = state_words(attendance.status, attendance.intervals, attendance.excused);
    if (!attendance.waiting_since) return words;
    return words + " (tự điểm danh " + clock_of(*attendance.waiting_since) + ", chờ xác nhận)";
}

}  // namespace chamber::admin
