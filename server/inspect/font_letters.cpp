#include "server/inspect/font_letters.hpp"

#include "protocol/text.hpp"
#include "server/inspect/font_codes.hpp"
#include "server/inspect/to_unicode.hpp"

#include <array>
#include <cstdint>

namespace chamber::inspect {
namespace {

constexpr std::size_t text_bytes_max = 262'144;

// 0x80 to 0x9F of Windows' code page 1252 and of PDFDocEncoding. Source: ISO 32000-2 Annex D.
constexpr std::array<char16_t, 32> windows_upper{0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x2022, 0x017D, 0x2022,
                                                 0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178};
constexpr std::array<char16_t, 32> document_upper{0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044,
                                                  0x2039, 0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018,
                                                  0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160,
                                                  0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0};

std::string utf8(char32_t letter)
{
    std::string bytes;
    append_code_point(bytes, letter);
    return bytes;
}

struct NamedLetter {
    const char* name;
    char32_t letter;
};

constexpr NamedLetter named_letters[] = {{"zero", '0'},
                                         {"one", '1'},
                                         {"two", '2'},
                                         {"three", '3'},
                                         {"four", '4'},
                                         {"five", '5'},
                                         {"six", '6'},
                                         {"seven", '7'},
                                         {"eight", '8'},
                                         {"nine", '9'},
                                         {"space", ' '},
                                         {"nbspace", 0xA0},
                                         {"exclam", '!'},
                                         {"quotedbl", '"'},
                                         {"numbersign", '#'},
                                         {"dollar", '$'},
                                         {"percent", '%'},
                                         {"ampersand", '&'},
                                         {"quotesingle", '\''},
                                         {"quoteright", 0x2019},
                                         {"quoteleft", 0x2018},
                                         {"parenleft", '('},
                                         {"parenright", ')'},
                                         {"asterisk", '*'},
                                         {"plus", '+'},
                                         {"comma", ','},
                                         {"hyphen", '-'},
                                         {"minus", 0x2212},
                                         {"period", '.'},
                                         {"slash", '/'},
                                         {"colon", ':'},
                                         {"semicolon", ';'},
                                         {"less", '<'},
                                         {"equal", '='},
                                         {"greater", '>'},
                                         {"question", '?'},
                                         {"at", '@'},
                                         {"bracketleft", '['},
                                         {"backslash", '\\'},
                                         {"bracketright", ']'},
                                         {"asciicircum", '^'},
                                         {"underscore", '_'},
                                         {"grave", '`'},
                                         {"braceleft", '{'},
                                         {"bar", '|'},
                                         {"braceright", '}'},
                                         {"asciitilde", '~'},
                                         {"bullet", 0x2022},
                                         {"ellipsis", 0x2026},
                                         {"endash", 0x2013},
                                         {"emdash", 0x2014},
                                         {"quotedblleft", 0x201C},
                                         {"quotedblright", 0x201D},
                                         {"Euro", 0x20AC},
                                         {"dcroat", 0x111},
                                         {"Dcroat", 0x110},
                                         {"dong", 0x20AB},
                                         {"oslash", 0xF8},
                                         {"Oslash", 0xD8},
                                         {"lslash", 0x142},
                                         {"Lslash", 0x141},
                                         {"ae", 0xE6},
                                         {"AE", 0xC6},
                                         {"oe", 0x153},
                                         {"OE", 0x152},
                                         {"germandbls", 0xDF},
                                         {"eth", 0xF0},
                                         {"Eth", 0xD0},
                                         {"thorn", 0xFE},
                                         {"Thorn", 0xDE},
                                         {"dotlessi", 0x131},
                                         {"degree", 0xB0},
                                         {"section", 0xA7},
                                         {"copyright", 0xA9},
                                         {"registered", 0xAE},
                                         {"trademark", 0x2122},
                                         {"sterling", 0xA3},
                                         {"yen", 0xA5},
                                         {"cent", 0xA2},
                                         {"paragraph", 0xB6},
                                         {"plusminus", 0xB1},
                                         {"mu", 0xB5},
                                         {"multiply", 0xD7},
                                         {"divide", 0xF7},
                                         {"guillemotleft", 0xAB},
                                         {"guillemotright", 0xBB},
                                         {"periodcentered", 0xB7},
                                         {"onehalf", 0xBD},
                                         {"onequarter", 0xBC},
                                         {"threequarters", 0xBE},
                                         {"fi", 0xFB01},
                                         {"fl", 0xFB02},
                                         {"fraction", 0x2044},
                                         {"perthousand", 0x2030},
                                         {"ordmasculine", 0xBA},
                                         {"ordfeminine", 0xAA},
                                         {"questiondown", 0xBF},
                                         {"exclamdown", 0xA1}};

constexpr NamedLetter accents[] = {{"acute", 0x301}, {"grave", 0x300},     {"circumflex", 0x302}, {"dieresis", 0x308},
                                   {"tilde", 0x303}, {"ring", 0x30A},      {"cedilla", 0x327},    {"caron", 0x30C},
                                   {"breve", 0x306}, {"macron", 0x304},    {"ogonek", 0x328},     {"dotaccent", 0x307},
                                   {"horn", 0x31B},  {"hookabove", 0x309}, {"dotbelow", 0x323}};

bool is_ascii_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// "eacute", "ecircumflexacute": the base and its marks; composed when texts are compared.
std::string accented(std::string_view name)
{
    std::string letter(name.substr(0, 1));
    for (name.remove_prefix(1); !name.empty();) {
        bool found = false;
        for (const auto& accent : accents) {
            if (!name.starts_with(accent.name)) continue;
            letter += utf8(accent.letter);
            name.remove_prefix(std::string_view(accent.name).size());
            found = true;
            break;
        }
        if (!found) return {};
    }
    return letter;
}

// Source: the Adobe Glyph List's rules, for the letters that forms are filled with. Empty: not known.
std::string letter_named(std::string_view name)
{
    if (name.size() == 1 && is_ascii_letter(name[0])) return std::string(name);
    for (const auto& known : named_letters)
        if (name == known.name) return utf8(known.letter);
    const bool uni = name.starts_with("uni") && name.size() == 7,
               u = name.starts_with("u") && (name.size() == 5 || name.size() == 6);
    const std::string_view digits = name.substr(uni ? 3 : 1);
    if ((uni || u) && digits.find_first_not_of("0123456789ABCDEFabcdef") == std::string_view::npos)
        return utf8(static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16)));
    return name.size() > 1 && is_ascii_letter(name[0]) ? accented(name) : std::string();
}

