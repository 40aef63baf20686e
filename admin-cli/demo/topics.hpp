// What the invented documents talk about: sentences with slots, grouped by subject matter, and lists of phrases, as
// prose/ has them. Internal to the drawing.
//
// The built-in texts are read once; a fault in them is ours and stops the program with its file and line. Thread: any.
#pragma once

#include "admin-cli/demo/prose_file.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::demo {

struct Indicator {
    std::string name;
    std::string unit;
};

struct Topic {
    std::string name;
    std::vector<std::string> results;
    std::vector<std::string> limits;
    std::vector<std::string> tasks;
    std::vector<std::string> places;  // one line per commune
    std::vector<Indicator> indicators;
};

using Topics = std::vector<Topic>;

// Errors: internal, with file and line: an unknown part, an unknown slot, an indicator without a unit, no results.
Result<Topics> topics_from(const std::vector<Chapter>& chapters);

// "economy": the topics of prose/economy.txt.
const Topics& topics(std::string_view set);
// A chapter of prose/phrases.txt.
const std::vector<std::string>& phrases(std::string_view chapter);
// A chapter of prose/documents.txt.
const std::vector<ProseLine>& document_lines(std::string_view chapter);

}  // namespace chamber::demo
