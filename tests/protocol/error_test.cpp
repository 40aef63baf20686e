#include "protocol/error.hpp"

#include <gtest/gtest.h>

#include <set>

namespace chamber {
namespace {

TEST(ErrorTable, HasOneRowPerCodeWithASentence)
{
    std::set<std::string_view> names;
    for (const ErrorRow& row : error_rows()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_TRUE(row.sentence.ends_with('.')) << row.name;
        EXPECT_GE(row.http_status, 400) << row.name;
        EXPECT_EQ(&error_row(row.code), &row);
    }
    // Codes are contiguous, so a row for the last one and as many rows as codes mean that none is missing.
    EXPECT_EQ(names.size(), static_cast<std::size_t>(ErrorCode::archive_foreign_seal) + 1);
}

TEST(Result, CarriesAValueOrAnError)
{
    const Result<int> value = 3;
    const Result<int> error = fail(ErrorCode::disk_full, "detail", "where");
    EXPECT_TRUE(value);
    ASSERT_FALSE(error);
    EXPECT_EQ(error_name(error.error().code), "disk_full");
}

TEST(ResultDeathTest, AskingAFailureForItsValueIsOurOwnMistake)
{
    EXPECT_DEATH((void)Result<int>(fail(ErrorCode::busy)).value(), "busy");
}

}  // namespace
}  // namespace chamber
