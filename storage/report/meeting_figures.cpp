// Sessions, sittings, and who came.
#include "protocol/labels.hpp"
#include "protocol/legal_profile.hpp"
#include "storage/report/figures.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace chamber::storage {

namespace {

// Who comes up to so long after the opening is not late, who goes so long before the end did not leave early.
constexpr std::int64_t grace_min = 15;
constexpr std::int64_t grace_ms = grace_min * 60'000;

std::string ratio(std::int64_t part, std::int64_t all)
{
    return std::to_string(part) + "/" + std::to_string(all);
}

FigureItem session_item(const Session& session)
{
    std::string note(label(session.state));
    if (session.end_on > session.start_on) note += ", đến " + vietnamese_date(session.end_on);
    return FigureItem{session.id.value, session.name, session.start_on, note};
}

// What is recorded, and how many had to be there.
FigureItem sitting_item(const Council& council, const CountedSitting& one)
{
    const auto due = static_cast<std::int64_t>(one.roll.size());
    std::string note = clock_of(one.sitting->start_at);
    if (one.recorded)
        note += ", có mặt " + ratio(one.attended(), due) + ", vắng " + std::to_string(due - one.attended());
    else
        note += ", chưa điểm danh";
    if (delegates_of(council, *one.session).in_office > 0)
        note += ", cần " + std::to_string(quorum_of(council, *one.session));
    return FigureItem{one.sitting->id.value, one.sitting->name, one.day, note};
}

FigureItem person_item(const CountedSitting& one, const RollEntry& entry, const std::string& note)
{
    return FigureItem{one.sitting->id.value + "/" + entry.person->person.value, entry.person->name, one.day,
                      one.sitting->name + note};
}

void add_sessions(Figures& figures, const Counted& counted)
{
    std::vector<FigureItem> held;
    std::vector<FigureItem> paperless;
    std::vector<FigureItem> called_off;
    for (const Session* session : counted.sessions) {
        held.push_back(session_item(*session));
        bool all = false;
        for (const CountedSitting& one : counted.sittings) {
            if (one.session != session) continue;
            all = one.paperless;
            if (!all) break;
        }
        if (all) paperless.push_back(session_item(*session));
    }
    for (const Session* session : counted.not_held) called_off.push_back(session_item(*session));
    figures.push_back(
        listed("sessions", "Kỳ họp đã tổ chức", "kỳ họp",
               "Kỳ họp khai mạc trong năm, đã họp hoặc có điểm danh; không tính kỳ họp hoãn, hủy, mới dự kiến", held));
    figures.push_back(listed("sessions_paperless", "Kỳ họp không giấy", "kỳ họp",
                             "Kỳ họp đã tổ chức mà mọi phiên họp trong kỳ tính số liệu đều không giấy", paperless));
    figures.push_back(listed("sessions_called_off", "Kỳ họp hoãn, hủy", "kỳ họp",
                             "Kỳ họp có ngày khai mạc trong năm, ở trạng thái hoãn hoặc đã hủy", called_off));
    std::vector<FigureItem> elsewhere;
    for (const Session* session : counted.elsewhere) {
        elsewhere.push_back(session_item(*session));
        elsewhere.back().note = *session->imported_from;
    }
    figures.push_back(listed("sessions_elsewhere", "Kỳ họp nhập từ hồ sơ của hội đồng khác", "kỳ họp",
                             "Kỳ họp của hội đồng khác, nhập từ hồ sơ đã niêm phong; không tính vào số liệu nào khác",
                             elsewhere));
}

void add_sittings(Figures& figures, const Counted& counted)
{
    std::vector<FigureItem> all;
    std::vector<FigureItem> paperless;
    for (const CountedSitting& one : counted.sittings) {
        all.push_back(sitting_item(counted.records.council, one));
        if (one.paperless) paperless.push_back(all.back());
    }
    figures.push_back(listed("sittings", "Phiên họp", "phiên họp",
                             "Phiên họp của các kỳ họp đã tổ chức, tính vào ngày khai mạc phiên theo giờ Việt Nam",
                             all));
    figures.push_back(
        listed("sittings_paperless", "Phiên họp không giấy", "phiên họp",
               "Phiên họp mà trước khi kết thúc đã có ít nhất một tài liệu của kỳ họp phát hành qua hệ thống; hệ thống "
               "không ghi bản in, nên chưa tách phiên không giấy một phần",
               paperless));
}

void add_delegates(Figures& figures, const Counted& counted)
{
    std::map<std::string, FigureItem> people;
    std::map<std::string, std::string> groups;  // name → day of the last sitting
    for (const CountedSitting& one : counted.sittings) {
        for (const RollEntry& entry : one.roll) {
            const Participant& who = *entry.person;
            people[who.person.value] = FigureItem{who.person.value, who.name, one.day, who.position};
            if (who.group_name && !who.group_name->empty()) groups[*who.group_name] = one.day;
        }
    }
    std::vector<FigureItem> delegates;
    for (const auto& [id, item] : people) delegates.push_back(item);
    std::vector<FigureItem> names;
    for (const auto& [name, day] : groups) names.push_back(FigureItem{"", name, day, ""});
    figures.push_back(listed(
        "delegates", "Đại biểu Hội đồng nhân dân", "đại biểu",
        "Người có tên trong danh sách tính túc số của ít nhất một phiên họp, trong nhiệm kỳ của mình", delegates));
    figures.push_back(listed("delegate_groups", "Tổ đại biểu", "tổ",
                             "Tổ đại biểu có tên trong danh sách các phiên họp, theo tên gọi khi đó", names));
}

struct Presence {
    std::int64_t due = 0;
    std::int64_t present = 0;
    std::vector<FigureItem> sittings;
    std::vector<FigureItem> excused;
    std::vector<FigureItem> unexcused;
    std::vector<FigureItem> unrecorded;
    std::vector<FigureItem> late;
    std::vector<FigureItem> early;
};

void look_at_times(Presence& presence, const CountedSitting& one, const RollEntry& entry)
{
    const auto& intervals = entry.attendance->intervals;
    if (intervals.empty()) return;
    const auto came = read_utc(intervals.front().in_at);
    const auto start = read_utc(one.sitting->start_at);
    if (came && start && came->value > start->value + grace_ms)
        presence.late.push_back(person_item(one, entry, ", đến " + clock_of(intervals.front().in_at)));
    if (!intervals.back().out_at) return;
    const auto went = read_utc(*intervals.back().out_at);
    const auto end = read_utc(one.sitting->end_at);
    if (went && end && went->value < end->value - grace_ms)
        presence.early.push_back(person_item(one, entry, ", về " + clock_of(*intervals.back().out_at)));
}

// Who checked in and was never confirmed is not recorded, and the list says why.
std::string waiting_note(const RollEntry& entry)
{
    if (entry.attendance == nullptr || !entry.attendance->waiting_since) return "";
    return ", tự điểm danh " + clock_of(*entry.attendance->waiting_since) + ", chưa ai xác nhận";
}

Presence presence_of(const Counted& counted)
{
    Presence presence;
    for (const CountedSitting& one : counted.sittings) {
        if (!one.recorded) continue;
        presence.sittings.push_back(sitting_item(counted.records.council, one));
        presence.due += static_cast<std::int64_t>(one.roll.size());
        presence.present += one.attended();
        for (const RollEntry& entry : one.roll) {
            if (entry.attended())
                look_at_times(presence, one, entry);
            else if (entry.attendance == nullptr || entry.attendance->status != AttendanceStatus::absent)
                presence.unrecorded.push_back(person_item(one, entry, waiting_note(entry)));
            else if (entry.attendance->excused.value_or(false))
                presence.excused.push_back(person_item(one, entry, ""));
            else
                presence.unexcused.push_back(person_item(one, entry, ""));
        }
    }
    return presence;
}

void add_attendance(Figures& figures, const Counted& counted)
{
    Presence presence = presence_of(counted);
    const std::string minutes = std::to_string(grace_min);
    figures.push_back(summed("attendance_due", "Lượt đại biểu phải dự", whole(presence.due), "lượt",
                             "Cộng số đại biểu trong danh sách của từng phiên họp đã điểm danh", presence.sittings));
    figures.push_back(summed("attendance_present", "Lượt đại biểu dự họp", whole(presence.present), "lượt",
                             "Cộng số đại biểu có mặt, dù chỉ một phần, ở từng phiên họp đã điểm danh",
                             presence.sittings));
    figures.push_back(summed("attendance_share", "Tỷ lệ đại biểu dự họp", share(presence.present, presence.due), "%",
                             "Lượt dự họp chia cho lượt phải dự", presence.sittings));
    figures.push_back(listed("absent_excused", "Lượt vắng có phép", "lượt", "Vắng cả phiên, ghi là có phép",
                             std::move(presence.excused)));
    figures.push_back(listed("absent_unexcused", "Lượt vắng không phép", "lượt", "Vắng cả phiên, không ghi là có phép",
                             std::move(presence.unexcused)));
    figures.push_back(listed(
        "absent_unrecorded", "Lượt chưa ghi nhận", "lượt",
        "Đại biểu không được ghi có mặt hay vắng ở phiên đã điểm danh, kể cả người tự điểm danh mà chưa ai xác nhận; không tính là dự họp",
        std::move(presence.unrecorded)));
    figures.push_back(listed("late_arrivals", "Lượt đến muộn", "lượt",
                             "Đến sau giờ khai mạc phiên hơn " + minutes + " phút", std::move(presence.late)));
    figures.push_back(listed("early_leaves", "Lượt về sớm", "lượt",
                             "Về hẳn trước giờ kết thúc phiên hơn " + minutes + " phút", std::move(presence.early)));
}

}  // namespace

void add_meeting_figures(Figures& figures, const Counted& counted)
{
    add_sessions(figures, counted);
    add_sittings(figures, counted);
    add_delegates(figures, counted);
    add_attendance(figures, counted);
}

}  // namespace chamber::storage
