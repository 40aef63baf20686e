// Rows of attendance, by sitting and person. The rule of intervals is protocol's after(); whose word counts when is
// decided here.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

std::string attendance_id(const SittingId& sitting, const PersonId& person);
void put_attendance(UnitOfWork& work, const Attendance& attendance);
// An empty reason takes it away. The attendance is there already.
void put_absence_reason(UnitOfWork& work, const AbsenceReason& reason);

void put_attendance_history(UnitOfWork& work, const AttendanceHistory& history);

// What is known of when a device made a command, besides its own clock.
struct CommandMade {
    UtcMs heard{};           // not before: the server had all that was made until then
    bool connected = false;  // just now
};

// A delegate or guest says "I am here". The tablet's clock is held by what the server knows
// (protocol/sitting_time.hpp); what was said in time counts also when it comes later, until the record is archived.
// Errors: sitting_unknown, sitting_closed (the session does not take place), not_allowed, person_unknown (not in this
// session's roll), wrong_type, check_in_early, check_in_over, correction_needed (the office has recorded something
// else).
Result<CommandEffect> check_in(UnitOfWork& work, const Viewer& viewer, const CheckIn& command, const CommandMade& made);

// The office's word; it only adds. Errors: sitting_unknown, session_sealed, person_unknown, wrong_type, outside_sitting
// (hours away from the sitting, or still to come), out_of_range (a departure before the arrival), correction_needed,
// interval_closed.
Result<CommandEffect> record_attendance(UnitOfWork& work, const Viewer& viewer, const RecordAttendance& command);

// The office's word about those who checked in and wait: all or nobody. Errors: sitting_unknown, session_sealed,
// missing_field, nobody_waits.
Result<CommandEffect> confirm_check_ins(UnitOfWork& work, const Viewer& viewer, const ConfirmCheckIns& command);

// The office's word against what is recorded, which goes into the history. Errors: sitting_unknown, session_sealed,
// person_unknown, outside_sitting, out_of_range, changed_meanwhile (somebody corrected it first, or it says so
// already), too_long (corrected too often).
Result<CommandEffect> correct_attendance(UnitOfWork& work, const Viewer& viewer, const CorrectAttendance& command);

}  // namespace chamber::storage
