#include "server/sheets/workbook.hpp"

#include "protocol/calendar.hpp"
#include "server/sheets/workbook_days.hpp"
#include "server/sheets/zipped_parts.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <pugixml.hpp>

namespace chamber::sheets {
namespace {

using Node = pugi::xml_node;

constexpr std::size_t unpacked_bytes_max = 16'000'000;
constexpr std::size_t text_bytes_max = 8'000'000;  // of all cells: one long text may be named by each of them
constexpr std::size_t merges_max = 2'000;

Error faulty(std::string sentence)
{
    return fail(ErrorCode::import_faulty, std::move(sentence));
}

constexpr const char* too_large_words = "Tệp XLSX quá lớn khi giải nén. Hãy chỉ giữ lại bảng danh sách rồi lưu lại.";
constexpr const char* damaged_words =
    "Không đọc được tệp XLSX này. Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu lại, hoặc lưu thành CSV UTF-8.";

// Some programs write "x:row" for "row".
std::string_view own_name(const Node& node)
{
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);  // npos + 1 is 0
}

bool is(const Node& node, std::string_view name)
{
    return own_name(node) == name;
}

Node child_of(const Node& parent, std::string_view name)
{
    for (const Node& child : parent.children())
        if (is(child, name)) return child;
    return {};
}

std::string attribute_of(const Node& node, std::string_view name)
{
    for (const auto& attribute : node.attributes()) {
        const std::string_view full = attribute.name();
        if (full.substr(full.find(':') + 1) == name) return attribute.value();
    }
    return {};
}

std::optional<std::int32_t> number_of(std::string_view text)
{
    std::int32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return {};
    return number;
}

Result<void> parse(const std::string& bytes, pugi::xml_document& into)
{
    // Entities of its own are what a document type is for; no spreadsheet has one.
    if (bytes.find("<!DOCTYPE") != std::string::npos || bytes.find("<!ENTITY") != std::string::npos)
        return faulty("Tệp XLSX này có phần khai báo lạ nên không được đọc. Hãy lưu lại bằng Excel hoặc LibreOffice.");
    if (!into.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
        return faulty(damaged_words);
    return {};
}

// "_x000D_" is how a control character is written where XML has none.
std::string plain(std::string text)
{
    for (std::size_t at = text.find("_x00"); at != std::string::npos; at = text.find("_x00", at)) {
        if (at + 7 <= text.size() && text[at + 6] == '_')
            text.replace(at, 7, " ");
        else
            ++at;
    }
    std::ranges::replace(text, '\n', ' ');
    std::erase(text, '\r');
    return text;
}

// The text of <si> or <is>, whatever is bold in it; not how it is pronounced (rPh).
std::string text_of(const Node& item)
{
    std::string text;
    for (const Node& part : item.children()) {
        if (is(part, "t")) text += part.text().get();
        if (is(part, "r")) text += child_of(part, "t").text().get();
    }
    return plain(std::move(text));
}

struct Reference {
    std::size_t column = 0;  // from 0
    std::int32_t row = 0;    // from 1
};

// "AB12".
std::optional<Reference> reference_of(std::string_view text)
{
    Reference found;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 3; ++i)
        found.column = found.column * 26 + static_cast<std::size_t>(text[i] - 'A' + 1);
    const auto row = number_of(text.substr(i));
    if (i == 0 || !row || *row < 1) return {};
    --found.column;
    found.row = *row;
    return found;
}

class Workbook {
public:
    static Result<SheetRows> read(std::string_view bytes, std::string_view sheet)
    {
        PartLimits limits;
        limits.parts_max = 2'000;
        limits.unpacked_bytes_max = unpacked_bytes_max;
        limits.refusal = ErrorCode::import_faulty;
        limits.too_large = too_large_words;
        limits.strict = false;
        const auto wanted = [](std::string_view name) {
            return name == "xl/sharedStrings.xml" || name == "xl/styles.xml" || name == "xl/workbook.xml" ||
                   name == "xl/_rels/workbook.xml.rels" ||
                   (name.starts_with("xl/worksheets/") && name.ends_with(".xml"));
        };
        auto parts = read_zipped_parts(bytes, limits, wanted);
        if (!parts)
            return faulty(parts.error().detail == limits.too_large ? parts.error().detail : std::string(damaged_words));
        Workbook book;
        for (ZippedPart& part : *parts) book.parts_.emplace(std::move(part.name), std::move(part.bytes));
        if (auto chosen = book.choose(sheet); !chosen) return chosen.error();
        if (auto read = book.read_texts(); !read) return read.error();
        if (auto read = book.read_styles(); !read) return read.error();
        if (auto read = book.read_rows(); !read) return read.error();
        return std::move(book.rows_);
    }

private:
    // The sheet's part, and its name.
    Result<void> choose(std::string_view wish)
    {
        const auto main = parts_.find("xl/workbook.xml");
        const auto links = parts_.find("xl/_rels/workbook.xml.rels");
        if (main == parts_.end() || links == parts_.end())
            return faulty("Tệp này không phải bảng tính dạng XLSX. Hãy lưu bảng thành XLSX hoặc CSV UTF-8.");
        pugi::xml_document book, relations;
        if (auto parsed = parse(main->second, book); !parsed) return parsed;
        if (auto parsed = parse(links->second, relations); !parsed) return parsed;
        const Node root = book.document_element();
        const std::string old = attribute_of(child_of(root, "workbookPr"), "date1904");
        rows_.epoch_days = old == "1" || old == "true" ? epoch_of_1904 : epoch_of_1900;
        std::string names, id;
        for (const Node& sheet : child_of(root, "sheets").children()) {
            const std::string name = attribute_of(sheet, "name");
            names += (names.empty() ? "“" : ", “") + name + "”";
            const bool shown = attribute_of(sheet, "state").empty() || attribute_of(sheet, "state") == "visible";
            if (!id.empty() || (wish.empty() ? !shown : name != wish)) continue;
            rows_.name = name;
            for (const auto& attribute : sheet.attributes())
                if (std::string_view(attribute.name()).ends_with(":id")) id = attribute.value();
        }
        if (id.empty() && !wish.empty())
            return faulty("Tệp không có trang tính “" + std::string(wish) + "”; các trang có: " + names + ".");
        for (const Node& link : relations.document_element().children())
            if (!id.empty() && attribute_of(link, "Id") == id) part_ = attribute_of(link, "Target");
        part_ = part_.starts_with('/') ? part_.substr(1) : "xl/" + part_;
        return parts_.contains(part_) ? Result<void>() : Result<void>(faulty(damaged_words));
    }

