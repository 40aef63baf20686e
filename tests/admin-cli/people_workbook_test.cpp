// person import reads the spreadsheet itself: the template comes back filled, faults have its rows, nothing hostile
// gets in.
#include "server/sheets/table_file.hpp"
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string workbook(const std::vector<std::string>& titles, const std::vector<std::vector<std::string>>& rows,
                     const std::string& sheet = "Danh sách")
{
    sheets::TableSheet table{sheet, {"DANH SÁCH ĐẠI BIỂU"}, {}, {}};
    for (const auto& title : titles) table.columns.push_back({title, 12});
    for (const auto& row : rows) {
        table.rows.emplace_back();
        for (const auto& cell : row) table.rows.back().emplace_back(cell);
    }
    return *sheets::xlsx_file({"Danh sách", "2026-01-01T00:00:00Z", {{"Ghi chú", {"bỏ qua"}, {{"A", 4}}, {}}, table}});
}

std::vector<std::string> names_of(const Office& office)
{
    std::vector<std::string> names;
    for (const auto& each : office.json({"person", "list"})) names.emplace_back(each.at("name").as_string());
    return names;
}

}  // namespace

TEST(PeopleWorkbook, IsImportedLikeACsv)
{
    const Office office;
    const auto file = office.write_file("dai-bieu.xlsx",
                                        workbook({"STT", "Mã", "Họ và tên", "Vai trò", "Tổ", "Ghế", "Từ ngày"},
                                                 {{"1", "DB01", "Lê Văn Đức", "Đại biểu", "Tổ 1", "A1", "01/07/2026"},
                                                  {"2", "", "Trần Thị Ánh", "", "Tổ 1", "A2", "46204"},
                                                  {"3", "", "Khách Xa", "Khách mời", "", "", ""}}));
    const auto before = names_of(office);
    const auto dry = office.run({"person", "import", file, "--sheet", "Danh sách", "--dry-run"});
    EXPECT_EQ(dry.exit_code, 0) << dry.err;
    EXPECT_THAT(dry.out, HasSubstr("3 người: Lê Văn Đức, Trần Thị Ánh, Khách Xa"));
    EXPECT_EQ(names_of(office), before);
    const auto ran = office.run({"person", "import", file, "--sheet", "Danh sách", "--pins", office.path("pin.csv")});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(names_of(office), testing::IsSupersetOf({"Lê Văn Đức", "Trần Thị Ánh", "Khách Xa"}));
    const auto session = office.run({"session", "create", "--number", "1", "--from", "18/12/2026"});
    EXPECT_EQ(session.exit_code, 0) << session.err;
    const auto exported = office.run({"session", "export", "KH1"}).out;
    EXPECT_THAT(exported,
                AllOf(HasSubstr("\"mandate_from\":\"2026-07-01\""), HasSubstr("Tổ 1"), HasSubstr("Khách Xa")));
    const auto again = office.run({"person", "import", file, "--sheet", "Danh sách", "--dry-run"});
    EXPECT_EQ(again.exit_code, 1) << "without an id a row is somebody new, and the seat is taken";
    EXPECT_THAT(again.err, HasSubstr("ghế “A2” đã xếp cho Trần Thị Ánh"));
}

TEST(PeopleWorkbook, FaultsHaveTheRowsOfTheSpreadsheet)
{
    const Office office;
    const auto file = office.write_file(
        "sai.xlsx", workbook({"Mã", "Họ và tên", "Ghế", "Từ ngày"},
                             {{"DB01", "Một", "A1", "01/07/2026"}, {"DB02", "Hai", "A2", "31/02/2026"}}));
    // The list's title, a blank row, the headings, two people.
    const auto ran = office.run({"person", "import", file, "--sheet", "Danh sách"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr("dòng 5, cột Từ ngày"));
    EXPECT_THAT(names_of(office), Not(testing::Contains("Một")));
    const auto lines = office.run({"person", "import", file, "--sheet", "Danh sách", "--json"});
    EXPECT_EQ(lines.objects().at(0).at("row").as_int64(), 5);
    const auto wrong = office.run({"person", "import", file, "--sheet", "Khóa II"});
    EXPECT_EQ(wrong.code(), "import_faulty");
    EXPECT_THAT(wrong.err, HasSubstr("“Danh sách”"));
    EXPECT_EQ(office.run({"person", "import", office.write_file("zip.xlsx", "PK\x03\x04...")}).code(), "import_faulty");
    const auto csv = office.write_file("a.csv", "Họ tên\nMột\n");
    EXPECT_EQ(office.run({"person", "import", csv, "--sheet", "X"}).exit_code, 1);
}

TEST(PeopleWorkbook, TheTemplateExplainsItselfAndIsNeverWrittenOver)
{
    const Office office;
    const auto file = office.path("mau.xlsx");
    EXPECT_EQ(office.run({"person", "template", "--out", file}).exit_code, 0);
    EXPECT_EQ(read_file(file).substr(0, 2), "PK");
    EXPECT_EQ(office.run({"person", "template", "--out", file}).code(), "already_exists");
    const auto empty = office.run({"person", "import", file});
    EXPECT_THAT(empty.err, HasSubstr("chỉ có dòng tiêu đề"));
    EXPECT_EQ(office.run({"person", "template", "--xlsx"}).exit_code, 1);
    EXPECT_EQ(office.run({"person", "template"}).out, office.run({"person", "import", "--template"}).out);
}

}  // namespace chamber::test
