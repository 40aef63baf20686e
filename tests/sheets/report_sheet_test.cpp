// The yearly report as files, looked at with other people's eyes: unzip, and a CSV reader of ten lines.
#include "server/sheets/report_sheet.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace chamber::sheets {
namespace {

using storage::Amount;
using storage::Figure;
using storage::FigureItem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto formula = "=HYPERLINK(\"http://xau.vn\";\"bấm\")";

storage::YearReport made_report()
{
    storage::YearReport report;
    report.span = {2024, "2024-12-31"};
    report.council = "Hội đồng nhân dân huyện Hương Sen";
    report.paragraph = "Trong năm 2024, HĐND huyện Hương Sen đã tổ chức 1 kỳ họp.";
    report.not_recorded = {"các lần biểu quyết"};
    const std::vector<FigureItem> papers{{"TL01", formula, "2024-12-18", "+A1"},
                                         {"TL02", "Báo cáo \"quý\"", "2024-12-18", "@x\ny"}};
    report.figures = {
        Figure{"sessions",
               "Kỳ họp đã tổ chức",
               Amount{1, 0, true},
               "kỳ họp",
               "Đã họp",
               {{"KH15", "Kỳ họp 15", "2024-12-18", ""}}},
        Figure{"documents", "Một cái tên dài hơn ba mươi mốt chữ cái, số một", Amount{2, 0, true}, "tài liệu", "Đếm",
               papers},
        Figure{"late",
               "Một cái tên dài hơn ba mươi mốt chữ cái, số hai",
               Amount{1, 0, true},
               "tài liệu",
               "Đếm",
               {papers[0]}},
        Figure{"again", "Cùng danh sách", Amount{2, 0, true}, "tài liệu", "Đếm", papers},
        Figure{"signed_share", "Tỷ lệ ký số", Amount{8'485, 2, true}, "%", "Chia", {}},
        Figure{"attendance_share", "Tỷ lệ dự họp", Amount{0, 2, false}, "%", "Chia", {}},
    };
    report.months[11] = {4, 33};
    return report;
}

std::string ran(const std::string& command)
{
    std::string text;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4'096> part{};
    for (std::size_t n = 0; (n = std::fread(part.data(), 1, part.size(), pipe)) > 0;) text.append(part.data(), n);
    EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << text;
    return text;
}

class Unzipped {
public:
    explicit Unzipped(const std::string& bytes)
    {
        std::string name = (std::filesystem::temp_directory_path() / "chamber-xlsx-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::ofstream(folder_ / "a.xlsx", std::ios::binary) << bytes;
        ran("unzip -t " + (folder_ / "a.xlsx").string());
    }
    ~Unzipped() { std::filesystem::remove_all(folder_); }

    std::string part(const std::string& name) const
    {
        return ran("unzip -p " + (folder_ / "a.xlsx").string() + " '" + name + "'");
    }
    std::string names() const { return ran("unzip -l " + (folder_ / "a.xlsx").string()); }

private:
    std::filesystem::path folder_;
};

std::vector<std::vector<std::string>> rows_of(std::string_view csv)
{
    std::vector<std::vector<std::string>> rows(1);
    bool quoted = false;
    std::string cell;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        if (csv[i] == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"') {
            cell += '"';
            ++i;
        } else if (csv[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && (csv[i] == ',' || csv[i] == '\r')) {
            rows.back().push_back(std::move(cell));
            cell.clear();
        } else if (!quoted && csv[i] == '\n') {
            rows.emplace_back();
        } else {
            cell += csv[i];
        }
    }
    rows.pop_back();
    return rows;
}

TEST(ReportSheets, CsvIsOneTableThatNothingSteers)
{
    const std::string csv = report_csv(made_report());
    ASSERT_THAT(csv, StartsWith("\xEF\xBB\xBF\"Năm\""));
    const auto rows = rows_of(std::string_view(csv).substr(3));
    for (const auto& row : rows) EXPECT_EQ(row.size(), 12u);
    ASSERT_EQ(rows.size(), 1u + 6 + 6 + 1 + 1);
    EXPECT_THAT(rows[1], ElementsAre("2024", "31/12/2024", "số liệu", "sessions", "Kỳ họp đã tổ chức", "1", "kỳ họp",
                                     "", "", "", "", "Đã họp"));
    EXPECT_THAT(rows[4], Contains(StartsWith("'=HYPERLINK")));
    EXPECT_THAT(rows[4], Contains("'+A1"));
    EXPECT_THAT(rows[5], Contains("Báo cáo \"quý\""));
    EXPECT_THAT(csv, HasSubstr("\"84,85\""));
    for (const auto& row : rows)
        for (const auto& cell : row) EXPECT_THAT("=+-@", Not(HasSubstr(cell.empty() ? "?" : cell.substr(0, 1))));
}

TEST(ReportSheets, WorkbookIsTheSameTwice)
{
    const auto first = report_xlsx(made_report());
    ASSERT_TRUE(first.has_value()) << first.error().detail;
    EXPECT_EQ(*first, *report_xlsx(made_report()));
    const Unzipped book(*first);
    EXPECT_THAT(book.part("docProps/core.xml"), HasSubstr("2024-12-31T17:00:00Z"));
    const std::string today = ran("date +%Y-%m-%d").substr(0, 10);
    EXPECT_THAT(book.names(), Not(HasSubstr(today + " "))) << "no member is dated by the clock";
}

TEST(ReportSheets, WorkbookHasATabForEveryListAndAChart)
{
    const Unzipped book(*report_xlsx(made_report()));
    const std::string tabs = book.part("xl/workbook.xml");
    EXPECT_THAT(tabs, HasSubstr("name=\"Số liệu\""));
    EXPECT_THAT(tabs, HasSubstr("name=\"Theo tháng\""));
    EXPECT_THAT(tabs, HasSubstr("name=\"Kỳ họp đã tổ chức\""));
    EXPECT_THAT(tabs, HasSubstr("name=\"Một cái tên dài hơn ba mươi mốt\""));
    EXPECT_THAT(tabs, HasSubstr("name=\"Một cái tên dài hơn ba mươi (2)\""));
    EXPECT_THAT(tabs, Not(HasSubstr("name=\"Cùng danh sách\""))) << "the same list has one tab";
    EXPECT_THAT(tabs, Not(HasSubstr("name=\"Tỷ lệ ký số\""))) << "no list, no tab";
    EXPECT_THAT(book.names(), HasSubstr("xl/charts/chart1.xml"));
    EXPECT_THAT(book.part("xl/charts/chart1.xml"), HasSubstr("<c:v>33</c:v>"));
}

TEST(ReportSheets, WorkbookHoldsTextsAndNumbersAndNoFormula)
{
    const Unzipped book(*report_xlsx(made_report()));
    const std::string strings = book.part("xl/sharedStrings.xml");
    EXPECT_THAT(strings, HasSubstr("=HYPERLINK"));
    EXPECT_THAT(strings, HasSubstr("Trong năm 2024, HĐND huyện Hương Sen"));
    const std::string sheets = book.part("xl/worksheets/sheet*.xml");
    EXPECT_THAT(sheets, Not(HasSubstr("<f>")));
    EXPECT_THAT(sheets, HasSubstr("<v>84.8")) << "to sixteen digits, 84.84999…";
    EXPECT_THAT(book.part("xl/worksheets/sheet1.xml"), HasSubstr("location=\"'Kỳ họp đã tổ chức'!A1\""));
}

TEST(ReportSheets, AnEmptyYearIsAWorkbookToo)
{
    storage::YearReport report = made_report();
    for (Figure& figure : report.figures) figure.items.clear();
    report.months = {};
    const auto bytes = report_xlsx(report);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_THAT(Unzipped(*bytes).part("xl/workbook.xml"), HasSubstr("Theo tháng"));
}

TEST(ReportSheets, ComeInThreeFormats)
{
    EXPECT_THAT(*report_file(made_report(), SheetFormat::json), StartsWith("{\n  \"year\": 2024,"));
    EXPECT_THAT(*report_file(made_report(), SheetFormat::xlsx), StartsWith("PK"));
    EXPECT_EQ(report_file(made_report(), SheetFormat::pdf).error().code, ErrorCode::unknown_value);
    EXPECT_EQ(report_file_name({2024, "2024-06-30"}, SheetFormat::csv), "bao-cao-nam-2024-den-2024-06-30.csv");
}

}  // namespace
}  // namespace chamber::sheets
