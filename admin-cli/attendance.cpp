// attendance list: who was in which sitting, and whether the quorum was there.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/natural_order.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

struct Room {
    Council council;
    std::vector<Person> people;
    std::vector<Attendance> attendance;
    std::vector<AbsenceReason> reasons;
};

Result<Room> read_room(Office& office)
{
    auto council = office.all<Council>();
    if (!council) return council.error();
    auto people = office.all<Person>();
    if (!people) return people.error();
    auto attendance = office.all<Attendance>();
    if (!attendance) return attendance.error();
    auto reasons = office.all<AbsenceReason>();
    if (!reasons) return reasons.error();
    std::ranges::sort(*people, BySeat{});
    return Room{council->empty() ? Council{} : council->front(), std::move(*people), std::move(*attendance), std::move(*reasons)};
}

Attendance attendance_of(const Room& room, const SittingId& sitting, const PersonId& person)
{
    for (const auto& attendance : room.attendance) {
        if (attendance.sitting == sitting && attendance.person == person) return attendance;
    }
    Attendance nothing;
    nothing.sitting = sitting;
    nothing.person = person;
    return nothing;
}

std::optional<std::string> reason_of(const Room& room, const Attendance& attendance)
{
    const auto found = std::ranges::find(room.reasons, attendance.id, &AbsenceReason::id);
    return found == room.reasons.end() ? std::nullopt : std::optional(found->reason);
}

bool attends(const Person& person)
{
    return std::ranges::any_of(person.roles, [](Role role) { return role == Role::delegate || role == Role::guest; });
}

JsonObject json_of(const Attendance& attendance, const std::optional<std::string>& reason, const Person& person)
{
    JsonArray intervals;
    for (const auto& interval : attendance.intervals) {
        intervals.add(JsonObject{}.add("in_at", interval.in_at).add("out_at", interval.out_at).add("method", wire_name(interval.method)));
    }
    JsonObject object;
    object.add("sitting", attendance.sitting.value).add("person", person.id.value).add("name", person.name);
    object.add("counts_for_quorum", person.counts_for_quorum).add("status", wire_name(attendance.status)).add("intervals", intervals);
    object.add_encoded("excused", attendance.excused ? (*attendance.excused ? "true" : "false") : "null");
    return object.add("reason", reason);
}

std::vector<std::string> row_of(const Attendance& attendance, const std::optional<std::string>& reason, const Person& person)
{
    const auto in_at = attendance.intervals.empty() ? std::string{} : wall_time(attendance.intervals.front().in_at);
    const auto out_at = attendance.intervals.empty() ? std::string{} : wall_time(attendance.intervals.back().out_at.value_or(""));
    std::string remark = reason.value_or("");
    if (attendance.status == AttendanceStatus::absent && attendance.excused) {
        remark = std::string{*attendance.excused ? "có phép" : "không phép"} + (remark.empty() ? "" : ": " + remark);
    }
    return {attendance.sitting.value,
            person.seat.value_or(""),
            person.id.value,
            person.name,
            std::string{label(attendance.status)},
            in_at,
            out_at,
            remark};
}

// "Phiên khai mạc: 33/35 đại biểu dự, cần 24 để đủ điều kiện tiến hành."
std::string summary(const Room& room, const Sitting& sitting)
{
    std::int32_t came = 0;
    for (const auto& person : room.people) {
        const auto status = attendance_of(room, sitting.id, person.id).status;
        if (person.counts_for_quorum && (status == AttendanceStatus::present || status == AttendanceStatus::left)) ++came;
    }
    return fmt::format("{} ({}): {}/{} đại biểu dự, cần {} để đủ điều kiện tiến hành.", sitting.name, sitting.id.value, came,
                       room.council.in_office, quorum(room.council.in_office));
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    auto sittings = (*office)->all<Sitting>();
    if (!sittings) return sittings.error();
    const auto wanted = invocation.maybe("--sitting");
    std::erase_if(*sittings,
                  [&](const Sitting& sitting) { return sitting.session != session->id || (wanted && sitting.id.value != *wanted); });
    if (wanted && sittings->empty()) return fail(ErrorCode::sitting_unknown, {}, *wanted);
    std::ranges::sort(*sittings, {}, &Sitting::position);
    auto room = read_room(**office);
    if (!room) return room.error();

    Table table{{"PHIÊN", "GHẾ", "MÃ", "HỌ TÊN", "ĐIỂM DANH", "VÀO", "RA", "GHI CHÚ"}};
    for (const auto& sitting : *sittings) {
        for (const auto& person : room->people) {
            if (!attends(person)) continue;
            const auto attendance = attendance_of(*room, sitting.id, person.id);
            const auto reason = reason_of(*room, attendance);
            if (invocation.json()) {
                invocation.terminal->answer(json_of(attendance, reason, person).text());
            } else {
                table.add(row_of(attendance, reason, person));
            }
        }
    }
    if (invocation.json()) return ExitCode::done;
    invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    for (const auto& sitting : *sittings)
        invocation.terminal->note(summary(*room, sitting));
    return ExitCode::done;
}

}  // namespace

CommandTable attendance_commands()
{
    return {
        {"attendance list",
         "Liệt kê điểm danh của kỳ họp hoặc của một phiên",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"}, {"--sitting", Takes::option, "Chỉ phiên này, ví dụ PH1"}},
         "  chamber-admin attendance list K12-KH15 --sitting PH1",
         list},
    };
}

}  // namespace chamber::admin
