// A colour as it stands in notes and preferences: "#rrggbb".
#pragma once

#include <algorithm>
#include <cctype>
#include <string_view>

namespace chamber {

inline bool is_colour(std::string_view text)
{
    return text.size() == 7 && text[0] == '#' &&
           std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

}  // namespace chamber
