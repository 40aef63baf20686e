// What a text may be: Unicode in composed form (NFC), without anything that hides, reorders or steers what is read.
//
// Three sorts of characters have no place in a text. Those that change how other text reads (controls, bidi controls,
// interlinear marks, noncharacters, what is no UTF-8) are refused when a person typed them. Those that nobody sees
// (soft hyphen, zero width, byte order mark, variation selectors, fillers) come along with what is copied from
// elsewhere and are left out, like the spelling of NFD. Texts that no person typed (a device's model, a file's name,
// words of a PDF or a certificate) are cleaned, never refused.
//
//   typed ──parse_text──▶ NFC text, or unclean_text          said ──cleaned_text──▶ NFC text, cut to its limit
//
// Which field of which message is which: field_rules.hpp. Pure: utf8proc is a table and a loop, it does no I/O.
#pragma once

#include "protocol/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chamber {

// many: line feeds and tabs belong to the text; CR LF becomes one line feed.
enum class Lines { one, many };

// What is to be done with a character.
enum class CharacterKind { plain, line_break, unseen, harmful };
CharacterKind character_kind(char32_t c);

// One code point from the front of UTF-8; nothing for a byte that belongs to none, which is taken off as well.
bool take_code_point(std::string_view& bytes, char32_t& c);
void append_code_point(std::string& bytes, char32_t c);

// Success: the text in NFC without unseen characters. Errors: unclean_text (the detail names the code point).
Result<std::string> parse_text(std::string_view typed, Lines lines);

// The same without ever failing: harmful characters are left out, breaks become spaces in one line, bytes that are no
// UTF-8 become U+FFFD, more than `bytes_max` bytes are cut between characters. Of one line the spaces at both ends go,
// too.
std::string cleaned_text(std::string_view said, std::size_t bytes_max, Lines lines = Lines::one);

// For a terminal: only what could steer it or reorder the line is left out; spelling, tabs and line feeds stay.
std::string without_controls(std::string_view text);

// Nothing to see: empty, or spaces and breaks of any kind.
bool is_blank(std::string_view text);

// The character that a compatible one stands for: U+FF1D ＝ → '='; itself when there is none.
char32_t plain_form(char32_t c);
bool is_space(char32_t c);

}  // namespace chamber
