// Reads the texts of prose/ (format: prose/README.md): chapters, their parts, their lines, each with the place where it
// stands.
//
// Knows nothing of what the lines mean; topics.hpp and compose.cpp do. Pure.
#pragma once

#include "protocol/error.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::demo {

struct ProseText {
    std::string_view file_name;  // "economy.txt"
    std::string_view text;
};

// The folder, compiled in.
std::span<const ProseText> prose_texts();

struct ProseLine {
    std::string text;   // continued lines are joined
    std::string where;  // "economy.txt:12"
};

struct Chapter {
    std::string name;
    std::string where;
    std::vector<ProseLine> lines;                                      // before any part
    std::map<std::string, std::vector<ProseLine>, std::less<>> parts;  // by name
};

// Errors: internal; `where` is file and line, `detail` what is wrong there: a line before the first chapter, a chapter
// or part without name or lines, one that was there already, a continuation of nothing.
Result<std::vector<Chapter>> parse_prose(const ProseText& file);

}  // namespace chamber::demo
