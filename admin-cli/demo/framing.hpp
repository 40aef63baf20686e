// Head and closing of a document, and the small words that every composer needs. Internal to the drawing.
#pragma once

#include "admin-cli/demo/compose.hpp"

#include <string>
#include <string_view>

namespace chamber::demo {

bool has(std::string_view text, std::string_view part);
std::string lower_first(std::string text);
// A draft's title names its type; what is printed does not repeat it.
std::string printed_subject(const DocumentFields& fields);
Head head_of(const Writing& w);
Closing closing_of(const Writing& w);

}  // namespace chamber::demo
