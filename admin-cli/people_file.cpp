#include "admin-cli/people_file.hpp"

#include "admin-cli/known.hpp"
#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace chamber::admin {

namespace {

enum class Column {
    id,
    name,
    sort_name,
    position,
    role,
    group,
    committee,
    seat,
    from,
    to,
    suspended_from,
    suspended_to
};

struct Heading {
    std::string_view letters;  // without marks, small, letters and digits only
    Column column;
};
constexpr std::array headings = std::to_array<Heading>({
    {"ma", Column::id},
    {"madaibieu", Column::id},
    {"id", Column::id},
    {"hoten", Column::name},
    {"hovaten", Column::name},
    {"ten", Column::name},
    {"tendexep", Column::sort_name},
    {"tenxep", Column::sort_name},
    {"chucvu", Column::position},
    {"chucdanh", Column::position},
    {"vaitro", Column::role},
    {"to", Column::group},
    {"todaibieu", Column::group},
    {"ban", Column::committee},
    {"ghe", Column::seat},
    {"soghe", Column::seat},
    {"nhiemvutungay", Column::from},
    {"tungay", Column::from},
    {"ngaybatdau", Column::from},
    {"nhiemvudenngay", Column::to},
    {"denngay", Column::to},
    {"ngayketthuc", Column::to},
    {"tamdinhchitu", Column::suspended_from},
    {"tamdinhchitungay", Column::suspended_from},
    {"tamdinhchiden", Column::suspended_to},
    {"tamdinhchidenngay", Column::suspended_to},
});
// What the lists of spreadsheets number their rows by, and nobody reads.
constexpr std::array<std::string_view, 2> passed_over{"stt", "tt"};

std::string letters_of(std::string_view text)
{
    std::string letters;
    for (const char32_t c : vietnamese::letters_of(vietnamese::lower(vietnamese::normalised(text))))
        append_code_point(letters, vietnamese::base_letter(c));
    std::ranges::transform(letters, letters.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return letters;
}

// Outside of quotes, in the first line: the most frequent of the three.
char separator_of(std::string_view text)
{
    std::array<std::pair<char, int>, 3> found{{{';', 0}, {',', 0}, {'\t', 0}}};
    bool quoted = false;
    for (const char c : text) {
        if (c == '"') quoted = !quoted;
        if (c == '\n' && !quoted) break;
        for (auto& [sign, count] : found)
            if (c == sign && !quoted) ++count;
    }
    return std::ranges::max_element(found, {}, [](const auto& each) { return each.second; })->first;
}

struct Cells {
    std::int32_t row = 1;
    std::vector<std::string> cells;
};

// A quoted cell may hold separators, quotes (doubled) and line breaks.
std::vector<Cells> cells_of(std::string_view text)
{
    const char separator = separator_of(text);
    std::vector<Cells> rows{{1, {""}}};
    bool quoted = false;
    std::int32_t line = 1;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        std::string& cell = rows.back().cells.back();
        if (quoted && c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
            cell += '"';
            ++at;
        } else if (c == '"' && (quoted || cell.empty())) {
            quoted = !quoted;
        } else if (!quoted && c == separator) {
            rows.back().cells.emplace_back();
        } else if (!quoted && c == '\n') {
            rows.push_back({++line, {""}});
        } else if (quoted && c == '\n') {
            cell += ' ';
        } else if (c != '\r') {
            cell += c;
        }
    }
    std::erase_if(rows, [](const Cells& row) {
        return std::ranges::all_of(row.cells, [](const std::string& cell) { return is_blank(cell); });
    });
    return rows;
}

std::string trimmed(const std::string& cell)
{
    return vietnamese::utf8(vietnamese::trimmed(vietnamese::code_points(cell)));
}

class Reader {
public:
    PeopleFile read(std::string_view text)
    {
        constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
        if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
        const std::vector<Cells> rows = cells_of(text);
        if (rows.empty()) {
            fault(1, "", "tệp không có dòng nào");
            return std::move(file_);
        }
        if (!read_headings(rows.front())) return std::move(file_);
        for (std::size_t i = 1; i < rows.size(); ++i) read_row(rows[i]);
        if (rows.size() == 1) fault(1, "", "tệp chỉ có dòng tiêu đề, chưa có người nào");
        return std::move(file_);
    }

private:
    void fault(std::int32_t row, std::string column, std::string sentence)
    {
        file_.faults.push_back({row, std::move(column), std::move(sentence)});
    }

