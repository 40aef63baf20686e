#include "protocol/clock_time.hpp"

#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace chamber {
namespace {

constexpr std::size_t bytes_max = 160;  // forty letters
constexpr std::int32_t day_min = 1'440;

struct Family {
    vietnamese::View letters;
    char plain;
};
constexpr std::array families{Family{U"AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", 'a'},
                              Family{U"EÈÉẺẼẸÊỀẾỂỄỆ", 'e'},
                              Family{U"IÌÍỈĨỊ", 'i'},
                              Family{U"OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", 'o'},
                              Family{U"UÙÚỦŨỤƯỪỨỬỮỰ", 'u'},
                              Family{U"YỲÝỶỸỴ", 'y'},
                              Family{U"Đ", 'd'},
                              Family{U"'\u2018\u2019\u2032\u00B4", '\''}};

char plain_of(char32_t c)
{
    const char32_t large = vietnamese::upper(c);
    for (const Family& family : families)
        if (family.letters.find(large) != vietnamese::View::npos) return family.plain;
    if (large >= U'A' && large <= U'Z') return static_cast<char>(large - U'A' + U'a');
    return large < 0x80 ? static_cast<char>(large) : '?';
}

// Without marks, in small letters, with single spaces; every sort of apostrophe is one, and '?' stands for all other
// signs.
std::string folded(std::string_view typed)
{
    std::string text;
    for (const char32_t c : vietnamese::normalised(typed)) {
        const char plain = c == U'\n' || c == U'\t' || c == U'\r' ? ' ' : plain_of(c);
        if (plain != ' ' || (!text.empty() && text.back() != ' ')) text += plain;
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

// From the front of a text, with the spaces behind what was found.
class Reader {
public:
    explicit Reader(std::string_view text) : left_(text) {}

    bool done() const { return left_.empty(); }
    bool word(std::string_view wanted)
    {
        if (!left_.starts_with(wanted)) return false;
        skip(wanted.size());
        return true;
    }
    bool one_of(std::span<const std::string_view> words)
    {
        return std::ranges::any_of(words, [&](std::string_view one) { return word(one); });
    }
    // How many figures stand here.
    std::size_t figures() const { return std::min(left_.find_first_not_of("0123456789"), left_.size()); }
    std::int32_t number(std::size_t count)
    {
        std::int32_t value = 0;
        for (const char c : left_.substr(0, count)) value = value * 10 + (c - '0');
        skip(count);
        return value;
    }

private:
    void skip(std::size_t count)
    {
        left_.remove_prefix(count);
        if (left_.starts_with(' ')) left_.remove_prefix(1);
    }
    std::string_view left_;
};

struct Hours {
    std::string_view part;
    std::int32_t from;
    std::int32_t to;
    std::int32_t add;
};
constexpr std::array hours{Hours{"sang", 0, 11, 0},   Hours{"sa", 0, 11, 0},   Hours{"sa", 12, 12, -12},
                           Hours{"trua", 10, 14, 0},  Hours{"trua", 1, 2, 12}, Hours{"chieu", 1, 6, 12},
                           Hours{"chieu", 12, 18, 0}, Hours{"ch", 1, 11, 12},  Hours{"ch", 12, 23, 0},
                           Hours{"toi", 5, 11, 12},   Hours{"toi", 17, 23, 0}, Hours{"dem", 8, 11, 12},
                           Hours{"dem", 12, 12, -12}, Hours{"dem", 0, 4, 0},   Hours{"dem", 20, 23, 0}};
constexpr std::array<std::string_view, 8> part_names{"sang", "trua", "chieu", "toi", "dem", "khuya", "sa", "ch"};

// Takes "chieu" from the end; empty when there is none.
std::string_view take_part(std::string_view& text)
{
    for (const std::string_view name : part_names) {
        if (text.size() <= name.size() || !text.ends_with(name)) continue;
        text.remove_suffix(name.size());
        if (text.ends_with(' ')) text.remove_suffix(1);
        return name == "khuya" ? "dem" : name;
    }
    return {};
}

std::optional<std::int32_t> hour_of(std::int32_t said, std::string_view part)
{
    if (part.empty()) return said <= 23 ? std::optional(said) : std::nullopt;
    for (const Hours& one : hours)
        if (one.part == part && said >= one.from && said <= one.to) return said + one.add;
    return std::nullopt;
}

// What stands behind "7 gio": nothing, "ruoi", "45", "45 phut", "kem 15". Shape: minutes to add, which may be below 0.
std::optional<std::int32_t> behind_the_hour(Reader& text)
{
    constexpr std::array<std::string_view, 4> minute_words{"'", "phut", "ph", "p"};
    if (text.done()) return 0;
    if (text.word("ruoi")) return text.done() ? std::optional(30) : std::nullopt;
    const bool less = text.word("kem");
    const std::size_t figures = text.figures();
    if (figures < 1 || figures > 2) return std::nullopt;
    const std::int32_t minutes = text.number(figures);
    text.one_of(minute_words);
    if (!text.done() || minutes > 59 || (less && minutes == 0)) return std::nullopt;
    return less ? -minutes : minutes;
}

struct Said {
    std::int32_t hour;
    std::int32_t minutes;
};

std::optional<Said> read_said(std::string_view typed)
{
    constexpr std::array<std::string_view, 3> hour_words{"gio", "g", "h"};
    constexpr std::array<std::string_view, 2> signs{":", "."};
    Reader text(typed);
    const std::size_t figures = text.figures();
    if (figures == 3 || figures == 4) {
        const std::int32_t hour = text.number(figures - 2);
        const std::int32_t minutes = typed.size() == figures ? text.number(2) : 60;
        return minutes <= 59 ? std::optional(Said{hour, minutes}) : std::nullopt;
    }
    if (figures < 1 || figures > 2) return std::nullopt;
    const std::int32_t hour = text.number(figures);
    if (text.one_of(signs)) {
        const std::int32_t minutes = text.figures() == 2 ? text.number(2) : 60;
        return minutes <= 59 && text.done() ? std::optional(Said{hour, minutes}) : std::nullopt;
    }
    if (!text.one_of(hour_words)) return std::nullopt;
    const auto minutes = behind_the_hour(text);
    return minutes ? std::optional(Said{hour, *minutes}) : std::nullopt;
}

}  // namespace

Result<ClockTime> parse_clock(std::string_view typed)
{
    if (typed.size() > bytes_max)
        return fail(ErrorCode::bad_clock, "too long", std::string(typed.substr(0, bytes_max)));
    const std::string whole = folded(typed);
    std::string_view text = whole;
    const std::string_view part = take_part(text);
    const auto said = read_said(text);
    const auto hour = said ? hour_of(said->hour, part) : std::nullopt;
    if (!hour) return fail(ErrorCode::bad_clock, {}, std::string(typed));
    return ClockTime{(*hour * 60 + said->minutes + day_min) % day_min};
}

std::string clock_text(ClockTime time)
{
    std::string text = "00:00";
    text[0] = static_cast<char>('0' + time.minutes / 600);
    text[1] = static_cast<char>('0' + time.minutes / 60 % 10);
    text[3] = static_cast<char>('0' + time.minutes % 60 / 10);
    text[4] = static_cast<char>('0' + time.minutes % 10);
    return text;
}

}  // namespace chamber