    Result<void> read_texts()
    {
        const auto part = parts_.find("xl/sharedStrings.xml");
        if (part == parts_.end()) return {};
        pugi::xml_document texts;
        if (auto parsed = parse(part->second, texts); !parsed) return parsed;
        for (const Node& item : texts.document_element().children())
            if (is(item, "si")) texts_.push_back(text_of(item));
        return {};
    }

    Result<void> read_styles()
    {
        const auto part = parts_.find("xl/styles.xml");
        if (part == parts_.end()) return {};
        pugi::xml_document styles;
        if (auto parsed = parse(part->second, styles); !parsed) return parsed;
        const Node root = styles.document_element();
        std::map<std::int32_t, bool> formats;
        for (const Node& format : child_of(root, "numFmts").children())
            if (const auto id = number_of(attribute_of(format, "numFmtId")))
                formats[*id] = is_day_format(attribute_of(format, "formatCode"));
        for (const Node& style : child_of(root, "cellXfs").children()) {
            const std::int32_t id = number_of(attribute_of(style, "numFmtId")).value_or(0);
            const auto own = formats.find(id);
            days_.push_back(own == formats.end() ? is_day_format(id) : own->second);
        }
        return {};
    }

    Result<std::string> cell_of(const Node& cell) const
    {
        const std::string type = attribute_of(cell, "t");
        if (type == "inlineStr") return text_of(child_of(cell, "is"));
        const std::string value = plain(child_of(cell, "v").text().get());
        if (type == "s") {
            const auto index = number_of(value);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= texts_.size()) return faulty(damaged_words);
            return texts_[static_cast<std::size_t>(*index)];
        }
        if (type == "b") return std::string(value == "1" ? "TRUE" : "FALSE");
        if (type == "d") return value.substr(0, 10);
        if (type == "str" || type == "e" || value.empty()) return value;
        const auto style = number_of(attribute_of(cell, "s"));
        const bool day = style && *style >= 0 && static_cast<std::size_t>(*style) < days_.size() &&
                         days_[static_cast<std::size_t>(*style)];
        if (!day) return value;
        const std::string iso = day_of_serial(value, rows_.epoch_days);
        return iso.empty() ? value : spoken_day(iso);
    }

