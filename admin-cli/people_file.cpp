#include "admin-cli/people_file.hpp"

#include "admin-cli/known.hpp"
#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace chamber::admin {

namespace {

enum class Column { id, name, sort_name, position, role, group, committee, seat, from, to };

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

// A quoted cell may hold separators, quotes (doubled) and line breaks.
std::vector<TableRow> cells_of(std::string_view text)
{
    std::int32_t line = 1;
    // Excel's own hint.
    char separator = 0;
    if (text.size() > 5 && (text.starts_with("sep=") || text.starts_with("SEP="))) {
        separator = text[4];
        text.remove_prefix(std::min(text.find('\n') + 1, text.size()));
        line = 2;
    } else {
        separator = separator_of(text);
    }
    std::vector<TableRow> rows{{line, {""}}};
    bool quoted = false;
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
    std::erase_if(rows, [](const TableRow& row) {
        return std::ranges::all_of(row.cells, [](const std::string& cell) { return is_blank(cell); });
    });
    return rows;
}

std::string trimmed(const std::string& cell)
{
    return vietnamese::utf8(vietnamese::trimmed(vietnamese::code_points(cell)));
}

// Excel's "Unicode text".
std::string from_utf16(std::string_view bytes, bool little)
{
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(little ? first | second << 8 : first << 8 | second);
    };
    std::string text;
    for (std::size_t at = 2; at + 1 < bytes.size(); at += 2) {
        char32_t c = unit(at);
        const bool pair = c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size();
        if (pair) c = 0x10000 + ((c - 0xD800) << 10) + ((unit(at + 2) - 0xDC00) & 0x3FF);
        if (pair) at += 2;
        append_code_point(text, c);
    }
    return text;
}

bool is_unicode(std::string_view text)
{
    for (char32_t c = 0; !text.empty();)
        if (!take_code_point(text, c)) return false;
    return true;
}

class Reader {
public:
    explicit Reader(std::string (*day_of)(std::string_view)) : day_of_(day_of) {}

    PeopleFile read(const std::vector<TableRow>& rows)
    {
        if (rows.empty()) return refused("tệp không có dòng nào");
        const std::size_t top = headings_row(rows);
        if (!read_headings(rows[top])) return std::move(file_);
        for (std::size_t i = top + 1; i < rows.size(); ++i) read_row(rows[i]);
        if (rows.size() == top + 1) fault(rows[top].row, "", "tệp chỉ có dòng tiêu đề, chưa có người nào");
        return std::move(file_);
    }

    PeopleFile refused(std::string sentence)
    {
        fault(1, "", std::move(sentence));
        return std::move(file_);
    }

private:
    void fault(std::int32_t row, std::string column, std::string sentence)
    {
        file_.faults.push_back({row, std::move(column), std::move(sentence)});
    }

    static std::optional<Column> column_of(const std::string& cell)
    {
        const auto known = std::ranges::find(headings, letters_of(cell), &Heading::letters);
        return known == headings.end() ? std::nullopt : std::optional(known->column);
    }

    // Below the list's title and what else stands above it; the first row where no row has a column of names.
    static std::size_t headings_row(const std::vector<TableRow>& rows)
    {
        constexpr std::size_t looked_at = 12;
        for (std::size_t i = 0; i < std::min(rows.size(), looked_at); ++i)
            for (const std::string& cell : rows[i].cells)
                if (column_of(cell) == Column::name) return i;
        return 0;
    }

    bool read_headings(const TableRow& row)
    {
        for (const std::string& cell : row.cells) {
            names_.push_back(trimmed(cell));
            const std::string letters = letters_of(cell);
            columns_.push_back(column_of(cell));
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

    void read_row(const TableRow& row)
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
        constexpr std::array<std::string_view, 7> broken{"#REF!",  "#N/A",  "#VALUE!", "#NAME?",
                                                         "#NULL!", "#NUM!", "#DIV/0!"};
        if (std::ranges::find(broken, cell) != broken.end())
            return fault(person.row, name, "ô có công thức bị lỗi (" + cell + "), hãy gõ lại giá trị");
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
        if (day_of_ != nullptr) {
            std::string counted = day_of_(cell);
            if (!counted.empty()) {
                into = std::move(counted);
                return;
            }
        }
        auto day = day_typed(cell);
        if (!day) return fault(row, name, "“" + cell + "” không phải ngày có thật; hãy ghi như 18/12/2026");
        into = std::move(*day);
    }

    std::string (*day_of_)(std::string_view);
    PeopleFile file_;
    std::vector<std::string> names_;
    std::vector<std::optional<Column>> columns_;
    std::set<std::string> ids_;
};

}  // namespace

PeopleFile read_people_csv(std::string_view text)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string composed;
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        composed = from_utf16(text, text.starts_with("\xFF\xFE"));
        text = composed;
    }
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    Reader reader(nullptr);
    if (text.starts_with("\xD0\xCF\x11\xE0"))
        return reader.refused("đây là tệp XLS kiểu cũ hoặc tệp đặt mật khẩu; hãy lưu lại thành XLSX không mật khẩu");
    if (!is_unicode(text))
        return reader.refused(
            "tệp không lưu theo Unicode nên chữ Việt sẽ sai; trong Excel hãy chọn “CSV UTF-8” hoặc lưu thành XLSX");
    return reader.read(cells_of(text));
}

PeopleFile read_people_rows(const std::vector<TableRow>& rows, std::string (*day_of)(std::string_view number))
{
    return Reader(day_of).read(rows);
}

const std::vector<PeopleColumn>& people_columns()
{
    static const std::vector<PeopleColumn> columns{
        {"Mã", "Để trống thì được đặt; ghi mã đã có để sửa người đó. Chỉ chữ không dấu, số, gạch nối", 10},
        {"Họ và tên", "Bắt buộc với người mới", 28},
        {"Chức vụ", "Như sẽ hiện trên máy và trong biên bản", 32},
        {"Vai trò", "Đại biểu (để trống cũng là đại biểu) hoặc Khách mời", 12},
        {"Tổ", "Tên tổ đại biểu; tổ chưa có thì được thêm", 22},
        {"Ban", "Tên Ban; Ban chưa có thì được thêm", 24},
        {"Ghế", "Mã ghế, ví dụ A1; mỗi ghế một người", 8},
        {"Nhiệm vụ từ ngày", "Ngày bắt đầu nhiệm vụ đại biểu, như 01/07/2026", 18},
        {"Nhiệm vụ đến ngày", "Để trống khi còn nhiệm vụ", 18}};
    return columns;
}

std::string people_template()
{
    std::string line = "\xEF\xBB\xBF";
    for (const PeopleColumn& column : people_columns()) {
        if (line.size() > 3) line += ',';
        line += column.title;
    }
    return line + "\r\n";
}

}  // namespace chamber::admin
