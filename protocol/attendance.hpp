// Who was in the room, as in/out intervals of a person in a sitting, which never overlap.
//
// How many must be there: legal_profile.hpp.
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"
#include "protocol/world.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

enum class AttendanceMethod { self, recorded, entered_later };
BOOST_DESCRIBE_ENUM(AttendanceMethod, self, recorded, entered_later)

struct AttendanceInterval {
    std::string in_at;  // RFC 3339
    std::optional<std::string> out_at;
    AttendanceMethod method = AttendanceMethod::self;
    PersonId by;
    std::optional<PersonId> confirmed_by = std::nullopt;  // who saw that they were there; self, where that is asked for
};
BOOST_DESCRIBE_STRUCT(AttendanceInterval, (), (in_at, out_at, method, by, confirmed_by))

enum class AttendanceStatus { unknown, present, left, absent };
BOOST_DESCRIBE_ENUM(AttendanceStatus, unknown, present, left, absent)

// id: "<sitting>/<person>".
struct Attendance {
    static constexpr auto type = "attendance";
    std::string id;
    SittingId sitting;
    PersonId person;
    AttendanceStatus status = AttendanceStatus::unknown;
    std::vector<AttendanceInterval> intervals;
    std::optional<bool> excused;
    // Checked in then, and nobody of the office has confirmed it: not in the room as far as anybody counts.
    std::optional<std::string> waiting_since = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(Attendance, (), (id, sitting, person, status, intervals, excused, waiting_since))

// Why somebody is absent: health and family are the office's business alone. id: that of the attendance.
struct AbsenceReason {
    static constexpr auto type = "absence_reason";
    std::string id;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(AbsenceReason, (), (id, reason))

// When somebody came and went, as a correction states it.
struct AttendanceTimes {
    std::string in_at;  // RFC 3339
    std::optional<std::string> out_at;
};
BOOST_DESCRIBE_STRUCT(AttendanceTimes, (), (in_at, out_at))

// What an attendance said before it was corrected.
struct FormerAttendance {
    std::string at;  // of the correction, RFC 3339
    PersonId by;     // who corrected it
    std::string reason;
    AttendanceStatus status = AttendanceStatus::unknown;
    std::vector<AttendanceInterval> intervals;
    std::optional<bool> excused;
};
BOOST_DESCRIBE_STRUCT(FormerAttendance, (), (at, by, reason, status, intervals, excused))

// Every former state of one attendance, oldest first: nothing that was recorded is ever lost. The office's alone. id:
// that of the attendance.
struct AttendanceHistory {
    static constexpr auto type = "attendance_history";
    std::string id;
    std::vector<FormerAttendance> entries;
};
BOOST_DESCRIBE_STRUCT(AttendanceHistory, (), (id, entries))

// What a check-in or a clerk's entry asks for.
enum class AttendanceAction { arrive, leave, absent_excused, absent_unexcused, clear };
BOOST_DESCRIBE_ENUM(AttendanceAction, arrive, leave, absent_excused, absent_unexcused, clear)

// The office's entry: it only adds. Errors: correction_needed (something stands there that would be lost),
// interval_closed (nobody to leave), out_of_range (a departure before the arrival). Checking in, correcting, counting:
// roll.hpp.
Result<Attendance> after(Attendance current, AttendanceAction action, UtcMs at, AttendanceMethod method,
                         const PersonId& by);

// True when the person was in the room at `at`.
bool present_at(const Attendance& attendance, UtcMs at);

}  // namespace chamber
