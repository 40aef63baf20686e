// Whatever is typed: tables a spreadsheet cannot run, markup that stays markup.
#include "storage/text/escapes.hpp"

#include "protocol/text.hpp"
#include "storage/archive/text_formats.hpp"
#include "storage/text/csv.hpp"
#include "tests/storage/archive/fixture.hpp"

#include <cmath>
#include <random>
#include <regex>

namespace chamber::storage {
namespace {

// Reads a whole table as RFC 4180 says, by a hand that shares nothing with the writer.
std::vector<std::vector<std::string>> read_csv(std::string_view text)
{
    std::vector<std::vector<std::string>> rows(1, {""});
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            rows.back().back() += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == ',')
            rows.back().emplace_back();
        else if (!quoted && c == '\r')
            continue;
        else if (!quoted && c == '\n')
            rows.push_back({""});
        else
            rows.back().back() += c;
    }
    rows.pop_back();
    return rows;
}

// Any character there is, those with a meaning somewhere far more often.
std::string chance_text(std::mt19937& chance)
{
    static constexpr std::u32string_view wicked =
        U"=+-@|%;,\"'<>&\t\n\r \u00A0\u200B\u202E\uFEFF\uFFFE\uFFFF\uFF1D\uFF0B\uFF0D\uFF20\x85\x01\x1B]]>=cmd";
    std::string text;
    for (unsigned length = chance() % 16; length > 0; --length) {
        if (chance() % 12 == 0)
            text += static_cast<char>(chance());
        else
            append_code_point(text, chance() % 3 != 0 ? wicked[chance() % wicked.size()] : chance() % 0x11000 % 0xD800);
    }
    return text;
}

}  // namespace

TEST(Cell, IsInertWhateverIsTyped)
{
    for (const std::string formula :
         {"=1+1",      "+A1",     "-1+1",    "@SUM(A1)",          "|cmd",      "%1",
          "\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF20A1",          "\uFE621",   "\uFE63\u0031",
          "\uFE661",   "\uFE6BA", "\u207A1", "\u207B1",           "\u207C1",   "\u208A1",
          "\uFF5Cc",   "\uFF051", "\u22121", "=cmd|'/C calc'!A0", "-2+3+cmd|x"}) {
        EXPECT_EQ(inert_cell(formula), "'" + formula);
        for (const std::string before :
             {" ", "  ", "\n", "\t", "\u00A0", "\u2003", "\u3000", "\"", "'", " \t\n", "\u2028"}) {
            const std::string cell = inert_cell(before + formula);
            EXPECT_TRUE(cell.starts_with('\'')) << before << formula;
            EXPECT_TRUE(cell.ends_with(formula)) << before << formula;
        }
        for (const std::string unseen :
             {"\u200B", "\uFEFF", "\u00AD", "\r", "\x01", "\u202E", "\u2060", "\uFFFE", "\u3164"})
            EXPECT_TRUE(inert_cell(unseen + formula).starts_with('\'')) << formula;
        for (const std::string cut : {";", "; ", "\n", "\t", "\n \u00A0"}) {
            const std::string cell = inert_cell("a" + cut + formula);
            EXPECT_NE(cell.find("'" + cut.substr(1) + formula), std::string::npos) << cell;
        }
    }
}

TEST(Cell, KeepsNumbersWithTheirSign)
{
    for (const std::string number : {"-5", "+1", "-1.000,5", "+84 912 345 678", "+84912345678", "-7,5%", "-0 %"})
        EXPECT_EQ(inert_cell(number), number);
    // What could be computed, or stands in a cell with more, is no number.
    for (const std::string formula : {"-5+3", "+84-912", "-5*A1", "--5", "+-5", "-", "+", "-.5", "-5%%", "+84 (912)",
                                      "-5e3", "+1;2", "-5\n6", "-5:6", "-5/2", "-5!A1", "-5^2", "-5&1"})
        EXPECT_EQ(inert_cell(formula), "'" + formula);
    EXPECT_EQ(inert_cell("a;-5"), "a;'-5") << "who cuts at semicolons reads the quote behind it, too";
}

TEST(Cell, LeavesHonestTextAlone)
{
    for (const std::string text : {"Tờ trình 208/TTr-UBND", "a - b = c", "Nội dung 1; nội dung 2", "5 %", "(=1)",
                                   "thu-ky@xa.vn", "‘Kế hoạch’", ""})
        EXPECT_EQ(inert_cell(text), text);
}

