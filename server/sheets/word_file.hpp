// A Word file as its parts: read out of a zip (zipped_parts), put back into one.
//
// Parts keep their order; they are stored, not compressed, under one fixed time: the same parts give the same bytes on
// every machine, and what a template holds besides its texts (pictures, styles) comes along untouched. Thread: any.
#pragma once

#include "server/sheets/zipped_parts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::sheets {

inline constexpr std::size_t template_bytes_max = 8'000'000;

using WordPart = ZippedPart;

// Errors: template_unreadable (no zip, damaged, no Word text in it, macros in it, more than it may hold).
Result<std::vector<WordPart>> read_word_file(std::string_view bytes);

// Errors: io_failed.
Result<std::string> write_word_file(const std::vector<WordPart>& parts);

}  // namespace chamber::sheets
