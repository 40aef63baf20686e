#include "server/workflows/seal_statement.hpp"

#include "protocol/world.hpp"
#include "server/typeset/typesetter.hpp"
#include "server/workflows/statement_parts.hpp"

namespace chamber::workflow {
namespace {

using typeset::Table;

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
    head.organ = {capitals(facts.council)};
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