TEST(Cell, StaysOneCellWhateverIsTyped)
{
    std::mt19937 chance(4180);
    for (int round = 0; round < 5'000; ++round) {
        const std::vector<std::string> typed{chance_text(chance), chance_text(chance), chance_text(chance)};
        Csv csv({"A", "B", "C"});
        csv.row(typed);
        const auto rows = read_csv(std::string_view(csv.text()).substr(3));
        ASSERT_EQ(rows.size(), 2u);
        ASSERT_EQ(rows[1],
                  (std::vector<std::string>{inert_cell(typed[0]), inert_cell(typed[1]), inert_cell(typed[2])}));
        static const std::regex number("[+-][0-9][0-9 .,]*%?");
        for (const std::string& cell : rows[1])
            if (!std::regex_match(cell, number))
                ASSERT_EQ(std::string("=+-@|%").find(cell.empty() ? 'a' : cell.front()), std::string::npos) << cell;
    }
}

TEST(Cell, IsInertForASpreadsheetThatCutsAtSemicolons)
{
    // Excel of a system whose list separator is ";" reads our quotes as text, and starts a cell behind each ";".
    std::mt19937 chance(59);
    for (int round = 0; round < 5'000; ++round) {
        Csv csv({"A", "B"});
        csv.row({chance_text(chance), chance_text(chance)});
        std::string_view rest = csv.text();
        for (auto cut = rest.find_first_of(";\n\t"); cut != std::string_view::npos; cut = rest.find_first_of(";\n\t")) {
            rest.remove_prefix(cut + 1);
            const auto seen = rest.find_first_not_of(" ");
            if (seen != std::string_view::npos)
                ASSERT_EQ(std::string_view("=+-@|%").find(rest[seen]), std::string_view::npos) << csv.text();
        }
    }
}

TEST(Markup, HoldsNothingThatIsTyped)
{
    EXPECT_EQ(escaped("<script>alert('x')</script>").text(), "&lt;script&gt;alert('x')&lt;/script&gt;");
    EXPECT_EQ(escaped("a\" onload=\"b").text(), "a&quot; onload=&quot;b");
    EXPECT_EQ(escaped("gpj\u202Eexe\uFFFE\uFFFF\x1b\x01&amp;").text(), "gpjexe&amp;amp;");
    EXPECT_EQ(escaped("\xFF\xED\xA0\x80").text(), "\uFFFD\uFFFD\uFFFD\uFFFD");
    const Markup built = "<td>" + escaped("<b>") + "</td>";
    EXPECT_EQ(built.text(), "<td>&lt;b&gt;</td>");
}

TEST(Markup, IsReadByAStrictParserWhateverIsTyped)
{
    TemporaryDirectory place;
    std::mt19937 chance(1998);
    std::ofstream file(place.path / "all.xml");
    file << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<all>\n";
    for (int round = 0; round < 5'000; ++round)
        file << "<one a=\"" << escape_markup(chance_text(chance)) << "\">" << escape_markup(chance_text(chance))
             << "</one>\n";
    file << "</all>\n";
    file.close();
    const auto ran = run("python3 -c \"import xml.etree.ElementTree as e; print(sum(1 for o in e.parse('" +
                         (place.path / "all.xml").string() +
                         "').getroot() if o.tag == 'one' and len(o) == 0 and list(o.attrib) == ['a']))\"");
    EXPECT_EQ(ran.output, "5000\n");
}

TEST(Number, IsReadBackAsItWasKept)
{
    EXPECT_EQ(exact_number(101.25), "101.25");
    EXPECT_EQ(exact_number(-0.0), "0");
    EXPECT_EQ(exact_number(640), "640");
    EXPECT_EQ(exact_number(100.0626), "100.0626");
    std::mt19937 chance(32000);
    std::uniform_real_distribution<double> place(-20'000, 20'000);
    for (int round = 0; round < 5'000; ++round) {
        const double value = place(chance);
        ASSERT_EQ(std::stod(exact_number(value)), value);
        ASSERT_EQ(exact_number(value).find('e'), std::string::npos);
    }
}

}  // namespace chamber::storage
