// What stands in the rolls of a session, read once: who is due, what was recorded, what stood before.
#pragma once

#include "admin-cli/office.hpp"
#include "protocol/roll.hpp"

#include <optional>
#include <string>
#include <vector>

namespace chamber::admin {

struct Roll {
    Council council;
    Session session;
    std::vector<Sitting> sittings;  // of this session, in their order
    std::vector<Person> people;     // of this session's roll, by seat
    std::vector<Attendance> attendance;
    std::vector<AbsenceReason> reasons;
    std::vector<AttendanceHistory> histories;

    // The legal denominator: the session's own word, else the council's.
    std::int32_t in_office() const;
    // "Chưa ghi nhận" when nobody recorded anything.
    Attendance attendance_of(const SittingId& sitting, const PersonId& person) const;
    std::optional<std::string> reason_of(const std::string& attendance) const;
    std::vector<FormerAttendance> former_of(const std::string& attendance) const;
    std::string name_of(const PersonId& person) const;
};

// `typed`: the session's id or number. `only`: this sitting alone (sitting_of). Errors: session_unknown,
// sitting_unknown.
Result<Roll> read_roll(Office& office, const std::string& typed, const std::optional<std::string>& only = std::nullopt);

// Of one's id, one's name or one's place among the sittings ("PH1", "Phiên khai mạc", "1"). Without a word: the only
// one. Errors: sitting_unknown.
Result<Sitting> sitting_of(const Roll& roll, const std::optional<std::string>& typed);
// By id or seat, on this session's roll. Errors: person_unknown.
Result<Person> person_of(const Roll& roll, const std::string& typed);

// "có mặt 07:30–11:20, 13:30", "vắng có phép", "chưa ghi nhận".
std::string state_words(AttendanceStatus status, const std::vector<AttendanceInterval>& intervals,
                        const std::optional<bool>& excused);
// The same of what stands now, with who waits: "chưa ghi nhận (tự điểm danh 07:30, chờ xác nhận)".
std::string state_words(const Attendance& attendance);

}  // namespace chamber::admin
