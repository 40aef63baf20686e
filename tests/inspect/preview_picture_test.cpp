#include "server/inspect/preview_picture.hpp"

#include "tests/inspect/decoded_picture.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::decoded;
using testing::DecodedPicture;

constexpr Colour white{255, 255, 255}, black{0, 0, 0}, stamp_red{214, 32, 40}, pen_blue{30, 60, 190};

// A page of 480 × 679 that is white, and what is put on it.
struct Sheet {
    static constexpr int width = 480, height = 679;
    std::vector<char> bytes = std::vector<char>(std::size_t{3} * width * height, '\xFF');

    void put(int x, int y, const Colour& colour)
    {
        for (std::size_t part = 0; part < 3; ++part)
            bytes[3 * static_cast<std::size_t>(y * width + x) + part] = static_cast<char>(colour[part]);
    }
    void fill(int left, int top, int wide, int high, const Colour& colour)
    {
        for (int y = top; y < top + high; ++y)
            for (int x = left; x < left + wide; ++x) put(x, y, colour);
    }
    // Something like lines of letters with soft edges.
    void write()
    {
        for (int y = 60; y < 620; y += 14)
            for (int x = 50; x < 430; ++x) {
                const auto grey = static_cast<std::uint8_t>((x * x * 7 + y * 31) % 256);
                for (int row = 0; row < 6; ++row) put(x, y + row, {grey, grey, grey});
            }
    }
    std::string preview() const { return encode_preview({bytes.data(), width, height, 3 * width}); }
};

void expect_near(const DecodedPicture& picture, int x, int y, const Colour& expected, int within)
{
    const Colour seen = picture.at(x, y);
    for (std::size_t part = 0; part < 3; ++part)
        EXPECT_NEAR(seen[part], expected[part], within) << x << "," << y << " part " << part;
}

TEST(PreviewPicture, OfLettersIsAPngWithTheirGreys)
{
    Sheet sheet;
    sheet.write();
    const std::string preview = sheet.preview();
    ASSERT_TRUE(preview.starts_with("\x89PNG"));
    const DecodedPicture picture = decoded(preview);
    ASSERT_EQ(picture.width, Sheet::width);
    ASSERT_EQ(picture.height, Sheet::height);
    for (int x = 50; x < 430; ++x) {
        const auto grey = static_cast<std::uint8_t>((x * x * 7 + 60 * 31) % 256);
        expect_near(picture, x, 62, {grey, grey, grey}, 20);
    }
    expect_near(picture, 10, 10, white, 0);
}

TEST(PreviewPicture, KeepsTheRedOfAStampAndTheBlueOfAHand)
{
    Sheet sheet;
    sheet.write();
    sheet.fill(300, 500, 40, 40, stamp_red);
    sheet.fill(340, 500, 3, 40, {234, 144, 148});  // its edge
    sheet.fill(310, 560, 60, 3, pen_blue);
    const std::string preview = sheet.preview();
    ASSERT_TRUE(preview.starts_with("\x89PNG"));
    EXPECT_EQ(preview[24], 4) << "bits a pixel";
    const DecodedPicture picture = decoded(preview);
    expect_near(picture, 320, 520, stamp_red, 12);
    expect_near(picture, 341, 520, {234, 144, 148}, 12);
    expect_near(picture, 340, 561, pen_blue, 12);
}

TEST(PreviewPicture, OfAColouredTableKeepsItsColours)
{
    Sheet sheet;
    sheet.write();
    sheet.fill(40, 100, 400, 40, {20, 90, 160});
    sheet.fill(40, 200, 400, 40, {120, 200, 90});
    const std::string preview = sheet.preview();
    ASSERT_TRUE(preview.starts_with("\x89PNG"));
    const DecodedPicture picture = decoded(preview);
    expect_near(picture, 200, 120, {20, 90, 160}, 26);
    expect_near(picture, 200, 220, {120, 200, 90}, 26);
}

TEST(PreviewPicture, OfAPhotographIsAJpeg)
{
    Sheet sheet;
    for (int y = 0; y < Sheet::height; ++y)
        for (int x = 0; x < Sheet::width; ++x)
            sheet.put(x, y, {static_cast<std::uint8_t>(x / 2), static_cast<std::uint8_t>(y / 3), 90});
    EXPECT_TRUE(sheet.preview().starts_with("\xFF\xD8\xFF"));
}

TEST(PreviewPicture, OfGreyNoiseIsNeverLargerThanItsJpeg)
{
    Sheet sheet;
    unsigned state = 1;
    for (int y = 0; y < Sheet::height; ++y)
        for (int x = 0; x < Sheet::width; ++x) {
            state = state * 1'103'515'245 + 12'345;
            const auto grey = static_cast<std::uint8_t>(100 + (state >> 16) % 100);
            sheet.put(x, y, {grey, grey, grey});
        }
    const RgbPixels pixels{sheet.bytes.data(), Sheet::width, Sheet::height, 3 * Sheet::width};
    EXPECT_LE(sheet.preview().size(), encode_jpeg(pixels).size());
}

TEST(PreviewPicture, OfAnOddWidthAndOfOnePixelIsWhole)
{
    for (const auto& [width, height] : {std::pair{1, 1}, {3, 2}, {7, 5}}) {
        std::vector<char> bytes(static_cast<std::size_t>(3 * width * height), '\0');
        const DecodedPicture picture = decoded(encode_preview({bytes.data(), width, height, 3 * width}));
        ASSERT_EQ(picture.width, width);
        ASSERT_EQ(picture.height, height);
        expect_near(picture, width - 1, height - 1, black, 0);
    }
}

}  // namespace
}  // namespace chamber::inspect
