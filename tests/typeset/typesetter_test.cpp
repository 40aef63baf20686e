// Sheets that were set are read back by poppler: what stands where, on which page, in which letters.
#include "server/typeset/typesetter.hpp"

#include <gmock/gmock.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace chamber::typeset {
namespace {

using testing::HasSubstr;
using testing::Not;

Paragraph paragraph(std::string text)
{
    return {.runs = {{std::move(text)}}};
}

Head head()
{
    Head made;
    made.organ = {"HỘI ĐỒNG NHÂN DÂN", "XÃ MẪU"};
    made.number_line = "Số: 12/BB-HĐND";
    made.date_line = "Xã Mẫu, ngày 18 tháng 12 năm 2026";
    made.type_name = "BIÊN BẢN";
    made.subject = "Phiên họp thứ nhất";
    return made;
}

OfficialDocument document(std::vector<Block> blocks)
{
    OfficialDocument made;
    made.imprint = {"Biên bản phiên họp thứ nhất", "2026-12-18T10:00:00Z"};
    made.sections.push_back(
        {head(), std::move(blocks), Closing{{"- Lưu: VT."}, {"TM. THƯỜNG TRỰC", "CHỦ TỊCH"}, "Đặng Hư Cấu"}});
    return made;
}

Result<Typeset> print(const OfficialDocument& made)
{
    auto typesetter = Typesetter::open();
    EXPECT_TRUE(typesetter.has_value());
    return typesetter->print(made);
}

// A printed document as a reader's program sees it.
class Printed {
public:
    explicit Printed(const OfficialDocument& made) : set(print(made).value()), bytes_(set.pdf.begin(), set.pdf.end())
    {
        read_.reset(poppler::document::load_from_raw_data(bytes_.data(), static_cast<int>(bytes_.size())));
    }

    int pages() const { return read_->pages(); }
    std::string text(int page_index) const
    {
        const std::unique_ptr<poppler::page> page(read_->create_page(page_index));
        const auto utf8 = page->text().to_utf8();
        return {utf8.begin(), utf8.end()};
    }
    // The first word of that text on the page; origin top left.
    poppler::rectf word(int page_index, const std::string& wanted) const
    {
        const std::unique_ptr<poppler::page> page(read_->create_page(page_index));
        for (const auto& box : page->text_list()) {
            const auto utf8 = box.text().to_utf8();
            if (std::string(utf8.begin(), utf8.end()) == wanted) return box.bbox();
        }
        ADD_FAILURE() << "no word " << wanted;
        return {};
    }

    const Typeset set;

private:
    std::vector<char> bytes_;
    std::unique_ptr<poppler::document> read_;
};

Table roll(int people)
{
    Table table{{{"STT", 0.1, Align::centre}, {"Họ và tên", 0.6, Align::left}, {"Có mặt", 0.3, Align::centre}}, {}, 12};
    for (int n = 1; n <= people; ++n)
        table.rows.push_back({{std::to_string(n), "Người số " + std::to_string(n), "x"}, Weight::regular});
    return table;
}

}  // namespace

TEST(Head, HasTheOrganOnTheLeftAndTheNationalTitleOnTheRight)
{
    const Printed printed(document({paragraph("Nội dung.")}));
    const auto organ = printed.word(0, "HỘI");
    const auto title = printed.word(0, "CỘNG");
    constexpr double middle = 595.276 / 2;
    EXPECT_LT(organ.right(), middle);
    EXPECT_GT(title.left(), middle - 50);
    EXPECT_NEAR(organ.top(), title.top(), 3);
    EXPECT_NEAR(printed.word(0, "Số:").top(), printed.word(0, "Xã").top(), 3);
    EXPECT_LT(printed.word(0, "Số:").right(), printed.word(0, "Xã").left());
    const auto type = printed.word(0, "BIÊN");
    EXPECT_GT(type.top(), printed.word(0, "Số:").bottom());
}

TEST(Page, IsNumberedFromTheSecondOn)
{
    std::vector<Block> blocks(90, paragraph("Một dòng."));
    const Printed printed(document(std::move(blocks)));
    ASSERT_EQ(printed.pages(), 4);
    EXPECT_EQ(printed.set.pages, 4);
    EXPECT_THAT(printed.text(0), Not(HasSubstr("1\n")));
    for (int page = 1; page < 4; ++page) {
        const auto number = printed.word(page, std::to_string(page + 1));
        EXPECT_LT(number.bottom(), 62);
        EXPECT_NEAR((number.left() + number.right()) / 2, 85 + (595.276 - 51 - 85) / 2, 1);
    }
}

