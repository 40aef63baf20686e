#include "protocol/calendar.hpp"
#include "protocol/text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace chamber {
namespace {

constexpr auto no_limit = std::string::npos;

std::string of(char32_t c)
{
    std::string bytes;
    append_code_point(bytes, c);
    return bytes;
}

ErrorCode fault_of(const std::string& typed, Lines lines = Lines::one)
{
    const auto parsed = parse_text(typed, lines);
    return parsed ? ErrorCode::internal : parsed.error().code;
}

}  // namespace

TEST(Text, IsSpelledInComposedForm)
{
    EXPECT_EQ(parse_text("Nghi\u0323 quye\u0302\u0301t", Lines::one).value(), "Nghị quyết");
    EXPECT_EQ(parse_text("Nghị quyết", Lines::one).value(), "Nghị quyết");
    EXPECT_EQ(parse_text("e\u034F\u0301", Lines::one).value(), "é")
        << "an unseen character between letter and mark goes first";
}

TEST(Text, RefusesWhatChangesHowOtherTextReads)
{
    for (char32_t c = 0; c < 0xA0; ++c) {
        const bool control = c < 0x20 || c >= 0x7F;
        EXPECT_EQ(fault_of("a" + of(c) + "b") == ErrorCode::unclean_text, control) << static_cast<unsigned>(c);
    }
    for (const char32_t c : {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
                             0x2069, 0xFFF9, 0xFFFB})
        EXPECT_EQ(fault_of("a" + of(c)), ErrorCode::unclean_text) << static_cast<unsigned>(c);
    for (char32_t plane = 0; plane <= 0x10; ++plane)
        for (const char32_t c : {0xFFFE, 0xFFFF})
            EXPECT_EQ(fault_of(of(plane << 16 | c)), ErrorCode::unclean_text) << static_cast<unsigned>(plane);
    for (char32_t c = 0xFDD0; c <= 0xFDEF; ++c) EXPECT_EQ(fault_of(of(c)), ErrorCode::unclean_text);
    EXPECT_EQ(parse_text("gpj\u202Eexe", Lines::one).error().detail, "U+202E");
}

TEST(Text, RefusesBytesThatAreNoUtf8)
{
    for (const std::string bytes : {"\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xFF", "\xE1\xBB"})
        EXPECT_EQ(fault_of(bytes), ErrorCode::unclean_text);
}

TEST(Text, LeavesOutWhatNobodySees)
{
    for (const char32_t c : {0x00AD, 0x034F, 0x200B, 0x200C, 0x200D, 0x2060, 0x2063, 0x206A, 0x3164, 0xFE0F, 0xFEFF,
                             0xFFFC, 0xE0041, 0xE0101})
        EXPECT_EQ(parse_text("a" + of(c) + "b", Lines::one).value(), "ab") << static_cast<unsigned>(c);
}

TEST(Text, KeepsLinesWhereTheyBelong)
{
    EXPECT_EQ(parse_text("a\r\nb\rc\td\u2028e", Lines::many).value(), "a\nb\nc\td\ne");
    EXPECT_EQ(fault_of("a\nb"), ErrorCode::unclean_text);
    EXPECT_EQ(fault_of("a\x1b[2J", Lines::many), ErrorCode::unclean_text);
}

TEST(Text, RefusesTowersOfMarks)
{
    std::string tower = "a";
    for (int i = 0; i < 9; ++i) tower += "\u0301";
    EXPECT_EQ(fault_of(tower), ErrorCode::unclean_text);
    EXPECT_TRUE(parse_text("a\u0302\u0301", Lines::one));
}

TEST(Text, IsCleanedInsteadOfRefusedWhenNobodyTypedIt)
{
    EXPECT_EQ(cleaned_text("  gpj\u202Eexe\x1b[31m\n.pdf\xFF ", no_limit), "gpjexe[31m .pdf\uFFFD");
    EXPECT_EQ(cleaned_text("Nghị quyết", 5), "Ngh") << "cut between characters";
    EXPECT_EQ(cleaned_text("a\r\nb", no_limit, Lines::many), "a\nb");
}

