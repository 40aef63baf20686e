// Appending without touching a byte that was there.
#include "admin-cli/demo/incremental.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <stdexcept>
#include <utility>

namespace chamber::demo {

std::string reference(int id)
{
    return std::to_string(id) + " 0 R";
}

// The dictionary with some entries set anew.
std::string with_entries(QPDFObjectHandle dictionary, const Entries& entries)
{
    std::string result = "<<";
    if (dictionary.isDictionary()) {
        for (auto [key, value] : dictionary.ditems()) {
            if (!entries.contains(key))
                result += " " + QPDFObjectHandle::newName(key).unparse() + " " + value.unparse();
        }
    }
    for (const auto& [key, value] : entries) result += " " + key + " " + value;
    return result + " >>";
}

std::string with_item(QPDFObjectHandle array, const std::string& item)
{
    std::string result = "[";
    if (array.isArray()) {
        for (auto held : array.aitems()) result += held.unparse() + " ";
    }
    return result + item + "]";
}

Update::Update(std::string_view pdf) : pdf_(pdf)
{
    qpdf_.setSuppressWarnings(true);
    qpdf_.processMemoryFile("document", pdf.data(), pdf.size());
    auto size = qpdf_.getTrailer().getKey("/Size");
    next_ = std::max(size.isInteger() ? size.getIntValueAsInt() : 0, static_cast<int>(qpdf_.getObjectCount()) + 1);
}

std::string Update::written()
{
    std::string out(pdf_);
    if (out.back() != '\n') out += '\n';
    std::map<int, std::size_t> offsets;
    for (const auto& [id, object] : objects_) {
        offsets[id] = out.size();
        out += std::to_string(id) + " 0 obj\n" + object + "\nendobj\n";
    }
    const std::size_t section = out.size();
    const std::size_t previous = last_section();
    const bool table = pdf_.substr(previous, 4) == "xref";
    out += table ? cross_reference_table(offsets, previous) : cross_reference_stream(offsets, previous, section);
    return out + "startxref\n" + std::to_string(section) + "\n%%EOF\n";
}

std::size_t Update::last_section() const
{
    const auto at = pdf_.rfind("startxref");
    if (at == std::string_view::npos) throw std::runtime_error("no startxref");
    const auto digits = pdf_.find_first_of("0123456789", at);
    std::size_t offset = 0;
    if (digits == std::string_view::npos) throw std::runtime_error("startxref without a number");
    std::from_chars(pdf_.data() + digits, pdf_.data() + pdf_.size(), offset);
    if (offset >= pdf_.size()) throw std::runtime_error("startxref points outside");
    return offset;
}

std::string Update::common_entries(std::size_t previous)
{
    auto trailer = qpdf_.getTrailer();
    std::string result = "/Root " + trailer.getKey("/Root").unparse() + " /Prev " + std::to_string(previous);
    if (trailer.hasKey("/Info")) result += " /Info " + trailer.getKey("/Info").unparse();
    if (trailer.hasKey("/ID")) result += " /ID " + trailer.getKey("/ID").unparseResolved();
    return result;
}

std::string Update::cross_reference_table(const std::map<int, std::size_t>& offsets, std::size_t previous)
{
    std::string out = "xref\n";
    for (const auto& [id, offset] : offsets) {
        char line[64];
        std::snprintf(line, sizeof line, "%d 1\n%010zu 00000 n \n", id, offset);
        out += line;
    }
    return out + "trailer\n<< /Size " + std::to_string(next_) + " " + common_entries(previous) + " >>\n";
}

std::string Update::cross_reference_stream(std::map<int, std::size_t> offsets, std::size_t previous,
                                           std::size_t section)
{
    const int id = take_id();
    offsets[id] = section;
    std::string index;
    std::string rows;
    for (const auto& [object, offset] : offsets) {
        index += std::to_string(object) + " 1 ";
        rows += '\1';
        for (int shift = 24; shift >= 0; shift -= 8) rows += static_cast<char>(offset >> shift & 0xFF);
        rows += '\0';
    }
    return std::to_string(id) + " 0 obj\n<< /Type /XRef /W [1 4 1] /Index [" + index + "] /Size " +
           std::to_string(next_) + " " + common_entries(previous) + " /Length " + std::to_string(rows.size()) +
           " >>\nstream\n" + rows + "\nendstream\nendobj\n";
}

}  // namespace chamber::demo
