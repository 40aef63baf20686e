#include "tests/fuzz/forged_edits.hpp"

#include <algorithm>
#include <functional>

namespace chamber::fuzz {
namespace {

std::string stream(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

std::string shown(const std::string& text)
{
    return stream("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /Helv 10 0 R >> >>",
                  "/Tx BMC BT /Helv 12 Tf 2 5 Td (" + text + ") Tj ET EMC");
}

const std::string box = stream("/Type /XObject /Subtype /Form /BBox [0 0 20 20]", "1 1 18 18 re S");
const std::string ticked = stream("/Type /XObject /Subtype /Form /BBox [0 0 20 20]", "1 1 18 18 re S 3 3 m 17 17 l S");
const std::string sheet = stream("/Type /XObject /Subtype /Form /BBox [0 0 400 60]", "1 g 0 0 400 60 re f");

std::string first_content(const std::string& amount)
{
    return stream(
        "", "q 60 0 0 60 480 740 cm /Im1 Do Q BT /F1 14 Tf 72 700 Td (NGHI QUYET) Tj 0 -40 Td (Dieu 1. So tien la " +
                amount + " trieu dong) Tj 0 -40 Td (Dieu 2. Giao Uy ban thi hanh) Tj ET q 1 0 0 1 72 560 cm /Fm1 Do Q");
}

std::vector<std::string> make_paper()
{
    return {
        "<< /Type /Catalog /Pages 2 0 R /AcroForm 12 0 R /MarkInfo << /Marked true >> /StructTreeRoot 20 0 R /Metadata 24 0 R >>",
        "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources << /Font << /F2 11 0 R >> >> >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /StructParents 0 /Annots [13 0 R 14 0 R 15 0 R 16 0 R 17 0 R "
        "18 0 R 27 0 R] /Resources << /Font << /F1 10 0 R >> /XObject << /Im1 8 0 R /Fm1 9 0 R >> /ExtGState << /G1 29 0 R >> >> >>",
        first_content("100"),
        "<< /Type /Page /Parent 2 0 R /Contents [6 0 R 7 0 R] >>",
        stream("", "BT /F2 14 Tf 72 700 Td (Dieu 3. Hieu luc tu ngay 1) Tj ET"),
        stream("", "BT /F2 14 Tf 72 660 Td (Noi nhan: luu) Tj ET"),
        stream("/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray",
               "\x20@`\x20@`\x20@`\x20@`\x20@`\x20"),
        stream("/Type /XObject /Subtype /Form /BBox [0 0 300 40] /Resources << /Font << /F1 10 0 R >> >>",
               "/F1 12 Tf BT 0 10 Td (Tong so: 100 trieu) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 22 0 R >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        "<< /Fields [13 0 R 14 0 R 15 0 R 16 0 R 17 0 R] /DR << /Font << /Helv 10 0 R >> >> /DA (/Helv 12 Tf 0 g) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /V (Nguyen An) /F 4 /Rect [72 480 272 500] /P 3 0 R /DA (/Helv 12 Tf 0 g) /AP << /N 19 0 R >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ykien) /F 4 /Rect [72 450 272 470] /P 3 0 R /DA (/Helv 12 Tf 0 g) >>",
        "<< /Type /Annot /Subtype /Widget /FT /Btn /T (Dongy) /V /Off /AS /Off /F 4 /Rect [72 420 92 440] /P 3 0 R /AP << /N << /Yes 21 0 R /Off 23 0 R >> >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Soluong) /Ff 1 /V (100) /F 4 /Rect [72 390 272 410] /P 3 0 R /DA (/Helv 12 Tf 0 g) /AP << /N 25 0 R >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Kin) /V (an) /F 6 /Rect [72 640 372 690] /P 3 0 R /DA (/Helv 12 Tf 0 g) /AP << /N 26 0 R >> >>",
        "<< /Type /Annot /Subtype /Text /F 4 /Rect [500 480 520 500] /P 3 0 R /Contents (xem) /AP << /N 23 0 R >> >>",
        shown("Nguyen An"),
        "<< /Type /StructTreeRoot /K 30 0 R /ParentTree 31 0 R /ParentTreeNextKey 1 >>",
        ticked,
        "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding >>",
        box,
        stream("/Type /Metadata /Subtype /XML", "<x/>"),
        shown("100"),
        sheet,
        "<< /Type /Annot /Subtype /Highlight /F 4 /Rect [72 615 272 632] /P 3 0 R /QuadPoints [72 632 272 632 72 615 272 615] /AP << /N 28 0 R >> >>",
        stream("/Type /XObject /Subtype /Form /BBox [72 615 272 632] /Resources << /ExtGState << /G 29 0 R >> >>",
               "/G gs 1 1 0 rg 72 615 200 17 re f"),
        "<< /Type /ExtGState /BM /Multiply /ca 1 >>",
        "<< /Type /StructElem /S /Document /P 20 0 R /K [0] /Pg 3 0 R >>",
        "<< /Nums [0 [30 0 R]] >>"};
}

// Behind the value that begins at `at`: a list, a dictionary, a text, or words up to the next name.
std::size_t end_of_value(const std::string& text, std::size_t at)
{
    int depth = 0;
    for (std::size_t i = text.find_first_not_of(' ', at); i < text.size(); ++i) {
        const char c = text[i];
        if (c == '[' || c == '<' || c == '(') ++depth;
        if (c == ']' || c == '>' || c == ')') --depth;
        if (depth < 0) return i;
        if (depth == 0 && (c == ']' || c == ')' || (c == '>' && text[i - 1] == '>'))) return i + 1;
        if (depth == 0 && c == ' ' && i + 1 < text.size() && (text[i + 1] == '/' || text[i + 1] == '>')) return i;
    }
    return text.size();
}

// The paper as it stands in the signed file: with the signer's own field on the page and in the form.
class Paper {
public:
    explicit Paper(const Objects& now) : now_(now) {}

    std::string object(int number) const
    {
        const auto found = now_.find(number);
        return found != now_.end() ? found->second : paper_objects().at(static_cast<std::size_t>(number) - 1);
    }

    // The object with another value for a key, or with a new key.
    std::string with(int number, const std::string& key, const std::string& value) const
    {
        std::string text = object(number);
        if (const std::size_t at = text.find(key + " "); at != std::string::npos)
            text.erase(at, end_of_value(text, at + key.size()) - at);
        return text.insert(text.find("<<") + 2, " " + key + " " + value + " ");
    }

    // "13 0 R", … of page 1.
    std::vector<std::string> annotations() const
    {
        const std::string text = object(3);
        const std::size_t at = text.find("/Annots [") + 9, end = text.find(']', at);
        std::vector<std::string> list;
        for (std::size_t from = text.find_first_of("0123456789", at); from < end;) {
            const std::size_t behind = text.find('R', from) + 1;
            list.push_back(text.substr(from, behind - from));
            from = text.find_first_of("0123456789", behind);
        }
        return list;
    }

    std::string with_annotations(const std::vector<std::string>& list) const
    {
        std::string text = "[";
        for (const auto& one : list) text += one + " ";
        return with(3, "/Annots", text + "]");
    }

    std::string annots_with(const std::string& added) const
    {
        auto list = annotations();
        list.push_back(added);
        return with_annotations(list);
    }

    // The form stands in the catalog of a signed paper.
    std::string form_with(const std::string& entry) const
    {
        std::string text = object(1);
        const std::size_t form = text.find("<<", text.find("/AcroForm")) + 2,
                          at = text.find(entry.substr(0, entry.find(' ') + 1), form);
        if (at != std::string::npos) text.erase(at, end_of_value(text, at + entry.find(' ')) - at);
        return text.insert(form, " " + entry + " ");
    }

private:
    const Objects& now_;
};

std::string note(const std::string& kind, const std::string& rest)
{
    return "<< /Type /Annot /Subtype /" + kind + " /F 4 /P 3 0 R " + rest + " >>";
}

using Maker = std::function<Objects(const Paper&, Dice&)>;
struct Wish {
    const char* name;
    Maker make;
};

const std::vector<std::string> page_entries{"/Rotate 90",
                                            "/CropBox [0 0 595 600]",
                                            "/UserUnit 2",
                                            "/MediaBox [0 0 595 700]",
                                            "/Group << /S /Transparency /CS /DeviceGray >>",
                                            "/Contents 61 0 R",
                                            "/Resources << /Font << /F1 11 0 R >> >>",
                                            "/Trans << /S /Fly >>",
                                            "/Parent 62 0 R",
                                            "/Tabs /S",
                                            "/LastModified (D:2026)",
                                            "/PieceInfo << /X << /LastModified (D:2026) >> >>",
                                            "/AA << /O << /S /Named /N /Print >> >>",
                                            "/BleedBox [0 0 10 10]",
                                            "/Lang (vi)"};

// ---- pages

Objects page_entry(const Paper& paper, Dice& dice)
{
    const std::string& entry = dice.one_of(page_entries);
    const std::size_t space = entry.find(' ');
    const int page = dice.one_in(2) ? 3 : 5;
    return {
        {page, paper.with(page, entry.substr(0, space), entry.substr(space + 1))},
        {61, first_content("900")},
        {62,
         "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate 180 /Resources << /Font << /F2 10 0 R /F1 11 0 R >> >> >>"}};
}

Objects node_entry(const Paper& paper, Dice& dice)
{
    static const std::vector<std::string> entries{"/Rotate 90",
                                                  "/CropBox [0 0 595 500]",
                                                  "/Resources << /Font << /F2 10 0 R >> >>",
                                                  "/Kids [5 0 R 3 0 R]",
                                                  "/Kids [3 0 R 3 0 R]",
                                                  "/Kids [3 0 R]",
                                                  "/Count 1",
                                                  "/Count 3",
                                                  "/MediaBox [0 0 300 842]",
                                                  "/Parent 62 0 R",
                                                  "/Kids [3 0 R 5 0 R 63 0 R]"};
    const std::string& entry = dice.one_of(entries);
    const std::size_t space = entry.find(' ');
    return {
        {2, paper.with(2, entry.substr(0, space), entry.substr(space + 1))},
        {62,
         "<< /Type /Pages /Kids [2 0 R] /Count 2 /Rotate 180 /MediaBox [0 0 300 300] /Resources << /Font << /F2 10 0 R >> >> >>"},
        {63, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"}};
}

Objects annotation_order(const Paper& paper, Dice& dice)
{
    auto list = paper.annotations();
    const auto chosen = list.begin() + static_cast<std::ptrdiff_t>(dice.below(list.size()));
    switch (dice.below(5)) {
    case 0: std::rotate(list.begin(), chosen, list.end()); break;
    case 1: list.erase(chosen); break;
    case 2: list.push_back(*chosen); break;
    case 3: std::iter_swap(chosen, list.begin()); break;
    default: *chosen = "25 0 R";
    }
    return {{3, paper.with_annotations(list)}};
}

Objects catalog_entry(const Paper& paper, Dice& dice)
{
    static const std::vector<std::string> entries{"/OCProperties << /OCGs [64 0 R] /D << /OFF [64 0 R] >> >>",
                                                  "/Pages 62 0 R",
                                                  "/Lang (vi)",
                                                  "/PageLayout /TwoColumnLeft",
                                                  "/OpenAction [5 0 R /Fit]",
                                                  "/Version /2.0",
                                                  "/Metadata 61 0 R",
                                                  "/StructTreeRoot 65 0 R",
                                                  "/ViewerPreferences << /Direction /R2L >>",
                                                  "/PageLabels << /Nums [0 << /S /D >>] >>"};
    const std::string& entry = dice.one_of(entries);
    const std::size_t space = entry.find(' ');
    return {{1, paper.with(1, entry.substr(0, space), entry.substr(space + 1))},
            {61, first_content("900")},
            {62, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"},
            {64, "<< /Type /OCG /Name (A) >>"},
            {65, "<< /Type /StructTreeRoot /K 30 0 R /ParentTree 31 0 R /ParentTreeNextKey 2 >>"}};
}

// ---- what pages draw with

Objects drawn_with(const Paper& paper, Dice& dice)
{
    switch (dice.below(7)) {
    case 0: return {{10, paper.with(10, "/BaseFont", "/Courier")}};
    case 1: return {{22, "<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [49 /nine /zero] >>"}};
    case 2:
        return {
            {10,
             paper.with(
                 10, "/FirstChar",
                 "49 /LastChar 49 /Widths [3000] /FontDescriptor << /Type /FontDescriptor /FontName /Helvetica /Flags 32 >>")}};
    case 3: return {{29, "<< /Type /ExtGState /BM /Normal /ca 1 >>"}};
    case 4:
        return {{9, stream("/Type /XObject /Subtype /Form /BBox [0 0 300 40] /Resources << /Font << /F1 10 0 R >> >>",
                           "/F1 12 Tf BT 0 10 Td (Tong so: 900 trieu) Tj ET")}};
    case 5: return {{8, paper.with(8, "/Decode", "[1 0]")}};
    default: return {{20, paper.with(20, "/Font", "<< /F2 10 0 R >>")}};
    }
}

// ---- the form

Objects field_edit(const Paper& paper, Dice& dice)
{
    switch (dice.below(16)) {
    case 12: return {{15, paper.with(15, "/AS", "/Yes")}};
    case 13: return {{15, paper.with(15, "/V", "/Yes")}};
    case 14: return {{14, paper.with(14, "/V", "(dong y) /Q 2 /MK << /BG [1] /BC [0] >>")}};
    case 15: return {{13, paper.with(13, "/V", "(Nguyen An) /RV (<p>Nguyen Binh</p>)")}, {19, shown("Nguyen  An")}};
    case 0: return {{14, paper.with(14, "/V", "(dong y) /AP << /N 61 0 R >>")}, {61, shown("dong y")}};
    case 1: return {{14, paper.with(14, "/V", "(dong y) /AP << /N 61 0 R >>")}, {61, shown("khong dong y")}};
    case 2: return {{13, paper.with(13, "/V", "(Nguyen Binh)")}, {19, shown("Nguyen Binh")}};
    case 3: return {{19, shown("Nguyen Binh")}};
    case 4: return {{15, paper.with(15, "/V", "/Yes /AS /Yes")}};
    case 5: return {{15, paper.with(15, "/V", "/Yes /AS /Yes")}, {21, sheet}};
    case 6: return {{16, paper.with(16, "/V", "(900)")}, {25, shown("900")}};
    case 7: return {{17, paper.with(17, "/F", "4")}};
    case 8: return {{13, paper.with(13, "/F", "6")}};
    case 9: return {{1, paper.form_with("/NeedAppearances true")}, {14, paper.with(14, "/V", "(khong)")}};
    case 10:
        return {{1, paper.form_with("/DR << /Font << /Helv 61 0 R >> >>")},
                {61, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}};
    default: return {{14, paper.with(14, "/Rect", "[72 640 372 690]" + std::string(" /V (x) /AP << /N 26 0 R >>"))}};
    }
}

// Twisted: the value is right, the picture has its own idea of where it is.
Objects field_picture(const Paper& paper, Dice& dice)
{
    static const std::vector<std::string> pictures{"/BBox [0 0 200 20] /Matrix [3 0 0 3 0 0]",
                                                   "/BBox [0 -300 200 300]",
                                                   "/BBox [-400 -400 400 400]",
                                                   "/BBox [0 0 2 2]",
                                                   "/BBox [0 0 200 20] /Group << /S /Transparency /I true >>",
                                                   "/BBox [0 0 200 20] /OC << /Type /OCG /Name (x) >>"};
    static const std::vector<std::string> drawings{
        "BT /Helv 12 Tf 2 5 Td (dong y) Tj ET", "1 g -500 -500 1000 1000 re f 0 g BT /Helv 12 Tf 2 5 Td (dong y) Tj ET",
        "0 g 0 0 200 20 re f 1 g BT /Helv 12 Tf 2 5 Td (dong y) Tj ET",
        "BT /Helv 12 Tf 2 5 Td (dong y) Tj 0 190 Td (900) Tj ET",
        "BT 3 Tr /Helv 12 Tf 2 5 Td (dong y) Tj ET BT 0 Tr /Helv 12 Tf 2 5 Td (khong) Tj ET"};
    return {{14, paper.with(14, "/V", "(dong y) /AP << /N 61 0 R >>")},
            {61, stream("/Type /XObject /Subtype /Form " + dice.one_of(pictures) +
                            " /Resources << /Font << /Helv 10 0 R >> >>",
                        dice.one_of(drawings))}};
}

// ---- notes

Objects note_edit(const Paper& paper, Dice& dice)
{
    static const std::vector<std::string> kinds{"Text",   "Highlight", "Underline", "StrikeOut", "Squiggly",
                                                "Ink",    "Popup",     "Link",      "FreeText",  "Stamp",
                                                "Square", "Redact",    "Caret",     "Line"};
    static const std::vector<std::string> places{"/Rect [72 650 372 680] /QuadPoints [72 680 372 680 72 650 372 650]",
                                                 "/Rect [400 300 420 320]",
                                                 "/Rect [0 0 595 842]",
                                                 "/Rect [400 300 420 320] /QuadPoints [72 680 372 680 72 650 372 650]",
                                                 "/Rect [72 650 372 680] /Open true",
                                                 "/Rect [72 640 90 650] /RD [-300 -40 -300 -40]"};
    static const std::vector<std::string> looks{"",
                                                "/AP << /N 26 0 R >>",
                                                "/AP << /N 28 0 R >>",
                                                "/C [1 1 1] /Border [0 0 40]",
                                                "/C [1 1 1] /CA 1 /BS << /W 30 >>",
                                                "/IC [1 1 1] /C [1 1 1]",
                                                "/C [1 1 1] /Border [0 0 60 [100 1]]",
                                                "/C [0 0 0] /BS << /W 40 >>",
                                                "/CA 0.9 /C [1 1 0]",
                                                "/OC << /Type /OCG /Name (x) >>",
                                                "/AP << /N 61 0 R >> /BM /Screen"};
    Objects objects{
        {3, paper.annots_with("66 0 R")},
        {66, note(dice.one_of(kinds),
                  dice.one_of(places) +
                      " /InkList [[72 660 372 660]] /L [72 660 372 660] /Contents (y kien) /DA (/Helv 20 Tf 1 g) " +
                      dice.one_of(looks))},
        {61,
         stream(
             "/Type /XObject /Subtype /Form /BBox [0 0 400 60] /Resources << /ExtGState << /G << /BM /Screen >> >> >>",
             "/G gs 1 g 0 0 400 60 re f")}};
    if (dice.one_in(4)) objects = {{18, paper.with(18, "/Rect", "[72 640 372 690] /Contents (sua)")}, {23, sheet}};
    if (dice.one_in(8)) objects = {{27, paper.with(27, "/AP", "<< /N 26 0 R >>")}};
    if (dice.one_in(8)) objects = {{18, paper.with(18, "/Subtype", "/Stamp /AP << /N 26 0 R >>")}};
    if (dice.one_in(8)) objects = {{18, paper.with(18, "/AP", "<< /N << /A 23 0 R /B 26 0 R >> >> /AS /B")}};
    if (dice.one_in(6)) objects = {{27, paper.with(27, "/Rect", "[72 640 372 690]")}};
    return objects;
}

// Nothing changes where the file is read rightly: only the way it is written makes a reader lose it.
Objects same(const Paper& paper, Dice& dice)
{
    static const std::vector<int> worth{3, 4, 5, 6, 8, 9, 10, 13, 19, 27, 28};
    const int number = worth[dice.below(worth.size())];
    return {{number, paper.object(number)}};
}

const std::vector<Wish>& wishes()
{
    static const std::vector<Wish> all{
        {"content",
         [](const Paper&, Dice&) {
             return Objects{{4, first_content("900")}};
         }},
        {"content",
         [](const Paper&, Dice&) {
             return Objects{{7, stream("", "BT /F2 14 Tf 72 660 Td (Noi nhan: bao) Tj ET")}};
         }},
        {"same", same},
        {"same", same},
        {"page", page_entry},
        {"page", page_entry},
        {"node", node_entry},
        {"order", annotation_order},
        {"catalog", catalog_entry},
        {"resources", drawn_with},
        {"resources", drawn_with},
        {"field", field_edit},
        {"field", field_edit},
        {"picture", field_picture},
        {"note", note_edit},
        {"note", note_edit}};
    return all;
}

}  // namespace

const std::vector<std::string>& paper_objects()
{
    static const std::vector<std::string> objects = make_paper();
    return objects;
}

Edit choose_edit(const Objects& now, Dice& dice)
{
    const Wish& wish = wishes()[dice.below(wishes().size())];
    return {wish.name, wish.make(Paper(now), dice)};
}

Painting choose_painting(Dice& dice)
{
    static const std::vector<Painting> paintings{
        {"frame", "1 1 98 38 re S", ""},
        {"sheet", "1 g 0 0 100 40 re f", ""},
        {"multiply-screen", "/M gs 1 g 0 0 100 40 re f /S gs 1 g 0 0 100 40 re f",
         "/ExtGState << /M << /BM /Multiply >> /S << /BM /Screen >> >>"},
        {"black-multiply", "/M gs 0 g 0 0 100 40 re f", "/ExtGState << /M << /BM /Multiply >> >>"},
        {"dodge", "/M gs 1 g 0 0 100 40 re f", "/ExtGState << /M << /BM /ColorDodge >> >>"},
        {"lighten", "/M gs 1 g 0 0 100 40 re f", "/ExtGState << /M << /BM /Lighten >> >>"},
        {"exclusion", "/M gs 1 g 0 0 100 40 re f", "/ExtGState << /M << /BM /Exclusion >> >>"},
        {"hue", "/M gs 1 g 0 0 100 40 re f", "/ExtGState << /M << /BM /Luminosity >> >>"},
        {"list-of-modes", "/M gs 1 g 0 0 100 40 re f", "/ExtGState << /M << /BM [/Unknown /Screen] >> >>"},
        {"veil-six-times",
         "/M gs 1 g 0 0 100 40 re f 0 0 100 40 re f 0 0 100 40 re f 0 0 100 40 re f 0 0 100 40 re f 0 0 100 40 re f",
         "/ExtGState << /M << /ca 0.4 >> >>"},
        {"thick-line", "1 G 90 w 0 20 m 100 20 l S", ""},
        {"dashes", "1 G 40 w [3 1] 0 d 0 20 m 100 20 l S", ""},
        {"stripes",
         "1 g 0 0 100 3 re 0 4 100 3 re 0 8 100 3 re 0 12 100 3 re 0 16 100 3 re 0 20 100 3 re 0 24 100 3 re 0 28 100 3 re 0 32 100 3 re f",
         ""},
        {"even-odd", "1 g 0 0 100 40 re 0 0 100 40 re 0 0 100 40 re f*", ""},
        {"clip", "q 0 0 100 40 re W n 1 g -500 -500 1000 1000 re f Q", ""},
        {"inline-picture", "q 100 0 0 40 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xFF EI Q", ""},
        {"white-words", "1 g BT /F1 60 Tf 0 0 Td (MMMMMMM) Tj ET 1 G 8 w BT 2 Tr /F1 60 Tf 0 0 Td (MMMMMMM) Tj ET", ""},
        {"shading", "/Sh sh",
         "/Shading << /Sh << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 1 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >> >> >>"},
        {"black", "0 g 0 0 100 40 re f", ""}};
    return paintings[dice.below(paintings.size())];
}

}  // namespace chamber::fuzz
