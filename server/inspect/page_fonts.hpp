// The little of a font that placing its letters needs: how wide each code is, and which codes show nothing to read.
// Internal to content_marks.cpp.
#pragma once

#include "server/inspect/object_values.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct FontFacts {
    std::map<unsigned, double> widths;  // in text space units of one
    std::map<unsigned, unsigned> unicode;
};

struct Font {
    std::shared_ptr<const FontFacts> facts;
    int code_bytes = 1;
    double default_width = 0.5;
    bool solid = false;  // its glyphs may be anything: Type 3, Dingbats
};

struct Code {
    double width = 0;
    bool blank = false;  // blank, or the dots and dashes of a line to write on
    bool space = false;  // the one-byte code 32, which word spacing is for
};

Font read_font(Object font);
std::vector<Code> codes_of(const Font& font, std::string_view bytes);

}  // namespace chamber::inspect
