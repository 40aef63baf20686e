#include "protocol/office_remark.hpp"
#include "protocol/reception.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

DocumentFields paper(const std::string& type, const std::string& number, const std::string& day = "")
{
    DocumentFields fields;
    fields.title = "Về dự toán";
    fields.type_name = type;
    fields.full_number = number;
    fields.issued_on = day;
    return fields;
}

Inspection page(std::vector<std::string> pages)
{
    Inspection inspection;
    inspection.page_sizes.resize(pages.size());
    inspection.page_text = std::move(pages);
    return inspection;
}

AskUpload replacing()
{
    AskUpload ask;
    ask.document = DocumentId("TL08");
    ask.reason = "Đính chính";
    return ask;
}

const std::string notice =
    "ỦY BAN NHÂN DÂN\nHUYỆN SEN HỒNG\nSố: 99/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Hương Sen, ngày 10 tháng 12 năm 2024\nTHÔNG BÁO\nVề việc nghỉ lễ\n";

}  // namespace

TEST(OfficeRemark, IsKnownByItsOpeningAndTakenOutByKind)
{
    std::vector<std::string> remarks = {"Tệp có mã JavaScript",
                                        *same_number_remark(paper("", "1/BC"), paper("", "1/BC")),
                                        not_secret_remark("tên dự án", "3")};
    EXPECT_EQ(office_remark(remarks[0]), std::nullopt);
    EXPECT_EQ(office_remark(remarks[1]), OfficeRemark::same_number);
    EXPECT_EQ(office_remark(remarks[2]), OfficeRemark::not_secret);
    take_out(remarks, OfficeRemark::same_number);
    EXPECT_EQ(remarks.size(), 2u);
    take_out(remarks);
    EXPECT_EQ(remarks, std::vector<std::string>{"Tệp có mã JavaScript"});
}

TEST(OfficeRemark, SaysThatAReplacementIsAnotherPaper)
{
    EXPECT_FALSE(other_document_remark(paper("Báo cáo", "98/BC"), paper("Báo cáo", "98/BC")));
    EXPECT_FALSE(other_document_remark(paper("Báo cáo", ""), paper("Báo cáo", "98/BC"))) << "a draft gets its number";
    EXPECT_FALSE(other_document_remark(paper("Báo cáo", "98/BC"), paper("", ""))) << "a scan says nothing";
    const auto remark = other_document_remark(paper("Báo cáo", "98/BC"), paper("Thông báo", "99/TB"));
    ASSERT_TRUE(remark);
    EXPECT_NE(remark->find("99/TB"), std::string::npos);
    EXPECT_NE(remark->find("98/BC"), std::string::npos);
    EXPECT_TRUE(other_document_remark(paper("Báo cáo", ""), paper("Thông báo", "")));
}

TEST(Reception, HoldsAReplacementAgainstThePaperItIsFor)
{
    Inspection inspection = page({notice});
    inspection.remarks = {"Trùng số: giả của tệp"};
    const auto fields = receive(inspection, replacing(), paper("Báo cáo", "98/BC-UBND"));
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->full_number, "98/BC-UBND") << "the document's own fields stay";
    ASSERT_EQ(inspection.remarks.size(), 1u);
    EXPECT_EQ(office_remark(inspection.remarks[0]), OfficeRemark::other_document);
    EXPECT_NE(inspection.remarks[0].find("99/TB-UBND"), std::string::npos);
}

TEST(Reception, TakesAMarkedFileOnAClerksWordAlone)
{
    AskUpload ask;
    Inspection marked = page({notice, "MẬT\n"});
    EXPECT_EQ(receive(marked, ask, {}).error().code, ErrorCode::state_secret);
    ask.not_secret = "  ";
    EXPECT_EQ(receive(marked, ask, {}).error().code, ErrorCode::state_secret);
    ask.not_secret = "Là tên của dự án";
    const auto fields = receive(marked, ask, {});
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->full_number, "99/TB-UBND");
    ASSERT_EQ(marked.remarks.size(), 1u);
    EXPECT_NE(marked.remarks[0].find("Là tên của dự án (dòng bị coi là dấu mật ở trang 2)"), std::string::npos);
}

TEST(Reception, AClerksWordDoesNotHelpAgainstAnythingElse)
{
    AskUpload ask;
    ask.not_secret = "Không mật";
    Inspection nothing = page({});
    EXPECT_EQ(receive(nothing, ask, {}).error().code, ErrorCode::pdf_unreadable);
    Inspection plain = page({notice});
    ASSERT_TRUE(receive(plain, ask, {}));
    EXPECT_TRUE(plain.remarks.empty()) << "nothing was overruled";
}

}  // namespace chamber
