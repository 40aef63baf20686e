// Spreadsheets of other people: made by libxlsxwriter, put together by hand as other programs write them, and hostile.
#include "server/sheets/table_file.hpp"
#include "server/sheets/word_file.hpp"
#include "server/sheets/workbook.hpp"
#include "tests/sheets/unpacked.hpp"

#include <gmock/gmock.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <fstream>
#include <iterator>

namespace chamber::sheets {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Parts = std::map<std::string, std::string>;

constexpr const char* main_names =
    R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";

// One sheet whose rows are written here.
Parts by_hand(const std::string& rows, const std::string& behind = {})
{
    return {
        {"xl/workbook.xml", std::string("<workbook ") + main_names +
                                R"(><sheets><sheet name="Danh sách" sheetId="1" r:id="rId7"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels",
         R"(<Relationships><Relationship Id="rId7" Type="t" Target="worksheets/sheet1.xml"/></Relationships>)"},
        {"xl/worksheets/sheet1.xml",
         std::string("<worksheet ") + main_names + "><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>"}};
}

std::vector<std::vector<std::string>> cells_of(const Parts& parts, std::string_view sheet = {})
{
    const auto read = read_workbook(test::repacked(parts), sheet);
    EXPECT_TRUE(read) << read.error().detail;
    std::vector<std::vector<std::string>> cells;
    if (!read) return cells;
    for (const SheetRow& row : read->rows) cells.push_back(row.cells);
    return cells;
}

std::string refusal_of(const std::string& bytes, std::string_view sheet = {})
{
    const auto read = read_workbook(bytes, sheet);
    EXPECT_FALSE(read);
    if (read) return {};
    EXPECT_EQ(read.error().code, ErrorCode::import_faulty);
    return read.error().detail;
}

std::string refusal_of(const Parts& parts)
{
    return refusal_of(test::repacked(parts));
}

// A workbook as libxlsxwriter makes it, in a file of its own.
template <class Fill>
std::string written(const Fill& fill)
{
    char name[] = "/tmp/workbook-XXXXXX";
    ::close(::mkstemp(name));
    lxw_workbook* book = workbook_new(name);
    fill(book);
    EXPECT_EQ(workbook_close(book), LXW_NO_ERROR);
    std::ifstream file(name, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    ::unlink(name);
    return bytes;
}

TEST(Workbook, ReadsWhatOurOwnTablesSay)
{
    TableSheet sheet{"Đại biểu", {}, {{"Mã", 8}, {"Họ và tên", 28}}, {}};
    sheet.rows.push_back({std::string("DB01"), std::string("Đặng Hư Cấu <&\"'> ỄểữỢẵỸđĐ")});
    sheet.rows.push_back({std::string(""), std::string("Lê Văn Thử")});
    const auto file = xlsx_file({"Danh sách", "2026-01-01T00:00:00Z", {sheet}});
    ASSERT_TRUE(file);
    EXPECT_TRUE(is_zip(*file));
    const auto read = read_workbook(*file, "");
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->name, "Đại biểu");
    ASSERT_EQ(read->rows.size(), 3U);
    EXPECT_THAT(read->rows[0].cells, ElementsAre("Mã", "Họ và tên"));
    EXPECT_THAT(read->rows[1].cells, ElementsAre("DB01", "Đặng Hư Cấu <&\"'> ỄểữỢẵỸđĐ"));
    EXPECT_THAT(read->rows[2].cells, ElementsAre("", "Lê Văn Thử"));
}

TEST(Workbook, ShowsDaysAsDaysAndNumbersAsTheyAre)
{
    const std::string bytes = written([](lxw_workbook* book) {
        lxw_worksheet* page = workbook_add_worksheet(book, "Trang");
        lxw_format* built_in = workbook_add_format(book);
        format_set_num_format_index(built_in, 14);
        lxw_format* own = workbook_add_format(book);
        format_set_num_format(own, "[$-42A]dd \"tháng\" mm\\ yyyy");
        lxw_format* money = workbook_add_format(book);
        format_set_num_format(money, "#,##0 \"đồng\"");
        lxw_datetime day{2026, 7, 1, 0, 0, 0};
        worksheet_write_datetime(page, 0, 0, &day, built_in);
        worksheet_write_datetime(page, 0, 1, &day, own);
        worksheet_write_number(page, 0, 2, 46204, money);
        worksheet_write_number(page, 0, 3, 46204, nullptr);
        worksheet_write_boolean(page, 0, 4, 1, nullptr);
        worksheet_write_formula_str(page, 0, 5, "=A1&B1", nullptr, "đã tính");
    });
    const auto read = read_workbook(bytes, "");
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->rows.size(), 1U);
    EXPECT_THAT(read->rows[0].cells, ElementsAre("01/07/2026", "01/07/2026", "46204", "46204", "TRUE", "đã tính"));
    EXPECT_EQ(day_of_serial("46204", read->epoch_days), "2026-07-01");
    EXPECT_EQ(day_of_serial("46204.75", epoch_of_1900), "2026-07-01");
    EXPECT_EQ(day_of_serial("44742", epoch_of_1904), "2026-07-01");
    for (const char* other : {"", "2026", "12", "-5", "1e9", "46204x", "nan", "inf", "ngày"})
        EXPECT_EQ(day_of_serial(other, epoch_of_1900), "") << other;
}

