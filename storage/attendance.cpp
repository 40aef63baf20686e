#include "storage/attendance.hpp"

#include "storage/people.hpp"
#include "storage/sessions.hpp"

namespace chamber::storage {

namespace {

// So long before a sitting begins people arrive.
constexpr std::int64_t before_start_ms = 2 * 3'600'000;

struct Place {
    Sitting sitting;
    SessionState state;
};

Result<Place> find_place(Database& database, const SittingId& id)
{
    auto sitting = find_sitting(database, id);
    if (!sitting) return fail(ErrorCode::sitting_unknown, id.value, "/sitting");
    const auto session = find_session(database, sitting->session);
    MUST(session.has_value());  // a foreign key
    return Place{std::move(*sitting), session->state};
}

Attendance current(Database& database, const SittingId& sitting, const PersonId& person)
{
    auto known = find_entity<Attendance>(database, "SELECT body FROM attendance WHERE id = ?1", attendance_id(sitting, person));
    if (known) return std::move(*known);
    Attendance fresh;
    fresh.id = attendance_id(sitting, person);
    fresh.sitting = sitting;
    fresh.person = person;
    return fresh;
}

// The moment a device or the office names. A clock that runs ahead must not put anybody into the future.
Result<UtcMs> moment(const Clock& clock, const std::string& at)
{
    const UtcMs named = parse_utc(at);
    if (named.value <= 0) return fail(ErrorCode::wrong_type, "time " + at, "/at");
    return std::min(named, clock.utc());
}

bool takes_place(SessionState state)
{
    using enum SessionState;
    return state == convened || state == distributed || state == in_session || state == recess;
}

}  // namespace

std::string attendance_id(const SittingId& sitting, const PersonId& person)
{
    return sitting.value + "/" + person.value;
}

void put_attendance(Work& work, const Attendance& attendance)
{
    work.database.run("INSERT INTO attendance (id, sitting, person, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                      attendance.id, attendance.sitting.value, attendance.person.value, body_of(attendance));
    work.feed.put(Attendance::type, attendance.id, everyone_scope);
}

void put_absence_reason(Work& work, const AbsenceReason& reason)
{
    if (!reason.reason.empty()) {
        work.database.run("INSERT INTO absence_reason (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body", reason.id, body_of(reason));
        work.feed.put(AbsenceReason::type, reason.id, staff_scope, Revival::allowed);
    } else if (work.database.run("DELETE FROM absence_reason WHERE id = ?1", reason.id) > 0) {
        work.feed.remove(AbsenceReason::type, reason.id);
    }
}

Result<Act> check_in(Work& work, const Viewer& viewer, const CheckIn& command)
{
    if (!viewer.has(Role::delegate) && !viewer.has(Role::guest)) return fail(ErrorCode::not_allowed, viewer.person.value, "check_in");
    if (!find_person(work.database, viewer.person)) return fail(ErrorCode::person_unknown, viewer.person.value);
    auto place = find_place(work.database, command.sitting);
    if (!place) return place.error();
    if (!takes_place(place->state)) return fail(ErrorCode::sitting_closed, name_of(place->state), "/sitting");
    auto at = moment(work.clock, command.at);
    if (!at) return at.error();
    const UtcMs earliest{parse_utc(place->sitting.start_at).value - before_start_ms};
    if (work.clock.utc() < earliest) return fail(ErrorCode::out_of_range, "before the sitting", "/at");
    // A clock that runs behind, like one that runs ahead, counts as now: nobody has been here since the day before yesterday.
    if (*at < earliest) at = work.clock.utc();
    const Attendance before = current(work.database, command.sitting, viewer.person);
    // What the office wrote down stands until the office changes it.
    if (before.status == AttendanceStatus::absent) return fail(ErrorCode::not_allowed, "recorded as absent", "/sitting");
    auto now = after(before, AttendanceAction::arrive, *at, AttendanceMethod::self, viewer.person);
    if (!now) return now.error();
    // Arriving twice changes nothing, so nobody needs to hear of it.
    if (now->intervals.size() != before.intervals.size()) put_attendance(work, *now);
    return Act{now->id, place->sitting.session};
}

Result<Act> record_attendance(Work& work, const Viewer& viewer, const RecordAttendance& command)
{
    auto place = find_place(work.database, command.sitting);
    if (!place) return place.error();
    if (auto session = open_session(work.database, place->sitting.session); !session) return session.error();
    if (!find_person(work.database, command.person)) return fail(ErrorCode::person_unknown, command.person.value, "/person");
    auto at = moment(work.clock, command.at);
    if (!at) return at.error();
    const auto method = takes_place(place->state) ? AttendanceMethod::recorded : AttendanceMethod::entered_later;
    auto now = after(current(work.database, command.sitting, command.person), command.action, *at, method, viewer.person);
    if (!now) return now.error();
    put_attendance(work, *now);
    put_absence_reason(work, AbsenceReason{now->id, now->status == AttendanceStatus::absent ? command.reason.value_or("") : std::string()});
    return Act{now->id + "/" + name_of(command.action), place->sitting.session};
}

Result<Act> correct_attendance(Work&, const Viewer& viewer, const CorrectAttendance&)
{
    return fail(ErrorCode::not_allowed, viewer.person.value);
}

}  // namespace chamber::storage
