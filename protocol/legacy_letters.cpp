// The two tables and the guess. Source: TCVN 5712:1993 (VN3) and VNI-Windows, as their fonts map them.
#include "protocol/legacy_letters.hpp"

#include "protocol/syllable.hpp"

#include <algorithm>
#include <array>

namespace chamber::vietnamese {
namespace {

constexpr char32_t first_byte = 0xA1, last_byte = 0xFE;
constexpr std::size_t judged_words_min = 3;
constexpr std::size_t judged_chars_max = 4'000;  // a page's letters are its first lines' letters

// 0xA1 to 0xFE; a blank: no letter.
constexpr View tcvn3 = U"ĂÂÊÔƠƯĐăâêôơưđ"                     // A1
                       U"      àảãáạ ằẳẵắ       "            // AF
                       U"ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíị"          // C6
                       U"ò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";  // DF
static_assert(tcvn3.size() == last_byte - first_byte + 1);

// A vowel and the mark behind it, which is a letter of its own in the font.
struct Mark {
    View marks;   // small, by tone: none, grave, acute, tilde, hook, dot; '\0' where there is none
    View bases;   // vowels it may follow
    View shaped;  // what they become without a tone
};
constexpr std::array<Mark, 3> vni_marks = {{{View(U"\0\u00F8\u00F9\u00F5\u00FB\u00EF", 6), U"aeouyơư", U"aeouyơư"},
                                            {U"\u00E2\u00E0\u00E1\u00E3\u00E5\u00E4", U"aeo", U"âêô"},
                                            {U"\u00EA\u00E8\u00E9\u00FC\u00FA\u00EB", U"a", U"ă"}}};
static_assert(vni_marks[0].marks.size() == 6 && vni_marks[1].marks.size() == 6 && vni_marks[2].marks.size() == 6);

constexpr View vni_alone = U"\u00ED\u00EC\u00E6\u00F3\u00F2\u00EE\u00F1\u00F4\u00F6";
constexpr View vni_letters = U"íìỉĩịỵđơư";

// "ằ" of "ă" and 1.
char32_t with_tone(char32_t vowel, std::size_t tone)
{
    constexpr View marks = U"\u0300\u0301\u0303\u0309\u0323";
    if (tone == 0) return vowel;
    const Text composed = normalised(utf8(Text{vowel, marks[tone - 1]}));
    return composed.size() == 1 ? composed[0] : vowel;
}

Text from_tcvn3(View word)
{
    Text result;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char32_t c = word[i];
        const auto letter = [&](std::size_t at) {
            return at < word.size() && (lower(word[at]) == word[at]) && (is_letter(word[at]) || word[at] > 0x80);
        };
        if ((c == U'-' || c == 0xAD) && (c == 0xAD || letter(i + 1)) &&
            (i == 0 || is_letter(word[i - 1]) || word[i - 1] > 0x80))
            result += U'ư';  // poppler reads the soft hyphen of Latin-1 as a hyphen
        else if (c >= first_byte && c <= last_byte && tcvn3[c - first_byte] != U' ')
            result += tcvn3[c - first_byte];
        else
            result += c;
    }
    return result;
}

Text from_vni(View word)
{
    Text result;
    for (const char32_t c : word) {
        const char32_t small = c >= 0xC0 && c <= 0xDE ? c + 0x20 : c;
        const bool capital = small != c;
        bool joined = false;
        for (const Mark& mark : vni_marks) {
            const auto tone = mark.marks.find(small);
            if (tone == View::npos || small == 0 || result.empty()) continue;
            const auto base = mark.bases.find(lower(result.back()));
            if (base == View::npos) continue;
            const char32_t vowel = with_tone(mark.shaped[base], tone);
            result.back() = is_upper(result.back()) ? upper(vowel) : vowel;
            joined = true;
            break;
        }
        if (joined) continue;
        const auto alone = vni_alone.find(small);
        const char32_t letter = alone == View::npos ? c : vni_letters[alone];
        result += alone != View::npos && capital ? upper(letter) : letter;
    }
    return result;
}

// Symbol fonts put their bytes into the private use area.
char32_t byte_of(char32_t c)
{
    return c >= 0xF020 && c <= 0xF0FF ? c - 0xF000 : c;
}

}  // namespace

Text from_legacy(View text, Letters letters)
{
    if (letters == Letters::unicode) return Text(text);
    Text result;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == U' ' || text[at] == U'\n') {
            result += text[at++];
            continue;
        }
        Text word;
        for (; at < text.size() && text[at] != U' ' && text[at] != U'\n'; ++at) word += byte_of(text[at]);
        const bool modern = std::any_of(word.begin(), word.end(), [](char32_t c) { return c > 0xFF; });
        result += modern ? word : letters == Letters::tcvn3 ? from_tcvn3(word) : from_vni(word);
    }
    return result;
}

Letters letters_of_page(View text)
{
    // Most of today's marked letters lie beyond Latin-1, and none of an old font's do: that tells nearly every page at
    // a glance.
    const auto old_letter = [](char32_t c) { return (c >= first_byte && c <= 0xFF) || (c >= 0xF0A1 && c <= 0xF0FF); };
    const auto old_letters = std::count_if(text.begin(), text.end(), old_letter);
    const auto todays = std::count_if(text.begin(), text.end(), [](char32_t c) { return c > 0xFF && c < 0x2000; });
    if (old_letters == 0 || todays * 2 >= old_letters) return Letters::unicode;
    text = text.substr(0, judged_chars_max);
    const Spelling now = spelling_of(text);
    const auto share = [](const Spelling& found) {
        return found.words == 0 ? 0.0 : static_cast<double>(found.syllables) / static_cast<double>(found.words);
    };
    constexpr double good = 0.8, enough = 0.7, better = 0.15;
    if (share(now) >= good) return Letters::unicode;
    Letters best = Letters::unicode;
    double best_share = std::max(enough, share(now) + better);
    for (const Letters letters : {Letters::tcvn3, Letters::vni}) {
        const Spelling then = spelling_of(from_legacy(text, letters));
        if (then.words < judged_words_min || share(then) < best_share) continue;
        best = letters;
        best_share = share(then);
    }
    return best;
}

}  // namespace chamber::vietnamese