    bool read_headings(const Cells& row)
    {
        for (const std::string& cell : row.cells) {
            names_.push_back(trimmed(cell));
            const std::string letters = letters_of(cell);
            const auto known = std::ranges::find(headings, letters, &Heading::letters);
            columns_.push_back(known == headings.end() ? std::nullopt : std::optional(known->column));
            const bool silent = letters.empty() || std::ranges::find(passed_over, letters) != passed_over.end();
            if (!columns_.back() && !silent)
                fault(row.row, names_.back(), "không biết cột này; xem mẫu: chamber-admin person import --template");
        }
        for (std::size_t i = 0; i < columns_.size(); ++i)
            for (std::size_t before = 0; before < i; ++before)
                if (columns_[i] && columns_[i] == columns_[before])
                    fault(row.row, names_[i], "trùng ý với cột “" + names_[before] + "”");
        if (std::ranges::find(columns_, std::optional(Column::name)) == columns_.end())
            fault(row.row, "", "thiếu cột “Họ và tên”");
        return file_.faults.empty();
    }

    void read_row(const Cells& row)
    {
        PersonRow person;
        person.row = row.row;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string cell = trimmed(row.cells[i]);
            if (cell.empty()) continue;
            if (i >= columns_.size()) {
                fault(row.row, "", "có nhiều ô hơn dòng tiêu đề: “" + cell + "”");
                continue;
            }
            if (columns_[i]) take(person, *columns_[i], cell, names_[i]);
        }
        if (person.id && !ids_.insert(*person.id).second) fault(row.row, "Mã", "mã “" + *person.id + "” viết hai lần");
        if (!person.name && !person.id) fault(row.row, "Họ và tên", "chưa có họ tên");
        file_.rows.push_back(std::move(person));
    }

    void take(PersonRow& person, Column column, const std::string& cell, const std::string& name)
    {
        const auto text = parse_text(cell, Lines::one);
        if (!text) return fault(person.row, name, "có ký tự ẩn hoặc ký tự điều khiển, hãy gõ lại");
        switch (column) {
        case Column::id:
            if (!is_id(*text))
                return fault(person.row, name, "mã “" + *text + "” không dùng được: chỉ chữ không dấu, số, gạch nối");
            person.id = *text;
            return;
        case Column::name: person.name = *text; return;
        case Column::sort_name: person.sort_name = *text; return;
        case Column::position: person.position = *text; return;
        case Column::group: person.group = *text; return;
        case Column::committee: person.committee = *text; return;
        case Column::seat: person.seat = *text; return;
        case Column::role: return take_role(person, *text, name);
        case Column::from: return take_day(person.row, person.mandate_from, *text, name);
        case Column::to: return take_day(person.row, person.mandate_to, *text, name);
        case Column::suspended_from: return take_day(person.row, person.suspended_from, *text, name);
        case Column::suspended_to: return take_day(person.row, person.suspended_to, *text, name);
        }
    }

    void take_role(PersonRow& person, const std::string& cell, const std::string& name)
    {
        const std::string letters = letters_of(cell);
        if (letters == "daibieu" || letters == "db")
            person.role = Role::delegate;
        else if (letters == "khachmoi" || letters == "khach")
            person.role = Role::guest;
        else
            fault(
                person.row, name,
                "“" + cell +
                    "” không dùng được ở đây; chọn “Đại biểu” hoặc “Khách mời” (cán bộ thì thêm bằng lệnh khác: chamber-admin staff add --help)");
    }

    void take_day(std::int32_t row, std::optional<std::string>& into, const std::string& cell, const std::string& name)
    {
        auto day = day_typed(cell);
        if (!day) return fault(row, name, "“" + cell + "” không phải ngày có thật; hãy ghi như 18/12/2026");
        into = std::move(*day);
    }

    PeopleFile file_;
    std::vector<std::string> names_;
    std::vector<std::optional<Column>> columns_;
    std::set<std::string> ids_;
};

}  // namespace

PeopleFile read_people_csv(std::string_view text)
{
    return Reader().read(text);
}

std::string people_template()
{
    return "\xEF\xBB\xBFMã,Họ và tên,Chức vụ,Vai trò,Tổ,Ban,Ghế,Nhiệm vụ từ ngày,Nhiệm vụ đến ngày,Tạm đình chỉ từ ngày,Tạm đình chỉ đến ngày\r\n";
}

}  // namespace chamber::admin
