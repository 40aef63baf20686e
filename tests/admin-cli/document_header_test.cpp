// document header: the first page of a PDF through the inspector's child, a text through stdin, and every way in which
// there is nothing to read.
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"
#include "tests/support/sheet_pdf.hpp"
#include "tests/support/test_pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace chamber::test {

namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::make_sheets;
using testing::Sheet;

class DocumentHeader : public ::testing::Test {
protected:
    std::string file(const std::string& name, const std::string& bytes) const
    {
        const auto path = folder.path() / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path.string();
    }
    // Without any data directory.
    Ran header(std::vector<std::string> more, const std::string& input = {}) const
    {
        more.insert(more.begin(), {"--data", (folder.path() / "khong-co").string(), "document", "header"});
        return run_admin(more, input);
    }
    const Folder folder;
};

Sheet statement()
{
    return Sheet()
        .centred(160, 80, "ỦY BAN NHÂN DÂN")
        .centred(160, 96, "XÃ HƯƠNG SEN", {13, true})
        .centred(420, 80, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {12, true})
        .centred(420, 96, "Độc lập - Tự do - Hạnh phúc", {13, true})
        .centred(160, 130, "Số: 208/TTr-UBND")
        .centred(420, 130, "Hương Sen, ngày 02 tháng 12 năm 2026")
        .centred(300, 170, "TỜ TRÌNH", {14, true})
        .centred(300, 188, "Về việc phê chuẩn dự toán ngân sách năm 2027", {14, true})
        .at(85, 230, "Kính gửi: Hội đồng nhân dân xã Hương Sen.");
}

constexpr const char* keys[] = {"full_number", "number", "notation",   "doc_type", "type_name",
                                "organ_abbr",  "date",   "place",      "subject",  "agency_lines",
                                "term",        "draft",  "session_no", "secrecy",  "normative"};

}  // namespace

TEST_F(DocumentHeader, OfAPdfHasExactlyTheKeysThatOfficesExchange)
{
    const auto ran = header({file("to-trinh.pdf", make_sheets({statement()})), "--json"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    const auto lines = ran.objects();
    ASSERT_EQ(lines.size(), 1U);
    const auto& said = lines[0];
    EXPECT_EQ(said.size(), std::size(keys));
    for (const char* key : keys) EXPECT_TRUE(said.contains(key)) << key;
    EXPECT_EQ(said.at("full_number").as_string(), "208/TTr-UBND");
    EXPECT_EQ(said.at("number").as_string(), "208");
    EXPECT_EQ(said.at("notation").as_string(), "TTr-UBND");
    EXPECT_EQ(said.at("doc_type").as_string(), "TTr");
    EXPECT_EQ(said.at("date").as_string(), "2026-12-02");
    EXPECT_EQ(said.at("place").as_string(), "Hương Sen");
    EXPECT_EQ(said.at("subject").as_string(), "Về việc phê chuẩn dự toán ngân sách năm 2027");
    ASSERT_EQ(said.at("agency_lines").as_array().size(), 2U);
    EXPECT_EQ(said.at("agency_lines").as_array()[1].as_string(), "XÃ HƯƠNG SEN");
    EXPECT_TRUE(said.at("session_no").is_null());
    EXPECT_FALSE(said.at("draft").as_bool());
}

TEST_F(DocumentHeader, IsATableForPeople)
{
    const auto ran = header({file("to-trinh.pdf", make_sheets({statement()}))});
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_THAT(ran.out, AllOf(HasSubstr("ỦY BAN NHÂN DÂN / XÃ HƯƠNG SEN"), HasSubstr("208/TTr-UBND"),
                               HasSubstr("Tờ trình (TTr)"), HasSubstr("02/12/2026")));
}

TEST_F(DocumentHeader, OfATextComesFromStdinOrAFile)
{
    const std::string text = "HỘI ĐỒNG NHÂN DÂN\nXÃ HƯƠNG SEN\nSố:      /NQ-HĐND\nHƯƠNG SEN\nKHÓA II, KỲ HỌP THỨ BA\n";
    const auto piped = header({"--text", "-", "--json"}, text);
    ASSERT_EQ(piped.exit_code, 0) << piped.err;
    const auto said = piped.objects().at(0);
    EXPECT_TRUE(said.at("number").is_null());
    EXPECT_TRUE(said.at("full_number").is_null());
    EXPECT_EQ(said.at("notation").as_string(), "NQ-HĐND");
    EXPECT_EQ(said.at("term").as_string(), "II");
    EXPECT_EQ(said.at("session_no").as_int64(), 3);
    EXPECT_EQ(header({"--text", file("trang.txt", text), "--json"}).out, piped.out);
    const auto nothing = header({"--text", "-", "--json"}, "");
    EXPECT_EQ(nothing.exit_code, 0);
    EXPECT_TRUE(nothing.objects().at(0).at("full_number").is_null());
    const auto secret = header({"--text", "-"}, "MẬT\nSố: 07/BC-CA\n");
    EXPECT_EQ(secret.exit_code, 0);
    EXPECT_THAT(secret.out + secret.err, AllOf(HasSubstr("Độ mật"), HasSubstr("không được đưa vào hệ thống")));
}

TEST_F(DocumentHeader, SaysWhatIsWrongWithTheFileAndWhatToDo)
{
    EXPECT_EQ(header({file("chu.pdf", "chỉ là chữ")}).code(), "not_pdf");
    EXPECT_EQ(header({file("rong.pdf", "")}).code(), "empty_file");
    const auto missing = header({(folder.path() / "khong.pdf").string()});
    EXPECT_EQ(missing.code(), "not_found");
    EXPECT_EQ(missing.exit_code, 3);
    EXPECT_EQ(header({folder.path().string()}).code(), "not_pdf");
    const auto pdf = make_sheets({statement()});
    EXPECT_EQ(header({file("khoa.pdf", testing::encrypt_pdf(pdf, "mat-khau"))}).code(), "pdf_encrypted");
    EXPECT_EQ(header({file("cut.pdf", pdf.substr(0, pdf.size() / 3))}).exit_code, 1);
    const auto scan = header({file("quet.pdf", make_sheets({Sheet().picture({})})), "--json"});
    EXPECT_EQ(scan.exit_code, 1);
    EXPECT_EQ(scan.code(), "scan_without_text");
    EXPECT_EQ(scan.out, "");
    EXPECT_THAT(scan.err, AllOf(HasSubstr("bản quét"), HasSubstr("OCR")));
    const auto recognised = header({file("ocr.pdf", make_sheets({statement().picture({})})), "--json"});
    EXPECT_EQ(recognised.exit_code, 0);
    EXPECT_THAT(recognised.err, HasSubstr("so từng mục"));
    EXPECT_EQ(header({}).code(), "missing_field");
    EXPECT_NE(header({"a.pdf", "--text", "-"}).exit_code, 0);
}

}  // namespace chamber::test
