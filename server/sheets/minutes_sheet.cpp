#include "server/sheets/minutes_sheet.hpp"

#include "protocol/text.hpp"
#include "server/sheets/minutes_filling.hpp"
#include "server/sheets/paragraphs.hpp"
#include "server/sheets/templates.hpp"
#include "server/sheets/words.hpp"
#include "server/typeset/typesetter.hpp"

namespace chamber::sheets {
namespace {

using storage::MinutesFacts;
using typeset::Align;
using typeset::OfficialDocument;
using typeset::Section;
using typeset::Table;
using typeset::Weight;

Result<std::string> filled(TemplateKind kind, const Filling& filling, std::string_view template_bytes,
                           Hints hints = Hints::keep)
{
    if (!template_bytes.empty()) return fill_template(template_bytes, filling, needed_controls(kind), hints);
    const auto ours = default_template(kind);
    if (!ours) return ours.error();
    return fill_template(*ours, filling, needed_controls(kind), hints);
}

Result<std::string> printed(const OfficialDocument& document)
{
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    auto set = typesetter->print(document);
    if (!set) return set.error();
    return std::move(set->pdf);
}

Table sittings_table(const Filling& filling)
{
    Table table;
    table.size_pt = 11;
    table.columns = {{"Phiên họp", 0.26},
                     {"Thời gian", 0.22},
                     {"Đã dự", 0.09, Align::centre},
                     {"Vắng có phép", 0.1, Align::centre},
                     {"Vắng không phép", 0.11, Align::centre},
                     {"Chưa ghi nhận", 0.1, Align::centre},
                     {"Lúc mở phiên", 0.12, Align::centre}};
    for (const auto& row : filling.rows_of("bang_phien")) {
        std::vector<std::string> cells;
        for (const auto* tag : {"phien_ten", "phien_gio", "phien_co_mat", "phien_co_phep", "phien_khong_phep",
                                "phien_chua_ghi", "phien_luc_mo"})
            cells.push_back(clean_line(row.text(tag)));
        table.rows.push_back({std::move(cells), Weight::regular});
    }
    return table;
}

void add_who(Section& section, const Filling& filling)
{
    section.blocks.emplace_back(
        said("1. Tổng số đại biểu Hội đồng nhân dân đương nhiệm: " + filling.text("so_dai_bieu") +
             " đại biểu. Số đại biểu cần có mặt để tiến hành: " + filling.text("so_can") + "."));
    section.blocks.emplace_back(sittings_table(filling));
    section.blocks.emplace_back(said("2. Đại biểu vắng mặt:"));
    add_lines(section, filling.text("vang"));
    section.blocks.emplace_back(said("3. Khách mời dự họp:"));
    add_lines(section, filling.text("khach_moi"));
    section.blocks.emplace_back(said("4. Chủ tọa: " + filling.text("chu_toa") + "."));
    section.blocks.emplace_back(said("5. Thư ký: " + filling.text("thu_ky") + "."));
}

void add_item(Section& section, const Filling& item)
{
    section.blocks.emplace_back(heading(item.text("nd_ten")));
    for (const auto& row : item.rows_of("nd_trinh_bay"))
        section.blocks.emplace_back(said(row.text("nd_trinh_bay_dong")));
    for (const auto& row : item.rows_of("nd_tai_lieu")) section.blocks.emplace_back(said(row.text("tai_lieu")));
    add_lines(section, item.text("item"));
}

void add_sittings(Section& section, const Filling& filling)
{
    for (const auto& sitting : filling.rows_of("phien")) {
        auto name = said(sitting.text("phien_ten") + " (" + sitting.text("phien_gio") + ")", Weight::bold_italic);
        name.keep = typeset::Keep::with_next;
        section.blocks.emplace_back(std::move(name));
        section.blocks.emplace_back(said(sitting.text("phien_tuc_so")));
        for (const auto& item : sitting.rows_of("noi_dung")) add_item(section, item);
    }
}

// Words nobody has written leave a line to write on.
void add_words(Section& section, const Filling& filling, std::string_view part)
{
    const auto& text = filling.text(part);
    add_lines(section, is_blank(text) ? std::string("………………………………………………………………") : text);
}

void add_end(Section& section, const Filling& filling)
{
    section.blocks.emplace_back(heading("V. Kết quả biểu quyết"));
    add_words(section, filling, "votes");
    section.blocks.emplace_back(said("Nghị quyết đã có số, ký hiệu trong hồ sơ kỳ họp:"));
    add_lines(section, filling.text("nghi_quyet"));
    section.blocks.emplace_back(heading("VI. Đến muộn, về sớm và đính chính"));
    add_lines(section, filling.text("di_muon_ve_som"));
    section.blocks.emplace_back(said("Đính chính trong quá trình họp:"));
    add_lines(section, filling.text("dinh_chinh"));
    section.blocks.emplace_back(heading("VII. Góp ý chính thức"));
    section.blocks.emplace_back(said("Có " + filling.text("so_gop_y") + " góp ý chính thức trên " +
                                     filling.text("so_tai_lieu_gop_y") + " tài liệu; thư ký đã tiếp nhận " +
                                     filling.text("so_gop_y_da_nhan") + "."));
    section.blocks.emplace_back(heading("VIII. Kết thúc"));
    add_words(section, filling, "closing");
    section.blocks.emplace_back(said("Kết thúc lúc " + filling.text("be_mac") +
                                     ". Biên bản được lập thành văn bản điện tử, lưu trong hồ sơ kỳ họp."));
    auto secretary = said("Thư ký: " + filling.text("ky_thu_ky") + " (ký)");
    section.blocks.emplace_back(std::move(secretary));
    section.closing = typeset::Closing{{"- Lưu: hồ sơ kỳ họp."}, {"CHỦ TỌA"}, clean_line(filling.text("ky_chu_toa"))};
}

Section roll_annex(const Filling& filling)
{
    Section annex;
    annex.blocks.emplace_back(centred("PHỤ LỤC"));
    annex.blocks.emplace_back(centred("Danh sách điểm danh đại biểu"));
    Table table;
    table.size_pt = 11;
    table.columns = {
        {"STT", 0.07, Align::centre}, {"Họ và tên", 0.24}, {"Chức vụ", 0.25}, {"Tổ đại biểu", 0.16}, {"Dự họp", 0.28}};
    for (const auto& row : filling.rows_of("dd")) {
        std::vector<std::string> cells;
        for (const auto* tag : {"dd_stt", "dd_ten", "dd_chuc_vu", "dd_to"}) cells.push_back(clean_line(row.text(tag)));
        auto held = row.text("dd_du");
        for (auto at = held.find('\n'); at != std::string::npos; at = held.find('\n', at)) held.replace(at, 1, "; ");
        cells.push_back(clean_line(held));
        table.rows.push_back({std::move(cells), Weight::regular});
    }
    annex.blocks.emplace_back(std::move(table));
    return annex;
}

}  // namespace

Result<std::string> minutes_docx(const MinutesFacts& facts, const std::vector<MinutesPart>& prose,
                                 std::string_view template_bytes, Hints hints)
{
    return filled(TemplateKind::minutes, minutes_filling(facts, prose), template_bytes, hints);
}

Result<std::string> minutes_pdf(const MinutesFacts& facts, const std::vector<MinutesPart>& prose)
{
    const auto filling = minutes_filling(facts, prose);
    OfficialDocument document;
    document.imprint = {"Biên bản " + clean_line(filling.text("trich_yeu")), made_at(facts)};
    Section section;
    section.head = head_of(filling, "BIÊN BẢN", "BB-HĐND");
    section.blocks.emplace_back(heading("I. Thời gian, địa điểm"));
    section.blocks.emplace_back(said("Khai mạc lúc " + filling.text("khai_mac") + "; bế mạc lúc " +
                                     filling.text("be_mac") + "; tại " + filling.text("dia_diem") + "; gồm " +
                                     filling.text("so_phien") + " phiên họp."));
    section.blocks.emplace_back(heading("II. Thành phần"));
    add_who(section, filling);
    section.blocks.emplace_back(heading("III. Khai mạc"));
    add_words(section, filling, "opening");
    section.blocks.emplace_back(heading("IV. Nội dung"));
    add_sittings(section, filling);
    add_end(section, filling);
    document.sections.push_back(std::move(section));
    if (!filling.rows_of("dd").empty()) document.sections.push_back(roll_annex(filling));
    return printed(document);
}

Result<std::string> notice_docx(const MinutesFacts& facts, const std::vector<MinutesPart>& prose,
                                std::string_view template_bytes)
{
    return filled(TemplateKind::result_notice, notice_filling(facts, prose), template_bytes);
}

Result<std::string> notice_pdf(const MinutesFacts& facts, const std::vector<MinutesPart>& prose)
{
    const auto filling = notice_filling(facts, prose);
    OfficialDocument document;
    document.imprint = {"Thông báo kết quả " + clean_line(filling.text("trich_yeu")), made_at(facts)};
    Section section;
    section.head = head_of(filling, "THÔNG BÁO KẾT QUẢ", "TB-HĐND");
    section.blocks.emplace_back(said("Hội đồng nhân dân đã họp từ " + filling.text("khai_mac") + " đến " +
                                     filling.text("be_mac") + "; tại " + filling.text("dia_diem") + "; gồm " +
                                     filling.text("so_phien") + " phiên họp. Chủ tọa: " + filling.text("chu_toa") +
                                     "."));
    section.blocks.emplace_back(heading("1. Đại biểu dự họp"));
    section.blocks.emplace_back(said("Tổng số đại biểu đương nhiệm: " + filling.text("so_dai_bieu") +
                                     "; số cần có mặt để tiến hành: " + filling.text("so_can") + "."));
    section.blocks.emplace_back(sittings_table(filling));
    section.blocks.emplace_back(heading("2. Các nội dung đã thực hiện"));
    add_lines(section, filling.text("cac_noi_dung"));
    section.blocks.emplace_back(heading("3. Kết quả biểu quyết"));
    add_words(section, filling, "votes");
    section.blocks.emplace_back(heading("4. Nghị quyết đã ban hành"));
    add_lines(section, filling.text("nghi_quyet"));
    add_lines(section, filling.text("notice"));
    section.closing = typeset::Closing{
        {"- Như thành phần dự họp;", "- Lưu: VT, hồ sơ kỳ họp."}, {"CHỦ TỌA"}, clean_line(filling.text("ky_chu_toa"))};
    document.sections.push_back(std::move(section));
    return printed(document);
}

}  // namespace chamber::sheets
