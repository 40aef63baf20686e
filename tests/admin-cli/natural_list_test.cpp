// Lists of the terminal stand in the order in which people count.
#include "tests/admin-cli/program.hpp"

#include <gtest/gtest.h>

namespace chamber::test {

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::vector<std::string> column(const std::vector<boost::json::object>& lines, const char* key)
{
    std::vector<std::string> values;
    for (const auto& line : lines) values.emplace_back(line.at(key).as_string());
    return values;
}

}  // namespace

TEST(NaturalLists, OfAttendanceFollowTheSeats)
{
    const Office office;
    const auto file =
        office.write_file("ky-hop.json", replaced(session_json(), "\"seat\": \"A1\"", "\"seat\": \"A10\""));
    ASSERT_EQ(office.run({"session", "import", file, "--pins", office.path("ma-pin.csv")}).exit_code, 0);
    const auto listed = column(office.json({"attendance", "list", "15", "--sitting", "PH1"}), "person");
    ASSERT_EQ(listed.size(), 3u);
    EXPECT_EQ(listed, (std::vector<std::string>{"DB02", "DB01", "KM01"})) << "A2, A10, nobody's seat";
    const auto sheet = read_file(office.path("ma-pin.csv"));
    EXPECT_LT(sheet.find("DB02"), sheet.find("DB01"));
    EXPECT_NE(read_file(office.path("ma-pin.html")).find("Ghế A10"), std::string::npos);
}

}  // namespace chamber::test
