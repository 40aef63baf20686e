#include "server/workflows/seal_statement.hpp"

#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"
#include "protocol/world.hpp"
#include "server/typeset/typesetter.hpp"

namespace chamber::workflow {
namespace {

using typeset::Paragraph;
using typeset::Table;

constexpr std::size_t cell_bytes_max = 900;
constexpr auto to_fill_in = "……………………………………";

std::string clean(const std::string& text)
{
    return cleaned_text(text, cell_bytes_max);
}

// "9.836.211 byte".
std::string bytes_words(std::uint64_t bytes)
{
    auto digits = std::to_string(bytes);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ".");
    return digits + " byte";
}

// In eights, as people compare them; a word of 64 digits would not break and leave its cell.
std::string in_eights(const std::string& hex)
{
    std::string text;
    for (std::size_t at = 0; at < hex.size(); at += 8) text += (at == 0 ? "" : " ") + hex.substr(at, 8);
    return text;
}

// "ngày 07 tháng 01 năm 2025" of "07/01/2025 00:30".
std::string date_words(const std::string& moment)
{
    if (moment.size() < 10) return {};
    return "ngày " + moment.substr(0, 2) + " tháng " + moment.substr(3, 2) + " năm " + moment.substr(6, 4);
}

Paragraph said(const std::string& text)
{
    Paragraph paragraph;
    paragraph.runs = {{text}};
    paragraph.size_pt = 13;
    return paragraph;
}

Paragraph heading(const std::string& text)
{
    auto paragraph = said(text);
    paragraph.weight = typeset::Weight::bold;
    paragraph.first_line_pt = 0;
    paragraph.keep = typeset::Keep::with_next;
    return paragraph;
}

Table table(const std::vector<std::pair<std::string, std::string>>& rows)
{
    Table made;
    made.size_pt = 11;
    made.columns = {{"Mục", 0.34}, {"Nội dung", 0.66}};
    for (const auto& [name, value] : rows) made.rows.push_back({{name, value}, typeset::Weight::regular});
    return made;
}

Table what_was_sealed(const storage::BuiltArchive& built, const storage::SealingFacts& facts)
{
    return table({{"Mã hồ sơ", clean(facts.file_code)},
                  {"Tiêu đề hồ sơ", clean(facts.title)},
                  {"Thời hạn lưu trữ", clean(facts.maintenance)},
                  {"Số tài liệu có hiệu lực", std::to_string(facts.documents) + " (" + clean(facts.pages) + " trang)"},
                  {"Tên tệp", clean(built.file_name)},
                  {"Dung lượng", bytes_words(built.bytes)},
                  {"Mã băm SHA-256 của tệp", in_eights(built.sha256.hex())},
                  {"Mã băm SHA-256 của tagmanifest-sha256.txt trong tệp", in_eights(facts.tag_manifest_sha256)},
                  {"Dấu vân tay SHA-256 của chứng thư niêm phong", facts.seal_fingerprint},
                  {"Dấu vân tay SHA-256 của chứng thư gốc", facts.root_fingerprint}});
}

// What the historical archive compares on receipt (Thông tư 05/2025/TT-BNV).
Table hand_over(const storage::BuiltArchive& built, const storage::SealingFacts& facts)
{
    return table({{"Mã đăng ký yêu cầu thu nộp", to_fill_in},
                  {"Mã và tên cơ quan nộp", clean(facts.organ_id + ", " + facts.council)},
                  {"Tổng số gói tin", "1"},
                  {"Tổng số hồ sơ theo đăng ký", to_fill_in},
                  {"Tổng số hồ sơ đã duyệt", to_fill_in},
                  {"Tổng số hồ sơ đã đưa vào hệ thống", to_fill_in},
                  {"Tổng số tài liệu", std::to_string(facts.documents)},
                  {"Tổng dung lượng", bytes_words(built.bytes)},
                  {"Số lần thu nộp", to_fill_in},
                  {"Thời gian tiếp nhận", to_fill_in},
                  {"Bên giao", to_fill_in},
                  {"Bên nhận", to_fill_in}});
}

}  // namespace

Result<std::string> print_seal_statement(const storage::BuiltArchive& built, const storage::SealingFacts& facts)
{
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    const auto moment = format_vietnam(parse_utc(built.made_at));
    typeset::OfficialDocument document;
    document.imprint = {"Biên bản niêm phong " + clean(built.file_name), built.made_at};
    typeset::Section section;
    typeset::Head head;
    head.organ = {vietnamese::utf8(vietnamese::upper(vietnamese::code_points(clean(facts.council))))};
    head.number_line = "Số: ……/BB";
    head.date_line = date_words(moment);
    head.type_name = "BIÊN BẢN";
    head.subject = "Niêm phong hồ sơ điện tử";
    section.head = head;
    section.blocks.emplace_back(
        said("Hồ sơ dưới đây được đóng gói và niêm phong bằng chữ ký số của máy chủ lúc " + moment +
             " (giờ Việt Nam). Người ký biên bản này xác nhận đã so mã băm của tệp với bảng sau."));
    section.blocks.emplace_back(what_was_sealed(built, facts));
    section.blocks.emplace_back(heading("Giao nộp (điền khi giao nộp vào lưu trữ)"));
    section.blocks.emplace_back(hand_over(built, facts));
    section.closing = typeset::Closing{{"- Lưu: hồ sơ kỳ họp."}, {"NGƯỜI NIÊM PHONG"}, ""};
    document.sections.push_back(std::move(section));
    auto set = typesetter->print(document);
    if (!set) return set.error();
    return std::move(set->pdf);
}

}  // namespace chamber::workflow
