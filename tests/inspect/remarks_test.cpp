// What a file holds beside its pages is said, wherever it hangs; and a plain file has nothing said of it.
#include "protocol/limits.hpp"
#include "server/inspect/output_reader.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pdf.hpp"

#include <gmock/gmock.h>

namespace chamber::inspect {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string stream(const std::string& entries, const std::string& bytes = "x")
{
    return "<< " + entries + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

// One page; more of the catalog and of the page, and objects from 4 on.
std::string pdf_with(const std::string& catalog, const std::string& page, const std::vector<std::string>& more = {})
{
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R " + catalog + " >>",
                                     "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " + page + " >>"};
    objects.insert(objects.end(), more.begin(), more.end());
    return testing::make_pdf_of(objects);
}

std::vector<std::string> remarks_of(const std::string& pdf)
{
    InspectOptions quick = test_options();
    quick.previews = false;
    const auto inspection = inspect_bytes(pdf, quick);
    EXPECT_TRUE(inspection) << inspection.error().detail;
    const auto checked = check_bytes(pdf);
    EXPECT_TRUE(checked) << checked.error().detail;
    if (!inspection || !checked) return {"?"};
    EXPECT_EQ(inspection->remarks, checked->remarks) << "a re-check says the same";
    return inspection->remarks;
}

TEST(Remarks, AreNotMadeOfAPlainFile)
{
    EXPECT_THAT(remarks_of(testing::make_pdf({"Dieu 1", "Dieu 2"})), IsEmpty());
    EXPECT_THAT(remarks_of(pdf_with(
                    "/OpenAction [3 0 R /Fit] /Outlines << >>",
                    "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x) >> >>]")),
                IsEmpty());
}

TEST(Remarks, FindScriptsWhereverTheyHang)
{
    const std::string script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    for (const auto& [catalog, page] : std::vector<std::pair<std::string, std::string>>{
             {"/OpenAction " + script, ""},
             {"/AA << /WC " + script + " >>", ""},
             {"/Names << /JavaScript << /Kids [4 0 R] >> >>", ""},
             {"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [" + script + "] >>", ""},
             {"", "/AA << /O " + script + " >>"},
             {"", "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A " + script + " >>]"},
             {"/AcroForm << /Fields [<< /FT /Tx /T (a) /AA << /K " + script + " >> >>] >>", ""},
             {"/Outlines << /First << /Title (x) /A " + script + " >> >>", ""},
             {"/OpenAction << /S /Rendition /JS (x) >>", ""}}) {
        const auto remarks = remarks_of(pdf_with(catalog, page, {"<< /Names [(a) 5 0 R] >>", script}));
        ASSERT_THAT(remarks, SizeIs(1)) << catalog << page;
        EXPECT_THAT(remarks[0], HasSubstr("Tệp có 1 đoạn mã JavaScript")) << catalog << page;
    }
}

TEST(Remarks, NameCommandsAndWhereTheyReach)
{
    EXPECT_THAT(remarks_of(pdf_with("/OpenAction << /S /Launch /F (cmd.exe) >>", "")),
                ElementsAre("Tệp có 1 lệnh mở chương trình hoặc tệp ngoài: cmd.exe"));
    EXPECT_THAT(remarks_of(pdf_with("/OpenAction << /S /Launch /Win << /F (calc.exe) >> >>", "")),
                ElementsAre(HasSubstr("calc.exe")));
    EXPECT_THAT(remarks_of(pdf_with("/OpenAction << /S /GoToE /F << /Type /Filespec /UF (trong.pdf) >> >>", "")),
                ElementsAre("Tệp có 1 lệnh mở tệp nằm bên trong: trong.pdf"));
    EXPECT_THAT(
        remarks_of(pdf_with(
            "",
            "/AA << /O << /S /SubmitForm /F << /FS /URL /F (http://xa.example/) >> >> /C << /S /ImportData /F (a.fdf) >> >>")),
        ElementsAre("Tệp có 1 lệnh gửi dữ liệu ra ngoài: http://xa.example/",
                    "Tệp có 1 lệnh nạp dữ liệu từ tệp khác: a.fdf"));
}

TEST(Remarks, CountAttachedFilesOnceAndNameThem)
{
    const std::string first = "<< /Type /Filespec /F (a.csv) /UF (a.csv) /EF << /F 4 0 R /UF 4 0 R >> >>";
    const std::string second = "<< /Type /Filespec /UF <FEFF0062005600EA002E0078006C00730078> /EF << /F 5 0 R >> >>";
    const auto remarks =
        remarks_of(pdf_with("/Names << /EmbeddedFiles << /Names [(a) " + first + " (b) " + second + "] >> >>",
                            "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS " + first + " >>]",
                            {stream("/Type /EmbeddedFile"), stream("/Type /EmbeddedFile")}));
    ASSERT_THAT(remarks, SizeIs(1));
    EXPECT_THAT(remarks[0], HasSubstr("Tệp có 2 tệp đính kèm mà đại biểu không thấy: "));
    EXPECT_THAT(remarks[0], HasSubstr("a.csv"));
    EXPECT_THAT(remarks[0], HasSubstr("bVê.xlsx"));
    EXPECT_THAT(remarks_of(pdf_with(
                    "", "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS " + first + " >>]",
                    {stream("/Type /EmbeddedFile")})),
                ElementsAre("Tệp có 1 tệp đính kèm mà đại biểu không thấy: a.csv"));
}

TEST(Remarks, TellPortfoliosFormsAndMovingPictures)
{
    EXPECT_THAT(remarks_of(pdf_with("/Collection << /Type /Collection /View /T >>", "")),
                ElementsAre(HasSubstr("bộ hồ sơ nhiều tệp")));
    EXPECT_THAT(remarks_of(pdf_with("/AcroForm << /Fields [] /XFA 4 0 R >>", "", {stream("", "<xdp/>")})),
                ElementsAre(HasSubstr("XFA")));
    for (const std::string kind : {"RichMedia", "3D", "Sound", "Movie", "Screen"})
        EXPECT_THAT(remarks_of(pdf_with("", "/Annots [<< /Type /Annot /Subtype /" + kind + " /Rect [0 0 9 9] >>]")),
                    ElementsAre(HasSubstr("Tệp có 1 phần hình động")))
            << kind;
}

TEST(Remarks, QuoteNamesCleanAndShort)
{
    std::string specifications;
    for (int i = 0; i < 50; ++i)
        specifications += "(k" + std::to_string(i) + ") << /UF (t\\033[31m" + std::to_string(i) + "\\n" +
                          std::string(5'000, 'x') + ".exe) /EF << /F " + std::to_string(4 + i) + " 0 R >> >> ";
    const std::vector<std::string> streams(50, stream("/Type /EmbeddedFile"));
    const auto remarks =
        remarks_of(pdf_with("/Names << /EmbeddedFiles << /Names [" + specifications + "] >> >>", "", streams));
    ASSERT_THAT(remarks, SizeIs(1));
    EXPECT_THAT(remarks[0], HasSubstr("Tệp có 50 tệp đính kèm"));
    EXPECT_THAT(remarks[0], HasSubstr(" và 42 nơi khác"));
    EXPECT_LE(remarks[0].size(), limits::remark_bytes_max);
    EXPECT_THAT(remarks[0],
                Each(::testing::Truly([](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; })));
}

TEST(Remarks, SurviveLoopsAndDepth)
{
    std::string deep = "/A 4 0 R";
    for (int i = 0; i < 90; ++i) deep = "/N << " + deep + " >>";
    const auto remarks = remarks_of(
        pdf_with("/Loop 1 0 R " + deep, "/Self 3 0 R", {"<< /S /JavaScript /JS (x) /Back 1 0 R /Next 4 0 R >>"}));
    EXPECT_THAT(remarks, ElementsAre(HasSubstr("1 đoạn mã JavaScript")));
}

}  // namespace
}  // namespace chamber::inspect
