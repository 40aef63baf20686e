// Plain text that keeps a page's columns by spaces (`pdftotext -layout`, a copy out of a terminal), as words with
// places: one letter is as wide as every other. Internal to heading.cpp.
#pragma once

#include "protocol/page_words.hpp"

#include <string_view>
#include <vector>

namespace chamber::heading {

// Empty: this text has no columns, its lines stand one below the other.
std::vector<PageWord> words_of_layout(std::string_view text);

}  // namespace chamber::heading
