#include "server/inspect/strays.hpp"

#include <algorithm>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

constexpr std::string_view blanks("\0\t\n\f\r ", 6);

bool inside_stream(std::string_view bytes, QPDF& pdf, std::size_t offset)
{
    try {
        QPDFObjectHandle object = object_around(pdf, static_cast<std::int64_t>(offset));
        if (!object.isStream()) return false;
        // The stream's own bytes hold it when "stream" stands before it and the data's length reaches beyond.
        const auto begin = static_cast<std::size_t>(object.getParsedOffset());
        QPDFObjectHandle length = object.getDict().getKey("/Length");
        return length.isInteger() && begin <= offset &&
               offset < begin + static_cast<std::size_t>(length.getIntValue()) && begin < bytes.size();
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

QPDFObjectHandle object_around(QPDF& pdf, std::int64_t offset)
{
    QPDFObjGen nearest;
    std::int64_t best = -1;
    for (const auto& [id, entry] : pdf.getXRefTable()) {
        if (entry.getType() != 1 || entry.getOffset() > offset || entry.getOffset() <= best) continue;
        best = entry.getOffset();
        nearest = id;
    }
    return best < 0 ? QPDFObjectHandle::newNull() : pdf.getObjectByObjGen(nearest);
}

std::vector<std::size_t> find_strays(std::string_view bytes, QPDF& pdf, const std::set<std::int64_t>& known)
{
    constexpr std::string_view key = "/ByteRange";
    std::vector<std::size_t> strays;
    for (std::size_t at = bytes.find(key); at != std::string_view::npos; at = bytes.find(key, at + 1)) {
        const std::size_t bracket = bytes.find_first_not_of(blanks, at + key.size());
        if (bracket == std::string_view::npos || bytes[bracket] != '[') continue;
        if (known.count(static_cast<std::int64_t>(bracket)) > 0 || inside_stream(bytes, pdf, bracket)) continue;
        strays.push_back(bracket);
    }
    return strays;
}

}  // namespace chamber::inspect
