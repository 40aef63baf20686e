#include "server/inspect/page_fonts.hpp"

#include "protocol/text.hpp"
#include "server/inspect/object_geometry.hpp"
#include "server/inspect/standard_widths.hpp"
#include "server/inspect/to_unicode.hpp"

#include <algorithm>
#include <map>

namespace chamber::inspect {
namespace {

constexpr std::size_t widths_max = 70'000;

using Widths = std::map<unsigned, double>;

double number(Object value, double otherwise)
{
    return value.isNumber() ? value.getNumericValue() : otherwise;
}

void read_simple_widths(Object font, double unit, Widths& widths_of)
{
    const auto first = static_cast<unsigned>(std::clamp(number(font.getKey("/FirstChar"), 0), 0.0, 255.0));
    const auto widths = items(font.getKey("/Widths"));
    for (std::size_t i = 0; i < widths.size() && i < 256; ++i)
        widths_of[first + static_cast<unsigned>(i)] = number(widths[i], 500) * unit;
}

// [ first [w w w] first last w … ]
void read_cid_widths(Object array, Widths& widths)
{
    const auto list = items(array);
    for (std::size_t i = 0; i + 1 < list.size() && widths.size() < widths_max;) {
        const auto first = static_cast<unsigned>(std::clamp(number(list[i], 0), 0.0, 65'535.0));
        Object second = list[i + 1];
        if (second.isArray()) {
            unsigned code = first;
            for (const auto& width : items(second)) widths[code++] = number(width, 1'000) / 1'000;
            i += 2;
        } else {
            const auto last = static_cast<unsigned>(std::clamp(number(second, 0), 0.0, 65'535.0));
            for (unsigned code = first; i + 2 < list.size() && code <= last && widths.size() < widths_max; ++code)
                widths[code] = number(list[i + 2], 1'000) / 1'000;
            i += 3;
        }
    }
}

bool is_space(unsigned letter)
{
    return letter == ' ' || letter == 0xA0 || letter == '\t';
}

bool says_nothing(unsigned letter)
{
    return is_space(letter) || letter == '.' || letter == '_' || letter == '-' || letter == 0x2026 ||
           letter == 0x2013 || letter == 0xB7;
}

// Of a code that means more than one letter, a sign that no blank is made of.
unsigned one_letter(std::string_view text)
{
    char32_t letter = 0;
    return take_code_point(text, letter) && text.empty() ? letter : 0xFFFD;
}

}  // namespace

Font read_font(Object font)
{
    Font read;
    if (!font.isDictionary()) return read;
    const std::string kind = name_value(font.getKey("/Subtype")), base = name_value(font.getKey("/BaseFont"));
    read.solid =
        kind == "/Type3" || base.find("Dingbats") != std::string::npos || base.find("Wingdings") != std::string::npos;
    const CodeTexts texts = read_to_unicode(font.getKey("/ToUnicode")).value_or(CodeTexts{});
    const bool redrawn = font.getKey("/Encoding").isDictionary();  // a code may have another letter's shape
    Widths widths;
    const auto code_for = [&](double width, unsigned value, unsigned otherwise) {
        const auto known = texts.find(value);
        const unsigned letter = known == texts.end() ? otherwise : one_letter(known->second);
        const bool plain = !read.solid && !redrawn;
        const bool blank = !read.solid && says_nothing(letter), space = otherwise == ' ';
        return Code{width, blank, space, plain && space, plain && says_nothing(otherwise)};
    };
    if (kind != "/Type0") {
        read_simple_widths(font, kind == "/Type3" ? matrix_of(font.getKey("/FontMatrix")).a : 0.001, widths);
        for (unsigned value = 0; value < 256; ++value) {
            const auto width = widths.find(value);
            read.codes.push_back(
                code_for(width == widths.end() ? standard_width(base, value) : width->second, value, value));
        }
        return read;
    }
    read.code_bytes = 2;
    Object inner = font.getKey("/DescendantFonts");
    inner = inner.isArray() && inner.getArrayNItems() > 0 ? inner.getArrayItem(0) : Object::newNull();
    read.other.width = inner.isDictionary() ? number(inner.getKey("/DW"), 1'000) / 1'000 : 1;
    if (inner.isDictionary()) read_cid_widths(inner.getKey("/W"), widths);
    for (const auto& [value, width] : widths) read.pairs[value] = code_for(width, value, 0xFFFF);
    for (const auto& known : texts)
        read.pairs.try_emplace(known.first, code_for(read.other.width, known.first, 0xFFFF));
    return read;
}

}  // namespace chamber::inspect