TEST(Workbook, TakesTheFirstSheetThatIsShownOrTheOneThatIsNamed)
{
    const std::string bytes = written([](lxw_workbook* book) {
        lxw_worksheet* hidden = workbook_add_worksheet(book, "Ẩn");
        lxw_worksheet* shown = workbook_add_worksheet(book, "Khóa II");
        lxw_worksheet* other = workbook_add_worksheet(book, "Khóa I");
        worksheet_hide(hidden);
        worksheet_activate(shown);
        worksheet_set_first_sheet(shown);
        worksheet_write_string(hidden, 0, 0, "ẩn", nullptr);
        worksheet_write_string(shown, 0, 0, "mới", nullptr);
        worksheet_write_string(other, 0, 0, "cũ", nullptr);
    });
    EXPECT_EQ(read_workbook(bytes, "")->rows[0].cells[0], "mới");
    EXPECT_EQ(read_workbook(bytes, "Khóa I")->rows[0].cells[0], "cũ");
    EXPECT_EQ(read_workbook(bytes, "Ẩn")->rows[0].cells[0], "ẩn");
    EXPECT_THAT(refusal_of(bytes, "Khóa III"), HasSubstr("“Khóa II”, “Khóa I”"));
}

TEST(Workbook, CountsRowsAsTheSpreadsheetDoesAndSaysMergedCellsInEach)
{
    const std::string bytes = written([](lxw_workbook* book) {
        lxw_worksheet* page = workbook_add_worksheet(book, "Trang");
        worksheet_merge_range(page, 0, 0, 0, 2, "DANH SÁCH ĐẠI BIỂU", nullptr);
        worksheet_merge_range(page, 3, 1, 5, 1, "Tổ 1", nullptr);
        for (lxw_row_t row = 3; row < 6; ++row) worksheet_write_string(page, row, 0, "Một", nullptr);
        worksheet_write_string(page, 9, 2, "Xa", nullptr);
    });
    const auto read = read_workbook(bytes, "");
    ASSERT_TRUE(read);
    ASSERT_EQ(read->rows.size(), 5U);
    EXPECT_THAT(read->rows[0].cells, ElementsAre("DANH SÁCH ĐẠI BIỂU"));
    EXPECT_EQ(read->rows[1].row, 4);
    for (std::size_t i = 1; i < 4; ++i) EXPECT_THAT(read->rows[i].cells, ElementsAre("Một", "Tổ 1"));
    EXPECT_EQ(read->rows[4].row, 10);
    EXPECT_THAT(read->rows[4].cells, ElementsAre("", "", "Xa"));
}

TEST(Workbook, ReadsWhatOtherProgramsWrite)
{
    // Texts in their cells, runs, no references, prefixed names, an absolute target.
    EXPECT_THAT(
        cells_of(by_hand(
            R"(<row><c t="inlineStr"><is><t>Họ tên</t></is></c><c t="inlineStr"><is><r><t>Lê</t></r>)"
            R"(<r><t xml:space="preserve"> </t></r><r><rPr><b/></rPr><t>Thử_x000D_</t></r>)"
            R"(<rPh sb="0" eb="1"><t>XX</t></rPh></is></c></row><row/><row r="5"><c r="C5"><v>7</v></c></row>)")),
        ElementsAre(ElementsAre("Họ tên", "Lê Thử "), ElementsAre("", "", "7")));
    Parts prefixed = by_hand("");
    prefixed["xl/workbook.xml"] =
        R"(<x:workbook xmlns:x="m" xmlns:r="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="A" r:id="rId7"/></x:sheets></x:workbook>)";
    prefixed["xl/_rels/workbook.xml.rels"] =
        R"(<Relationships><Relationship Id="rId7" Target="/xl/worksheets/sheet1.xml"/></Relationships>)";
    prefixed["xl/worksheets/sheet1.xml"] =
        R"(<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>)";
    prefixed["xl/sharedStrings.xml"] = R"(<x:sst xmlns:x="m"><x:si><x:t>chung</x:t></x:si></x:sst>)";
    EXPECT_THAT(cells_of(prefixed), ElementsAre(ElementsAre("", "chung")));
    EXPECT_EQ(read_workbook(test::repacked(prefixed), "")->epoch_days, epoch_of_1904);
    EXPECT_THAT(cells_of(by_hand("")), ElementsAre());
}

