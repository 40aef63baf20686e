// A template's content controls, filled: where they stand, what stays, what is locked, what is missing.
#include "server/sheets/word_template.hpp"
#include "tests/sheets/unpacked.hpp"

#include <gmock/gmock.h>

namespace chamber::sheets {
namespace {

using test::repacked;
using test::unpacked;
using testing::HasSubstr;
using testing::Not;

constexpr auto types = "[Content_Types].xml";

std::string control(const std::string& tag, const std::string& content, const std::string& more = {})
{
    return "<w:sdt><w:sdtPr><w:tag w:val=\"" + tag + "\"/><w:id w:val=\"7\"/>" + more + "</w:sdtPr><w:sdtContent>" +
           content + "</w:sdtContent></w:sdt>";
}

std::string word(const std::string& body)
{
    return repacked({{types, "<Types/>"},
                     {"word/document.xml",
                      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" +
                          body + "</w:body></w:document>"},
                     {"word/media/dau.png", "\x89PNG"}});
}

std::string text_of(const Result<std::string>& filled)
{
    EXPECT_TRUE(filled.has_value()) << filled.error().detail;
    return filled ? unpacked(*filled).at("word/document.xml") : std::string();
}

constexpr auto run = "<w:r><w:rPr><w:b/></w:rPr><w:t>…</w:t></w:r>";

TEST(WordTemplate, FillsALineKeepsItsLooksAndLocksIt)
{
    Filling filling;
    filling.fact("so", "33 < 35 & \"đủ\"");
    const auto text = text_of(fill_template(word("<w:p>" + control("so", run) + "</w:p>"), filling, {}));
    EXPECT_THAT(text, HasSubstr("<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">33 &lt; 35 &amp; \"đủ\"</w:t>"));
    EXPECT_THAT(text, HasSubstr("<w:lock w:val=\"sdtContentLocked\"/>"));
}

TEST(WordTemplate, LeavesWordsOpenAndTheirHintWhileThereAreNone)
{
    Filling filling;
    filling.words("opening", "Dòng một\nDòng hai");
    filling.words("closing", " ");
    const auto hint = "<w:p><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>Viết ở đây</w:t></w:r></w:p>";
    const auto text = text_of(fill_template(
        word(control("opening", hint, "<w:showingPlcHdr/>") + control("closing", hint, "<w:showingPlcHdr/>")), filling,
        {}));
    EXPECT_THAT(text, HasSubstr("Dòng một</w:t></w:r></w:p><w:p>"));
    EXPECT_THAT(text, HasSubstr("<w:lock w:val=\"sdtLocked\"/>"));
    EXPECT_THAT(text, Not(HasSubstr("sdtContentLocked")));
    EXPECT_THAT(text.substr(0, text.find("closing")), Not(HasSubstr("PlaceholderText")));
    EXPECT_THAT(text.substr(text.find("closing")), HasSubstr("Viết ở đây"));
}

TEST(WordTemplate, RepeatsRowsAndFillsThemFromWhatIsAround)
{
    Filling filling;
    filling.fact("khoa", "Khóa XII");
    for (const auto* name : {"An", "Bình"}) filling.rows["dd"].emplace_back().fact("ten", name);
    const auto row = "<w:tr><w:tc><w:p>" + control("ten", run) + "</w:p></w:tc><w:tc><w:p>" + control("khoa", run) +
                     "</w:p></w:tc></w:tr>";
    const auto text = text_of(fill_template(word("<w:tbl>" + control("dd", row) + "</w:tbl>"), filling, {}));
    EXPECT_LT(text.find("An</w:t>"), text.find("Bình</w:t>"));
    EXPECT_EQ(text.find("Khóa XII") == text.rfind("Khóa XII"), false);
    // Word wants an id once.
    EXPECT_NE(text.find("w:id w:val=\"2\""), std::string::npos);
    EXPECT_EQ(text.find("w:id w:val=\"2\""), text.rfind("w:id w:val=\"2\""));
}

TEST(WordTemplate, TakesARepeatedPartAwayWhenThereIsNothing)
{
    Filling filling;
    filling.rows["khach"];
    const auto text =
        text_of(fill_template(word("<w:tbl><w:tr><w:tc>" + control("khach", "<w:p>" + control("ten", run) + "</w:p>") +
                                   "</w:tc></w:tr></w:tbl>"),
                              filling, std::vector<NeededControl>{{"khach", "Khách"}, {"ten", "Tên"}}));
    EXPECT_THAT(text, HasSubstr("<w:tc><w:p/></w:tc>"));
}

TEST(WordTemplate, KeepsWhatItDoesNotKnow)
{
    const auto template_bytes =
        word("<w:p>" + control("rieng", run) + "<w:r><w:t xml:space=\"preserve\"> Chữ của hội đồng </w:t></w:r></w:p>");
    const auto filled = fill_template(template_bytes, Filling{}, {});
    const auto entries = unpacked(*filled);
    EXPECT_THAT(entries.at("word/document.xml"), HasSubstr("<w:tag w:val=\"rieng\"/>"));
    EXPECT_THAT(entries.at("word/document.xml"), HasSubstr(" Chữ của hội đồng </w:t>"));
    EXPECT_EQ(entries.at("word/media/dau.png"), "\x89PNG");
}

TEST(WordTemplate, NamesEveryControlThatIsMissing)
{
    Filling filling;
    filling.fact("so", "1");
    const std::vector<NeededControl> needed{{"so", "Số"}, {"chu_toa", "Chủ tọa"}, {"thu_ky", "Thư ký"}};
    const auto refused =
        fill_template(word("<w:p>" + control("so", run) + control("chu_toaa", run) + "</w:p>"), filling, needed);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::template_incomplete);
    EXPECT_EQ(refused.error().detail, "Tệp mẫu thiếu ô “Chủ tọa” (thẻ “chu_toa”), “Thư ký” (thẻ “thu_ky”).");
    EXPECT_EQ(refused.error().where, "chu_toa, thu_ky");
}

TEST(WordTemplate, RefusesWhatIsNoTemplate)
{
    const auto code = [](const std::string& bytes) { return fill_template(bytes, Filling{}, {}).error().code; };
    EXPECT_EQ(code("không phải zip"), ErrorCode::template_unreadable);
    EXPECT_EQ(code(repacked({{"bia.txt", "x"}})), ErrorCode::template_unreadable);
    EXPECT_EQ(code(word("<w:p>")), ErrorCode::template_unreadable);
    // Only the checksum knows.
    auto flipped = *fill_template(word("<w:p>" + control("chu_toa", run) + "</w:p>"), Filling{}, {});
    flipped.at(flipped.find("chu_toa")) = 'C';
    EXPECT_EQ(code(flipped), ErrorCode::template_unreadable);
    auto cut = word("<w:p/>");
    cut.resize(cut.size() / 2);
    EXPECT_EQ(code(cut), ErrorCode::template_unreadable);
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<w:p>";
    for (int i = 0; i < 5000; ++i) deep += "</w:p>";
    EXPECT_EQ(code(word(deep)), ErrorCode::template_unreadable);
    EXPECT_EQ(code(repacked({{types, "<Types/>"}, {"word/document.xml", "<a/>"}, {"word/vbaProject.bin", "x"}})),
              ErrorCode::template_unreadable);
}

TEST(WordTemplate, IsADocumentWhenItWasATemplateFile)
{
    const auto dotx = repacked({{types, "<Types>application/x.wordprocessingml.template.main+xml</Types>"},
                                {"word/document.xml", "<w:document/>"}});
    const auto filled = fill_template(dotx, Filling{}, {});
    ASSERT_TRUE(filled.has_value());
    EXPECT_THAT(unpacked(*filled).at(types), HasSubstr("wordprocessingml.document.main+xml"));
}

}  // namespace
}  // namespace chamber::sheets
