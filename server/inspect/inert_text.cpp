#include "server/inspect/inert_text.hpp"

#include "server/inspect/object_skim.hpp"

#include <algorithm>
#include <array>
#include <map>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFXRefEntry.hh>

namespace chamber::inspect {

namespace {

// A line that begins with "%".
bool has_remark(std::string_view text)
{
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        const std::size_t before = text.substr(0, at).find_last_not_of(" \t");
        if (before == std::string_view::npos || text[before] == '\n' || text[before] == '\r') return true;
    }
    return false;
}

}  // namespace

bool is_inert(std::string_view text)
{
    constexpr std::array words{"startxref", "trailer", "xref", "%%EOF", "%PDF", "endobj", "endstream"};
    return !has_remark(text) && !find_header(text, 0, text.size()) &&
           std::ranges::none_of(words, [&](const char* word) { return text.find(word) != std::string_view::npos; });
}

bool is_found_alike(std::string_view bytes, QPDF& pdf)
{
    std::map<QPDFObjGen, std::size_t> last;
    for (auto header = find_header(bytes, 0, bytes.size()); header;
         header = find_header(bytes, header->behind, bytes.size()))
        last[QPDFObjGen(header->number, header->generation)] = header->begin;
    const auto table = pdf.getXRefTable();
    return std::ranges::all_of(last, [&](const auto& found) {
        const auto named = table.find(found.first);
        if (named == table.end() || named->second.getType() != 1) return false;
        const auto header = read_header(bytes, static_cast<std::size_t>(named->second.getOffset()));
        return header && header->begin == found.second;
    });
}

}  // namespace chamber::inspect
