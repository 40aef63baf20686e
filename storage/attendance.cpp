#include "storage/attendance.hpp"

#include "protocol/limits.hpp"
#include "protocol/roll.hpp"
#include "protocol/sitting_time.hpp"
#include "storage/minutes.hpp"
#include "storage/people.hpp"
#include "storage/sessions.hpp"

#include <algorithm>
#include <utility>

namespace chamber::storage {

namespace {

// What the office says of a sitting lies around it; farther away the wrong sitting was chosen, or a wrong day.
constexpr std::int64_t around_ms = 12 * 3'600'000;

// What the office's clock may run ahead.
constexpr std::int64_t ahead_ms = 120'000;

constexpr std::size_t corrections_max = 200;

struct Place {
    Sitting sitting;
    Session session;
    bool held = false;  // one of its items is on: it takes place now, whatever was planned
};

Result<Place> find_place(Database& database, const SittingId& id)
{
    auto sitting = find_sitting(database, id);
    if (!sitting) return fail(ErrorCode::sitting_unknown, id.value, "/sitting");
    auto session = find_session(database, sitting->session);
    MUST(session.has_value());  // a foreign key
    const bool on = session->state == SessionState::in_session || session->state == SessionState::recess;
    const auto item = on && session->current_item ? find_item(database, *session->current_item) : std::nullopt;
    const bool held = item && item->sitting == sitting->id;
    return Place{std::move(*sitting), std::move(*session), held};
}

Attendance current(Database& database, const SittingId& sitting, const PersonId& person)
{
    auto known =
        find_entity<Attendance>(database, "SELECT body FROM attendance WHERE id = ?1", attendance_id(sitting, person));
    if (known) return std::move(*known);
    Attendance fresh;
    fresh.id = attendance_id(sitting, person);
    fresh.sitting = sitting;
    fresh.person = person;
    return fresh;
}

SittingHours hours_at(Database& database, const Place& place, UtcMs now)
{
    const Council council = find_council(database).value_or(Council{});
    const SittingHours hours =
        hours_of(place.sitting, council.check_in_before_min.value_or(limits::check_in_before_min));
    return place.held ? held_at(hours, now) : hours;
}

// It is at least as late as the journal's newest entry, whatever a clock that was set back says: nobody is early who
// was in time.
UtcMs now_at_least(const UnitOfWork& work)
{
    return std::max(work.clock.utc(), UtcMs{work.journal.mark().at_us / 1'000});
}

// The moment the office names. Errors: wrong_type, outside_sitting.
Result<UtcMs> moment(UnitOfWork& work, const Place& place, const std::string& at, const std::string& where)
{
    const UtcMs named = parse_utc(at);
    if (named.value <= 0) return fail(ErrorCode::wrong_type, "time " + at, where);
    const UtcMs now = now_at_least(work);
    const SittingHours hours = hours_at(work.database, place, now);
    const bool around = named.value >= hours.start.value - around_ms && named.value <= hours.end.value + around_ms;
    if (!around || named.value > now.value + ahead_ms) return fail(ErrorCode::outside_sitting, at, where);
    return std::min(named, now);
}

// Whom the roll of this session names; a session without participants has everybody known on its roll.
bool on_roll(Database& database, const SessionId& session, const PersonId& person)
{
    const bool named =
        database.integer("SELECT count(*) FROM participant WHERE session = ?1", session.value).value_or(0) > 0;
    if (!named) return find_person(database, person).has_value();
    return database
               .integer("SELECT count(*) FROM participant WHERE session = ?1 AND person = ?2", session.value,
                        person.value)
               .value_or(0) > 0;
}

AttendanceHistory history_of(Database& database, const std::string& id)
{
    auto known = find_entity<AttendanceHistory>(database, "SELECT body FROM attendance_history WHERE id = ?1", id);
    return known ? std::move(*known) : AttendanceHistory{id, {}};
}

std::string reason_of(Database& database, const std::string& id)
{
    const auto known = find_entity<AbsenceReason>(database, "SELECT body FROM absence_reason WHERE id = ?1", id);
    return known ? known->reason : std::string();
}

// "P1/DB02 unknown -> present 2024-12-18T00:25:00Z/".
std::string told(const Attendance& before, const Attendance& now)
{
    return now.id + " " + journal_text(before) + " -> " + journal_text(now);
}

bool takes_place(SessionState state)
{
    using enum SessionState;
    return state == convened || state == distributed || state == in_session || state == recess;
}

// What was said in time and comes later still counts while the record is open.
bool may_check_in(SessionState state, const CommandMade& made)
{
    return takes_place(state) || (!made.connected && (state == SessionState::closed || state == SessionState::filing));
}

AttendanceMethod method_now(SessionState state)
{
    return takes_place(state) ? AttendanceMethod::recorded : AttendanceMethod::entered_later;
}

}  // namespace

std::string attendance_id(const SittingId& sitting, const PersonId& person)
{
    return sitting.value + "/" + person.value;
}

void put_attendance(UnitOfWork& work, const Attendance& attendance)
{
    work.database.run(
        "INSERT INTO attendance (id, sitting, person, body) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        attendance.id, attendance.sitting.value, attendance.person.value, body_of(attendance));
    work.feed.put(Attendance::type, attendance.id, everyone_scope);
}

void put_absence_reason(UnitOfWork& work, const AbsenceReason& reason)
{
    if (!reason.reason.empty()) {
        work.database.run(
            "INSERT INTO absence_reason (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            reason.id, body_of(reason));
        work.feed.put(AbsenceReason::type, reason.id, staff_scope, Revival::allowed);
    } else if (work.database.run("DELETE FROM absence_reason WHERE id = ?1", reason.id) > 0) {
        work.feed.remove(AbsenceReason::type, reason.id);
    }
}

void put_attendance_history(UnitOfWork& work, const AttendanceHistory& history)
{
    work.database.run(
        "INSERT INTO attendance_history (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        history.id, body_of(history));
    work.feed.put(AttendanceHistory::type, history.id, staff_scope);
}

Result<CommandEffect> check_in(UnitOfWork& work, const Viewer& viewer, const CheckIn& command, const CommandMade& made)
{
    if (!viewer.has(Role::delegate) && !viewer.has(Role::guest))
        return fail(ErrorCode::not_allowed, viewer.person.value, "check_in");
    auto place = find_place(work.database, command.sitting);
    if (!place) return place.error();
    if (!on_roll(work.database, place->session.id, viewer.person))
        return fail(ErrorCode::person_unknown, viewer.person.value);
    if (!may_check_in(place->session.state, made))
        return fail(ErrorCode::sitting_closed, name_of(place->session.state), "/sitting");
    const UtcMs said = parse_utc(command.at);
    if (said.value <= 0) return fail(ErrorCode::wrong_type, "time " + command.at, "/at");
    const UtcMs received = now_at_least(work);
    const auto at = checked_in_at(hours_at(work.database, *place, received),
                                  CheckInEvidence{said, made.heard, received, made.connected});
    if (!at) return at.error();
    const Attendance before = current(work.database, command.sitting, viewer.person);
    const AttendanceHistory history = history_of(work.database, before.id);
    const auto office_said =
        history.entries.empty() ? std::nullopt : std::optional(parse_utc(history.entries.back().at));
    const bool asked = find_council(work.database).value_or(Council{}).confirm_check_ins;
    auto now =
        asked ? waiting(before, *at, viewer.person, office_said) : checked_in(before, *at, viewer.person, office_said);
    if (!now) return now.error();
    // Arriving twice changes nothing, so nobody needs to hear of it.
    if (journal_text(*now) == journal_text(before)) return CommandEffect{now->id, place->session.id};
    put_attendance(work, *now);
    return CommandEffect{told(before, *now), place->session.id};
}

Result<CommandEffect> record_attendance(UnitOfWork& work, const Viewer& viewer, const RecordAttendance& command)
{
    auto place = find_place(work.database, command.sitting);
    if (!place) return place.error();
    if (auto session = open_session(work.database, place->session.id); !session) return session.error();
    if (auto open = check_roll_open(work.database, place->session.id, place->sitting.id); !open) return open.error();
    if (!on_roll(work.database, place->session.id, command.person))
        return fail(ErrorCode::person_unknown, command.person.value, "/person");
    const bool timed = command.action == AttendanceAction::arrive || command.action == AttendanceAction::leave;
    auto at = timed ? moment(work, *place, command.at, "/at") : Result<UtcMs>(now_at_least(work));
    if (!at) return at.error();
    const Attendance before = current(work.database, command.sitting, command.person);
    auto now = after(before, command.action, *at, method_now(place->session.state), viewer.person);
    if (!now) return now.error();
    put_attendance(work, *now);
    if (now->status == AttendanceStatus::absent)
        put_absence_reason(work, AbsenceReason{now->id, command.reason.value_or("")});
    return CommandEffect{told(before, *now), place->session.id};
}

Result<CommandEffect> confirm_check_ins(UnitOfWork& work, const Viewer& viewer, const ConfirmCheckIns& command)
{
    auto place = find_place(work.database, command.sitting);
    if (!place) return place.error();
    if (auto session = open_session(work.database, place->session.id); !session) return session.error();
    if (auto open = check_roll_open(work.database, place->session.id, place->sitting.id); !open) return open.error();
    if (command.people.empty()) return fail(ErrorCode::missing_field, {}, "/people");
    std::string all;
    for (const PersonId& person : command.people) {
        const Attendance before = current(work.database, command.sitting, person);
        auto now = confirmed(before, command.present, viewer.person);
        if (!now) return now.error();
        put_attendance(work, *now);
        all += (all.empty() ? "" : "; ") + told(before, *now);
    }
    return CommandEffect{all, place->session.id};
}

Result<CommandEffect> correct_attendance(UnitOfWork& work, const Viewer& viewer, const CorrectAttendance& command)
{
    auto place = find_place(work.database, command.sitting);
    if (!place) return place.error();
    if (auto session = open_session(work.database, place->session.id); !session) return session.error();
    if (auto open = check_roll_open(work.database, place->session.id, place->sitting.id); !open) return open.error();
    if (!on_roll(work.database, place->session.id, command.person))
        return fail(ErrorCode::person_unknown, command.person.value, "/person");
    const Attendance before = current(work.database, command.sitting, command.person);
    AttendanceHistory history = history_of(work.database, before.id);
    if (std::cmp_not_equal(history.entries.size(), command.entries))
        return fail(ErrorCode::changed_meanwhile, std::to_string(history.entries.size()), "/entries");
    if (history.entries.size() >= corrections_max) return fail(ErrorCode::too_long, "corrections", "/entries");
    for (std::size_t i = 0; i < command.intervals.size(); ++i) {
        const std::string where = "/intervals/" + std::to_string(i);
        if (auto in = moment(work, *place, command.intervals[i].in_at, where + "/in_at"); !in) return in.error();
        if (!command.intervals[i].out_at) continue;
        if (auto out = moment(work, *place, *command.intervals[i].out_at, where + "/out_at"); !out) return out.error();
    }
    const std::string absence = reason_of(work.database, before.id);
    const std::string absence_now =
        command.status == AttendanceStatus::absent ? command.absence_reason.value_or("") : std::string();
    const AttendanceHand hand{method_now(place->session.state), viewer.person};
    auto now = corrected(before, AttendanceStatement{command.status, command.intervals, command.excused}, hand,
                         UtcMs{now_at_least(work).value + ahead_ms});
    if (!now && now.error().code == ErrorCode::changed_meanwhile && absence != absence_now) now = before;
    if (!now) return now.error();
    // The reason of an absence is no part of the state: where it changes, the history keeps it beside the reason of the
    // correction.
    std::string reason = command.reason;
    if (!absence.empty() && absence != absence_now) reason += " (lý do vắng đã ghi: " + absence + ")";
    history.entries.push_back(
        FormerAttendance{work.now(), viewer.person, reason, before.status, before.intervals, before.excused});
    put_attendance(work, *now);
    put_absence_reason(work, AbsenceReason{now->id, absence_now});
    put_attendance_history(work, history);
    return CommandEffect{told(before, *now), place->session.id, command.reason};
}

}  // namespace chamber::storage
