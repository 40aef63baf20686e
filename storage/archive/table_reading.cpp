#include "storage/archive/table_reading.hpp"

#include "protocol/world.hpp"
#include "storage/archive/session_reading.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

namespace chamber::storage {
namespace {

using Row = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view absent_path = "data/04-diem-danh/danh-sach-vang.csv";
constexpr std::string_view corrected_path = "data/04-diem-danh/dinh-chinh.csv";
constexpr std::string_view amended_path = "metadata/sua-doi.csv";

// The apostrophe that made it inert.
std::string plain(std::string cell)
{
    if (cell.starts_with('\'') && inert_cell(std::string_view(cell).substr(1)) == cell) cell.erase(0, 1);
    return cell;
}

// Every field quoted, as text_formats writes them.
std::vector<std::vector<std::string>> fields_of(std::string_view text)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    std::vector<std::vector<std::string>> rows;
    std::string field;
    bool quoted = false, begun = false;
    const auto end_field = [&] {
        if (!begun) rows.emplace_back();
        begun = true;
        rows.back().push_back(plain(std::move(field)));
        field.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"' && quoted && at + 1 < text.size() && text[at + 1] == '"') {
            field += c;
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            end_field();
        } else if (!quoted && c == '\n') {
            end_field();
            begun = false;
        } else if (quoted || c != '\r') {
            field += c;
        }
    }
    if (begun || !field.empty()) end_field();
    return rows;
}

Result<std::vector<Row>> read_table(const ZipReader& zip, std::string_view path)
{
    std::vector<Row> table;
    if (!find_entry(zip, path)) return table;
    const auto text = read_text(zip, path);
    if (!text) return text.error();
    const auto rows = fields_of(*text);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        Row row;
        for (std::size_t column = 0; column < std::min(rows[0].size(), rows[i].size()); ++column)
            row[rows[0][column]] = rows[i][column];
        table.push_back(std::move(row));
    }
    return table;
}

const std::string& cell(const Row& row, std::string_view name)
{
    static const std::string nothing;
    const auto found = row.find(name);
    return found == row.end() ? nothing : found->second;
}

std::string attendance_of(const Row& row)
{
    const std::string &sitting = cell(row, "MaPhien"), &person = cell(row, "MaNguoi");
    return sitting.empty() || person.empty() ? std::string() : sitting + "/" + person;
}

// "18/12/2024 07:45", in Vietnam.
std::optional<std::string> moment_of(const std::string& text)
{
    int day = 0, month = 0, year = 0, hour = 0, minute = 0;
    if (std::sscanf(text.c_str(), "%2d/%2d/%4d %2d:%2d", &day, &month, &year, &hour, &minute) != 5) return {};
    char iso[48];
    std::snprintf(iso, sizeof iso, "%04d-%02d-%02dT%02d:%02d:00+07:00", year, month, day, hour, minute);
    const auto at = read_utc(iso);
    return at ? std::optional(format_utc(*at)) : std::nullopt;
}

std::vector<AttendanceInterval> intervals_of(std::string_view text)
{
    std::vector<AttendanceInterval> intervals;
    constexpr std::string_view until = " đến ", apart = "; ";
    while (!text.empty()) {
        const auto end = std::min(text.find(apart), text.size());
        const std::string_view one = text.substr(0, end);
        const auto middle = std::min(one.find(until), one.size());
        AttendanceInterval interval;
        const auto in = moment_of(std::string(one.substr(0, middle)));
        if (in && middle < one.size()) {
            interval.in_at = *in;
            interval.out_at = moment_of(std::string(one.substr(middle + until.size())));
            interval.method = AttendanceMethod::recorded;
            intervals.push_back(std::move(interval));
        }
        text.remove_prefix(std::min(end + apart.size(), text.size()));
    }
    return intervals;
}

// As roll_call words it.
void take_status(const std::string& words, FormerAttendance& former)
{
    if (words == "Có mặt") former.status = AttendanceStatus::present;
    if (words == "Đã về") former.status = AttendanceStatus::left;
    if (!words.starts_with("Vắng")) return;
    former.status = AttendanceStatus::absent;
    former.excused = words == "Vắng có phép";
}

// Nobody where two bear the name: the wrong one would be worse.
PersonId person_named(const SessionFile& file, const std::string& name)
{
    const auto bears = [&](const Person& person) { return person.name == name; };
    if (name.empty() || std::ranges::count_if(file.people, bears) != 1) return {};
    return std::ranges::find_if(file.people, bears)->id;
}

void take_reasons(const std::vector<Row>& table, SessionFile& file)
{
    for (const Row& row : table) {
        const std::string id = attendance_of(row);
        const bool known = std::ranges::find(file.attendance, id, &Attendance::id) != file.attendance.end();
        if (known && !cell(row, "LyDo").empty()) file.absence_reasons.push_back({id, cell(row, "LyDo")});
    }
}

void take_corrections(const std::vector<Row>& table, SessionFile& file)
{
    for (const Row& row : table) {
        const std::string id = attendance_of(row);
        const auto at = moment_of(cell(row, "DinhChinhLuc"));
        if (!at || std::ranges::find(file.attendance, id, &Attendance::id) == file.attendance.end()) continue;
        FormerAttendance former;
        former.at = *at;
        former.by = person_named(file, cell(row, "NguoiDinhChinh"));
        former.reason = cell(row, "LyDo");
        take_status(cell(row, "TrangThaiTruoc"), former);
        former.intervals = intervals_of(cell(row, "GioTruoc"));
        auto history = std::ranges::find(file.attendance_history, id, &AttendanceHistory::id);
        if (history == file.attendance_history.end()) {
            file.attendance_history.push_back({id, {}});
            history = file.attendance_history.end() - 1;
        }
        history->entries.push_back(std::move(former));
    }
}

void take_amendments(const std::vector<Row>& table, SessionFile& file)
{
    // What belongs to the session; the council's and people's own histories are another installation's.
    constexpr std::array<std::string_view, 5> types{"session/", "participant/", "document/", "agenda_item/",
                                                    "sitting/"};
    for (const Row& row : table) {
        const std::string& id = cell(row, "DoiTuong");
        if (std::ranges::none_of(types, [&](std::string_view type) { return id.starts_with(type); })) continue;
        if (!read_utc(cell(row, "ThoiDiem"))) continue;
        auto history = std::ranges::find(file.amendments, id, &Amendments::id);
        if (history == file.amendments.end()) {
            file.amendments.push_back({id, {}});
            history = file.amendments.end() - 1;
        }
        history->entries.push_back({cell(row, "ThoiDiem"), PersonId(cell(row, "NguoiSua")), cell(row, "Truong"),
                                    cell(row, "GiaTriCu"), cell(row, "GiaTriMoi"), cell(row, "LyDo")});
    }
}

}  // namespace

Result<void> take_tables(const ZipReader& zip, SessionFile& file)
{
    for (const auto& [path, take] :
         {std::pair{absent_path, &take_reasons}, std::pair{corrected_path, &take_corrections},
          std::pair{amended_path, &take_amendments}}) {
        const auto table = read_table(zip, path);
        if (!table) return table.error();
        take(*table, file);
    }
    return {};
}

}  // namespace chamber::storage