    Result<void> read_row(const Node& node, std::int32_t number)
    {
        SheetRow row{number, {}};
        std::size_t column = 0;
        for (const Node& cell : node.children()) {
            if (!is(cell, "c")) continue;
            if (const auto at = reference_of(attribute_of(cell, "r"))) column = at->column;
            auto text = cell_of(cell);
            if (!text) return text.error();
            const std::size_t at = column++;
            if (text->find_first_not_of(' ') == std::string::npos) continue;
            if (at >= workbook_columns_max)
                return faulty("Bảng có hơn " + std::to_string(workbook_columns_max) +
                              " cột. Hãy chỉ giữ các cột cần dùng.");
            if (!take_room(text->size())) return faulty(too_large_words);
            if (row.cells.size() <= at) row.cells.resize(at + 1);
            row.cells[at] = std::move(*text);
        }
        if (row.cells.empty()) return {};
        if (rows_.rows.size() == workbook_rows_max)
            return faulty("Bảng có hơn " + std::to_string(workbook_rows_max) + " dòng. Hãy chia thành nhiều tệp.");
        rows_.rows.push_back(std::move(row));
        return {};
    }

    bool take_room(std::size_t bytes)
    {
        text_bytes_ += bytes;
        return text_bytes_ <= text_bytes_max;
    }

    // What is merged downwards is meant for each of the rows.
    void spread(std::string_view range)
    {
        const auto colon = std::min(range.find(':'), range.size());
        const auto from = reference_of(range.substr(0, colon));
        const auto to = colon < range.size() ? reference_of(range.substr(colon + 1)) : std::nullopt;
        if (!from || !to || from->column != to->column || from->row >= to->row) return;
        std::string said;
        for (SheetRow& row : rows_.rows) {
            if (row.row < from->row || row.row > to->row) continue;
            if (row.row == from->row) {
                if (from->column < row.cells.size()) said = row.cells[from->column];
            } else if (!said.empty() && take_room(said.size())) {
                if (row.cells.size() <= from->column) row.cells.resize(from->column + 1);
                if (row.cells[from->column].empty()) row.cells[from->column] = said;
            }
        }
    }

    Result<void> read_rows()
    {
        pugi::xml_document sheet;
        if (auto parsed = parse(parts_.at(part_), sheet); !parsed) return parsed;
        const Node root = sheet.document_element();
        std::int32_t number = 0;
        for (const Node& row : child_of(root, "sheetData").children()) {
            if (!is(row, "row")) continue;
            number = number_of(attribute_of(row, "r")).value_or(number + 1);
            if (auto read = read_row(row, number); !read) return read;
        }
        std::size_t merges = 0;
        for (const Node& merge : child_of(root, "mergeCells").children())
            if (++merges <= merges_max) spread(attribute_of(merge, "ref"));
        return {};
    }

    std::map<std::string, std::string> parts_;
    std::string part_;
    std::vector<std::string> texts_;
    std::vector<bool> days_;  // by style
    std::size_t text_bytes_ = 0;
    SheetRows rows_;
};

}  // namespace

bool is_zip(std::string_view bytes)
{
    return bytes.starts_with("PK\x03\x04");
}

Result<SheetRows> read_workbook(std::string_view bytes, std::string_view sheet)
{
    if (bytes.size() > workbook_bytes_max)
        return faulty("Tệp XLSX lớn hơn 5 MB. Hãy chỉ giữ lại bảng danh sách rồi lưu lại.");
    return Workbook::read(bytes, sheet);
}

}  // namespace chamber::sheets
