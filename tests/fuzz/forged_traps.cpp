#include "tests/fuzz/forged_traps.hpp"

namespace chamber::fuzz {
namespace {

std::string stream(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

std::string catalog(const std::string& more)
{
    return "<< /Type /Catalog /Pages 2 0 R /AcroForm 12 0 R /StructTreeRoot 20 0 R " + more + " >>";
}

struct PageParts {
    std::string contents = "4 0 R", font = "10 0 R", state = "29 0 R", form = "9 0 R", more = {}, resources = {};
};

std::string page(const PageParts& parts)
{
    const std::string own = "<< /Font << /F1 " + parts.font + " >> /XObject << /Im1 8 0 R /Fm1 9 0 R /Fm2 " +
                            parts.form + " >> /ExtGState << /G1 " + parts.state + " >> >>";
    return "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 /Annots [13 0 R 14 0 R 15 0 R 16 0 R 17 0 R 18 0 R 27 0 R] /Contents " +
           parts.contents + " /Resources " + (parts.resources.empty() ? own : parts.resources) + " " + parts.more +
           " >>";
}

const std::string words = "BT /F1 14 Tf 72 700 Td (Dieu 1. So tien la 100 trieu dong) Tj ET ";
const std::string through_state = stream("", "/G1 gs " + words), through_form = stream("", words + "/Fm2 Do");
const std::string more_words = stream("", "BT /F1 14 Tf 72 600 Td (va 900 trieu dong) Tj ET"),
                  nothing = stream("", "% nothing");
const std::string picture =
    stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 10 0 R >> >>",
           "BT /F1 14 Tf 72 600 Td (va 900 trieu dong) Tj ET");
const std::string empty_picture = stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "");

std::string resources(const std::string& font, const std::string& form, const std::string& more = {})
{
    return "<< /Font << /F1 " + font + " >> /XObject << /Im1 8 0 R /Fm1 9 0 R /Fm2 " + form + " >> " + more + " >>";
}

std::vector<Trap> make_traps()
{
    const std::string field =
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Ten) /V (Nguyen An) /F 4 /Rect [72 480 272 500] /P 3 0 R /DA (/Helv 12 Tf 0 g) ";
    return {
        {"info-draws",
         {{3, page({.resources = "32 0 R"})},
          {4, through_form},
          {32, resources("10 0 R", "33 0 R", "/Title (a)")},
          {33, empty_picture},
          {34, picture}},
         {{32, resources("10 0 R", "34 0 R", "/Title (b)")}},
         "/Info 32 0 R "},
        {"metadata-draws",
         {{3, page({.contents = "[4 0 R 24 0 R]"})}, {1, catalog("/Metadata 24 0 R")}, {24, nothing}},
         {{24, more_words}}},
        {"mark-info-draws",
         {{3, page({.state = "32 0 R"})},
          {1, catalog("/MarkInfo 32 0 R")},
          {4, through_state},
          {32, "<< /Marked true >>"}},
         {{32, "<< /Marked true /ca 0.1 >>"}}},
        {"extensions-draw",
         {{3, page({.font = "32 0 R"})},
          {1, catalog("/Extensions 32 0 R")},
          {32, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}},
         {{32, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}}},
        {"piece-info-draws",
         {{3, page({.more = "/PieceInfo 32 0 R", .resources = "32 0 R"})},
          {4, through_form},
          {32, resources("10 0 R", "33 0 R")},
          {33, empty_picture},
          {34, picture}},
         {{32, resources("10 0 R", "34 0 R")}}},
        {"itxt-draws",
         {{3,
           page({.resources = "<< /Font << /F1 10 0 R >> /XObject << /Im1 8 0 R /Fm1 9 0 R >> /ExtGState 32 0 R >>"})},
          {1, catalog("/ITXT 32 0 R")},
          {4, through_state},
          {32, "<< /G1 << /ca 1 >> >>"}},
         {{32, "<< /G1 << /ca 0.1 >> >>"}}},
        {"evidence-draws",
         {{3, page({.contents = "[4 0 R 33 0 R]"})},
          {1, catalog("/DSS 32 0 R")},
          {32, "<< /Type /DSS /Certs [33 0 R] >>"},
          {33, nothing}},
         {{33, more_words}}},
        {"tag-draws",
         {{3, page({.state = "30 0 R"})}, {4, through_state}},
         {{30, "<< /Type /StructElem /S /Document /P 20 0 R /K [0] /Pg 3 0 R /ca 0.1 >>"}}},
        {"tag-list-draws",
         {{3, page({.contents = "32 0 R"})},
          {20, "<< /Type /StructTreeRoot /K 32 0 R /ParentTree 31 0 R /ParentTreeNextKey 1 >>"},
          {32, "[4 0 R]"},
          {33, more_words}},
         {{32, "[4 0 R 33 0 R]"}}},
        {"field-picture-draws",
         {{3, page({.form = "19 0 R"})},
          {4, through_form},
          {19, empty_picture},
          {13, field + "/AP << /N 19 0 R >> >>"}},
         {{19, picture}}},
        {"field-value-draws",
         {{3, page({.contents = "[4 0 R 33 0 R]"})}, {33, nothing}, {13, field + "/RV 33 0 R /AP << /N 19 0 R >> >>"}},
         {{33, more_words}}},
        {"form-fonts-draw",
         {{3, page({.resources = "32 0 R"})},
          {4, stream("", words + "BT /F9 14 Tf 72 600 Td (va 900 trieu dong) Tj ET")},
          {32, resources("10 0 R", "9 0 R")},
          {12, "<< /Fields [13 0 R 14 0 R 15 0 R 16 0 R 17 0 R] /DR 32 0 R /DA (/Helv 12 Tf 0 g) >>"}},
         {{32,
           "<< /Font << /F1 10 0 R /F9 << /Type /Font /Subtype /Type1 /BaseFont /Symbol >> >> /XObject << /Im1 8 0 R /Fm1 9 0 R /Fm2 9 0 R >> >>"}}},
        {"number-leads-nowhere", {{3, page({.form = "58 0 R"})}, {4, through_form}}, {{58, picture}}},
        {"content-leads-nowhere", {{3, page({.contents = "[4 0 R 58 0 R]"})}}, {{58, more_words}}},
        {"state-leads-nowhere",
         {{3, page({.state = "58 0 R"})}, {4, through_state}},
         {{58, "<< /Type /ExtGState /ca 0.1 >>"}}},
        {"angle-leads-nowhere", {{3, page({.more = "/Rotate 58 0 R"})}}, {{58, "90"}}},
        {"box-is-a-number-apart", {{3, page({.more = "/CropBox [0 0 595 32 0 R]"})}, {32, "842"}}, {{32, "600"}}},
        {"count-grows-and-draws",
         {{3, page({.more = "/UserUnit 32 0 R"})},
          {20, "<< /Type /StructTreeRoot /K 30 0 R /ParentTree 31 0 R /ParentTreeNextKey 32 0 R >>"},
          {32, "1"}},
         {{32, "2"}}},
        {"size-of-picture-apart",
         {{8,
           stream("/Type /XObject /Subtype /Image /Width 32 0 R /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                  std::string("\x20@`\x20@`\x20@`\x20@`\x20@`\x20"))},
          {32, "4"}},
         {{32, "2"}}},
        {"palette-apart",
         {{8, stream("/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace 32 0 R",
                     std::string("\x20@`\x20@`\x20@`\x20@`\x20@`\x20"))},
          {32, "/DeviceGray"}},
         {{32, "[/Separation /X /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [1] /C1 [1] /N 1 >>]"}}},
        {"layer-exists",
         {{1, catalog("/OCProperties << /OCGs [32 0 R] /D 33 0 R >>")},
          {32, "<< /Type /OCG /Name (A) >>"},
          {33, "<< /Order [32 0 R] >>"},
          {3,
           page({.resources =
                     "<< /Font << /F1 10 0 R >> /XObject << /Im1 8 0 R /Fm1 9 0 R >> /Properties << /L 32 0 R >> >>"})},
          {4, stream("", "/OC /L BDC " + words + "EMC")}},
         {{33, "<< /Order [32 0 R] /OFF [32 0 R] >>"}}},
        {"signature-draws",
         {{3, page({.state = std::to_string(forgers_signature) + " 0 R"})}, {4, through_state}},
         {},
         {},
         " /ca 0.1 "},
        {"signature-picture-draws",
         {{3, page({.form = std::to_string(forgers_picture) + " 0 R"})}, {4, through_form}},
         {}},
        {"signature-picture-is-content",
         {{3, page({.contents = "[4 0 R " + std::to_string(forgers_picture) + " 0 R]"})}},
         {}},
        {"stream-apart-is-list", {{3, page({.contents = "32 0 R"})}, {32, "[4 0 R]"}}, {{32, "[4 0 R 7 0 R]"}}}};
}

}  // namespace

const std::vector<Trap>& traps()
{
    static const std::vector<Trap> all = make_traps();
    return all;
}

}  // namespace chamber::fuzz
