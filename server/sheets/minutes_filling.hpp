// What the minutes say, by the tags of their template: facts in Vietnamese words, and the secretary's parts. README.md
// lists the tags. Both the Word file and the PDF are made of it, so that they never differ. Pure.
#pragma once

#include "protocol/minutes.hpp"
#include "server/sheets/filling.hpp"
#include "storage/minutes/facts.hpp"

#include <vector>

namespace chamber::sheets {

// A part of the minutes that is of no use to this session (an item struck off) says nothing.
Filling minutes_filling(const storage::MinutesFacts& facts, const std::vector<MinutesPart>& prose);

// The notice of a session's results: the same tags, and the list of resolutions.
Filling notice_filling(const storage::MinutesFacts& facts, const std::vector<MinutesPart>& prose);

// "item:MUC03": the part in which the secretary writes of an item.
std::string item_part(const AgendaItemId& item);

}  // namespace chamber::sheets
