// Is this written Vietnamese? A syllable is an onset, a rime and at most one tone, and there are few of each.
//
// Text of a PDF may be anything: a bad recognition of a scan, a font that lost letters, an old encoding. Whoever
// suggests words of a file asks here first. Names of other languages and abbreviations (UBND, PCCC) do not count
// against a line.
#pragma once

#include "protocol/vietnamese.hpp"

#include <cstddef>

namespace chamber::vietnamese {

// One word in any case: "nghị", "QUYẾT", "Đắk". No digits, no marks of punctuation.
bool is_syllable(View word);

struct Spelling {
    std::size_t words = 0;      // that can be judged
    std::size_t syllables = 0;  // of these
    std::size_t marked = 0;     // words with a letter beyond A to Z
};
Spelling spelling_of(View text);

// Good enough to be suggested: seven words in ten are syllables, and of three or more one at least has a mark.
bool is_plausible(View line);

// Of a whole page: enough words, and marks on one in four of them. A page of fewer than ten words cannot be judged and
// passes.
bool is_plausible_page(View page);

}  // namespace chamber::vietnamese
