// chamber-admin minutes, sheet and template, on the real program, with and without a running server.
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

using testing::HasSubstr;
using testing::StartsWith;

namespace {

std::string text(const boost::json::object& object, const char* key)
{
    return std::string{object.at(key).as_string()};
}

std::string state(const Office& office)
{
    const auto shown = office.json({"minutes", "show", "15"});
    return shown.empty() ? "" : text(shown.front(), "state");
}

}  // namespace

TEST(MinutesCommand, GoesFromWordsToFrozenAndBackWithAReason)
{
    const Office office;
    office.import_session();
    EXPECT_EQ(state(office), "draft");
    ASSERT_EQ(office.run({"minutes", "write", "15", "opening", "-"}, "Khai mạc lúc 7 giờ 30.\n").exit_code, 0);
    // Somebody's words are not replaced by a slip of the hand.
    EXPECT_EQ(office.run({"minutes", "write", "15", "opening", "-"}, "Khác").code(), "already_exists");
    ASSERT_EQ(office.run({"minutes", "write", "15", "opening", "-", "--replace"}, "Khai mạc lúc 8 giờ.").exit_code, 0);
    const auto shown = office.json({"minutes", "show", "15"});
    ASSERT_EQ(shown.size(), 2u);
    EXPECT_EQ(text(shown.at(1), "text"), "Khai mạc lúc 8 giờ.");
    const auto before = office.run({"minutes", "facts", "15", "--out", "-"}).out;
    EXPECT_THAT(before, StartsWith("{\"schema\":\"nghi-truong/minutes-facts/1\""));
    ASSERT_EQ(office.run({"minutes", "freeze", "15"}).exit_code, 0);
    EXPECT_EQ(state(office), "frozen");
    EXPECT_EQ(office.run({"minutes", "freeze", "15"}).code(), "minutes_frozen");
    EXPECT_EQ(office.run({"minutes", "write", "15", "closing", "-"}, "x").code(), "minutes_frozen");
    EXPECT_EQ(office.run({"minutes", "reopen", "15"}).exit_code, 2);
    EXPECT_EQ(office.run({"minutes", "reopen", "15", "--reason", " "}).code(), "reason_required");
    EXPECT_EQ(office.run({"minutes", "facts", "15", "--out", "-"}).out, before);
    ASSERT_EQ(office.run({"minutes", "reopen", "15", "--reason", "Sai tên"}).exit_code, 0);
    EXPECT_EQ(state(office), "draft");
    EXPECT_EQ(office.run({"minutes", "show", "99"}).exit_code, 3);
    EXPECT_EQ(office.run({"minutes", "show", "15", "--sitting", "9"}).exit_code, 3);
}

TEST(MinutesCommand, DoesNotSignWithAPaperThatIsNotSigned)
{
    const Office office;
    office.import_session();
    const auto added =
        office.json({"document", "add", "15", office.write_file("bb.pdf", make_pdf({"Bien ban"})), "--item", "1"});
    ASSERT_EQ(added.size(), 1u);
    const auto paper = text(added.front(), "id");
    EXPECT_EQ(office.run({"minutes", "sign", "15", paper}).code(), "minutes_not_frozen");
    ASSERT_EQ(office.run({"minutes", "freeze", "15"}).exit_code, 0);
    EXPECT_EQ(office.run({"minutes", "sign", "15", paper}).code(), "document_unknown");
    ASSERT_EQ(office.run({"publish", "15"}).exit_code, 0);
    const auto refused = office.run({"minutes", "sign", "15", paper});
    EXPECT_EQ(refused.code(), "document_unsigned");
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_EQ(office.run({"minutes", "sign", "15", "TL99"}).exit_code, 3);
}

