#include "tests/support/pdf.hpp"

#include <cstdio>

namespace chamber::test {
namespace {

std::string content_of(const std::string& page)
{
    std::string content = "BT /F1 12 Tf 14 TL 72 770 Td (";
    for (const char c : page) {
        if (c == '\n') {
            content += ") Tj T* (";
            continue;
        }
        if (c == '(' || c == ')' || c == '\\') content += '\\';
        content += c;
    }
    return content + ") Tj ET";
}

}  // namespace

std::string make_pdf(const std::vector<std::string>& pages, std::size_t ballast_bytes)
{
    std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    std::string kids;
    for (const std::string& page : pages) {
        const std::string content = content_of(page);
        objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
        const std::string stream = std::to_string(objects.size()) + " 0 R";
        objects.push_back(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents " +
            stream + " >>");
        kids += std::to_string(objects.size()) + " 0 R ";
    }
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
    if (ballast_bytes > 0)
        objects.push_back("<< /Length " + std::to_string(ballast_bytes) + " >>\nstream\n" +
                          std::string(ballast_bytes, 'x') + "\nendstream");
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t xref = pdf.size();
    pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
        pdf += line;
    }
    return pdf + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" +
           std::to_string(xref) + "\n%%EOF\n";
}

}  // namespace chamber::test
