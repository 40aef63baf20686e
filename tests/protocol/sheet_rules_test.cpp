// Which sheets can be asked for.
#include "protocol/sheet_rules.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

MakeSheet of_session(SheetKind kind, SheetFormat format)
{
    MakeSheet ask;
    ask.ask = 1;
    ask.kind = kind;
    ask.format = format;
    ask.session = SessionId("KH13");
    return ask;
}

MakeSheet of_year(std::int32_t year)
{
    MakeSheet ask;
    ask.ask = 1;
    ask.kind = SheetKind::report;
    ask.format = SheetFormat::json;
    ask.year = year;
    return ask;
}

std::string fault(const MakeSheet& ask)
{
    const Result<void> checked = check_sheet(ask);
    return checked ? "" : std::string(error_name(checked.error().code)) + " " + checked.error().where;
}

TEST(SheetRules, EachKindComesInItsFormats)
{
    EXPECT_EQ(fault(of_session(SheetKind::minutes, SheetFormat::docx)), "");
    EXPECT_EQ(fault(of_session(SheetKind::minutes, SheetFormat::csv)), "unknown_value /format");
    EXPECT_EQ(fault(of_session(SheetKind::roll, SheetFormat::xlsx)), "");
    EXPECT_EQ(fault(of_session(SheetKind::comments, SheetFormat::pdf)), "unknown_value /format");
    EXPECT_EQ(extension_of(SheetFormat::docx), "docx");
}

TEST(SheetRules, AReportIsOfAYearAndTheOthersOfASession)
{
    EXPECT_EQ(fault(of_year(2024)), "");
    EXPECT_EQ(fault(of_year(1999)), "out_of_range /year");
    EXPECT_EQ(fault(of_year(2101)), "out_of_range /year");
    MakeSheet both = of_year(2024);
    both.session = SessionId("KH13");
    EXPECT_EQ(fault(both), "out_of_range /session");
    MakeSheet neither = of_session(SheetKind::roll, SheetFormat::pdf);
    neither.session.reset();
    EXPECT_EQ(fault(neither), "missing_field /session");
    MakeSheet dated = of_session(SheetKind::roll, SheetFormat::pdf);
    dated.as_of = "2024-12-31";
    EXPECT_EQ(fault(dated), "out_of_range /as_of");
    MakeSheet no_day = of_year(2024);
    no_day.as_of = "2024-02-30";
    EXPECT_EQ(fault(no_day), "bad_day /as_of");
}

TEST(SheetRules, OnlySomeKindsAreOfOneSitting)
{
    MakeSheet minutes = of_session(SheetKind::minutes, SheetFormat::pdf);
    minutes.sitting = SittingId("P1");
    EXPECT_EQ(fault(minutes), "");
    MakeSheet comments = of_session(SheetKind::comments, SheetFormat::docx);
    comments.sitting = SittingId("P1");
    EXPECT_EQ(fault(comments), "out_of_range /sitting");
}

}  // namespace
}  // namespace chamber
