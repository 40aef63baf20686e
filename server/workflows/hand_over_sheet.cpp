#include "server/workflows/hand_over_sheet.hpp"

#include "protocol/world.hpp"
#include "server/typeset/typesetter.hpp"
#include "server/workflows/statement_parts.hpp"

namespace chamber::workflow {

namespace {

using typeset::Table;

Table who_hands_over(const storage::PackageFacts& facts)
{
    return table(
        {{"Mã đăng ký yêu cầu thu nộp", to_fill_in},
         {"Mã và tên cơ quan nộp", clean(facts.organ_id + ", " + facts.organ)},
         {"Cơ quan nhận", to_fill_in},
         {"Số lần thu nộp", to_fill_in},
         {"Tổng số gói tin", "1"},
         {"Tổng số hồ sơ theo đăng ký", to_fill_in},
         {"Tổng số hồ sơ đã duyệt", to_fill_in},
         {"Tổng số hồ sơ đã đưa vào hệ thống", to_fill_in},
         {"Tổng số tài liệu theo đăng ký", to_fill_in},
         {"Tổng số tài liệu trong gói", std::to_string(facts.documents) + " (" + clean(facts.pages) + " trang)"},
         {"Tổng số tài liệu đã đưa vào hệ thống", to_fill_in},
         {"Tổng dung lượng", bytes_words(facts.package_bytes)},
         {"Thời gian tiếp nhận", to_fill_in}});
}

Table what_is_handed_over(const storage::PackageFacts& facts)
{
    return table({{"Mã hồ sơ", clean(facts.file_code)},
                  {"Tiêu đề hồ sơ", clean(facts.title)},
                  {"Thời hạn lưu trữ", clean(facts.maintenance)},
                  {"Tên gói tin (SIP)", clean(facts.package_name)},
                  {"Mã gói tin (OBJID)", clean(facts.objid)},
                  {"Mã băm SHA-256 của gói tin", in_eights(facts.package_sha256)},
                  {"Lập từ hồ sơ niêm phong", clean(facts.archive_name)},
                  {"Mã băm SHA-256 của hồ sơ niêm phong", in_eights(facts.archive_sha256)},
                  {"Niêm phong lúc", format_vietnam(parse_utc(facts.sealed_at)) + " (giờ Việt Nam)"},
                  {"Chứng thư niêm phong", clean(facts.sealed_by)},
                  {"Dấu vân tay SHA-256 của chứng thư niêm phong", facts.seal_fingerprint}});
}

Table what_was_found()
{
    return table({{"Mã băm của gói tin", "Khớp / Không khớp"},
                  {"Số lượng tài liệu", "Đủ / Thiếu: …………"},
                  {"Phần mềm độc hại", "Không có / Có: …………"},
                  {"Cấu trúc và siêu dữ liệu (METS, EAD)", "Đạt / Không đạt: …………"},
                  {"Kết luận", "Nhận / Trả lại, lý do: …………"},
                  {"Đại diện bên nhận (họ tên, chức vụ, chữ ký)", to_fill_in}});
}

}  // namespace

Result<std::string> print_hand_over_sheet(const storage::PackageFacts& facts)
{
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    typeset::OfficialDocument document;
    document.imprint = {"Biên bản giao nhận " + clean(facts.package_name), facts.sealed_at};
    typeset::Section section;
    typeset::Head head;
    head.organ = {capitals(facts.organ)};
    head.number_line = "Số: ……/BB";
    head.date_line = "ngày …… tháng …… năm ………";
    head.type_name = "BIÊN BẢN";
    head.subject = "Giao nhận hồ sơ, tài liệu số vào lưu trữ";
    section.head = head;
    section.blocks.emplace_back(heading("1. Việc giao nộp"));
    section.blocks.emplace_back(who_hands_over(facts));
    section.blocks.emplace_back(heading("2. Gói tin"));
    section.blocks.emplace_back(what_is_handed_over(facts));
    section.blocks.emplace_back(heading("3. Kết quả kiểm tra của bên nhận (gạch phần không đúng)"));
    section.blocks.emplace_back(what_was_found());
    section.blocks.emplace_back(said("Hai bên đã so mã băm của gói tin với bảng trên."));
    section.closing =
        typeset::Closing{{"- Bên giao, bên nhận: mỗi bên một bản;", "- Lưu: hồ sơ kỳ họp."}, {"ĐẠI DIỆN BÊN GIAO"}, ""};
    document.sections.push_back(std::move(section));
    auto set = typesetter->print(document);
    if (!set) return set.error();
    return std::move(set->pdf);
}

Result<storage::BuiltPackage> hand_over(const std::filesystem::path& archive, const std::filesystem::path& directory,
                                        std::int32_t ordinal,
                                        const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    return storage::build_package({archive, directory, ordinal, print_hand_over_sheet},
                                  [&progress](std::uint64_t done, std::uint64_t total) {
                                      progress(done, total);
                                      return true;
                                  });
}

}  // namespace chamber::workflow