TEST(Workbook, NeverExpandsAnEntity)
{
    for (const std::string part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"}) {
        Parts hostile = by_hand(R"(<row><c t="inlineStr"><is><t>&lol;</t></is></c></row>)");
        hostile[part] =
            R"(<!DOCTYPE x [<!ENTITY lol SYSTEM "file:///etc/passwd"><!ENTITY a "&lol;&lol;">]>)" + hostile[part];
        EXPECT_THAT(refusal_of(hostile), HasSubstr("khai báo lạ")) << part;
    }
    // Without a declaration it stays what it is.
    EXPECT_THAT(cells_of(by_hand(R"(<row><c t="inlineStr"><is><t>&lol;</t></is></c></row>)")),
                ElementsAre(ElementsAre("&lol;")));
}

// `name` packed as hard as it can be, beside the other parts.
std::string with_packed(const Parts& parts, const std::string& name, const std::string& bytes)
{
    char path[] = "/tmp/bomb-XXXXXX";
    ::close(::mkstemp(path));
    int failed = 0;
    zip_t* zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &failed);
    for (const auto& [part, text] : parts)
        if (part != name) zip_file_add(zip, part.c_str(), zip_source_buffer(zip, text.data(), text.size(), 0), 0);
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, bytes.data(), bytes.size(), 0), 0);
    EXPECT_EQ(zip_close(zip), 0);
    std::ifstream file(path, std::ios::binary);
    std::string made{std::istreambuf_iterator<char>(file), {}};
    ::unlink(path);
    return made;
}

TEST(Workbook, UnpacksNoMoreThanItMay)
{
    const Parts parts = by_hand("<row/>");
    const std::string bomb = with_packed(parts, "xl/sharedStrings.xml", std::string(60'000'000, ' '));
    EXPECT_LT(bomb.size(), 200'000U);
    EXPECT_THAT(refusal_of(bomb), HasSubstr("quá lớn khi giải nén"));
    // What nobody asks for is not unpacked at all.
    EXPECT_TRUE(read_workbook(with_packed(parts, "xl/media/anh.bin", std::string(60'000'000, ' ')), ""));
    // One long text that every cell names.
    std::string rows;
    for (int row = 0; row < 4'000; ++row) rows += R"(<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>)";
    Parts many = by_hand(rows);
    many["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(100'000, 'a') + "</t></si></sst>";
    EXPECT_THAT(refusal_of(many), HasSubstr("quá lớn khi giải nén"));
    EXPECT_THAT(refusal_of(std::string(workbook_bytes_max + 1, 'P')), HasSubstr("lớn hơn 5 MB"));
}

TEST(Workbook, RefusesWhatIsNoTableInWordsForAClerk)
{
    EXPECT_THAT(refusal_of("PK\x03\x04 nothing more"), HasSubstr("Không đọc được tệp XLSX này"));
    EXPECT_THAT(refusal_of(Parts{{"word/document.xml", "<w/>"}}), HasSubstr("không phải bảng tính dạng XLSX"));
    EXPECT_THAT(refusal_of(by_hand(R"(<row><c t="s"><v>3</v></c></row>)")), HasSubstr("Không đọc được"));
    EXPECT_THAT(refusal_of(by_hand(R"(<row><c t="s"><v>-1</v></c></row>)")), HasSubstr("Không đọc được"));
    EXPECT_THAT(refusal_of(by_hand("<row><c>")), HasSubstr("Không đọc được"));
    EXPECT_THAT(refusal_of(by_hand(R"(<row><c r="CA1"><v>3</v></c></row>)")), HasSubstr("hơn 60 cột"));
    std::string rows;
    for (std::size_t row = 0; row <= workbook_rows_max; ++row) rows += "<row><c><v>1</v></c></row>";
    EXPECT_THAT(refusal_of(by_hand(rows)), HasSubstr("hơn 5000 dòng"));
    std::vector<WordPart> stored;
    for (const auto& [name, text] : by_hand("<row><c><v>1234567</v></c></row>")) stored.push_back({name, text});
    std::string bytes = *write_word_file(stored);
    EXPECT_TRUE(read_workbook(bytes, ""));
    bytes[bytes.find("1234567")] = '9';
    EXPECT_THAT(refusal_of(bytes), HasSubstr("Không đọc được"));
}

TEST(Workbook, CutAnywhereIsRefusedAndNeverMore)
{
    const std::string whole = test::repacked(by_hand(R"(<row><c t="inlineStr"><is><t>Lê</t></is></c></row>)"));
    for (std::size_t bytes = 0; bytes < whole.size(); bytes += 7) {
        const auto read = read_workbook(std::string_view(whole).substr(0, bytes), "");
        EXPECT_FALSE(read) << bytes;
    }
}

}  // namespace
}  // namespace chamber::sheets
