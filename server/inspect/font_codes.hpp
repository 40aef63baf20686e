// How a font's maps write a character's code. Internal to the readers of fonts.
#pragma once

#include <string_view>

namespace chamber::inspect {

// Its bytes, the highest first.
constexpr unsigned code_of(std::string_view bytes)
{
    unsigned code = 0;
    for (const char byte : bytes) code = code << 8 | static_cast<unsigned char>(byte);
    return code;
}

}  // namespace chamber::inspect
