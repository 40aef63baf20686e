#include "server/workflows/archive_index.hpp"

#include "protocol/vietnamese.hpp"
#include "server/typeset/typesetter.hpp"

namespace chamber::workflow {
namespace {

using storage::IndexSheet;
using typeset::Align;
using typeset::Keep;
using typeset::Paragraph;
using typeset::Section;
using typeset::Table;
using typeset::Weight;

constexpr double list_size_pt = 10.5;
constexpr double digest_size_pt = 9.5;

Paragraph centred(const std::string& text, Weight weight)
{
    Paragraph paragraph;
    paragraph.runs = {{text}};
    paragraph.size_pt = 12.5;
    paragraph.weight = weight;
    paragraph.align = Align::centre;
    return paragraph;
}

Paragraph heading(const std::string& text)
{
    Paragraph paragraph;
    paragraph.runs = {{text}};
    paragraph.size_pt = 12.5;
    paragraph.weight = Weight::bold;
    paragraph.align = Align::left;
    paragraph.keep = Keep::with_next;
    return paragraph;
}

Table list(const IndexSheet::Group& group)
{
    Table table;
    table.size_pt = list_size_pt;
    table.columns = {{"STT", 0.09, Align::centre},
                     {"Số, ký hiệu", 0.16},
                     {"Ngày", 0.13, Align::centre},
                     {"Trích yếu", 0.28},
                     {"Cơ quan ban hành", 0.14},
                     {"Số trang", 0.08, Align::centre},
                     {"Ghi chú", 0.12}};
    for (const auto& line : group.lines)
        table.rows.push_back(
            {{line.tag, line.number, line.day, line.title, line.issuer, line.pages, line.remark}, Weight::regular});
    return table;
}

Section digests(const IndexSheet& sheet)
{
    Section annex;
    annex.blocks.emplace_back(centred("MÃ BĂM SHA-256 CỦA TỪNG TỆP", Weight::bold));
    Table table;
    table.size_pt = digest_size_pt;
    table.columns = {{"STT", 0.12, Align::centre}, {"Mã băm SHA-256, hệ 16", 0.88}};
    for (const auto& group : sheet.groups)
        for (const auto& line : group.lines)
            if (!line.sha256.empty()) table.rows.push_back({{line.tag, line.sha256}, Weight::regular});
    annex.blocks.emplace_back(std::move(table));
    return annex;
}

}  // namespace

Result<std::string> print_archive_index(const IndexSheet& sheet)
{
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    typeset::OfficialDocument document;
    document.imprint.title = "Mục lục văn bản – " + sheet.title;
    document.imprint.created_at = sheet.dated;
    Section section;
    typeset::Head head;
    head.organ = {vietnamese::utf8(vietnamese::upper(vietnamese::code_points(sheet.council)))};
    head.number_line = sheet.term;
    head.type_name = "MỤC LỤC VĂN BẢN TRONG HỒ SƠ";
    head.subject = sheet.title;
    section.head = head;
    if (!sheet.warning.empty()) section.blocks.emplace_back(centred(sheet.warning, Weight::bold));
    section.blocks.emplace_back(centred("Mã hồ sơ " + sheet.file_code + ". " + sheet.held + ".", Weight::regular));
    section.blocks.emplace_back(centred(sheet.counted + ".", Weight::regular));
    bool listed = false;
    for (const auto& group : sheet.groups) {
        section.blocks.emplace_back(heading(group.heading));
        section.blocks.emplace_back(list(group));
        for (const auto& line : group.lines) listed |= !line.sha256.empty();
    }
    if (sheet.groups.empty()) section.blocks.emplace_back(centred("Hồ sơ không có tài liệu.", Weight::regular));
    document.sections.push_back(std::move(section));
    if (listed) document.sections.push_back(digests(sheet));
    auto set = typesetter->print(document);
    if (!set) return set.error();
    return std::move(set->pdf);
}

}  // namespace chamber::workflow
