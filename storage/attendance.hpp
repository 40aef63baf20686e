// Rows of attendance, by sitting and person. The rule of intervals is protocol's after(); whose word counts when is decided here.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/work.hpp"

namespace chamber::storage {

std::string attendance_id(const SittingId& sitting, const PersonId& person);
void put_attendance(Work& work, const Attendance& attendance);
// An empty reason takes it away. The attendance is there already.
void put_absence_reason(Work& work, const AbsenceReason& reason);

// A delegate or guest says "I am here". Errors: sitting_unknown, sitting_closed (the session does not take place now), not_allowed,
// wrong_type, out_of_range.
Result<Act> check_in(Work& work, const Viewer& viewer, const CheckIn& command);

// The office's word. Errors: sitting_unknown, session_sealed, person_unknown, wrong_type, out_of_range.
Result<Act> record_attendance(Work& work, const Viewer& viewer, const RecordAttendance& command);

// Errors: as record_attendance; changed_meanwhile, reason_required.
Result<Act> correct_attendance(Work& work, const Viewer& viewer, const CorrectAttendance& command);

}  // namespace chamber::storage
