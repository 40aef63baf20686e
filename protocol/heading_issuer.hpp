// Who issued a document: the organ's lines above its number, told apart from the organ above it and from the national
// title. Internal to heading.cpp.
#pragma once

#include "protocol/heading_lines.hpp"

#include <vector>

namespace chamber::heading {

// In capitals; empty when nothing there is an organ, or is no Vietnamese (lost letters, a bad recognition).
Text read_issuer(const Lines& head);

// What stands there line by line, the organ above first; empty where no issuer is read.
std::vector<Text> agency_lines(const Lines& head);

// Whose number it can only be: "NĐ-CP" is the Government's. Empty: not said.
View issuer_of_symbol(View full_number);

// A line in capitals that begins with an organ or an office ("GIÁM ĐỐC SỞ NỘI VỤ"): who decides, named again below the
// subject.
bool begins_authority(View line);

// … an office alone: "CHỦ TỊCH", "BỘ TRƯỞNG".
bool is_office(View line);

}  // namespace chamber::heading
