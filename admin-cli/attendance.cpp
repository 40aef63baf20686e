// attendance list: who was in which sitting, who never was recorded, and whether the quorum was there.
#include "admin-cli/attendance_entry.hpp"
#include "admin-cli/attendance_roll.hpp"
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/legal_words.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

bool attends(const Person& person)
{
    return std::ranges::any_of(person.roles, [](Role role) { return role == Role::delegate || role == Role::guest; });
}

JsonArray json_of(const std::vector<AttendanceInterval>& intervals)
{
    JsonArray array;
    for (const auto& interval : intervals) {
        JsonObject object;
        object.add("in_at", interval.in_at).add("out_at", interval.out_at).add("method", wire_name(interval.method));
        if (interval.confirmed_by) object.add("confirmed_by", interval.confirmed_by->value);
        array.add(object);
    }
    return array;
}

std::string_view json_of(const std::optional<bool>& yes)
{
    return yes ? (*yes ? "true" : "false") : "null";
}

JsonObject json_of(const Roll& roll, const Attendance& attendance, const Person& person)
{
    JsonArray former;
    for (const auto& one : roll.former_of(attendance.id)) {
        JsonObject entry;
        entry.add("at", one.at)
            .add("by", one.by.value)
            .add("reason", one.reason)
            .add("status", wire_name(one.status))
            .add("intervals", json_of(one.intervals));
        former.add(entry.add_encoded("excused", json_of(one.excused)));
    }
    JsonObject object;
    object.add("sitting", attendance.sitting.value).add("person", person.id.value).add("name", person.name);
    object.add("counts_for_quorum", person.counts_for_quorum)
        .add("status", wire_name(attendance.status))
        .add("intervals", json_of(attendance.intervals));
    object.add_encoded("excused", json_of(attendance.excused)).add("waiting_since", attendance.waiting_since);
    return object.add("reason", roll.reason_of(attendance.id)).add("former", former);
}

std::vector<std::string> row_of(const Roll& roll, const Attendance& attendance, const Person& person)
{
    const auto in_at = attendance.intervals.empty() ? std::string{} : wall_time(attendance.intervals.front().in_at);
    const auto out_at =
        attendance.intervals.empty() ? std::string{} : wall_time(attendance.intervals.back().out_at.value_or(""));
    std::string remark = roll.reason_of(attendance.id).value_or("");
    if (attendance.status == AttendanceStatus::absent && attendance.excused) {
        remark = std::string{*attendance.excused ? "có phép" : "không phép"} + (remark.empty() ? "" : ": " + remark);
    }
    if (attendance.waiting_since)
        remark += fmt::format("{}tự điểm danh {}, chờ xác nhận", remark.empty() ? "" : "; ",
                              wall_time(*attendance.waiting_since));
    if (const auto former = roll.former_of(attendance.id); !former.empty())
        remark += fmt::format("{}đính chính {} lần, trước đó: {}", remark.empty() ? "" : "; ", former.size(),
                              state_words(former.back().status, former.back().intervals, former.back().excused));
    return {attendance.sitting.value,
            person.seat.value_or(""),
            person.id.value,
            person.name,
            label_in_sentence(attendance.status),
            in_at,
            out_at,
            remark};
}

// "Phiên khai mạc (PH1): đang có mặt 0/3 đại biểu, đã dự 3/3, vắng 0, chưa ghi nhận 0; cần 2 để đủ điều kiện tiến hành
// (chưa xác nhận: Quy chế làm việc)."
std::string summary(const Roll& roll, const Sitting& sitting)
{
    RollCounts counts;
    int waiting = 0;
    for (const auto& person : roll.people) {
        if (!person.counts_for_quorum) continue;
        const Attendance attendance = roll.attendance_of(sitting.id, person.id);
        count(counts, attendance);
        waiting += attendance.waiting_since ? 1 : 0;
    }
    const std::string unconfirmed = waiting == 0 ? "" : fmt::format(", chờ xác nhận {}", waiting);
    const std::int32_t in_office = roll.in_office();
    const LawAtHand law = law_of(roll.council, roll.session);
    return fmt::format(
        "{} ({}): đang có mặt {}/{} đại biểu, đã dự {}/{}, vắng {}, chưa ghi nhận {}{}; cần {} để đủ điều kiện tiến hành{}.",
        sitting.name, sitting.id.value, counts.present, in_office, counts.attended, in_office,
        counts.excused + counts.unexcused, counts.unrecorded, unconfirmed,
        quorum(*law.profile, delegates_of(roll.council, roll.session)), unconfirmed_words(law, law.profile->quorum));
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto roll = read_roll(**office, invocation.one("SESSION"), invocation.maybe("--sitting"));
    if (!roll) return roll.error();
    Table table{{"PHIÊN", "GHẾ", "MÃ", "HỌ TÊN", "ĐIỂM DANH", "VÀO", "RA", "GHI CHÚ"}};
    for (const auto& sitting : roll->sittings) {
        for (const auto& person : roll->people) {
            if (!attends(person)) continue;
            const auto attendance = roll->attendance_of(sitting.id, person.id);
            if (invocation.json()) {
                invocation.terminal->answer(json_of(*roll, attendance, person).text());
            } else {
                table.add(row_of(*roll, attendance, person));
            }
        }
    }
    if (invocation.json()) return ExitCode::done;
    invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    for (const auto& sitting : roll->sittings) invocation.terminal->note(summary(*roll, sitting));
    return ExitCode::done;
}

}  // namespace

