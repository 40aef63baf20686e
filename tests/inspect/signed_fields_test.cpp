#include "server/inspect/signed_fields.hpp"

#include "server/inspect/raw_dictionary.hpp"
#include "server/inspect/revisions.hpp"
#include "tests/support/test_pdf.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

TEST(PdfDate, IsReadWithItsOffset)
{
    EXPECT_EQ(parse_pdf_date("D:20240520093000+07'00'"), "2024-05-20T02:30:00Z");
    EXPECT_EQ(parse_pdf_date("D:20240520093000Z"), "2024-05-20T09:30:00Z");
    EXPECT_EQ(parse_pdf_date("D:2024"), "2024-01-01T00:00:00Z");
    EXPECT_EQ(parse_pdf_date("yesterday"), "");
}

TEST(RawDictionary, SeesEveryKeyTwice)
{
    const auto entries = read_raw_dictionary("9 0 obj << /A 1 /B << /A 2 >> /A [ /A ] /C 3 0 R /D /A >>", 7);
    ASSERT_TRUE(entries);
    EXPECT_EQ(count_key(*entries, "/A"), 2U);
    EXPECT_EQ(count_key(*entries, "/D"), 1U);
    EXPECT_EQ(integer_of(*entries, "/C"), 3);
}

TEST(RawDictionary, IsNothingWhenItDoesNotClose)
{
    EXPECT_FALSE(read_raw_dictionary("<< /A 1 /B << >>", 0));
}

TEST(Revisions, AreCountedByTheirChain)
{
    const std::string one = testing::make_pdf({"mot"});
    const std::string two = testing::append_revision(one, {{9, "(x)"}});
    const auto chain = read_revisions(two);
    ASSERT_EQ(chain.ends.size(), 2U);
    EXPECT_TRUE(chain.complete);
    EXPECT_EQ(chain.ends[0].close + 1, one.size());
    EXPECT_EQ(look_behind(two, chain, one.size()).tail, Tail::revisions);
    EXPECT_TRUE(look_behind(two, chain, one.size()).ends_a_revision);
    EXPECT_FALSE(look_behind(two, chain, one.size() - 5).ends_a_revision);
}

TEST(Revisions, DoNotBelieveAnEndThatNoChainLeadsTo)
{
    const std::string one = testing::make_pdf({"mot"});
    const auto chain = read_revisions(one + "startxref\n99999\n%%EOF\n");
    EXPECT_TRUE(chain.ends.empty());
    EXPECT_FALSE(chain.complete);
}

}  // namespace
}  // namespace chamber::inspect
