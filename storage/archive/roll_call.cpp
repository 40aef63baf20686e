#include "storage/archive/roll_call.hpp"

#include "protocol/codec.hpp"
#include "storage/archive/text_formats.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace chamber::storage {
namespace {

std::string_view status_label(AttendanceStatus status)
{
    switch (status) {
    case AttendanceStatus::present: return "Có mặt";
    case AttendanceStatus::left: return "Đã về";
    case AttendanceStatus::absent: return "Vắng";
    case AttendanceStatus::unknown: break;
    }
    return "Chưa điểm danh";
}

std::string_view method_label(AttendanceMethod method)
{
    switch (method) {
    case AttendanceMethod::self: return "Tự điểm danh trên máy";
    case AttendanceMethod::recorded: return "Thư ký ghi nhận";
    case AttendanceMethod::entered_later: return "Nhập bổ sung";
    }
    return "";
}

std::string local_time(const std::optional<std::string>& at)
{
    if (!at || at->empty()) return {};
    const auto time = parse_utc(*at);
    return time.value == 0 ? *at : format_vietnam(time);
}

// People, groups and sittings by id, for the names beside the ids.
struct Names {
    std::map<PersonId, const Person*> people;
    std::map<GroupId, const Group*> groups;
    std::map<SittingId, const Sitting*> sittings;

    explicit Names(const SessionFile& file)
    {
        for (const auto& person : file.people) people[person.id] = &person;
        for (const auto& group : file.groups) groups[group.id] = &group;
        for (const auto& sitting : file.sittings) sittings[sitting.id] = &sitting;
    }
    std::string sitting(const SittingId& id) const { return sittings.contains(id) ? sittings.at(id)->name : std::string(); }
    std::string name(const PersonId& id) const { return people.contains(id) ? people.at(id)->name : std::string(); }
    std::string position(const PersonId& id) const { return people.contains(id) ? people.at(id)->position : std::string(); }
    std::string group(const PersonId& id) const
    {
        if (!people.contains(id) || !people.at(id)->group || !groups.contains(*people.at(id)->group)) return {};
        return groups.at(*people.at(id)->group)->name;
    }
};

std::vector<const Attendance*> in_order(const SessionFile& file, const Names& names)
{
    std::vector<const Attendance*> all;
    for (const auto& attendance : file.attendance) all.push_back(&attendance);
    const auto place = [&](const Attendance& one) {
        const auto found = names.sittings.find(one.sitting);
        return found == names.sittings.end() ? 0 : found->second->position;
    };
    std::ranges::sort(all, [&](const Attendance* a, const Attendance* b) {
        return std::tuple(place(*a), a->sitting, a->person) < std::tuple(place(*b), b->sitting, b->person);
    });
    return all;
}

std::string reason_of(const SessionFile& file, const Attendance& attendance)
{
    const auto found = std::ranges::find(file.absence_reasons, attendance.id, &AbsenceReason::id);
    return found == file.absence_reasons.end() ? std::string() : found->reason;
}

std::string table(const std::vector<const Attendance*>& all, const Names& names)
{
    Csv csv({"MaPhien", "TenPhien", "MaNguoi", "HoTen", "ChucVu", "To", "TrangThai", "GioVao", "GioRa", "HinhThuc", "NguoiGhiNhan"});
    for (const auto* one : all) {
        const std::vector<std::string> who{one->sitting.value, names.sitting(one->sitting), one->person.value, names.name(one->person),
                                           names.position(one->person), names.group(one->person), std::string(status_label(one->status))};
        const auto row = [&](std::vector<std::string> rest) {
            auto fields = who;
            fields.insert(fields.end(), rest.begin(), rest.end());
            csv.row(fields);
        };
        if (one->intervals.empty()) row({"", "", "", ""});
        for (const auto& interval : one->intervals) {
            const std::string method(method_label(interval.method));
            row({local_time(interval.in_at), local_time(interval.out_at), method, names.name(interval.by)});
        }
    }
    return csv.text();
}

std::string absent(const std::vector<const Attendance*>& all, const SessionFile& file, const Names& names)
{
    Csv csv({"MaPhien", "TenPhien", "MaNguoi", "HoTen", "ChucVu", "CoPhep", "LyDo"});
    for (const auto* one : all) {
        if (one->status != AttendanceStatus::absent) continue;
        const std::string excused = !one->excused ? "" : (*one->excused ? "Có phép" : "Không phép");
        csv.row({one->sitting.value, names.sitting(one->sitting), one->person.value, names.name(one->person), names.position(one->person),
                 excused, reason_of(file, *one)});
    }
    return csv.text();
}

}  // namespace

BagFiles roll_call(const SessionFile& file)
{
    const Names names(file);
    const auto all = in_order(file, names);
    std::string json = "[";
    for (const auto* one : all) json += (json.size() > 1 ? "," : "") + encode(Entity(*one));
    BagFiles files;
    files.push_back({"data/04-diem-danh/diem-danh.csv", table(all, names)});
    files.push_back({"data/04-diem-danh/diem-danh.json", indent_json(json + "]")});
    files.push_back({"data/04-diem-danh/danh-sach-vang.csv", absent(all, file, names)});
    return files;
}

}  // namespace chamber::storage
