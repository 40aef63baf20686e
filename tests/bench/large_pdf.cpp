#include "tests/bench/large_pdf.hpp"

#include <cstdint>
#include <cstdio>
#include <vector>

namespace chamber::bench {
namespace {

std::string noise(std::size_t bytes)
{
    std::string text(bytes, '\0');
    std::uint64_t state = 20241218;
    for (char& byte : text) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        byte = static_cast<char>(state >> 32);
    }
    return text;
}

std::string stream(const std::string& bytes)
{
    return "<< /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

}  // namespace

std::string make_large_pdf(std::size_t bytes)
{
    const std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R /Ballast 6 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        stream("BT /F 18 Tf 72 770 Td (Bao cao kinh te - xa hoi) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(noise(bytes)),
    };
    std::string pdf = "%PDF-1.4\n";
    std::string table = "xref\n0 7\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char row[24];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", pdf.size());
        table += row;
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t at = pdf.size();
    return pdf + table + "trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

}  // namespace chamber::bench