TEST(Text, KeepsEveryLetterAndIsNoMarkup)
{
    const std::string letters = "Ấp Ỷ Ẵm, ỡ ữ ợ ặ ề ỗ; Đặng Thị Hậu <b>&amp;</b> 100 % – “trích”";
    const Printed printed(document({Paragraph{.runs = {{letters, Emphasis::italic}}, .align = Align::left}}));
    EXPECT_THAT(printed.text(0), HasSubstr(letters));
}

TEST(Table, BreaksBetweenRowsAndRepeatsItsTitles)
{
    const Printed printed(document({roll(120)}));
    ASSERT_GT(printed.pages(), 2);
    int seen = 0;
    for (int page = 0; page < printed.pages(); ++page) {
        const auto text = printed.text(page);
        if (text.find("Người số") == std::string::npos) continue;
        EXPECT_THAT(text, HasSubstr("Họ và tên")) << page;
        for (auto at = text.find("Người số "); at != std::string::npos; at = text.find("Người số ", at + 1))
            EXPECT_EQ(std::atoi(text.c_str() + at + std::string("Người số ").size()), ++seen);
    }
    EXPECT_EQ(seen, 120);
}

TEST(Heading, StaysOnThePageOfWhatFollows)
{
    for (std::size_t lines = 20; lines < 32; ++lines) {
        std::vector<Block> blocks(lines, paragraph("Một dòng."));
        blocks.emplace_back(Paragraph{.runs = {{"Mục kế tiếp", Emphasis::bold}}, .keep = Keep::with_next});
        blocks.emplace_back(roll(3));
        const Printed printed(document(std::move(blocks)));
        for (int page = 0; page < printed.pages(); ++page) {
            const auto text = printed.text(page);
            EXPECT_EQ(text.find("Mục kế tiếp") == std::string::npos, text.find("Người số 1") == std::string::npos)
                << lines;
        }
    }
}

TEST(SigningPlace, LiesBetweenTitleAndName)
{
    const Printed printed(document(std::vector<Block>(40, paragraph("Một dòng."))));
    ASSERT_TRUE(printed.set.signing);
    const auto& place = *printed.set.signing;
    EXPECT_EQ(place.page_index, printed.pages() - 1);
    const double top = 841.89 - place.person.bottom - place.person.height;
    const double bottom = 841.89 - place.person.bottom;
    EXPECT_LT(printed.word(place.page_index, "CHỦ").bottom(), top + 1);
    EXPECT_GT(printed.word(place.page_index, "Hư").top(), bottom - 1);
    EXPECT_LT(place.seal.left, place.person.left);
    OfficialDocument open = document({paragraph("Phụ lục.")});
    open.sections.front().closing.reset();
    EXPECT_FALSE(print(open)->signing);
}

TEST(Typesetter, GivesTheSameBytesAndMeasuresWhatItPrints)
{
    const auto made = document({paragraph("Nội dung."), roll(75)});
    auto typesetter = Typesetter::open();
    ASSERT_TRUE(typesetter.has_value());
    const auto measured = typesetter->measure(made.sections.front());
    ASSERT_TRUE(measured.has_value());
    const auto first = typesetter->print(made);
    const auto second = print(made);
    ASSERT_TRUE(first.has_value() && second.has_value());
    EXPECT_EQ(first->pdf, second->pdf);
    EXPECT_EQ(first->pages, measured->pages);
    EXPECT_GT(measured->free_pt, 0);
}

TEST(Typesetter, RefusesWhatItCannotSet)
{
    Table tall = roll(1);
    for (int line = 0; line < 60; ++line) tall.rows.front().cells[1] += "dòng\n";
    const std::pair<Block, ErrorCode> refused[] = {{paragraph("không phải UTF-8: \xFF"), ErrorCode::unclean_text},
                                                   {paragraph("điều khiển: \x01"), ErrorCode::unclean_text},
                                                   {tall, ErrorCode::too_long}};
    for (const auto& [block, code] : refused) {
        const auto set = print(document({paragraph("Nội dung."), block}));
        ASSERT_TRUE(set.has_error());
        EXPECT_EQ(set.error().code, code) << set.error().detail;
        EXPECT_FALSE(set.error().where.empty());
    }
}

}  // namespace chamber::typeset
