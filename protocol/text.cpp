#include "protocol/text.hpp"

#include <array>
#include <cstdlib>
#include <memory>
#include <utf8proc.h>

namespace chamber {
namespace {

constexpr char32_t replacement = 0xFFFD;

// Vietnamese spelled apart has two marks on a letter. Endless ones draw over the lines above, and sorting them takes
// quadratic time.
constexpr std::size_t marks_in_a_row_max = 8;

utf8proc_category_t category(char32_t c)
{
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool is_mark(char32_t c)
{
    const auto kind = category(c);
    return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_ME;
}

// The property Bidi_Control.
bool is_bidi_control(char32_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_noncharacter(char32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

std::string code_point_name(char32_t c)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string name = "U+";
    for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) name += digits[c >> shift & 0xFU];
    return name;
}

bool is_ascii(std::string_view text)
{
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

std::string composed(std::string text)
{
    if (is_ascii(text)) return text;
    utf8proc_uint8_t* made = nullptr;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    const auto size = utf8proc_map(bytes, static_cast<utf8proc_ssize_t>(text.size()), &made, options);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
    MUST(size >= 0);  // whole code points only come here
    return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(size)};
}

void trim(std::string& text)
{
    while (!text.empty() && text.back() == ' ') text.pop_back();
    text.erase(0, text.find_first_not_of(' '));
}

void cut(std::string& text, std::size_t bytes_max)
{
    if (text.size() <= bytes_max) return;
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
}

// Counts marks that follow each other without a letter between them.
class Marks {
public:
    bool too_many(char32_t c)
    {
        count_ = is_mark(c) ? count_ + 1 : 0;
        return count_ > marks_in_a_row_max;
    }

private:
    std::size_t count_ = 0;
};

}  // namespace

bool take_code_point(std::string_view& bytes, char32_t& c)
{
    utf8proc_int32_t point = 0;
    const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(bytes.data());
    const auto length = utf8proc_iterate(at, static_cast<utf8proc_ssize_t>(bytes.size()), &point);
    bytes.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    c = length > 0 ? static_cast<char32_t>(point) : 0;
    return length > 0;
}

void append_code_point(std::string& bytes, char32_t c)
{
    std::array<utf8proc_uint8_t, 4> encoded{};
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), encoded.data());
    bytes.append(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length));
}

CharacterKind character_kind(char32_t c)
{
    if (c == U'\n' || c == U'\r' || c == U'\t' || c == 0x2028 || c == 0x2029) return CharacterKind::line_break;
    if (category(c) == UTF8PROC_CATEGORY_CC || is_bidi_control(c) || is_noncharacter(c)) return CharacterKind::harmful;
    if (c >= 0xFFF9 && c <= 0xFFFB) return CharacterKind::harmful;
    // U+FFFC stands where a picture was copied along.
    if (c == 0xFFFC || utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->ignorable) return CharacterKind::unseen;
    return CharacterKind::plain;
}

Result<std::string> parse_text(std::string_view typed, Lines lines)
{
    std::string text;
    text.reserve(typed.size());
    Marks marks;
    while (!typed.empty()) {
        char32_t c = 0;
        if (!take_code_point(typed, c)) return fail(ErrorCode::unclean_text, "no UTF-8");
        switch (character_kind(c)) {
        case CharacterKind::harmful: return fail(ErrorCode::unclean_text, code_point_name(c));
        case CharacterKind::unseen: continue;
        case CharacterKind::line_break:
            if (lines == Lines::one && c < 0x80) return fail(ErrorCode::unclean_text, code_point_name(c));
            if (c == U'\r' && typed.starts_with('\n')) continue;
            if (lines == Lines::one)
                c = U' ';
            else if (c != U'\t')
                c = U'\n';
            break;
        case CharacterKind::plain:
            if (marks.too_many(c)) return fail(ErrorCode::unclean_text, "too many marks on one letter");
            break;
        }
        append_code_point(text, c);
    }
    return composed(std::move(text));
}

std::string cleaned_text(std::string_view said, std::size_t bytes_max, Lines lines)
{
    std::string text;
    text.reserve(said.size());
    Marks marks;
    while (!said.empty()) {
        char32_t c = 0;
        if (!take_code_point(said, c)) c = replacement;
        const auto kind = character_kind(c);
        if (kind == CharacterKind::harmful || kind == CharacterKind::unseen || marks.too_many(c)) continue;
        if (kind == CharacterKind::line_break) {
            if (c == U'\r' && said.starts_with('\n')) continue;
            if (lines == Lines::one)
                c = U' ';
            else if (c != U'\t')
                c = U'\n';
        }
        append_code_point(text, c);
    }
    text = composed(std::move(text));
    if (lines == Lines::one) trim(text);
    cut(text, bytes_max);
    return text;
}

std::string without_controls(std::string_view text)
{
    std::string kept;
    kept.reserve(text.size());
    while (!text.empty()) {
        char32_t c = 0;
        if (!take_code_point(text, c)) c = replacement;
        if (character_kind(c) == CharacterKind::harmful || c == U'\r') continue;
        append_code_point(kept, c);
    }
    return kept;
}

bool is_space(char32_t c)
{
    const auto kind = category(c);
    return kind == UTF8PROC_CATEGORY_ZS || kind == UTF8PROC_CATEGORY_ZL || kind == UTF8PROC_CATEGORY_ZP ||
           (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0x2800;
}

bool is_blank(std::string_view text)
{
    while (!text.empty()) {
        char32_t c = 0;
        if (!take_code_point(text, c)) return false;
        if (!is_space(c) && character_kind(c) == CharacterKind::plain) return false;
    }
    return true;
}

char32_t plain_form(char32_t c)
{
    std::array<utf8proc_int32_t, 32> forms{};
    int last_boundclass = 0;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
    const auto count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), forms.data(), forms.size(), options,
                                               &last_boundclass);
    return count > 0 ? static_cast<char32_t>(forms[0]) : c;
}

}  // namespace chamber