void read_base(const std::string& encoding, std::map<unsigned, std::string>& letters)
{
    for (unsigned code = 0x20; code < 0x7F; ++code) letters[code] = utf8(code);
    const bool windows = encoding == "/WinAnsiEncoding", document = encoding == "/PDFDocEncoding";
    if (!windows && !document) return;
    for (unsigned code = 0xA0; code <= 0xFF; ++code) letters[code] = utf8(code);
    if (document) letters[0xA0] = utf8(0x20AC);
    for (unsigned i = 0; i < windows_upper.size(); ++i)
        if (const char32_t letter = windows ? windows_upper[i] : document_upper[i]; letter != 0)
            letters[0x80 + i] = utf8(letter);
}

void read_encoding(Object encoding, std::map<unsigned, std::string>& letters)
{
    if (!encoding.isDictionary()) {
        read_base(name_value(encoding), letters);
        return;
    }
    read_base(name_value(encoding.getKey("/BaseEncoding")), letters);
    unsigned code = 0;
    for (auto item : items(encoding.getKey("/Differences"))) {
        if (item.isInteger()) {
            code = static_cast<unsigned>(item.getIntValue() & 0xFF);
        } else if (item.isName() && code <= 0xFF) {
            const std::string letter = letter_named(item.getName().substr(1));
            letters.erase(code);
            if (!letter.empty()) letters[code] = letter;
            ++code;
        }
    }
}

bool is_embedded(Object font)
{
    Object descriptor = font.isDictionary() ? font.getKey("/FontDescriptor") : Object::newNull();
    return descriptor.isDictionary() &&
           (descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3"));
}

bool is_symbols(const std::string& name)
{
    for (const char* part : {"Dingbats", "Symbol", "Wingdings", "Webdings"})
        if (name.find(part) != std::string::npos) return true;
    return false;
}

}  // namespace

FontLetters read_font_letters(Object font)
{
    FontLetters read;
    if (!font.isDictionary()) return read;
    const std::string kind = name_value(font.getKey("/Subtype"));
    Object inner = font.getKey("/DescendantFonts");
    inner = inner.isArray() && inner.getArrayNItems() > 0 ? inner.getArrayItem(0) : Object::newNull();
    read.embedded = kind == "/Type3" || is_embedded(font) || is_embedded(inner);
    read.symbols = is_symbols(name_value(font.getKey("/BaseFont")));
    if (kind == "/Type0") read.code_bytes = 2;
    Object map = font.getKey("/ToUnicode");
    if (kind == "/Type0" && name_value(map) == "/Identity-H") read.unicode_codes = true;
    Object encoding = font.getKey("/Encoding");
    const bool says_nothing = read.embedded && encoding.isNull();  // its codes are the glyphs' numbers
    if (kind != "/Type0" && !read.symbols && !says_nothing) read_encoding(encoding, read.letters);
    // Where readers draw with a font of their own, the encoding decides and a map may lie.
    if (map.isStream() && (kind == "/Type0" || read.embedded)) {
        const auto texts = read_to_unicode(map);
        if (!texts) read.letters.clear();
        if (texts)
            for (const auto& [code, text] : *texts) read.letters[code] = text;
    }
    return read;
}

std::vector<DrawnCode> letters_of(const FontLetters& font, std::string_view bytes)
{
    std::vector<DrawnCode> drawn;
    const auto step = static_cast<std::size_t>(font.code_bytes);
    for (std::size_t i = 0; i + step <= bytes.size(); i += step) {
        const unsigned code = code_of(bytes.substr(i, step));
        if (font.unicode_codes)
            drawn.push_back({utf8(code), true});
        else if (const auto known = font.letters.find(code); known != font.letters.end())
            drawn.push_back({known->second, true});
        else
            drawn.push_back({"\xEF\xBF\xBD" + std::to_string(code) + ";", false});
    }
    return drawn;
}

std::string plain_letters(std::string_view text)
{
    const std::string composed = cleaned_text(text, text_bytes_max, Lines::many);
    std::string plain;
    for (std::string_view rest = composed; !rest.empty();) {
        char32_t letter = 0;
        if (!take_code_point(rest, letter)) continue;
        if (is_space(letter) || letter == U'\n' || letter == U'\t') continue;
        if (letter == 0x2018 || letter == 0x2019 || letter == U'`') letter = U'\'';
        if (letter == 0xAD || letter == 0x2010 || letter == 0x2011 || letter == 0x2212) letter = U'-';
        append_code_point(plain, plain_form(letter));
    }
    return plain;
}

}  // namespace chamber::inspect
