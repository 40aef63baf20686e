// An agenda as a clerk has it in Word, read line by line: "I. …", "1. …", "a) …", "- …".
//
//   "2. Xem xét các tờ trình"         number 2, level 0
//   "a) Tờ trình về ngân sách;"       number 2a, level 1: letters stand behind their number, numbers and Roman ones
//                                     behind a point (I.1)
//   "- Phụ lục"                       no number, level 2
//   "chủ trương đầu tư"               goes on with the line above, which did not end
//
// Levels come of the order in which the kinds of numbers appear. What is unsure is told by its line and never guessed:
// lines without a number among numbered ones, numbers without a name, numbers out of their turn (those are taken, too).
// A text without any number has an item in each line. Pure, and the twin of the one in server/web: both read
// tests/golden/agenda_text.json.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

struct AgendaTextItem {
    std::string number;  // "", "2", "2a", "I.1"
    std::string name;
    std::int32_t level = 0;  // from 0
    std::int32_t line = 0;   // where it begins, from 1
};

struct AgendaText {
    std::vector<AgendaTextItem> items;
    std::vector<std::int32_t> unsure;  // lines, from 1, ascending
};

// Never fails: text that cannot be read is cleaned (text.hpp).
AgendaText read_agenda_text(std::string_view text);

}  // namespace chamber
