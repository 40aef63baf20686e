#include "server/inspect/page_fonts.hpp"

#include "server/inspect/object_geometry.hpp"

#include <qpdf/Buffer.hh>

namespace chamber::inspect {
namespace {

constexpr std::size_t widths_max = 70'000;

double number(Object value, double otherwise)
{
    return value.isNumber() ? value.getNumericValue() : otherwise;
}

unsigned code_of(const std::string& bytes)
{
    unsigned code = 0;
    for (const char byte : bytes)
        code = code << 8 | static_cast<unsigned char>(byte);
    return code;
}

// The pairs and ranges of a ToUnicode map; more than one letter for a code is no blank and not needed.
class MapReader : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit MapReader(std::map<unsigned, unsigned>& into) : into_(into) {}

    void handleObject(QPDFObjectHandle object, size_t, size_t) override
    {
        if (object.isOperator()) {
            const std::string op = object.getOperatorValue();
            group_ = op == "beginbfchar" ? 2 : op == "beginbfrange" ? 3 : 0;
            strings_.clear();
        } else if (group_ > 0) {
            if (object.isString()) strings_.push_back(object.getStringValue());
            if (strings_.size() == group_) take();
        }
    }
    void handleEOF() override {}

private:
    void take()
    {
        const unsigned first = code_of(strings_[0]), last = code_of(strings_[group_ - 2]), to = code_of(strings_[group_ - 1]);
        if (strings_.back().size() <= 2)
            for (unsigned code = first; code <= last && code - first < 256 && into_.size() < widths_max; ++code)
                into_[code] = to + (code - first);
        strings_.clear();
    }

    std::map<unsigned, unsigned>& into_;
    std::size_t group_ = 0;
    std::vector<std::string> strings_;
};

void read_simple_widths(Object font, double unit, FontFacts& facts)
{
    const auto first = static_cast<unsigned>(std::clamp(number(font.getKey("/FirstChar"), 0), 0.0, 255.0));
    const auto widths = items(font.getKey("/Widths"));
    for (std::size_t i = 0; i < widths.size() && i < 256; ++i)
        facts.widths[first + static_cast<unsigned>(i)] = number(widths[i], 500) * unit;
}

// [ first [w w w] first last w … ]
void read_cid_widths(Object array, FontFacts& facts)
{
    const auto list = items(array);
    for (std::size_t i = 0; i + 1 < list.size() && facts.widths.size() < widths_max;) {
        const auto first = static_cast<unsigned>(std::clamp(number(list[i], 0), 0.0, 65'535.0));
        Object second = list[i + 1];
        if (second.isArray()) {
            unsigned code = first;
            for (const auto& width : items(second))
                facts.widths[code++] = number(width, 1'000) / 1'000;
            i += 2;
        } else {
            const auto last = static_cast<unsigned>(std::clamp(number(second, 0), 0.0, 65'535.0));
            for (unsigned code = first; i + 2 < list.size() && code <= last && facts.widths.size() < widths_max; ++code)
                facts.widths[code] = number(list[i + 2], 1'000) / 1'000;
            i += 3;
        }
    }
}

bool says_nothing(unsigned letter)
{
    return letter == ' ' || letter == 0xA0 || letter == '.' || letter == '_' || letter == '-' || letter == 0x2026 || letter == 0x2013 ||
           letter == 0xB7 || letter == '\t';
}

}  // namespace

Font read_font(Object font)
{
    Font read;
    if (!font.isDictionary()) return read;
    auto facts = std::make_shared<FontFacts>();
    const std::string kind = name_value(font.getKey("/Subtype")), base = name_value(font.getKey("/BaseFont"));
    read.solid = kind == "/Type3" || base.find("Dingbats") != std::string::npos || base.find("Wingdings") != std::string::npos;
    if (kind == "/Type0") {
        read.code_bytes = 2;
        Object inner = font.getKey("/DescendantFonts");
        inner = inner.isArray() && inner.getArrayNItems() > 0 ? inner.getArrayItem(0) : Object::newNull();
        read.default_width = inner.isDictionary() ? number(inner.getKey("/DW"), 1'000) / 1'000 : 1;
        if (inner.isDictionary()) read_cid_widths(inner.getKey("/W"), *facts);
    } else {
        read_simple_widths(font, kind == "/Type3" ? matrix_of(font.getKey("/FontMatrix")).a : 0.001, *facts);
    }
    if (Object map = font.getKey("/ToUnicode"); map.isStream()) {
        MapReader reader(facts->unicode);
        try {
            map.parseAsContents(&reader);
        } catch (const std::exception&) {
            facts->unicode.clear();
        }
    }
    read.facts = std::move(facts);
    return read;
}

std::vector<Code> codes_of(const Font& font, std::string_view bytes)
{
    std::vector<Code> codes;
    const auto step = static_cast<std::size_t>(font.code_bytes);
    for (std::size_t i = 0; i + step <= bytes.size(); i += step) {
        const unsigned value = code_of(std::string(bytes.substr(i, step)));
        Code code{font.default_width, false, step == 1 && value == 32};
        unsigned letter = step == 1 ? value : 0xFFFF;
        if (font.facts) {
            if (const auto width = font.facts->widths.find(value); width != font.facts->widths.end()) code.width = width->second;
            if (const auto known = font.facts->unicode.find(value); known != font.facts->unicode.end()) letter = known->second;
        }
        code.blank = !font.solid && says_nothing(letter);
        codes.push_back(code);
    }
    return codes;
}

}  // namespace chamber::inspect
