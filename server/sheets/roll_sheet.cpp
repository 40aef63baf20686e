#include "server/sheets/roll_sheet.hpp"

#include "server/sheets/minutes_filling.hpp"
#include "server/sheets/paragraphs.hpp"
#include "server/sheets/words.hpp"
#include "server/typeset/typesetter.hpp"

#include <algorithm>

namespace chamber::sheets {
namespace {

using storage::FactAttendance;
using storage::FactSitting;
using storage::MinutesFacts;

const std::vector<TableColumn> roll_columns{
    {"STT", 6},       {"Họ và tên", 28}, {"Chức vụ", 40},        {"Tổ đại biểu", 20},
    {"Chỗ ngồi", 10}, {"Có mặt", 26},    {"Giờ vào, giờ ra", 26}};

std::vector<std::string> cells_of(const FactAttendance& line, const FactSitting& sitting)
{
    return {line.person.name, line.person.position, line.guest ? std::string("Khách mời") : line.person.group,
            line.person.seat, status_words(line),   times_words(line, sitting.opened_at)};
}

// "; tự điểm danh mà chưa ai xác nhận 2".
std::string waiting_words(const FactSitting& sitting)
{
    const auto waiting = std::ranges::count_if(
        sitting.roll, [](const FactAttendance& line) { return !line.guest && line.waiting_since.has_value(); });
    return waiting == 0 ? "" : "; tự điểm danh mà chưa ai xác nhận " + std::to_string(waiting);
}

// "Có mặt 33/35 (cần 24); vắng có phép 2; vắng không phép 0; chưa ghi nhận 0".
std::string figures(const FactSitting& sitting)
{
    const auto& quorum = sitting.quorum;
    return "Đã dự " + std::to_string(quorum.attended) + "/" + std::to_string(quorum.in_office) + " (cần " +
           std::to_string(quorum.needed) + "); vắng có phép " + std::to_string(quorum.excused) + "; vắng không phép " +
           std::to_string(quorum.unexcused) + "; chưa ghi nhận " + std::to_string(quorum.unrecorded) +
           waiting_words(sitting);
}

TableSheet sheet_of(const MinutesFacts& facts, const FactSitting& sitting)
{
    TableSheet sheet{sitting.name,
                     {facts.council.name, "Danh sách điểm danh: " + sitting.name, facts.session.name,
                      moment_words(sitting.opened_at), figures(sitting)},
                     roll_columns,
                     {}};
    std::int64_t n = 0;
    for (const auto& line : sitting.roll) {
        auto& row = sheet.rows.emplace_back();
        row.emplace_back(++n);
        for (auto& cell : cells_of(line, sitting)) row.emplace_back(std::move(cell));
    }
    return sheet;
}

typeset::Table printed_table(const FactSitting& sitting)
{
    typeset::Table table;
    table.size_pt = 10.5;
    table.columns = {{"STT", 0.06, typeset::Align::centre},
                     {"Họ và tên", 0.22},
                     {"Chức vụ", 0.22},
                     {"Tổ đại biểu", 0.13},
                     {"Chỗ ngồi", 0.07, typeset::Align::centre},
                     {"Có mặt", 0.15},
                     {"Giờ vào, giờ ra", 0.15}};
    int n = 0;
    for (const auto& line : sitting.roll) {
        std::vector<std::string> cells{std::to_string(++n)};
        for (const auto& cell : cells_of(line, sitting)) cells.push_back(clean_line(cell));
        table.rows.push_back({std::move(cells), typeset::Weight::regular});
    }
    return table;
}

}  // namespace

Result<std::string> roll_pdf(const MinutesFacts& facts)
{
    const auto filling = minutes_filling(facts, {});
    typeset::OfficialDocument document;
    document.imprint = {"Danh sách điểm danh " + clean_line(filling.text("trich_yeu")), made_at(facts)};
    for (const auto& sitting : facts.sittings) {
        auto& section = document.sections.emplace_back();
        if (document.sections.size() == 1) section.head = head_of(filling, "DANH SÁCH ĐIỂM DANH", "DS-HĐND");
        section.blocks.emplace_back(centred(sitting.name + ", " + moment_words(sitting.opened_at)));
        section.blocks.emplace_back(said(figures(sitting) + "."));
        section.blocks.emplace_back(printed_table(sitting));
    }
    if (document.sections.empty()) {
        auto& section = document.sections.emplace_back();
        section.head = head_of(filling, "DANH SÁCH ĐIỂM DANH", "DS-HĐND");
        section.blocks.emplace_back(said("Kỳ họp chưa có phiên họp nào."));
    }
    document.sections.back().closing =
        typeset::Closing{{"- Lưu: hồ sơ kỳ họp."}, {"THƯ KÝ"}, clean_line(filling.text("ky_thu_ky"))};
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    auto set = typesetter->print(document);
    if (!set) return set.error();
    return std::move(set->pdf);
}

Result<std::string> roll_xlsx(const MinutesFacts& facts)
{
    TableBook book{"Danh sách điểm danh", made_at(facts), {}};
    for (const auto& sitting : facts.sittings) book.sheets.push_back(sheet_of(facts, sitting));
    if (book.sheets.empty()) book.sheets.push_back({"Điểm danh", {"Kỳ họp chưa có phiên họp nào."}, roll_columns, {}});
    return xlsx_file(book);
}

std::string roll_csv(const MinutesFacts& facts)
{
    TableSheet all{"Điểm danh", {}, roll_columns, {}};
    all.columns.insert(all.columns.begin(), {"Phiên họp", 24});
    for (const auto& sitting : facts.sittings) {
        for (auto& row : sheet_of(facts, sitting).rows) {
            row.insert(row.begin(), sitting.name);
            all.rows.push_back(std::move(row));
        }
    }
    return csv_file(all);
}

}  // namespace chamber::sheets