CommandTable attendance_commands()
{
    const Parameter session{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"};
    const Parameter person{"PERSON", Takes::word, "Mã người hoặc số ghế"};
    const Parameter sitting{"--sitting", Takes::option,
                            "Phiên nào: mã, tên hoặc thứ tự trong kỳ họp; kỳ họp chỉ có một phiên thì không cần"};
    const Parameter yes{"--yes", Takes::flag, "Không hỏi lại khi giờ ghi nằm ngoài giờ họp"};
    return {
        {"attendance list",
         "Liệt kê điểm danh của kỳ họp hoặc của một phiên, kể cả người chưa ghi nhận",
         {session, {"--sitting", Takes::option, "Chỉ phiên này, ví dụ PH1"}},
         "  chamber-admin attendance list K12-KH15 --sitting PH1",
         list},
        {"attendance record",
         "Ghi một người có mặt, về hoặc vắng; chỉ ghi thêm, không xóa điều đã ghi",
         {session,
          person,
          {"WHAT", Takes::word, "co-mat, ve, vang-co-phep hoặc vang-khong-phep"},
          sitting,
          {"--at", Takes::option, "Giờ, viết như 7h45, 07:45, 0745 hoặc \"07 giờ 45\"; không có thì là lúc này"},
          {"--reason", Takes::option, "Lý do vắng"},
          yes},
         "  chamber-admin attendance record 15 DB07 co-mat --sitting PH1 --at 7h45\n  chamber-admin attendance record 15 DB09 vang-co-phep --sitting PH1 --reason \"Đi công tác\"",
         record},
        {"attendance confirm",
         "Xác nhận người tự điểm danh đang chờ, khi hội đồng quy định thư ký phải xác nhận; cả danh sách hoặc không ai",
         {session,
          sitting,
          {"--all", Takes::flag, "Mọi người đang chờ ở phiên này"},
          {"--not-seen", Takes::flag, "Không thấy họ có mặt: không ghi gì, họ điểm danh lại được"},
          {"PERSON", Takes::optional_words, "Mã người hoặc số ghế"}},
         "  chamber-admin attendance confirm 15 --sitting PH1 --all\n  chamber-admin attendance confirm 15 DB07 DB09 --sitting PH1 --not-seen",
         confirm_waiting},
        {"attendance correct",
         "Đính chính điều đã ghi về một người; giá trị cũ được giữ lại cùng lý do",
         {session,
          person,
          {"WHAT", Takes::word, "co-mat, vang-co-phep, vang-khong-phep hoặc chua-ghi-nhan"},
          sitting,
          {"--times", Takes::option,
           "Với co-mat: giờ vào và giờ về, ví dụ 7h30-11h20 hoặc \"7h30-9h, 9h30-\" khi chưa về"},
          {"--absence", Takes::option, "Lý do vắng"},
          {"--reason", Takes::needed_option, "Lý do đính chính"},
          yes},
         "  chamber-admin attendance correct 15 DB07 co-mat --sitting PH1 --times 7h45-11h20 --reason \"Ghi nhầm giờ về\"",
         correct},
        {"attendance undo",
         "Lấy lại giá trị trước lần đính chính gần nhất; cũng là một lần đính chính",
         {session, person, sitting, {"--reason", Takes::option, "Lý do; không có thì là “Hoàn tác”"}},
         "  chamber-admin attendance undo 15 DB07 --sitting PH1",
         undo},
        {"attendance history",
         "Liệt kê các lần đính chính điểm danh: ai, lúc nào, vì sao, giá trị trước",
         {session, {"--sitting", Takes::option, "Chỉ phiên này, ví dụ PH1"}},
         "  chamber-admin attendance history K12-KH15",
         history},
        {"attendance opens",
         "Xem hoặc đặt số phút trước giờ họp mà đại biểu bắt đầu tự điểm danh được, và thư ký có phải xác nhận không",
         {{"MINUTES", Takes::optional_word, "Số phút, ví dụ 45"},
          {"--confirm", Takes::option, "co: chỉ tính là có mặt khi thư ký xác nhận; khong: tính ngay"}},
         "  chamber-admin attendance opens 45\n  chamber-admin attendance opens --confirm co",
         opens},
    };
}

}  // namespace chamber::admin
