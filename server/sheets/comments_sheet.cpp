#include "server/sheets/comments_sheet.hpp"

#include "server/sheets/minutes_filling.hpp"
#include "server/sheets/table_file.hpp"
#include "server/sheets/templates.hpp"
#include "server/sheets/words.hpp"

#include <algorithm>

namespace chamber::sheets {
namespace {

using storage::FactComment;
using storage::FactDocument;
using storage::MinutesFacts;

std::string place_words(const FactComment& comment)
{
    auto text = "Trang " + std::to_string(comment.page_number);
    if (!comment.place.empty()) text += ", " + comment.place;
    return text;
}

// What a stroke or a mark says is where it is.
std::string content_words(const FactComment& comment)
{
    if (!comment.text.empty()) return comment.text;
    return comment.kind == AnnotationKind::ink ? "(nét bút trên trang)" : "(đoạn được tô sáng trên trang)";
}

std::string receipt_words(const FactComment& comment)
{
    if (comment.acknowledged_at.empty()) return "Chưa tiếp nhận";
    auto text = "Đã tiếp nhận " + moment_words(comment.acknowledged_at);
    if (!comment.acknowledged_by.empty()) text += ", " + comment.acknowledged_by;
    return text;
}

std::string author_words(const FactComment& comment)
{
    auto text = person_words(comment.author);
    if (!comment.author.group.empty()) text += ", " + comment.author.group;
    return text;
}

}  // namespace

Result<std::string> comments_docx(const MinutesFacts& facts, std::string_view template_bytes)
{
    auto filling = minutes_filling(facts, {});
    auto& documents = filling.rows["gy_tai_lieu"];
    for (const auto& document : facts.documents) {
        std::vector<Filling> rows;
        for (const auto& comment : facts.comments) {
            if (comment.document != document.id) continue;
            Filling& row = rows.emplace_back();
            row.fact("gy_stt", std::to_string(rows.size()));
            row.fact("gy_vi_tri", place_words(comment));
            row.fact("gy_dai_bieu", author_words(comment));
            row.fact("gy_noi_dung", content_words(comment));
            row.fact("gy_tiep_nhan", receipt_words(comment));
        }
        if (rows.empty()) continue;
        Filling& one = documents.emplace_back();
        one.fact("gy_ten_tai_lieu", document_words(document));
        one.rows["gy"] = std::move(rows);
    }
    if (!template_bytes.empty()) return fill_template(template_bytes, filling, needed_controls(TemplateKind::comments));
    const auto ours = default_template(TemplateKind::comments);
    if (!ours) return ours.error();
    return fill_template(*ours, filling, needed_controls(TemplateKind::comments));
}

std::string comments_csv(const MinutesFacts& facts)
{
    TableSheet sheet{"Góp ý",
                     {},
                     {{"STT", 6},
                      {"Số, ký hiệu", 18},
                      {"Tài liệu", 40},
                      {"Lần", 6},
                      {"Trang", 6},
                      {"Vị trí", 14},
                      {"Đại biểu", 26},
                      {"Chức vụ", 26},
                      {"Tổ đại biểu", 20},
                      {"Nội dung góp ý", 60},
                      {"Gửi lúc", 18},
                      {"Tiếp nhận", 30}},
                     {}};
    for (const auto& comment : facts.comments) {
        const auto document = std::ranges::find(facts.documents, comment.document, &FactDocument::id);
        const bool known = document != facts.documents.end();
        sheet.rows.push_back(
            {static_cast<std::int64_t>(sheet.rows.size() + 1), known ? document->full_number : std::string(),
             known ? document->title : comment.document.value, static_cast<std::int64_t>(comment.revision),
             static_cast<std::int64_t>(comment.page_number), comment.place, comment.author.name,
             comment.author.position, comment.author.group, content_words(comment), moment_words(comment.received_at),
             receipt_words(comment)});
    }
    return csv_file(sheet);
}

}  // namespace chamber::sheets
