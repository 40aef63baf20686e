// What a person typed, as FTS5 expressions and as snippets to be read. Nothing of it is ever an operator: every word
// is quoted. Pure. Internal to storage.
#pragma once

#include <string>
#include <string_view>

namespace chamber::storage {

struct SearchWords {
    std::string all;     // every word stands there; empty: there is no word
    std::string phrase;  // one behind the other; empty: there is one word only
    std::string number;  // bare letters and digits, as bare_number() makes them

    std::string together_or_apart() const { return phrase.empty() ? all : "(" + phrase + ") OR (" + all + ")"; }
    std::string apart() const { return "(" + all + ") NOT (" + phrase + ")"; }
};

// The last word may be a beginning of two letters or more, unless it bears a tone. More than words_max words: the
// first.
SearchWords search_words(std::string_view typed);

// "208/TTr-UBND" and "208 ttr ubnd" are one number: small letters without marks, and digits.
std::string bare_number(std::string_view number);

// FTS5 puts these around what it found; a reader gets brackets.
inline constexpr std::string_view found_from = "\x01";
inline constexpr std::string_view found_to = "\x02";

// One clean line: the words found in [brackets], always in pairs, the text's own brackets round; cut when it is long.
std::string readable_snippet(std::string_view marked);

}  // namespace chamber::storage
