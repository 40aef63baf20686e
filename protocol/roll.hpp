// The roll of a sitting: coming by oneself, being corrected by the office, and the figures of a sitting.
//
// Pure. What the office adds is after() in attendance.hpp; what would change or take away what stands is a correction:
// it has a reason, and the former state goes into the attendance's history, so that nothing that was recorded is ever
// lost.
#pragma once

#include "protocol/attendance.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace chamber {

// A delegate says "I am here". Being in the room already changes nothing and succeeds. `office_said`: when the office
// corrected this attendance last; what was said before that does not come back. Errors: correction_needed (the office
// has recorded something else).
Result<Attendance> checked_in(Attendance current, UtcMs at, const PersonId& person, std::optional<UtcMs> office_said);

// Where the office confirms who checks in: what checked_in() would add waits, and what stands stays as it is. Who waits
// already goes on waiting. Errors: as checked_in().
Result<Attendance> waiting(const Attendance& current, UtcMs at, const PersonId& person,
                           std::optional<UtcMs> office_said);

// The office's word about who waits: they came when they checked in, or nobody has seen them. Errors: nobody_waits.
Result<Attendance> confirmed(Attendance current, bool present, const PersonId& by);

// What an attendance is to say.
struct AttendanceStatement {
    AttendanceStatus status = AttendanceStatus::unknown;
    std::vector<AttendanceTimes> intervals;
    std::optional<bool> excused;
};

// Who stands behind the times that are new; those that stay keep who recorded them.
struct AttendanceHand {
    AttendanceMethod method = AttendanceMethod::recorded;
    PersonId by;
};

// Errors, with their place ("/intervals/1/in_at"): out_of_range (times that overlap, run backwards or are still to
// come; a status that does not go with them), changed_meanwhile (it says so already).
Result<Attendance> corrected(const Attendance& current, const AttendanceStatement& statement,
                             const AttendanceHand& hand, UtcMs now);

// "left 2024-12-18T00:25:00Z/2024-12-18T04:20:00Z", "present 2024-12-18T00:25:00Z/", "absent excused", "unknown waiting
// 2024-12-18T00:25:00Z": for the journal,
// where it must be readable without anything else.
std::string journal_text(const Attendance& attendance);

// Was there at any time: present, or left again.
bool attended(const Attendance& attendance);

// Of those who count. present: in the room; attended: were there at any time, so present is part of it. attended +
// excused + unexcused + unrecorded are all of them.
struct RollCounts {
    std::int32_t present = 0;
    std::int32_t attended = 0;
    std::int32_t excused = 0;
    std::int32_t unexcused = 0;
    std::int32_t unrecorded = 0;
    bool operator==(const RollCounts&) const = default;
};
void count(RollCounts& counts, const Attendance& attendance);

}  // namespace chamber
