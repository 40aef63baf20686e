// Slips: one per person, nothing that runs, kept like the sheet.
#include "admin-cli/slips.hpp"
#include "tests/support/server_process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>

namespace chamber::admin {

namespace {

using testing::HasSubstr;
using testing::Not;

Person person(std::string id, std::string name, std::string seat)
{
    Person made;
    made.id = PersonId{std::move(id)};
    made.name = std::move(name);
    made.position = "Đại biểu";
    if (!seat.empty()) made.seat = std::move(seat);
    return made;
}

std::vector<IssuedSecret> secrets()
{
    return {{person("DB10", "Trần Thị Mười", "A10"), std::nullopt, "482913"},
            {person("DB02", "Lê <img src=x onerror=alert(1)>", "A2"), std::nullopt, "771204"},
            {person("NV02", "Phạm Văn Thư", ""), "nv02", "mtkz-8w3q-hc5r-u9fy"}};
}

const SlipHead head{"HĐND xã Mẫu", "Kỳ họp thứ 15", "hop.xa-mau.local"};

std::string text_of(const std::filesystem::path& file)
{
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

TEST(Slips, AreOnePerPersonWithTheirOwnSecret)
{
    const auto page = slips_page(head, secrets());
    const std::regex slip{"<section>"};
    EXPECT_EQ(std::distance(std::sregex_iterator{page.begin(), page.end(), slip}, {}), 3);
    for (const char* part :
         {"Trần Thị Mười", "Ghế A10", "482913", "HĐND xã Mẫu", "Kỳ họp thứ 15", "Tài khoản: <b>nv02</b>",
          "mtkz-8w3q-hc5r-u9fy", "https://hop.xa-mau.local/console/", "@page"})
        EXPECT_THAT(page, HasSubstr(part));
}

TEST(Slips, RunNothingAndLoadNothing)
{
    const auto page = slips_page(head, secrets());
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
    for (const char* part : {"<script", "<img", "src=\"", "url(", "@import"}) EXPECT_THAT(page, Not(HasSubstr(part)));
}

TEST(Slips, LieBesideTheSheetForTheOwnerOnlyInTheOrderOfTheSeats)
{
    const test::Folder folder;
    const auto sheet = folder.path() / "ma-pin.csv";
    ASSERT_TRUE(write_sheet_and_slips(sheet, head, secrets()));
    const auto slips = folder.path() / "ma-pin.html";
    EXPECT_EQ(slips_beside(sheet), slips);
    for (const auto& file : {sheet, slips})
        EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::all,
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    for (const auto& text : {text_of(sheet), text_of(slips)}) {
        EXPECT_LT(text.find("771204"), text.find("482913"));
        EXPECT_LT(text.find("482913"), text.find("mtkz-8w3q"));
    }
}

TEST(Slips, AreWrittenWithTheSheetOrNeitherIs)
{
    const test::Folder folder;
    std::ofstream{folder.path() / "ma-pin.html"} << "giữ nguyên";
    const auto written = write_sheet_and_slips(folder.path() / "ma-pin.csv", head, secrets());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::already_exists);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "ma-pin.csv"));
    EXPECT_EQ(text_of(folder.path() / "ma-pin.html"), "giữ nguyên");
}

}  // namespace chamber::admin
