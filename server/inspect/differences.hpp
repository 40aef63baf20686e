// What one revision changed against the one before it: a white list of what may be added after signing, and everything
// else in words.
//
// Both documents are walked in step from their trailers, so a change is found under every path that leads to it: an
// object that is allowed to change as a field's appearance is still a change when a page draws it too. Places with
// rules of their own (pages, annotations, form, fields, DSS, structure tree) are compared by those rules and only
// there; all the rest must be equal.
#pragma once

#include "server/inspect/letter_shelf.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

class QPDF;

namespace chamber::inspect {

// In the order of what a certification must grant for it (ISO 32000-2 Table 257).
enum class ChangeLevel {
    upkeep,      // validation data, document time-stamps, metadata: always allowed
    signing,     // a further signature, visible or not
    tagging,     // elements of the structure tree for what was added; draws nothing, always allowed, and said
    form_fill,   // P 2
    annotation,  // P 3
    other,       // never
};

// What happened to a field's value: it came where there was none, or took the place of one.
enum class ValueStep { none, filled, overwritten };

struct Change {
    ChangeLevel level = ChangeLevel::other;
    std::string sentence;   // Vietnamese
    std::string field;      // the form field it is about; empty otherwise
    std::int32_t page = 0;  // from 1; 0: no page
    ValueStep value = ValueStep::none;
    // Of an overwritten value: the end of the revision that brought it; 0: it stood in the first signed one.
    std::size_t value_since = 0;
};

// Errors are changes too: what cannot be walked is of level `other`.
// `letters`: of the older revision's pages, as the step before left them, or empty; left as the newer one's.
std::vector<Change> compare_revisions(QPDF& older, QPDF& newer, LetterShelf& letters);

}  // namespace chamber::inspect
