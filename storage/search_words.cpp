#include "storage/search_words.hpp"

#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"
#include "storage/database/vietnamese.hpp"

#include <cstdint>

namespace chamber::storage {

namespace {

constexpr std::uint32_t words_max = 16;
constexpr std::size_t snippet_bytes_max = 800;

struct Quoted {
    std::string each;  // "vốn" "đầu" "tư"
    std::string one;   // vốn đầu tư
    std::string last;
    std::uint32_t words = 0;
};

Quoted quoted(std::string_view typed)
{
    constexpr std::string_view spaces = " \t\r\n";
    Quoted made;
    for (std::size_t at = 0; at < typed.size() && made.words < words_max;) {
        const std::size_t start = typed.find_first_not_of(spaces, at);
        if (start == std::string_view::npos) break;
        const std::size_t end = std::min(typed.find_first_of(spaces, start), typed.size());
        made.last.clear();
        for (const char c : typed.substr(start, end - start)) made.last += c == '"' || c == '\0' ? ' ' : c;
        made.each += (made.each.empty() ? "\"" : " \"") + made.last + '"';
        made.one += (made.one.empty() ? "" : " ") + made.last;
        ++made.words;
        at = end;
    }
    return made;
}

// A tone stands at its key's end, behind letters still to come; a letter alone begins half of all words.
bool may_be_a_beginning(std::string_view word)
{
    const WordKeys keys = word_keys(word);
    return keys.tone == 0 && vietnamese::letters_of(vietnamese::normalised(keys.folded)).size() > 1;
}

}  // namespace

SearchWords search_words(std::string_view typed)
{
    const Quoted made = quoted(typed);
    SearchWords words;
    if (made.words == 0) return words;
    const std::string beginning = may_be_a_beginning(made.last) ? " *" : "";
    words.all = made.each + beginning;
    if (made.words > 1) words.phrase = '"' + made.one + '"' + beginning;
    words.number = bare_number(typed);
    return words;
}

std::string bare_number(std::string_view number)
{
    std::string bare;
    for (const char32_t c : vietnamese::letters_of(vietnamese::lower(vietnamese::normalised(number))))
        append_code_point(bare, vietnamese::base_letter(c));
    return bare;
}

std::string readable_snippet(std::string_view marked)
{
    std::string text;
    bool open = false;
    for (const char c : marked) {
        const bool mark = c == found_from.front() || c == found_to.front();
        if (!mark) {
            text += c == '[' ? '(' : c == ']' ? ')' : c;
        } else if ((c == found_from.front()) != open) {
            text += open ? ']' : '[';
            open = !open;
        }
    }
    const std::string line =
        vietnamese::utf8(vietnamese::running(vietnamese::code_points(cleaned_text(text, text.size()))));
    std::string snippet = cleaned_text(line, snippet_bytes_max);
    if (snippet.rfind('[') != std::string::npos && snippet.find(']', snippet.rfind('[')) == std::string::npos)
        snippet += ']';
    if (snippet.size() < line.size()) snippet += "…";
    return snippet;
}

}  // namespace chamber::storage
