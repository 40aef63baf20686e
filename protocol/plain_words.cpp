#include "protocol/plain_words.hpp"

#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>

namespace chamber {
namespace {

using vietnamese::Text;
using vietnamese::View;

// Names and measures that a Vietnamese sentence uses as they are.
constexpr auto known_names = std::to_array<std::string_view>(
    {"pdf",    "pin",    "json",      "pem",      "der",    "csv",      "zip",     "png",    "html", "usb",
     "mb",     "gb",     "kb",        "byte",     "linux",  "landlock", "windows", "excel",  "ipad", "javascript",
     "https",  "http",   "localhost", "wi",       "fi",     "qr",       "ca",      "sqlite", "ip",   "dns",
     "safari", "chrome", "nfc",       "crl",      "ocsp",   "tls",      "rsa",     "iso",    "rfc",  "ubnd",
     "mttq",   "bit",    "web",       "internet", "camera", "km",       "chmod"});

// English words that could be Vietnamese syllables, and that our sentences never need.
constexpr auto disguised =
    std::to_array<std::string_view>({"the", "no", "on", "me", "be", "he", "by", "go", "then", "than", "thing", "man",
                                     "men", "ten", "can", "run", "sun", "son", "pen"});
// Vietnamese as well: foreign only beside another foreign word.
constexpr auto of_both = std::to_array<std::string_view>({"do", "so"});

constexpr auto onsets =
    std::to_array<std::string_view>({"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
                                     "g",   "h",  "k",  "l",  "m",  "n",  "r",  "s",  "t",  "v",  "x",  "",  "p", "q"});
constexpr auto nuclei =
    std::to_array<std::string_view>({"oai", "oay", "uya", "oeo", "uay", "ai", "ao", "au", "ay", "eo", "ia", "iu",
                                     "oa",  "oe",  "oi",  "ua",  "ui",  "uy", "a",  "e",  "i",  "o",  "u"});
constexpr auto codas = std::to_array<std::string_view>({"ng", "nh", "m", "n"});

template <std::size_t Count>
bool among(const std::array<std::string_view, Count>& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

bool is_rhyme(std::string_view rest)
{
    if (rest == "y") return true;  // ly, ky
    for (const std::string_view nucleus : nuclei) {
        if (!rest.starts_with(nucleus)) continue;
        const std::string_view coda = rest.substr(nucleus.size());
        if (coda.empty()) return true;
        const bool takes_coda = nucleus.size() == 1 || nucleus == "oa" || nucleus == "oe" || nucleus == "uy";
        if (takes_coda && among(codas, coda)) return true;
    }
    return false;
}

// Small letters a–z that could be a syllable of a Vietnamese word without a mark.
bool is_bare_syllable(std::string_view word)
{
    for (const std::string_view onset : onsets) {
        if (!word.starts_with(onset)) continue;
        const std::string_view rest = word.substr(onset.size());
        if (is_rhyme(rest) || (onset == "gi" && rest.empty())) return true;
    }
    return false;
}

bool is_ascii_letter(char32_t c)
{
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

// A word as it stands between spaces, without the marks around it.
struct Token {
    Text text;
    bool ends_phrase = false;  // a mark follows
    bool begins_quote = false;
};

constexpr View opening = U"“\"‘'(«[";
constexpr View closing = U"”\"’'»])";
constexpr View marks = U".,;:!?…";

bool among(View set, char32_t c)
{
    return set.find(c) != View::npos;
}

// What stands in quotes is somebody's own word: left out, with its quotes.
Text without_quotes(View text)
{
    Text kept;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char32_t c = text[at];
        const char32_t close = c == U'“' ? U'”' : c == U'"' ? U'"' : c == U'«' ? U'»' : 0;
        const auto end = close == 0 ? View::npos : text.find(close, at + 1);
        if (end == View::npos) {
            kept += c;
            continue;
        }
        kept += U"\u2026";  // a mark in its place, so that what stands before and behind are not one word
        at = end;
    }
    return kept;
}

std::vector<Token> tokens_of(View text)
{
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == U' ' || text[at] == U'\n') {
            ++at;
            continue;
        }
        const auto end = std::min(text.find_first_of(U" \n", at), text.size());
        View word = text.substr(at, end - at);
        at = end;
        while (!word.empty() && among(opening, word.front())) word.remove_prefix(1);
        Token token;
        while (!word.empty() && (among(closing, word.back()) || among(marks, word.back()))) {
            token.ends_phrase = true;
            word.remove_suffix(1);
        }
        token.text = Text(word);
        tokens.push_back(std::move(token));
    }
    return tokens;
}

// "vang-co-phep", "TrangThai": words put together are a code.
bool is_compound(View word)
{
    for (std::size_t at = 1; at + 1 < word.size(); ++at)
        if (word[at] == U'-' || (word[at - 1] >= U'a' && word[at - 1] <= U'z' && word[at] >= U'A' && word[at] <= U'Z'))
            return true;
    return false;
}

// A file, an address, an option, a number, a code: nobody reads it as a word.
bool is_name(View word)
{
    if (word.starts_with(U"--") || word.starts_with(U"<") || is_compound(word)) return true;
    return std::ranges::any_of(word,
                               [](char32_t c) { return vietnamese::is_digit(c) || among(U"/\\_.@=<>{}*$%#+", c); });
}

// "Chương IV", "quý II".
bool is_roman(View word)
{
    return !word.empty() && std::ranges::all_of(word, [](char32_t c) { return among(U"IVXL", c); });
}

std::vector<std::string> parts_of(View word)
{
    std::vector<std::string> parts(1);
    for (const char32_t c : word) {
        if (is_ascii_letter(c))
            parts.back() += static_cast<char>(c >= U'a' ? c : c + 32);
        else if (!parts.back().empty())
            parts.emplace_back();
    }
    if (parts.back().empty()) parts.pop_back();
    return parts;
}

bool has_mark(View word)
{
    return std::ranges::any_of(word, [](char32_t c) { return c >= 0xC0 && vietnamese::is_letter(c); });
}

}  // namespace

std::vector<std::string> foreign_words(std::string_view text)
{
    const Text read = without_quotes(vietnamese::normalised(text));
    std::vector<std::string> foreign;
    std::vector<std::string> doubtful;
    bool in_command = false;
    for (const Token& token : tokens_of(read)) {
        const View word = token.text;
        const bool bare = !has_mark(word);
        if (word == U"chamber-admin" || word == U"chamber-server") in_command = true;
        const bool skipped = !bare || is_name(word) || is_roman(word) || in_command;
        if (!bare || token.ends_phrase) in_command = false;
        if (skipped) continue;
        for (const std::string& part : parts_of(word)) {
            if (part.size() == 1 || among(known_names, part)) continue;
            if (among(of_both, part))
                doubtful.push_back(part);
            else if (!is_bare_syllable(part) || among(disguised, part))
                foreign.push_back(part);
        }
    }
    if (!foreign.empty()) foreign.insert(foreign.end(), doubtful.begin(), doubtful.end());
    return foreign;
}

bool is_plain_vietnamese(std::string_view text)
{
    return has_mark(vietnamese::normalised(text)) && foreign_words(text).empty();
}

}  // namespace chamber
