// Vietnamese text as code points, in one spelling, for whoever must compare letters: headings, the search, names of
// files.
//
// Not a Unicode library: it composes the twelve vowels with their five tones, knows Đ, and leaves every other script
// alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::vietnamese {

using Text = std::u32string;
using View = std::u32string_view;

// Composed, tone marks in their new places, one dash, plain spaces, Đ for Ð; unreadable bytes and invisible characters
// dropped.
Text normalised(std::string_view bytes);
Text code_points(std::string_view bytes);  // as they are, but for unreadable bytes
std::string utf8(View text);

bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
char32_t upper(char32_t c);
Text upper(View text);
char32_t lower(char32_t c);
Text lower(View text);

// Of a vowel: 0 for none, 1 to 5 for grave, acute, tilde, hook, dot; and the vowel without it (ậ → â). Other letters
// are their own.
std::size_t tone_of(char32_t c);
char32_t without_tone(char32_t c);
// Without circumflex, breve, horn and bar too (ậ → a, Đ → D).
char32_t base_letter(char32_t c);
// A vowel with or without marks, or đ.
bool takes_marks(char32_t c);

bool starts(View text, View with);
bool ends(View text, View with);
View trimmed(View text);
Text running(View text);                // runs of white space become one space
std::vector<Text> lines_of(View text);  // each one running
std::vector<View> words_of(View line);  // between spaces
Text letters_of(View text);             // letters and digits only

}  // namespace chamber::vietnamese
