#include "tests/support/sheet_pdf.hpp"

#include "tests/support/test_pdf.hpp"

#include <algorithm>
#include <cstdio>

namespace chamber::testing {
namespace {

constexpr double letter_em = 0.55, bold_letter_em = 0.6, blank_em = 0.25;

std::vector<unsigned> letters_of(std::string_view utf8)
{
    std::vector<unsigned> letters;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        unsigned letter = length == 1 ? first : first & (0x7FU >> length);
        for (std::size_t j = 1; j < length && i + j < utf8.size(); ++j)
            letter = letter << 6 | (static_cast<unsigned char>(utf8[i + j]) & 0x3FU);
        letters.push_back(letter);
        i += length;
    }
    return letters;
}

bool is_combining(unsigned letter)
{
    return letter >= 0x300 && letter <= 0x36F;
}

double em_of(unsigned letter, bool bold)
{
    return is_combining(letter) ? 0 : letter == ' ' ? blank_em : bold ? bold_letter_em : letter_em;
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string hex_of(unsigned letter)
{
    char text[8];
    std::snprintf(text, sizeof text, "%04X", letter & 0xFFFFU);
    return text;
}

std::string show(const std::vector<unsigned>& letters, double x, double y, const Pen& pen)
{
    std::string text = "BT /" + std::string(pen.bold ? "FB" : "FR") + " " + number(pen.size) + " Tf " +
                       (pen.invisible ? "3 Tr " : "0 Tr ");
    const auto open = [&](double from) { text += "1 0 0 1 " + number(from) + " " + number(y) + " Tm <"; };
    if (pen.spread == 0) {
        open(x);
        for (const unsigned letter : letters) text += hex_of(letter);
        return text + "> Tj ET\n";
    }
    for (const unsigned letter : letters) {
        open(x);
        text += hex_of(letter) + "> Tj ";
        x += em_of(letter, pen.bold) * pen.size + pen.spread;
    }
    return text + "ET\n";
}

// Every two-byte code is the letter of that number.
std::string unicode_map()
{
    std::string map =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Here def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
    const auto rows = [](unsigned from, unsigned to) {
        std::string text = std::to_string(to - from) + " beginbfrange\n";
        for (unsigned high = from; high < to; ++high)
            text += "<" + hex_of(high << 8) + "> <" + hex_of(high << 8 | 0xFFU) + "> <" + hex_of(high << 8) + ">\n";
        return text + "endbfrange\n";
    };
    return map + rows(0x00, 0x20) + rows(0x20, 0x22) + "endcmap end end";
}

std::string stream(const std::string& dictionary, const std::string& content)
{
    return "<< " + dictionary + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
           "\nendstream";
}

std::string font(const char* name, int descendant)
{
    return std::string("<< /Type /Font /Subtype /Type0 /BaseFont /") + name +
           " /Encoding /Identity-H /DescendantFonts [" + std::to_string(descendant) + " 0 R] /ToUnicode 3 0 R >>";
}

std::string descendant(const char* name, int wide)
{
    return std::string("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /") + name +
           " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW " + std::to_string(wide) +
           " /W [32 [250] 768 [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]] /FontDescriptor 8 0 R >>";
}

constexpr const char* resources =
    "<< /Font << /FR 4 0 R /FB 5 0 R /FL 9 0 R >> /XObject << /Hard 10 0 R /Soft 11 0 R >> >>";

}  // namespace

double Sheet::width_of(std::string_view text, const Pen& pen)
{
    double wide = 0;
    for (const unsigned letter : letters_of(text)) wide += em_of(letter, pen.bold) * pen.size + pen.spread;
    return wide;
}

Sheet& Sheet::at(double x, double y, std::string_view text, const Pen& pen)
{
    content_ += show(letters_of(text), x, height - y, pen);
    return *this;
}

Sheet& Sheet::centred(double x, double y, std::string_view text, const Pen& pen)
{
    return at(x - width_of(text, pen) / 2, y, text, pen);
}

Sheet& Sheet::latin(double x, double y, std::string_view latin1, double size)
{
    content_ += "BT /FL " + number(size) + " Tf 0 Tr 1 0 0 1 " + number(x) + " " + number(height - y) + " Tm <";
    for (const char c : latin1) content_ += hex_of(static_cast<unsigned char>(c)).substr(2);
    content_ += "> Tj ET\n";
    return *this;
}

Sheet& Sheet::picture(const Area& area, bool soft)
{
    content_ += "q " + number(area.right - area.left) + " 0 0 " + number(area.bottom - area.top) + " " +
                number(area.left) + " " + number(height - area.bottom) + " cm /" + (soft ? "Soft" : "Hard") + " Do Q\n";
    return *this;
}

Sheet& Sheet::stamped(double x, double y, const std::vector<std::string>& lines, double size)
{
    Widget widget{x, y, 10, 9.0 * static_cast<double>(lines.size()) + size, {}};
    double baseline = widget.high - size;
    for (const std::string& line : lines) {
        widget.wide = std::max(widget.wide, width_of(line, {size}) + 2);
        widget.content += show(letters_of(line), 1, baseline, {size});
        baseline -= 9;
    }
    widgets_.push_back(widget);
    return *this;
}

std::string make_sheets(const std::vector<Sheet>& sheets)
{
    std::vector<std::string> objects = {
        "",
        "",
        stream("", unicode_map()),
        font("NoSuchSerif", 6),
        font("NoSuchSerif-Bold", 7),
        descendant("NoSuchSerif", 550),
        descendant("NoSuchSerif-Bold", 600),
        "<< /Type /FontDescriptor /FontName /NoSuchSerif /Flags 4 /FontBBox [0 -250 1000 900] /ItalicAngle 0 /Ascent 900 /Descent -220 "
        "/CapHeight 700 /StemV 80 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x"),
        stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 10 0 R",
            "x")};
    std::string kids, fields;
    for (const Sheet& sheet : sheets) {
        objects.push_back(stream("", sheet.content_));
        const std::size_t content = objects.size(), page = content + 1 + 2 * sheet.widgets_.size();
        std::string annotations;
        for (const Sheet::Widget& widget : sheet.widgets_) {
            objects.push_back(stream("/Type /XObject /Subtype /Form /BBox [0 0 " + number(widget.wide) + " " +
                                         number(widget.high) + "] /Resources " + resources,
                                     widget.content));
            const double top = Sheet::height - widget.y;
            objects.push_back("<< /Type /Annot /Subtype /Widget /FT /Sig /F 4 /T (S" + std::to_string(objects.size()) +
                              ") /P " + std::to_string(page) + " 0 R /Rect [" + number(widget.x) + " " +
                              number(top - widget.high) + " " + number(widget.x + widget.wide) + " " + number(top) +
                              "] /AP << /N " + std::to_string(objects.size()) + " 0 R >> >>");
            annotations += std::to_string(objects.size()) + " 0 R ";
        }
        fields += annotations;
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources " + std::string(resources) +
                          " /Contents " + std::to_string(content) + " 0 R /Annots [" + annotations + "] >>");
        kids += std::to_string(objects.size()) + " 0 R ";
    }
    objects[0] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + fields + "] >> >>";
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(sheets.size()) + " >>";
    return make_pdf_of(objects);
}

}  // namespace chamber::testing
