// The sentence a person reads when something was refused: one per error and reader, naming the thing and what to do.
//
// One error, three people. The IT officer at the terminal can run a command and edit a file; the clerk at the console
// can do neither, but owns the papers; the delegate can do nothing but write, read, and call the secretary. Which of
// them meets which error, and in which words, is the table in sentence.cpp; error.cpp's sentence is the neutral one,
// for whoever is not known (a web page, a log).
//
//   Error{too_long, detail, "/items/0/body/reason"} ──▶ clerk:    “Lý do” dài quá 2.000 byte, chừng 1.500 chữ. Hãy rút
//   gọn rồi gửi lại. Error{session_unknown, "", "99"}                ──▶ terminal: Không có kỳ họp “99”. Hãy xem:
//   chamber-admin session list.
//
// A code without a row, somebody's newest, is said with its neutral sentence until it gets one; the test does not let
// it stay.
//
// `where` is named when the reader knows such a thing: a field by its word on the screen, a file or what was typed as
// it was typed. `detail` is never part of it; detail_for() says what of it the terminal may show. Pure.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chamber {

enum class Reader { terminal, clerk, delegate };

// Whether this reader can meet the error at all. Who does not, and yet does, is told that it went wrong and whom to
// call.
bool meets(Reader reader, ErrorCode code);

std::string sentence_for(Reader reader, const Error& error);

// What of `where` and `detail` is to be shown besides the sentence: plain Vietnamese only, and nothing that the
// sentence has named already. Empty for everybody but the terminal.
std::string detail_for(Reader reader, const Error& error);

// The sentence, then the detail in brackets: for a list of findings, an alarm.
std::string sentence_with_detail(Reader reader, const Error& error);

// A field of a message in words: "issued_on" → “ngày ban hành”.
struct FieldWord {
    std::string_view field;
    std::string_view word;
    std::string_view range = {};  // "từ 0 đến 1.000": what numbers it takes
};
std::span<const FieldWord> field_words();

// The field at the end of a place: "/import/people/4/seat" → the row of "seat". Nothing for a place without a known
// field.
const FieldWord* find_field_word(std::string_view where);

}  // namespace chamber
