// The onsets and rimes of Vietnamese; tones are taken off first.
#include "protocol/syllable.hpp"

#include <algorithm>
#include <array>

namespace chamber::vietnamese {
namespace {

constexpr std::size_t letters_max = 7;  // nghiêng
constexpr std::size_t abbreviation_letters_max = 10;
constexpr std::size_t judged_words_min = 10;

// Longer ones first.
constexpr std::array<View, 29> onsets = {U"ngh", U"ng", U"nh", U"ch", U"gh", U"gi", U"kh", U"ph", U"qu", U"th",
                                         U"tr",  U"kr", U"b",  U"c",  U"d",  U"đ",  U"g",  U"h",  U"k",  U"l",
                                         U"m",   U"n",  U"p",  U"r",  U"s",  U"t",  U"v",  U"x",  U""};

constexpr std::array<View, 168> rimes = {
    U"a",    U"ac",   U"ach",  U"ai",   U"am",   U"an",   U"ang", U"anh", U"ao",   U"ap",   U"at",   U"au",  U"ay",
    U"ăc",   U"ăm",   U"ăn",   U"ăng",  U"ăp",   U"ăt",   U"âc",  U"âm",  U"ân",   U"âng",  U"âp",   U"ât",  U"âu",
    U"ây",   U"e",    U"ec",   U"em",   U"en",   U"eng",  U"eo",  U"ep",  U"et",   U"ê",    U"êch",  U"êm",  U"ên",
    U"ênh",  U"êp",   U"êt",   U"êu",   U"i",    U"ia",   U"ich", U"iêc", U"iêm",  U"iên",  U"iêng", U"iêp", U"iêt",
    U"iêu",  U"im",   U"in",   U"inh",  U"ip",   U"it",   U"iu",  U"o",   U"oa",   U"oac",  U"oach", U"oai", U"oam",
    U"oan",  U"oang", U"oanh", U"oao",  U"oap",  U"oat",  U"oay", U"oăc", U"oăm",  U"oăn",  U"oăng", U"oăt", U"oc",
    U"oe",   U"oen",  U"oeo",  U"oet",  U"oi",   U"om",   U"on",  U"ong", U"ooc",  U"oong", U"op",   U"ot",  U"ô",
    U"ôc",   U"ôi",   U"ôm",   U"ôn",   U"ông",  U"ôp",   U"ôt",  U"ơ",   U"ơi",   U"ơm",   U"ơn",   U"ơp",  U"ơt",
    U"u",    U"ua",   U"uân",  U"uâng", U"uât",  U"uây",  U"uc",  U"uê",  U"uêch", U"uênh", U"ui",   U"um",  U"un",
    U"ung",  U"uôc",  U"uôi",  U"uôm",  U"uôn",  U"uông", U"uôt", U"uơ",  U"up",   U"ut",   U"uy",   U"uya", U"uych",
    U"uyên", U"uyêt", U"uyn",  U"uynh", U"uyt",  U"uyu",  U"ư",   U"ưa",  U"ưc",   U"ưi",   U"ưm",   U"ưn",  U"ưng",
    U"ươc",  U"ươi",  U"ươm",  U"ươn",  U"ương", U"ươp",  U"ươt", U"ươu", U"ưt",   U"ưu",   U"y",    U"ych", U"yê",
    U"yêm",  U"yên",  U"yêng", U"yêt",  U"yêu",  U"ym",   U"yn",  U"ynh", U"yt",   U"yu",   U"oi",   U"uâc"};

// Behind c, ch, p and t only the acute and the dot are spoken.
bool is_stopped(View rime)
{
    return ends(rime, U"c") || ends(rime, U"ch") || ends(rime, U"p") || ends(rime, U"t");
}

bool is_abbreviation(View word)
{
    constexpr View vowels = U"AĂÂEÊIOÔƠUƯY";
    if (word.size() < 2 || word.size() > abbreviation_letters_max || !std::all_of(word.begin(), word.end(), is_upper))
        return false;
    if (starts(word, U"UB") || starts(word, U"HĐ") || starts(word, U"MTTQ")) return true;
    return std::none_of(word.begin(), word.end(),
                        [&](char32_t c) { return vowels.find(without_tone(c)) != View::npos; });
}

}  // namespace

bool is_syllable(View word)
{
    if (word.empty() || word.size() > letters_max) return false;
    Text letters;
    std::size_t tone = 0;
    for (const char32_t c : word) {
        const char32_t small = lower(c);
        if (const std::size_t here = tone_of(small); here != 0) {
            if (tone != 0) return false;
            tone = here;
        }
        letters += without_tone(small);
    }
    if (letters.size() > 1 && letters.back() == U'k') letters.back() = U'c';  // Đắk Lắk
    for (const View onset : onsets) {
        if (!starts(letters, onset)) continue;
        const View rime = View(letters).substr(onset.size());
        if (std::find(rimes.begin(), rimes.end(), rime) == rimes.end()) continue;
        return !is_stopped(rime) || tone == 2 || tone == 5;
    }
    return letters == U"gi";
}

Spelling spelling_of(View text)
{
    Spelling found;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
        const View word = text.substr(at, end - at);
        at = end + 1;
        const bool letters_only = !word.empty() && std::all_of(word.begin(), word.end(), is_letter);
        if (!letters_only || is_abbreviation(word)) continue;
        ++found.words;
        if (is_syllable(word)) ++found.syllables;
        if (std::any_of(word.begin(), word.end(), [](char32_t c) { return c >= 0x80; })) ++found.marked;
    }
    return found;
}

bool is_plausible(View line)
{
    const Spelling found = spelling_of(line);
    if (found.words == 0) return true;
    return found.syllables * 10 >= found.words * 7 && (found.words < 3 || found.marked > 0);
}

bool is_plausible_page(View page)
{
    const Spelling found = spelling_of(page);
    if (found.words < judged_words_min) return true;
    return found.syllables * 2 >= found.words && found.marked * 4 >= found.words;
}

}  // namespace chamber::vietnamese