TEST(Text, IsBlankWhenThereIsNothingToSee)
{
    for (const std::string text : {"", " ", "\t\r\n", "\u00A0\u3000", "\u200B\uFEFF", "\u3164", "\u2800"})
        EXPECT_TRUE(is_blank(text)) << text;
    EXPECT_FALSE(is_blank(" a"));
}

TEST(Text, CleanedIsAlwaysAcceptedAndStaysAsItIs)
{
    std::mt19937 chance(20241218);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes;
        for (unsigned i = 0; i < 12; ++i) {
            if (chance() % 8 == 0)
                bytes += static_cast<char>(chance());
            else
                append_code_point(bytes, chance() % 3 == 0 ? chance() % 0x300
                                                           : chance() % 0x2100 + (chance() % 4 == 0 ? 0xE000 : 0x2000) *
                                                                                     (chance() % 2));
        }
        for (const Lines lines : {Lines::one, Lines::many}) {
            const std::string clean = cleaned_text(bytes, no_limit, lines);
            const auto again = parse_text(clean, lines);
            ASSERT_TRUE(again) << again.error().detail;
            ASSERT_EQ(*again, clean);
        }
    }
}

TEST(Day, IsInTheCalendar)
{
    for (const char* day : {"2024-12-18", "2024-02-29", "2000-02-29", "1900-01-01", "2199-12-31"})
        EXPECT_TRUE(is_day(day)) << day;
    for (const char* none :
         {"",           "2026-02-31", "2025-02-29", "1900-02-29",  "2024-04-31",          "2024-00-10",
          "2024-13-01", "2024-12-00", "2024-12-32", "1899-12-31",  "2200-01-01",          "0000-01-01",
          "9999-12-31", "2024-1-18",  "18/12/2024", " 2024-12-18", "2024-12-18 ",         "2024-12-1８",
          "+024-12-18", "-024-12-18", "2024/12/18", "<script>x",   "2024-12-18T00:00:00Z"})
        EXPECT_FALSE(is_day(none)) << none;
}

TEST(Day, IsSpokenWithTheDayFirst)
{
    EXPECT_EQ(spoken_day("2024-12-18"), "18/12/2024");
    for (const char* none : {"", "chưa rõ", "2026-02-31", "2024-12-18T00:00:00Z"}) EXPECT_EQ(spoken_day(none), none);
}

TEST(Moment, IsWrittenAsRfc3339SaysAndExists)
{
    for (const char* moment :
         {"2024-12-18T07:30:00Z", "2024-12-18T07:30:00.123Z", "2024-12-18T07:30:00+07:00", "2024-02-29T23:59:59-00:30"})
        EXPECT_TRUE(parse_moment(moment)) << moment;
    EXPECT_EQ(format_utc(parse_moment("2024-12-18T00:30:00+07:00").value()), "2024-12-17T17:30:00Z");
    for (const char* none :
         {"", "<b>x</b>", "2024-12-18", "2024-12-18T07:30Z", "2024-12-18T07:30:00", "2024-12-18 07:30:00Z",
          "2024-02-30T07:30:00Z", "2024-12-18T24:00:00Z", "2024-12-18T07:60:00Z", "2024-12-18T07:30:60Z",
          "2024-12-18T07:30:00.Z", "2024-12-18T07:30:00+24:00", "2024-12-18T07:30:00+7:00", "2024-12-18T07:30:00Zx",
          "2024-12-18T07: 3:00Z", "2024-12-18T+7:30:00Z", "1899-12-31T00:00:00Z", "9999-12-31T23:59:59Z"}) {
        const auto parsed = parse_moment(none);
        EXPECT_FALSE(parsed) << none;
        if (!parsed) EXPECT_EQ(parsed.error().code, ErrorCode::bad_time);
    }
}

}  // namespace chamber
