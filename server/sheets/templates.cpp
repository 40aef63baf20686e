#include "server/sheets/templates.hpp"

#include "server/sheets/comments_sheet.hpp"
#include "server/sheets/minutes_sheet.hpp"
#include "server/sheets/template_parts.hpp"
#include "server/sheets/word_file.hpp"

namespace chamber::sheets {
namespace {

// Time and place, who was there, what was on, who signs: without them a paper is no minutes.
constexpr NeededControl of_minutes[] = {
    {"co_quan", "Tên hội đồng"},
    {"trich_yeu", "Trích yếu"},
    {"khai_mac", "Thời điểm khai mạc"},
    {"be_mac", "Thời điểm bế mạc"},
    {"dia_diem", "Địa điểm"},
    {"so_dai_bieu", "Số đại biểu đương nhiệm"},
    {"so_can", "Số đại biểu cần có mặt"},
    {"chu_toa", "Chủ tọa"},
    {"thu_ky", "Thư ký"},
    {"vang", "Danh sách đại biểu vắng mặt"},
    {"phien", "Từng phiên họp"},
    {"phien_ten", "Tên phiên họp"},
    {"phien_tuc_so", "Điều kiện tiến hành"},
    {"noi_dung", "Từng nội dung"},
    {"nd_ten", "Tên nội dung"},
    {"item", "Diễn biến của nội dung"},
    {"ky_chu_toa", "Tên chủ tọa ký biên bản"},
    {"ky_thu_ky", "Tên thư ký ký biên bản"},
};

constexpr NeededControl of_notice[] = {
    {"co_quan", "Tên hội đồng"},
    {"trich_yeu", "Trích yếu"},
    {"khai_mac", "Thời điểm khai mạc"},
    {"be_mac", "Thời điểm bế mạc"},
    {"so_dai_bieu", "Số đại biểu đương nhiệm"},
    {"cac_noi_dung", "Các nội dung của chương trình"},
    {"nghi_quyet", "Danh sách nghị quyết"},
};

constexpr NeededControl of_comments[] = {
    {"gy_tai_lieu", "Từng tài liệu"},
    {"gy_ten_tai_lieu", "Tên tài liệu"},
    {"gy", "Từng góp ý"},
    {"gy_vi_tri", "Vị trí"},
    {"gy_dai_bieu", "Đại biểu góp ý"},
    {"gy_noi_dung", "Nội dung góp ý"},
    {"so_gop_y", "Số góp ý chính thức"},
};

std::string_view text_of(TemplateKind kind)
{
    switch (kind) {
    case TemplateKind::minutes: return parts::minutes;
    case TemplateKind::result_notice: return parts::notice;
    case TemplateKind::comments: break;
    }
    return parts::comments;
}

// A session with one of everything, so that no control is passed over.
storage::MinutesFacts one_of_everything()
{
    storage::MinutesFacts facts;
    auto& sitting = facts.sittings.emplace_back();
    sitting.roll.emplace_back();
    auto& item = sitting.items.emplace_back();
    item.id = AgendaItemId("M");
    item.documents.push_back(facts.documents.emplace_back().id);
    facts.comments.emplace_back();
    return facts;
}

}  // namespace

Result<std::string> default_template(TemplateKind kind)
{
    const auto part = [](std::string name, std::string_view bytes) {
        return WordPart{std::move(name), std::string(bytes)};
    };
    return write_word_file({part("[Content_Types].xml", parts::content_types), part("_rels/.rels", parts::rels),
                            part("word/document.xml", text_of(kind)),
                            part("word/_rels/document.xml.rels", parts::document_rels),
                            part("word/styles.xml", parts::styles), part("word/settings.xml", parts::settings),
                            part("word/footer1.xml", parts::footer)});
}

std::span<const NeededControl> needed_controls(TemplateKind kind)
{
    switch (kind) {
    case TemplateKind::minutes: return of_minutes;
    case TemplateKind::result_notice: return of_notice;
    case TemplateKind::comments: break;
    }
    return of_comments;
}

std::string_view template_file_name(TemplateKind kind)
{
    switch (kind) {
    case TemplateKind::minutes: return "bien-ban.docx";
    case TemplateKind::result_notice: return "thong-bao-ket-qua.docx";
    case TemplateKind::comments: break;
    }
    return "tong-hop-gop-y.docx";
}

Result<void> check_template(TemplateKind kind, std::string_view bytes)
{
    const auto facts = one_of_everything();
    const auto filled = kind == TemplateKind::minutes         ? minutes_docx(facts, {}, bytes)
                        : kind == TemplateKind::result_notice ? notice_docx(facts, {}, bytes)
                                                              : comments_docx(facts, bytes);
    if (!filled) return filled.error();
    return {};
}

}  // namespace chamber::sheets
