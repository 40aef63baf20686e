// Minutes and notices of the sample session, as Word and PDF, read by others.
#include "server/sheets/minutes_sheet.hpp"
#include "server/sheets/roll_sheet.hpp"
#include "server/sheets/templates.hpp"
#include "tests/sheets/facts.hpp"
#include "tests/sheets/unpacked.hpp"

#include <gmock/gmock.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>
#include <pugixml.hpp>

#include <memory>
#include <set>

namespace chamber::sheets {
namespace {

using test::canary;
using test::facts;
using test::repacked;
using test::unpacked;
using testing::HasSubstr;
using testing::Not;

const std::vector<MinutesPart> prose{{"opening", "Đúng 7 giờ 30, chào cờ.\nThông qua <chương trình>.", {}, {}},
                                     {"item:MUC04", "Ông A giải trình & kết luận.", {}, {}},
                                     {"number", "04", {}, {}},
                                     {"item:MUC99", "Nội dung đã bỏ.", {}, {}},
                                     {"so_can", "1", {}, {}}};

std::string text_of(const std::string& docx)
{
    pugi::xml_document document;
    const auto bytes = unpacked(docx).at("word/document.xml");
    EXPECT_TRUE(document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata));
    std::string text;
    struct Reader : pugi::xml_tree_walker {
        std::string& text;
        explicit Reader(std::string& into) : text(into) {}
        bool for_each(pugi::xml_node& node) override
        {
            if (std::string_view(node.name()) == "w:p") text += "\n";
            if (std::string_view(node.name()) == "w:t") text += node.text().get();
            return true;
        }
    } reader(text);
    document.traverse(reader);
    return text;
}

std::string pages_of(const std::string& pdf)
{
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(pdf.data(), static_cast<int>(pdf.size())));
    std::string text;
    for (int i = 0; i < document->pages(); ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        const auto bytes = page->text().to_utf8();
        text.append(bytes.begin(), bytes.end());
    }
    return text;
}

TEST(MinutesSheet, CallsNobodyAbsentWhoIsOnlyUnrecorded)
{
    auto made = facts();
    auto& closing = made.sittings.back();
    for (auto& line : closing.roll) {
        line.status = AttendanceStatus::unknown;
        line.attended = false;
        line.times.clear();
    }
    closing.quorum.attended = closing.quorum.excused = closing.quorum.unexcused = 0;
    auto& first = made.sittings.front();
    const auto present =
        std::ranges::find_if(first.roll, [](const auto& line) { return line.attended && !line.guest; });
    ASSERT_NE(present, first.roll.end());
    present->status = AttendanceStatus::unknown;
    present->attended = false;
    const auto docx = minutes_docx(made, prose);
    ASSERT_TRUE(docx.has_value()) << docx.error().detail;
    const auto text = text_of(*docx);
    EXPECT_THAT(text, Not(HasSubstr("vắng " + closing.name)));
    EXPECT_THAT(text, Not(HasSubstr("chưa ghi nhận ở " + closing.name)));
    EXPECT_THAT(text, HasSubstr(": chưa ghi nhận ở " + first.name + ";"));
    EXPECT_THAT(text, HasSubstr(" (có phép)"));
}

TEST(MinutesSheet, NamesWhoWaitsEvenWhereNobodyElseIsRecorded)
{
    auto made = facts();
    auto& closing = made.sittings.back();
    for (auto& line : closing.roll) {
        line.status = AttendanceStatus::unknown;
        line.attended = false;
        line.times.clear();
    }
    closing.quorum.attended = closing.quorum.excused = closing.quorum.unexcused = 0;
    closing.roll.front().waiting_since = "2024-12-19T06:30:00Z";
    const auto docx = minutes_docx(made, prose);
    ASSERT_TRUE(docx.has_value()) << docx.error().detail;
    EXPECT_THAT(text_of(*docx), HasSubstr("chưa ghi nhận ở " + closing.name + " (tự điểm danh, chưa ai xác nhận)"));
    EXPECT_THAT(roll_csv(made), HasSubstr("Chưa xác nhận (tự điểm danh)"));
    EXPECT_THAT(roll_csv(made), HasSubstr("tự điểm danh 13:30"));
}

TEST(MinutesSheet, TellsInWordWhatTheFactsSay)
{
    const auto docx = minutes_docx(facts(), prose);
    ASSERT_TRUE(docx.has_value()) << docx.error().detail;
    const auto text = text_of(*docx);
    for (const auto* said :
         {"HỘI ĐỒNG NHÂN DÂN", "HUYỆN HƯƠNG SEN", "Đủ 4 phiên", "Số: 04/BB-HĐND",
          "Khai mạc lúc 07 giờ 30, ngày 18/12/2024", "bế mạc lúc 16 giờ 10, ngày 19/12/2024",
          "đương nhiệm: 35 đại biểu", "cần có mặt để tiến hành: 24", "Đặng <Hư> & \"Cấu\" Ễ ể ữ Ợ ẵ Ỹ",
          "Thông qua <chương trình>.", "Ông A giải trình & kết luận.", "Phiên thảo luận tổ (họp kín)",
          "Có 1 góp ý chính thức trên 1 tài liệu"})
        EXPECT_THAT(text, HasSubstr(said));
    EXPECT_THAT(text, Not(HasSubstr("Nội dung đã bỏ.")));
    EXPECT_LT(text.find("chào cờ"), text.find("\nThông qua <chương"));
    EXPECT_LT(text.find("Phiên khai mạc ("), text.find("Phiên biểu quyết và bế mạc ("));
}

