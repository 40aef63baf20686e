// Is a text plain Vietnamese? For whoever is about to show words that somebody else wrote: an error's detail, a
// library's complaint.
//
// Not a dictionary. A word with a Vietnamese letter is Vietnamese; a bare one is, when it can be a syllable (“khi”,
// “trong”; what ends in c, ch, p or t needs a tone, so “not” and “it” cannot). The few English words that look like
// syllables are listed, so are the few names that everybody uses (PDF, USB). What is quoted, a file's name, an option,
// a code ("vang-co-phep", "TrangThai"), a number and the words after “chamber-admin” are not read. The TypeScript twin
// and this one are held to tests/golden/plain_words.json. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chamber {

// The words that are not Vietnamese, in their order; "it cannot open đĩa" → {"it", "cannot", "open"}.
std::vector<std::string> foreign_words(std::string_view text);

// Whether a person who reads only Vietnamese can be shown this: no foreign word, and at least one Vietnamese letter.
bool is_plain_vietnamese(std::string_view text);

}  // namespace chamber
