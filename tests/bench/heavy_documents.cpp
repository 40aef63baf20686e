#include "tests/bench/heavy_documents.hpp"

#include "tests/support/test_pdf.hpp"

#include <map>

namespace chamber::bench {
namespace {

constexpr int words = 60'000;
constexpr int lines = 120'000;
constexpr int notes = 60;
constexpr int seals = 12;

std::string page_with(const std::string& content)
{
    const std::string page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 1190] /Contents 4 0 R /Annots [ ] /Resources << /Font << /F1 5 0 R >> >> >>";
    return testing::make_pdf_of(
        {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
         "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
         "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"});
}

std::string with_notes(const std::string& pdf, int first, int count)
{
    std::map<int, std::string> added;
    std::string page = testing::object_text(pdf, 3), list;
    const int number = testing::next_object(pdf);
    for (int i = 0; i < count; ++i) {
        const std::string bottom = std::to_string(100 + (first + i) * 15);
        added[number + i] = "<< /Type /Annot /Subtype /Text /Contents (ghi chu) /Rect [400 " + bottom + " 420 " +
                            std::to_string(115 + (first + i) * 15) + "] >>";
        list += std::to_string(number + i) + " 0 R ";
    }
    page.insert(page.find("/Annots [") + 9, " " + list);
    added[3] = page;
    return testing::append_revision(pdf, added);
}

}  // namespace

std::string make_noted_page(Notes how)
{
    std::string content = "BT /F1 5 Tf\n";
    for (int i = 0; i < words; ++i) {
        const std::string x = std::to_string(20 + i % 60 * 13), y = std::to_string(1'180 - i / 60);
        content += "1 0 0 1 " + x + " " + y + " Tm (" + std::to_string(100'000 + i) + ") Tj\n";
    }
    std::string pdf =
        testing::sign_pdf(page_with(content + "ET"), testing::TestPki::instance().person, {.certification = 3});
    if (how == Notes::in_one_revision) return with_notes(pdf, 0, notes);
    for (int i = 0; i < notes; ++i) pdf = with_notes(pdf, i, 1);
    return pdf;
}

std::string make_sealed_drawing()
{
    std::string content = "0.2 w\n";
    for (int i = 0; i < lines; ++i) {
        const std::string x = std::to_string(i * 7 % 842), y = std::to_string(i * 11 % 1'190);
        content += x + " " + y + " m " + y + " " + x + " l S\n";
    }
    content += "BT /F1 12 Tf 600 40 Td (MAT BANG TANG 1 - TY LE 1:100) Tj ET";
    const auto& pki = testing::TestPki::instance();
    std::string pdf = testing::sign_pdf(page_with(content), pki.person, {.certification = 2});
    for (int i = 1; i < seals; ++i) {
        const std::string left = std::to_string(i * 60), right = std::to_string(i * 60 + 55);
        pdf = testing::sign_pdf(
            pdf, pki.organisation,
            {.field = "Signature" + std::to_string(i + 1), .rectangle = "[" + left + " 60 " + right + " 115]"});
    }
    return pdf;
}

}  // namespace chamber::bench
