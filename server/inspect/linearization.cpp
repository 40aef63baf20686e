#include "server/inspect/linearization.hpp"

#include "server/inspect/object_skim.hpp"
#include "server/inspect/raw_dictionary.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr std::size_t line_end_bytes_max = 2;

// The file ended there once, or ends there now.
bool was_end(std::size_t length, const RevisionEnd& revision, std::string_view bytes, bool newest)
{
    return (length >= revision.close && length <= revision.close + line_end_bytes_max) ||
           (newest && length == bytes.size());
}

}  // namespace

Arrangement look_at_arrangement(std::string_view bytes, const RevisionChain& chain)
{
    const auto header = read_header(bytes, skip_blanks_and_remarks(bytes, 0));
    if (!header) return Arrangement::agrees;
    const auto dictionary = skim_value(bytes, header->behind, bytes.size());
    if (!dictionary || (dictionary->dictionary.find("Linear") == std::string_view::npos &&
                        dictionary->dictionary.find('#') == std::string_view::npos))
        return Arrangement::agrees;
    const auto entries = read_raw_dictionary(bytes, header->behind);
    if (!entries || count_key(*entries, "/Linearized") == 0) return Arrangement::agrees;
    const std::size_t behind = skip_blanks_and_remarks(bytes, dictionary->end);
    const std::size_t section = bytes.find_first_not_of(pdf_blanks, behind + std::string_view("endobj").size());
    for (const auto& entry : *entries) {
        if (entry.key != "/L") continue;
        const auto length = integer_of({entry}, "/L");
        for (std::size_t i = 0; length && *length > 0 && i < chain.ends.size(); ++i) {
            const RevisionEnd& revision = chain.ends[i];
            const bool true_then =
                was_end(static_cast<std::size_t>(*length), revision, bytes, i + 1 == chain.ends.size());
            if (true_then && bytes.find_first_not_of(pdf_blanks, revision.section) != section)
                return Arrangement::contradicts;
        }
    }
    return Arrangement::agrees;
}

}  // namespace chamber::inspect
