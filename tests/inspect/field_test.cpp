// Small inputs that real use brought, with the values that are right (CASES.tsv beside them). They are not ours to
// ship, so the test runs where CHAMBER_FIELD or ../shared/corpus/field is, and says so where it is not.
#include "tests/inspect/inspecting.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace chamber::inspect {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::filesystem::path field_folder()
{
    if (const char* told = std::getenv("CHAMBER_FIELD")) return told;
    for (auto folder = std::filesystem::path(CHAMBER_SOURCE_DIR); folder.has_relative_path();
         folder = folder.parent_path())
        if (std::filesystem::exists(folder / "shared/corpus/field/CASES.tsv")) return folder / "shared/corpus/field";
    return {};
}

class Field : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (field_folder().empty()) GTEST_SKIP() << "no folder of field inputs: set CHAMBER_FIELD";
    }

    DocumentFields read(const std::string& name)
    {
        std::ifstream file(field_folder() / name, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        InspectOptions options = test_options();
        options.previews = false;
        const Result<Inspection> inspection = inspect_bytes(bytes, options);
        EXPECT_TRUE(inspection) << name << ": " << (inspection ? "" : inspection.error().detail);
        if (!inspection) return {};
        remarks = inspection->remarks;
        const Result<Heading> heading = accept_inspection(*inspection, {.file_name = name});
        EXPECT_TRUE(heading) << name;
        DocumentFields fields;
        fields.file_name = name;
        return heading ? suggested_fields(fields, *heading, *inspection) : DocumentFields{};
    }

    std::vector<std::string> remarks;
};

TEST_F(Field, StampsAndScans)
{
    const DocumentFields stamped = read("01-number-and-day-stamped.pdf");
    EXPECT_EQ(stamped.full_number, "565/BC-UBND");
    EXPECT_EQ(stamped.issued_on, "2026-11-15");
    EXPECT_FALSE(stamped.scan);
    const DocumentFields scan = read("02-signed-scan.pdf");
    EXPECT_TRUE(scan.scan);
    EXPECT_EQ(scan.issuer, "");
    EXPECT_TRUE(read("33-cmyk-jpeg.pdf").scan);
}

TEST_F(Field, SubjectsAndTypes)
{
    EXPECT_EQ(read("60-ke-hoach-thuc-hien.pdf").title, "Thực hiện công tác cải cách hành chính năm 2027");
    EXPECT_EQ(read("62-giam-doc-so.pdf").title, "Về việc thành lập Tổ giúp việc");
    const DocumentFields checked = read("64-ban-phap-che.pdf");
    EXPECT_EQ(checked.type_code, "BC");
    EXPECT_EQ(checked.title, "dự thảo Nghị quyết về dự toán ngân sách năm 2027");
    const DocumentFields decree = read("10-nghi-dinh.pdf"), circular = read("11-thong-tu.pdf"),
                         joint = read("17-lien-tich.pdf");
    EXPECT_EQ(decree.type_code + " " + decree.issuer + ": " + decree.title,
              "NĐ CHÍNH PHỦ: Quy định chi tiết một số điều về họp trực tuyến");
    EXPECT_EQ(circular.type_code + " " + circular.issuer + ": " + circular.title,
              "TT BỘ NỘI VỤ: Hướng dẫn lập hồ sơ kỳ họp");
    EXPECT_EQ(joint.type_code + ": " + joint.title, "QC: giữa Thường trực HĐND, UBND và UBMTTQ xã");
}

TEST_F(Field, WhatIsNotThere)
{
    EXPECT_EQ(read("67-phu-luc-kem-theo.pdf").issuer, "");
    EXPECT_EQ(read("70-ngay-31-02.pdf").issued_on, "");
    EXPECT_THAT(remarks, Contains(HasSubstr("31/2/2026")));
    const DocumentFields old = read("05-tcvn3.pdf");
    EXPECT_EQ(old.issuer, "ỦY BAN NHÂN DÂN XÃ THỬ NGHIỆM");
    EXPECT_EQ(old.full_number, "12/BC-UBND");
    EXPECT_EQ(old.title, "Kết quả thực hiện ngân sách năm 2026");
    EXPECT_THAT(read("bieu-so-03-nfd-name.pdf").title, StartsWith("bieu-so-03"));
}

TEST_F(Field, FilesThatAreTaken)
{
    EXPECT_EQ(read("20-mat-narrow-column.pdf").full_number, "12/BC-UBND");
    EXPECT_EQ(read("23-owner-password-only.pdf").full_number, "07/NQ-HĐND");
    EXPECT_THAT(remarks, Contains(HasSubstr("khóa quyền")));
    EXPECT_EQ(read("24-trailing-bytes.pdf").full_number, "07/NQ-HĐND");
    EXPECT_THAT(remarks, Contains(HasSubstr("byte thừa")));
    read("50-portfolio.pdf");
    EXPECT_FALSE(remarks.empty());
}

}  // namespace
}  // namespace chamber::inspect
