#include "storage/archive/roll_call.hpp"

#include "protocol/codec.hpp"
#include "protocol/natural_order.hpp"
#include "protocol/roll.hpp"
#include "storage/archive/text_formats.hpp"
#include "storage/text/csv.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace chamber::storage {
namespace {

constexpr auto totals = "data/04-diem-danh/tong-hop.csv";
constexpr auto mended = "data/04-diem-danh/dinh-chinh.csv";

constexpr DictionaryColumn columns[] = {
    {"data/04-diem-danh/danh-sach-vang.csv", "TrangThai", "Trạng thái",
     "Vắng có phép, Vắng không phép; Chưa ghi nhận: đại biểu mà không ai ghi có mặt hay vắng; Chưa xác nhận: tự điểm danh mà chưa ai xác nhận"},
    {"data/04-diem-danh/diem-danh.csv", "NguoiXacNhan", "Người xác nhận có mặt",
     "Khi hội đồng quy định người tự điểm danh phải được xác nhận"},
    {"data/04-diem-danh/diem-danh.csv", "TuDiemDanhLuc", "Tự điểm danh lúc, chưa ai xác nhận",
     "Giờ Việt Nam; chưa tính là có mặt"},
    {totals, "MaPhien", "Mã phiên họp", ""},
    {totals, "TenPhien", "Tên phiên họp", ""},
    {totals, "DaiBieu", "Số đại biểu trong danh sách", "Bằng DaDu + VangCoPhep + VangKhongPhep + ChuaGhiNhan"},
    {totals, "DuongNhiem", "Số đại biểu đương nhiệm", "Mẫu số khi tính điều kiện tiến hành và đa số"},
    {totals, "DaDu", "Số đại biểu đã dự", "Có mặt ít nhất một lúc trong phiên"},
    {totals, "CoMatKhiKetThuc", "Số đại biểu không ghi giờ về", "Một phần của DaDu"},
    {totals, "VangCoPhep", "Vắng có phép", ""},
    {totals, "VangKhongPhep", "Vắng không phép", ""},
    {totals, "ChuaGhiNhan", "Chưa ghi nhận", "Không ai ghi có mặt hay vắng"},
    {totals, "ChuaXacNhan", "Tự điểm danh, chưa ai xác nhận", "Không tính là có mặt; phần lớn ở trong ChuaGhiNhan"},
    {mended, "MaPhien", "Mã phiên họp", ""},
    {mended, "TenPhien", "Tên phiên họp", ""},
    {mended, "MaNguoi", "Mã người", ""},
    {mended, "HoTen", "Họ và tên", ""},
    {mended, "ChucVu", "Chức vụ", ""},
    {mended, "Lan", "Lần đính chính", "1 là lần đầu; giá trị sau cùng ở diem-danh.csv"},
    {mended, "DinhChinhLuc", "Thời điểm đính chính", "Giờ Việt Nam"},
    {mended, "NguoiDinhChinh", "Người đính chính", ""},
    {mended, "LyDo", "Lý do đính chính", ""},
    {mended, "TrangThaiTruoc", "Trạng thái trước khi đính chính", "Như TrangThai"},
    {mended, "GioTruoc", "Giờ vào, giờ ra trước khi đính chính", "Giờ Việt Nam"},
};

std::string_view status_label(AttendanceStatus status)
{
    switch (status) {
    case AttendanceStatus::present: return "Có mặt";
    case AttendanceStatus::left: return "Đã về";
    case AttendanceStatus::absent: return "Vắng";
    case AttendanceStatus::unknown: break;
    }
    return "Chưa ghi nhận";
}

// Of somebody who waits for the office to see them nothing is recorded but that.
std::string_view status_label(const Attendance& attendance)
{
    const bool waits = attendance.waiting_since && attendance.status == AttendanceStatus::unknown;
    return waits ? "Chưa xác nhận" : status_label(attendance.status);
}

std::string absence_label(const Attendance& attendance)
{
    if (attendance.status == AttendanceStatus::unknown) return std::string(status_label(attendance));
    return attendance.excused.value_or(false) ? "Vắng có phép" : "Vắng không phép";
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
    std::string sitting(const SittingId& id) const
    {
        return sittings.contains(id) ? sittings.at(id)->name : std::string();
    }
    std::string name(const PersonId& id) const { return people.contains(id) ? people.at(id)->name : std::string(); }
    bool is_delegate(const PersonId& id) const
    {
        return people.contains(id) && has_role(*people.at(id), Role::delegate);
    }
    std::string position(const PersonId& id) const
    {
        return people.contains(id) ? people.at(id)->position : std::string();
    }
    std::string group(const PersonId& id) const
    {
        if (!people.contains(id) || !people.at(id)->group || !groups.contains(*people.at(id)->group)) return {};
        return groups.at(*people.at(id)->group)->name;
    }
};

// Whom this session's roll names: its delegates and guests.
std::vector<const Person*> people_of_roll(const SessionFile& file)
{
    std::vector<const Person*> people;
    for (const auto& person : file.people)
        if (has_role(person, Role::delegate) || has_role(person, Role::guest)) people.push_back(&person);
    std::ranges::sort(people, [](const Person* a, const Person* b) { return BySeat{}(*a, *b); });
    return people;
}

// Everybody on the roll of every sitting, in order; of whom nobody said anything, that nothing is recorded. Whoever was
// recorded and stands in no roll is there, too.
std::vector<Attendance> whole_roll(const SessionFile& file)
{
    std::map<std::pair<SittingId, PersonId>, const Attendance*> recorded;
    for (const auto& attendance : file.attendance) recorded[{attendance.sitting, attendance.person}] = &attendance;
    std::vector<const Sitting*> sittings;
    for (const auto& sitting : file.sittings) sittings.push_back(&sitting);
    std::ranges::sort(sittings, {}, [](const Sitting* sitting) { return std::tuple(sitting->position, sitting->id); });
    std::vector<Attendance> all;
    for (const Sitting* sitting : sittings) {
        for (const Person* person : people_of_roll(file)) {
            const auto found = recorded.find({sitting->id, person->id});
            Attendance one;
            one.id = sitting->id.value + "/" + person->id.value;
            one.sitting = sitting->id;
            one.person = person->id;
            all.push_back(found == recorded.end() ? one : *found->second);
            if (found != recorded.end()) recorded.erase(found);
        }
    }
    for (const auto& [key, attendance] : recorded) all.push_back(*attendance);
    return all;
}

std::string reason_of(const SessionFile& file, const Attendance& attendance)
{
    const auto found = std::ranges::find(file.absence_reasons, attendance.id, &AbsenceReason::id);
    return found == file.absence_reasons.end() ? std::string() : found->reason;
}

std::vector<std::string> who(const Attendance& one, const Names& names)
{
    return {one.sitting.value, names.sitting(one.sitting), one.person.value, names.name(one.person),
            names.position(one.person)};
}

void row(Csv& csv, std::vector<std::string> fields, const std::vector<std::string>& more)
{
    fields.insert(fields.end(), more.begin(), more.end());
    csv.row(fields);
}

std::string table(const std::vector<Attendance>& all, const Names& names)
{
    Csv csv({"MaPhien", "TenPhien", "MaNguoi", "HoTen", "ChucVu", "To", "TrangThai", "GioVao", "GioRa", "HinhThuc",
             "NguoiGhiNhan", "NguoiXacNhan", "TuDiemDanhLuc"});
    for (const auto& one : all) {
        auto begin = who(one, names);
        begin.push_back(names.group(one.person));
        begin.emplace_back(status_label(one));
        if (one.intervals.empty()) row(csv, begin, {"", "", "", "", "", local_time(one.waiting_since)});
        for (const auto& interval : one.intervals)
            row(csv, begin,
                {local_time(interval.in_at), local_time(interval.out_at), std::string(method_label(interval.method)),
                 names.name(interval.by), interval.confirmed_by ? names.name(*interval.confirmed_by) : std::string(),
                 &interval == &one.intervals.back() ? local_time(one.waiting_since) : std::string()});
    }
    return csv.text();
}

// Who was not there, and of whom nobody knows: guests of whom nothing is recorded were not due.
std::string absent(const std::vector<Attendance>& all, const SessionFile& file, const Names& names)
{
    Csv csv({"MaPhien", "TenPhien", "MaNguoi", "HoTen", "ChucVu", "TrangThai", "CoPhep", "LyDo"});
    for (const auto& one : all) {
        const bool unrecorded = one.status == AttendanceStatus::unknown && names.is_delegate(one.person);
        if (one.status != AttendanceStatus::absent && !unrecorded) continue;
        const std::string excused = !one.excused ? "" : (*one.excused ? "Có phép" : "Không phép");
        row(csv, who(one, names), {absence_label(one), excused, reason_of(file, one)});
    }
    return csv.text();
}

// Who was in the room at the end and who was there at any time are two figures.
std::string figures(const std::vector<Attendance>& all, const SessionFile& file, const Names& names)
{
    Csv csv({"MaPhien", "TenPhien", "DaiBieu", "DuongNhiem", "DaDu", "CoMatKhiKetThuc", "VangCoPhep", "VangKhongPhep",
             "ChuaGhiNhan", "ChuaXacNhan"});
    const std::int32_t in_office = file.session.in_office > 0 ? file.session.in_office : file.council.in_office;
    for (const auto& sitting : file.sittings) {
        RollCounts counts;
        std::int32_t waiting = 0;
        for (const auto& one : all) {
            if (one.sitting != sitting.id || !names.is_delegate(one.person)) continue;
            count(counts, one);
            waiting += one.waiting_since ? 1 : 0;
        }
        const std::int32_t delegates = counts.attended + counts.excused + counts.unexcused + counts.unrecorded;
        csv.row({sitting.id.value, sitting.name, std::to_string(delegates), std::to_string(in_office),
                 std::to_string(counts.attended), std::to_string(counts.present), std::to_string(counts.excused),
                 std::to_string(counts.unexcused), std::to_string(counts.unrecorded), std::to_string(waiting)});
    }
    return csv.text();
}

std::string spans(const std::vector<AttendanceInterval>& intervals)
{
    std::string text;
    for (const auto& interval : intervals) {
        if (!text.empty()) text += "; ";
        text += local_time(interval.in_at) + " đến " + (interval.out_at ? local_time(interval.out_at) : "chưa ra");
    }
    return text;
}

// Every state that was corrected, as it stood, oldest first.
std::string corrections(const std::vector<Attendance>& all, const SessionFile& file, const Names& names)
{
    Csv csv({"MaPhien", "TenPhien", "MaNguoi", "HoTen", "ChucVu", "Lan", "DinhChinhLuc", "NguoiDinhChinh", "LyDo",
             "TrangThaiTruoc", "GioTruoc"});
    for (const auto& one : all) {
        const auto history = std::ranges::find(file.attendance_history, one.id, &AttendanceHistory::id);
        if (history == file.attendance_history.end()) continue;
        std::int32_t n = 0;
        for (const auto& former : history->entries) {
            Attendance before;
            before.status = former.status;
            before.excused = former.excused;
            const std::string status = former.status == AttendanceStatus::absent
                                           ? absence_label(before)
                                           : std::string(status_label(former.status));
            row(csv, who(one, names),
                {std::to_string(++n), local_time(former.at), names.name(former.by), former.reason, status,
                 spans(former.intervals)});
        }
    }
    return csv.text();
}

}  // namespace

BagFiles roll_call(const SessionFile& file)
{
    const Names names(file);
    const auto all = whole_roll(file);
    std::string json = "[";
    for (const auto& one : all) json += (json.size() > 1 ? "," : "") + encode(Entity(one));
    BagFiles files;
    files.push_back({"data/04-diem-danh/diem-danh.csv", table(all, names)});
    files.push_back({"data/04-diem-danh/diem-danh.json", indent_json(json + "]")});
    files.push_back({"data/04-diem-danh/danh-sach-vang.csv", absent(all, file, names)});
    files.push_back({"data/04-diem-danh/tong-hop.csv", figures(all, file, names)});
    files.push_back({"data/04-diem-danh/dinh-chinh.csv", corrections(all, file, names)});
    return files;
}

std::span<const DictionaryColumn> roll_columns()
{
    return columns;
}

}  // namespace chamber::storage
