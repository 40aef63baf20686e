// What hides what on a page: hostile content streams, fonts and pictures, both of the page and of what was laid over
// it.
//
// Input: a plan's objects (updates.hpp) instead of those below. Oracle: whatever a page says, a filled rectangle over
// all of it hides it.
#include "server/inspect/opened_pdf.hpp"
#include "server/inspect/overlay.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/texts.hpp"
#include "tests/fuzz/updates.hpp"
#include "tests/support/test_pdf.hpp"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::fuzz {
namespace {

constexpr int annotation_number = 6, cover_number = 12;

std::string stream(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

// What each number is: 4 content, 5 resources, 6 the annotation, 7 its form, 8 a font, 9 a picture, 10 its mask, 11 a
// ToUnicode map.
const std::vector<std::string>& parts()
{
    static const std::vector<std::string> all{
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R /Annots [6 0 R 12 0 R] >>",
        stream("", "q BT /F1 14 Tf 72 720 Td (100 trieu) Tj [(dong) -200 (chan)] TJ 0 -20 TD T* (x) ' ET Q /X Do"),
        "<< /Font << /F1 8 0 R >> /XObject << /X 7 0 R /I 9 0 R >> /ExtGState << /G << /ca 0.5 /CA 0.3 /BM /Multiply /LW 2 >> >> >>",
        "<< /Type /Annot /Subtype /Stamp /Rect [70 700 300 740] /AP << /N 7 0 R >> >>",
        stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 100 40] /Matrix [1 0 0 1 0 0] /Resources 5 0 R",
            "/G gs 1 1 98 38 re f 2 w 0 0 m 9 9 l 1 2 3 4 5 6 c s q 50 0 0 40 0 0 cm /I Do Q BT /F1 9 Tf (che) Tj ET"),
        "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 34 /Widths [250 300 400] /ToUnicode 11 0 R >>",
        stream(
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 10 0 R",
            "abcd"),
        stream(
            "/Type /XObject /Subtype /Image /Width 2 /Height 2 /BitsPerComponent 8 /ColorSpace /DeviceGray /Decode [1 0]",
            "efgh"),
        stream("", "1 beginbfchar <20> <0041> endbfchar 1 beginbfrange <21> <22> <0042> endbfrange"),
        "<< /Type /Annot /Subtype /Square /Rect [-20000 -20000 20000 20000] /AP << /N 13 0 R >> >>",
        stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 9 9 re f"),
    };
    return all;
}

std::string document_of(std::string_view input)
{
    std::vector<std::string> objects = parts();
    for (const auto& update : read_plan(input, 1).updates)
        for (const auto& [number, text] : update.objects) {
            if (number <= 3 || number >= cover_number) continue;
            objects[static_cast<std::size_t>(number) - 1] = text;
        }
    return testing::make_pdf_of(objects);
}

}  // namespace

void run_overlay(std::string_view input)
{
    const std::string bytes = document_of(input);
    const inspect::OpenedPdf opened = inspect::open_pdf(bytes, inspect::Repair::allowed);
    if (!opened.pdf) return;
    try {
        const inspect::PageTree tree = inspect::read_page_tree(opened.pdf->getRoot().getKey("/Pages"));
        if (tree.pages.size() != 1) return;
        inspect::look_under(tree.pages[0], opened.pdf->getObjectByID(annotation_number, 0));
        const inspect::Cover cover = inspect::look_under(tree.pages[0], opened.pdf->getObjectByID(cover_number, 0));
        forbid(cover.touched > 0 && !cover.hides, "a filled rectangle over the whole page hides nothing");
    } catch (const std::exception&) {
        return;  // the comparison takes that for a change
    }
}

std::vector<std::string> overlay_seeds()
{
    std::vector<std::string> seeds;
    for (std::size_t i = 3; i < 11; ++i)
        seeds.push_back(write_plan({0, {{false, {{static_cast<int>(i) + 1, parts()[i]}}, {}, {}}}}));
    seeds.push_back(
        write_plan({0, {{false, {{8, "<< /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] >>"}}, {}, {}}}}));
    seeds.push_back(write_plan(
        {0,
         {{false,
           {{8,
             "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 500 /W [1 [500 600] 4 9 300] >>] >>"}},
           {},
           {}}}}));
    seeds.push_back(write_plan(
        {0,
         {{false,
           {{4, stream("", "BI /W 1 /H 1 /BPC 8 /CS /G ID x EI 3 Tr 1 0 0 1 9 9 Tm 2 Tc 3 Tw 80 Tz 4 Ts 0 0 1 sh")}},
           {},
           {}}}}));
    return seeds;
}

std::string mutate_overlay(std::string_view input, const Mutation& how)
{
    Dice dice(how.seed);
    Plan plan = read_plan(input, 1);
    if (plan.updates.empty()) plan.updates.emplace_back();
    const std::size_t times = 1 + dice.below(2);
    for (std::size_t i = 0; i < times; ++i) {
        const int number = 4 + static_cast<int>(dice.below(8));
        std::string& text =
            plan.updates[0].objects.emplace(number, parts()[static_cast<std::size_t>(number) - 1]).first->second;
        text = mutate_object(text, dice, how.raw);
    }
    return write_plan(plan);
}

}  // namespace chamber::fuzz
