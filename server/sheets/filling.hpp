// What is put into the content controls of a template, by their tags.
//
//   texts   "so_can" → "24"           every control with that tag, wherever it stands
//   rows    "phien" → [Filling, …]    what the control holds is repeated, once for each; controls inside are filled
//   from
//                                     the row, then from what is around it. Without a row the control goes
//
// Facts are locked when they are filled; words of a person stay open to be edited. Blank words leave the template's own
// text, which says what belongs there.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::sheets {

enum class Source { fact, words };

struct Filled {
    std::string text;  // lines are separated by line feeds
    Source source = Source::fact;
};

struct Filling {
    std::map<std::string, Filled, std::less<>> texts;
    std::map<std::string, std::vector<Filling>, std::less<>> rows;

    void fact(std::string tag, std::string text) { texts[std::move(tag)] = {std::move(text), Source::fact}; }
    void words(std::string tag, std::string text) { texts[std::move(tag)] = {std::move(text), Source::words}; }
    // Blank when there is none.
    const std::string& text(std::string_view tag) const
    {
        static const std::string none;
        const auto found = texts.find(tag);
        return found == texts.end() ? none : found->second.text;
    }
    const std::vector<Filling>& rows_of(std::string_view tag) const
    {
        static const std::vector<Filling> none;
        const auto found = rows.find(tag);
        return found == rows.end() ? none : found->second;
    }
};

}  // namespace chamber::sheets
