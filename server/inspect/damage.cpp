#include "server/inspect/damage.hpp"

#include "server/inspect/reach.hpp"
#include "server/inspect/stream_index.hpp"

#include <algorithm>
#include <array>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFXRefEntry.hh>

namespace chamber::inspect {
namespace {

bool is_harmless(const QPDFExc& warning)
{
    constexpr std::array words{"reported number of objects", "extraneous whitespace seen before xref"};
    const std::string message = warning.what();
    return std::ranges::any_of(words, [&](const char* word) { return message.find(word) != std::string::npos; });
}

// libqpdf takes an object out of its stream by its number, other readers by its place there.
bool are_object_streams_whole(QPDF& pdf, const std::set<QPDFObjGen>& reached)
{
    StreamIndexes indexes(pdf);
    for (const auto& [id, entry] : pdf.getXRefTable()) {
        if (entry.getType() != 2 || !reached.contains(id)) continue;
        const StreamIndex& index = indexes.of(entry.getObjStreamNumber());
        if (!index.whole || index.number_at(entry.getObjStreamIndex()) != id.getObj()) return false;
    }
    return true;
}

}  // namespace

Damage find_damage(QPDF& pdf)
{
    try {
        const Reached reached = reach_all(pdf);
        const auto warnings = pdf.getWarnings();
        const bool whole = reached.whole && std::ranges::all_of(warnings, is_harmless) && are_object_streams_whole(pdf, reached.objects);
        return whole ? Damage::none : Damage::found;
    } catch (const std::exception&) {
        return Damage::found;
    }
}

}  // namespace chamber::inspect