TEST(MinutesSheet, LocksEveryFactAndNoWord)
{
    const auto docx = minutes_docx(facts(), prose);
    ASSERT_TRUE(docx.has_value());
    pugi::xml_document document;
    const auto bytes = unpacked(*docx).at("word/document.xml");
    ASSERT_TRUE(document.load_buffer(bytes.data(), bytes.size()));
    const std::set<std::string> open{"opening", "item", "votes", "closing", "number", "dated", "phien", "noi_dung"};
    std::set<std::string> met;
    for (const auto& found : document.select_nodes("//w:sdt")) {
        const auto properties = found.node().child("w:sdtPr");
        const std::string tag = properties.child("w:tag").attribute("w:val").value();
        const std::string lock = properties.child("w:lock").attribute("w:val").value();
        EXPECT_EQ(lock, open.contains(tag) ? "sdtLocked" : "sdtContentLocked") << tag;
        met.insert(tag);
    }
    for (const auto& control : needed_controls(TemplateKind::minutes))
        EXPECT_TRUE(met.contains(std::string(control.tag)));
}

TEST(MinutesSheet, GivesTheSameBytesForTheSameFacts)
{
    EXPECT_EQ(*minutes_docx(facts(), prose), *minutes_docx(facts(), prose));
    EXPECT_EQ(*minutes_pdf(facts(), prose), *minutes_pdf(facts(), prose));
    EXPECT_NE(*minutes_docx(facts(), prose), *minutes_docx(facts(), {}));
}

TEST(MinutesSheet, TakesTheCouncilsOwnTemplateAndNamesWhatItLost)
{
    const auto ours = default_template(TemplateKind::minutes);
    ASSERT_TRUE(ours.has_value());
    EXPECT_TRUE(check_template(TemplateKind::minutes, *ours).has_value());
    auto entries = unpacked(*ours);
    auto& text = entries.at("word/document.xml");
    text.insert(text.find("<w:body>") + 8, "<w:p><w:r><w:t>Mẫu của hội đồng</w:t></w:r></w:p>");
    const auto own = minutes_docx(facts(), prose, repacked(entries));
    ASSERT_TRUE(own.has_value());
    EXPECT_THAT(text_of(*own), HasSubstr("Mẫu của hội đồng"));
    // Renamed by mistake.
    text.replace(text.find("\"chu_toa\""), 9, "\"chutoa\"");
    const auto refused = minutes_docx(facts(), prose, repacked(entries));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().detail, "Tệp mẫu thiếu ô “Chủ tọa” (thẻ “chu_toa”).");
    EXPECT_EQ(check_template(TemplateKind::minutes, repacked(entries)).error().code, ErrorCode::template_incomplete);
}

TEST(MinutesSheet, PrintsTheSameInTheDecreesLayout)
{
    const auto pdf = minutes_pdf(facts(), prose);
    ASSERT_TRUE(pdf.has_value()) << pdf.error().detail << pdf.error().where;
    const auto text = pages_of(*pdf);
    for (const auto* said : {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BIÊN BẢN", "04/BB-HĐND", "I. Thời gian, địa điểm",
                             "Thông qua <chương trình>.", "VIII. Kết thúc", "CHỦ TỌA", "PHỤ LỤC"})
        EXPECT_THAT(text, HasSubstr(said));
}

TEST(MinutesSheet, NeverHoldsAPrivateWord)
{
    for (const auto& bytes : {*minutes_docx(facts(), prose), *notice_docx(facts(), prose)})
        for (const auto& [name, part] : unpacked(bytes)) EXPECT_THAT(part, Not(HasSubstr(canary))) << name;
    EXPECT_THAT(pages_of(*minutes_pdf(facts(), prose)), Not(HasSubstr(canary)));
}

TEST(MinutesSheet, LeavesNoHintInAFinishedPaper)
{
    const auto draft = text_of(*minutes_docx(facts(), prose));
    const auto done = text_of(*minutes_docx(facts(), prose, {}, Hints::drop));
    EXPECT_THAT(draft, HasSubstr("Thư ký viết"));
    EXPECT_THAT(done, Not(HasSubstr("Thư ký viết")));
    EXPECT_THAT(done, HasSubstr("Ông A giải trình & kết luận."));
}

TEST(NoticeSheet, TellsWhatWasDone)
{
    const auto docx = notice_docx(facts(), {{"notice", "Giao Thường trực thực hiện.", {}, {}}});
    ASSERT_TRUE(docx.has_value()) << docx.error().detail;
    const auto text = text_of(*docx);
    for (const auto* said : {"THÔNG BÁO KẾT QUẢ", "2. Diễn văn khai mạc kỳ họp;", "Giao Thường trực thực hiện."})
        EXPECT_THAT(text, HasSubstr(said));
    EXPECT_THAT(text, Not(HasSubstr("Số: 04")));
    const auto pdf = notice_pdf(facts(), prose);
    ASSERT_TRUE(pdf.has_value()) << pdf.error().detail;
    EXPECT_THAT(pages_of(*pdf), HasSubstr("THÔNG BÁO KẾT QUẢ"));
}

TEST(MinutesSheet, OfASessionWithoutAnythingIsAFormToFillIn)
{
    const storage::MinutesFacts empty;
    ASSERT_TRUE(minutes_docx(empty, {}).has_value());
    const auto pdf = minutes_pdf(empty, {});
    ASSERT_TRUE(pdf.has_value()) << pdf.error().detail;
    EXPECT_THAT(pages_of(*pdf), HasSubstr("BIÊN BẢN"));
}

}  // namespace
}  // namespace chamber::sheets
