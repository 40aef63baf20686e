// Which letter a code of a font draws, as far as that can be known without drawing it.
//
// The encoding decides for a font that is not embedded, because every reader draws it with a font of its own. The
// glyphs of an embedded font may be anything, so its /ToUnicode is only what the file says about itself, and `embedded`
// tells so. Internal to the comparison of forms.
#pragma once

#include "server/inspect/object_values.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct FontLetters {
    bool embedded = false;
    bool symbols = false;        // Dingbats and the like: no letters
    bool unicode_codes = false;  // the code is the letter
    int code_bytes = 1;
    std::map<unsigned, std::string> letters;  // UTF-8
};

struct DrawnCode {
    std::string letter;  // UTF-8; of an unknown one U+FFFD and its code
    bool known = false;
};

FontLetters read_font_letters(Object font);
std::vector<DrawnCode> letters_of(const FontLetters& font, std::string_view bytes);

// In composed form, without blanks, with one kind of quotation mark and hyphen: to compare what is drawn with what is
// meant.
std::string plain_letters(std::string_view text);

}  // namespace chamber::inspect
