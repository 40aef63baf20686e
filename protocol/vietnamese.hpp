// Vietnamese text as code points, in one spelling, for whoever must compare letters: heading.cpp reads documents with it.
//
// Not a Unicode library: it composes the twelve vowels with their five tones, knows Đ, and leaves every other script alone.
#pragma once

#include <string>
#include <string_view>

namespace chamber::vietnamese {

using Text = std::u32string;
using View = std::u32string_view;

// Composed, tone marks in their new places, one dash, plain spaces, Đ for Ð; unreadable bytes and invisible characters dropped.
Text normalised(std::string_view bytes);
std::string utf8(View text);

bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
char32_t upper(char32_t c);
Text upper(View text);

}  // namespace chamber::vietnamese
