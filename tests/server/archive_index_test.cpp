// The list of papers on pages, read back by poppler.
#include "server/workflows/archive_index.hpp"
#include "server/workflows/seal_statement.hpp"

#include <gmock/gmock.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <memory>

namespace chamber::workflow {
namespace {

using storage::IndexSheet;
using testing::HasSubstr;
using testing::Not;

IndexSheet sheet(int lines)
{
    IndexSheet made;
    made.council = "Hội đồng nhân dân xã Mẫu";
    made.term = "Khóa XII";
    made.title = "Hồ sơ Kỳ họp thứ Mười lăm";
    made.file_code = "H99.15.2024.HĐND.15";
    made.held = "Từ 18/12/2024 đến 19/12/2024 tại Hội trường";
    made.counted = "2 tài liệu đang có hiệu lực, 9 trang; 1 tài liệu đã thu hồi";
    made.dated = "2024-12-19T00:00:00Z";
    made.groups.push_back({"1. Khai mạc", {}});
    for (int n = 1; n <= lines; ++n)
        made.groups[0].lines.push_back({"00" + std::to_string(n), "208/TTr-UBND", "18/12/2024",
                                        "Về việc <b>phân bổ</b> & điều chỉnh", "Ủy ban nhân dân xã", "12", "Hợp lệ",
                                        std::string(64, 'a')});
    made.groups.push_back({"Tài liệu đã thu hồi",
                           {{"TH01", "7/BC-UBND", "02/12/2024", "Báo cáo", "Ủy ban nhân dân xã", "",
                             "đã thu hồi, tệp đã bị hủy; lý do: gửi nhầm", ""}}});
    return made;
}

struct Printed {
    explicit Printed(const std::string& pdf)
        : document(poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())))
    {
    }
    std::string page(int index) const
    {
        const std::unique_ptr<poppler::page> page(document->create_page(index));
        const auto bytes = page->text().to_utf8();
        return {bytes.begin(), bytes.end()};
    }
    std::unique_ptr<poppler::document> document;
};

TEST(ArchiveIndex, ListsEveryPaperAndItsDigest)
{
    const auto pdf = print_archive_index(sheet(2));
    ASSERT_TRUE(pdf) << pdf.error().detail;
    const Printed printed(*pdf);
    ASSERT_EQ(printed.document->pages(), 2);
    const auto list = printed.page(0);
    for (const auto* said : {"HỘI ĐỒNG NHÂN DÂN XÃ MẪU", "MỤC LỤC VĂN BẢN TRONG HỒ SƠ", "1. Khai mạc", "001",
                             "208/TTr-", "<b>phân bổ</b>", "Hợp lệ", "TH01", "gửi nhầm"})
        EXPECT_THAT(list, HasSubstr(said));
    EXPECT_THAT(printed.page(1), HasSubstr(std::string(64, 'a')));
    EXPECT_THAT(printed.page(1), Not(HasSubstr("TH01")));  // nothing is left to digest
}

TEST(ArchiveIndex, GivesTheSameBytesForTheSameSheet)
{
    const auto first = print_archive_index(sheet(40));
    const auto second = print_archive_index(sheet(40));
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
    EXPECT_NE(*first, *print_archive_index(sheet(39)));
}

TEST(ArchiveIndex, SaysThatNothingIsFiledAndWarnsOfADraft)
{
    auto empty = sheet(0);
    empty.groups.clear();
    empty.warning = "BẢN NHÁP – không phải hồ sơ lưu trữ";
    const auto pdf = print_archive_index(empty);
    ASSERT_TRUE(pdf);
    const Printed printed(*pdf);
    EXPECT_EQ(printed.document->pages(), 1);
    EXPECT_THAT(printed.page(0), HasSubstr("Hồ sơ không có tài liệu."));
    EXPECT_THAT(printed.page(0), HasSubstr("BẢN NHÁP"));
}

TEST(SealStatement, NamesWhatWasSealedAndWhatTheReceiverChecks)
{
    storage::BuiltArchive built;
    built.file_name = "HS_H99.15_K12-KH15_2024-12-19.zip";
    built.bytes = 9'836'211;
    built.sha256 = Sha256::parse(std::string(64, 'b')).value();
    built.made_at = "2025-01-06T17:30:00Z";
    const storage::SealingFacts facts{"Hội đồng nhân dân xã Mẫu",
                                      "H99.15",
                                      "Hồ sơ Kỳ họp thứ Mười lăm",
                                      "H99.15.2024.HĐND.15",
                                      "Vĩnh viễn",
                                      25,
                                      "263",
                                      std::string(64, 'c'),
                                      "AB:CD",
                                      "EF:01"};
    const auto pdf = print_seal_statement(built, facts);
    ASSERT_TRUE(pdf) << pdf.error().detail << pdf.error().where;
    const Printed printed(*pdf);
    std::string all;
    for (int page = 0; page < printed.document->pages(); ++page) all += printed.page(page);
    for (const auto* said : {"BIÊN BẢN", "ngày 07 tháng 01 năm 2025", "07/01/2025 00:30", "9.836.211 byte",
                             "25 (263 trang)", "Mã đăng ký yêu cầu thu nộp", "Số lần thu nộp",
                             "H99.15, Hội đồng nhân dân xã Mẫu", "AB:CD", "EF:01", "NGƯỜI NIÊM PHONG"})
        EXPECT_THAT(all, HasSubstr(said));
    EXPECT_THAT(all, HasSubstr("bbbbbbbb bbbbbbbb bbbbbbbb"));
    EXPECT_THAT(all, HasSubstr("cccccccc cccccccc cccccccc"));
    EXPECT_EQ(*print_seal_statement(built, facts), *pdf);
}

}  // namespace
}  // namespace chamber::workflow
