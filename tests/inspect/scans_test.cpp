// Which documents are pictures of pages.
#include "tests/inspect/inspecting.hpp"
#include "tests/support/sheet_pdf.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::make_sheets;
using testing::Sheet;

const testing::Pen unseen{13, false, true};

DocumentFields fields_of(const std::vector<Sheet>& sheets)
{
    InspectOptions options = test_options();
    options.previews = false;
    const Result<Inspection> inspection = inspect_bytes(make_sheets(sheets), options);
    EXPECT_TRUE(inspection);
    if (!inspection) return {};
    const Result<Heading> heading = accept_inspection(*inspection);
    EXPECT_TRUE(heading);
    return heading ? suggested_fields({}, *heading, *inspection) : DocumentFields{};
}

Sheet letters()
{
    return Sheet().at(85, 100, "TỜ TRÌNH").at(85, 120, "Về việc phê chuẩn dự toán ngân sách");
}

Sheet picture()
{
    return Sheet().picture({});
}

TEST(Scan, IsAPageWithoutLetters)
{
    EXPECT_TRUE(fields_of({picture()}).scan);
    EXPECT_TRUE(fields_of({picture(), Sheet()}).scan);
    EXPECT_TRUE(fields_of({Sheet().picture({47, 71, 548, 771})}).scan);
    EXPECT_FALSE(fields_of({letters()}).scan);
    EXPECT_FALSE(fields_of({letters(), Sheet()}).scan);
}

TEST(Scan, MayBeSigned)
{
    const std::vector<std::string> who = {"Ký bởi: Ủy ban nhân dân xã Hương Sen", "TRUNG TÂM CÔNG BÁO VÀ TIN HỌC",
                                          "Thời gian ký: 07/02/2026 07:56:24"};
    const DocumentFields fields = fields_of({picture().stamped(380, 30, who), picture()});
    EXPECT_TRUE(fields.scan);
    EXPECT_EQ(fields.issuer, "");
    EXPECT_EQ(fields.issued_on, "");
    EXPECT_EQ(fields.title, "Tài liệu chưa có tên");
}

TEST(Scan, MayShowASignatureThatWasPrintedIntoIt)
{
    const DocumentFields fields = fields_of({picture()
                                                 .at(380, 30, "Ký bởi: Ủy ban nhân dân xã", {7})
                                                 .at(380, 40, "TRUNG TÂM CÔNG BÁO VÀ TIN HỌC", {7})
                                                 .at(380, 50, "Thời gian ký: 07/02/2026", {7})});
    EXPECT_TRUE(fields.scan);
    EXPECT_EQ(fields.issuer, "");
}

TEST(Scan, MayBearTheNameOfItsMachine)
{
    EXPECT_TRUE(fields_of({picture().at(430, 830, "Được quét bằng CamScanner", {8}),
                           picture().at(430, 830, "Được quét bằng CamScanner", {8})})
                    .scan);
    EXPECT_FALSE(fields_of({Sheet().at(430, 830, "Trang này để trống", {8})}).scan) << "few letters, and no picture";
}

TEST(Scan, KeepsItsNameUnderATextLayer)
{
    EXPECT_TRUE(fields_of({picture().at(85, 100, "TỜ TRÌNH", unseen)}).scan) << "letters that are not drawn";
    EXPECT_TRUE(fields_of({letters().picture({})}).scan) << "letters below the picture";
    EXPECT_TRUE(
        fields_of({letters().picture({0, 0, 595, 300}).picture({0, 300, 595, 600}).picture({0, 600, 595, 842})}).scan)
        << "strips";
}

TEST(Scan, IsNoDocumentThatOnlyHoldsPictures)
{
    EXPECT_FALSE(
        fields_of({picture()
                       .at(85, 100, "TỜ TRÌNH")
                       .at(85, 120, "Về việc phê chuẩn dự toán ngân sách nhà nước năm 2027, trên giấy có nền")})
            .scan)
        << "letter paper";
    EXPECT_FALSE(fields_of({letters().picture({}, true)}).scan) << "a water mark lets letters through";
    EXPECT_FALSE(fields_of({letters().picture({400, 600, 560, 760})}).scan) << "a seal";
    EXPECT_FALSE(fields_of({picture(), letters()}).scan) << "one page has letters";
}

TEST(Scan, IsReadByItsTextLayerWhereThatIsVietnamese)
{
    Sheet sheet;
    const std::vector<std::string> lines = {"HỘI ĐỒNG NHÂN DÂN XÃ HƯƠNG SEN",       "Số: 12/NQ-HĐND",
                                            "Hương Sen, ngày 05 tháng 11 năm 2026", "NGHỊ QUYẾT",
                                            "Về dự toán ngân sách năm 2027",        "Căn cứ Luật;"};
    double y = 60;
    for (const std::string& line : lines) sheet.at(85, y += 20, line, unseen);
    const DocumentFields fields = fields_of({sheet.picture({})});
    EXPECT_TRUE(fields.scan);
    EXPECT_EQ(fields.full_number, "12/NQ-HĐND");
    EXPECT_EQ(fields.title, "Về dự toán ngân sách năm 2027");
}

TEST(Scan, SuggestsNothingOfAFailedRecognition)
{
    Sheet sheet;
    double y = 60;
    for (const char* line :
         {"UBND TINH KIEN GIANG CQNG HOA XA HO! CHU NGHIA VIET NAM", "S6: 565/TB-UBND Dgc l{tp - Tu do - Hgnh phuc",
          "THONG BAO", "Ket lu{tn cua Chu tich tai cuQc hQp"})
        sheet.at(85, y += 20, line, unseen);
    const DocumentFields fields = fields_of({sheet.picture({})});
    EXPECT_EQ(fields.issuer, "");
    EXPECT_EQ(fields.type_code, "");
    EXPECT_EQ(fields.title, "Tài liệu chưa có tên");
}

}  // namespace
}  // namespace chamber::inspect
