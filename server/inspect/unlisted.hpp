// Signatures that no field of the form leads to. Most are what a re-saved copy keeps of its original: a printer driver,
// a merging program or a mail scanner wrote all objects anew, dropped the form and left the dictionary, whose numbers
// now mean nothing. A few are whole: their field stands on a page and was never put on the form's list.
//
//   /ByteRange in the bytes, not in a stream, of no field ── its numbers leave out a hex string where they say: it may
//   be whole
//                                                       └─ they do not: remains
#pragma once

#include "server/inspect/signed_fields.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct Unlisted {
    std::size_t place = 0;             // of its /ByteRange
    bool remains = false;              // its numbers do not fit this file
    std::optional<SignedField> field;  // where the objects lead to it
};

// `known`: where the ranges of the fields stand. Costs nothing when all are known.
std::vector<Unlisted> find_unlisted(std::string_view bytes, QPDF& pdf, const std::set<std::int64_t>& known);

// Does a page show a field with a signature? For a file whose form lists none: in object streams no /ByteRange is seen.
bool shows_signed_widget(QPDF& pdf);

}  // namespace chamber::inspect
