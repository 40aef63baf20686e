// The little of a font that placing its letters needs: how wide each code is, and which codes show nothing to read.
// Internal to content_marks.cpp.
#pragma once

#include "server/inspect/object_values.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace chamber::inspect {

struct Code {
    double width = 0;    // in text space units of one
    bool blank = false;  // says nothing: blank, or the dots and dashes of a line to write on
    bool space = false;  // the one-byte code 32, which word spacing is for
    // What is drawn, whatever the file says that it means.
    bool empty = false;
    bool faint = false;  // dots and dashes
};

struct Font {
    std::vector<Code> codes;                   // of one byte: all 256
    std::unordered_map<unsigned, Code> pairs;  // of two: those that are not `other`
    Code other{0.5};
    std::size_t code_bytes = 1;
    bool solid = false;  // its glyphs may be anything: Type 3, Dingbats
};

Font read_font(Object font);

template <typename OnCode>
void each_code(const Font& font, std::string_view bytes, OnCode on_code)
{
    for (std::size_t i = 0; i + font.code_bytes <= bytes.size(); i += font.code_bytes) {
        const unsigned value = static_cast<unsigned char>(bytes[i]);
        if (font.code_bytes == 1) {
            on_code(value < font.codes.size() ? font.codes[value] : font.other);
            continue;
        }
        const auto known = font.pairs.find(value << 8 | static_cast<unsigned char>(bytes[i + 1]));
        on_code(known == font.pairs.end() ? font.other : known->second);
    }
}

}  // namespace chamber::inspect