TEST(SheetCommand, MakesEveryKindAndReplacesNoFile)
{
    const Office office;
    office.import_session();
    const std::vector<std::pair<std::string, std::string>> sheets{
        {"bien-ban", "docx"}, {"bien-ban", "pdf"},  {"so-lieu", "json"},   {"thong-bao", "docx"}, {"thong-bao", "pdf"},
        {"diem-danh", "pdf"}, {"diem-danh", "csv"}, {"diem-danh", "xlsx"}, {"gop-y", "docx"},     {"gop-y", "csv"}};
    for (const auto& [kind, format] : sheets) {
        const auto file = office.path(kind + "." + format);
        const auto made = office.json({"sheet", kind, "15", "--format", format, "--out", file});
        ASSERT_EQ(made.size(), 1u) << kind << format;
        EXPECT_EQ(made.front().at("bytes").as_int64(), static_cast<std::int64_t>(read_file(file).size()));
        EXPECT_EQ(office.run({"sheet", kind, "15", "--format", format, "--out", file}).code(), "already_exists");
    }
    EXPECT_THAT(read_file(office.path("bien-ban.docx")), StartsWith("PK"));
    EXPECT_THAT(read_file(office.path("diem-danh.pdf")), StartsWith("%PDF-"));
    EXPECT_THAT(office.run({"sheet", "diem-danh", "15", "--format", "docx"}).err, HasSubstr("“pdf”, “xlsx”, “csv”"));
    EXPECT_EQ(office.run({"sheet", "thu-moi", "15"}).code(), "unknown_value");
    EXPECT_EQ(office.run({"sheet", "gop-y", "15", "--sitting", "1"}).code(), "out_of_range");
}

TEST(SheetCommand, MakesTheSameBytesWhileAServerRuns)
{
    const Office office;
    office.import_session();
    const auto alone = office.run({"sheet", "bien-ban", "15", "--out", "-"}).out;
    const auto facts = office.run({"sheet", "so-lieu", "15", "--out", "-"}).out;
    ASSERT_FALSE(alone.empty());
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    EXPECT_EQ(office.run({"sheet", "bien-ban", "15", "--out", "-"}).out, alone);
    EXPECT_EQ(office.run({"sheet", "so-lieu", "15", "--out", "-"}).out, facts);
    ASSERT_EQ(office.run({"minutes", "write", "15", "opening", "-"}, "Khai mạc.").exit_code, 0);
    ASSERT_EQ(office.run({"minutes", "freeze", "15"}).exit_code, 0);
    EXPECT_EQ(office.run({"minutes", "freeze", "15"}).code(), "minutes_frozen");
    EXPECT_EQ(office.run({"minutes", "facts", "15", "--out", "-"}).out, facts);
    EXPECT_EQ(office.run({"sheet", "bien-ban", "99"}).exit_code, 3);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(state(office), "frozen");
}

TEST(TemplateCommand, TakesAnEditedTemplateAndNamesWhatAnotherLacks)
{
    const Office office;
    office.import_session();
    const auto ours = office.path("mau.docx");
    ASSERT_EQ(office.run({"template", "get", "bien-ban", "--out", ours}).exit_code, 0);
    EXPECT_EQ(office.run({"template", "get", "bien-ban", "--out", ours}).code(), "already_exists");
    const auto usual = office.run({"sheet", "bien-ban", "15", "--out", "-"}).out;
    // Stored, so that a tag stands in the file as it is; the zip then knows that it was changed.
    auto edited = read_file(ours);
    edited.replace(edited.find("\"chu_toa\""), 9, "\"chu_xxx\"");
    const auto refused = office.run({"template", "use", "bien-ban", office.write_file("hong.docx", edited)});
    EXPECT_EQ(refused.code(), "template_unreadable");
    EXPECT_EQ(office.run({"template", "use", "gop-y", ours}).code(), "template_incomplete");
    EXPECT_THAT(office.run({"template", "use", "gop-y", ours}).err, HasSubstr("“Từng góp ý” (thẻ “gy”)"));
    EXPECT_EQ(office.run({"sheet", "bien-ban", "15", "--out", "-"}).out, usual);
    ASSERT_EQ(office.run({"template", "use", "bien-ban", ours}).exit_code, 0);
    EXPECT_EQ(office.run({"sheet", "bien-ban", "15", "--out", "-"}).out, usual);
    // Put there by hand, and broken.
    ASSERT_EQ(office.run({"template", "remove", "bien-ban"}).exit_code, 0);
    EXPECT_EQ(office.run({"template", "remove", "bien-ban"}).exit_code, 3);
    std::filesystem::create_directories(office.data() / "templates");
    std::filesystem::copy_file(office.path("hong.docx"), office.data() / "templates" / "bien-ban.docx");
    EXPECT_EQ(office.run({"sheet", "bien-ban", "15", "--out", "-"}).code(), "template_unreadable");
    EXPECT_EQ(office.run({"sheet", "bien-ban", "15", "--format", "pdf", "--out", office.path("bb.pdf")}).exit_code, 0);
}

}  // namespace chamber::test
