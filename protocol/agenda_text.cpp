#include "protocol/agenda_text.hpp"

#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace chamber {
namespace {

using vietnamese::Text;
using vietnamese::View;

enum class Kind { capital, roman, number, letter, small_roman, dash, plus };

// What stands in front of a name. `depth`: of "1.2.3", 3. `order`: its turn among its like, from 1; 0: none.
struct Mark {
    Kind kind = Kind::dash;
    std::size_t depth = 1;
    std::int32_t order = 0;
    Text shown;
    std::size_t length = 0;  // with what follows it, up to the name
};

constexpr View letters = U"abcdđeghiklmnopqrstuvxy";
constexpr View latin = U"abcdefghijklmnopqrstuvwxyz";
constexpr std::int32_t number_max = 199;  // a larger one is a year or a quantity

bool is_bullet(char32_t c)
{
    constexpr View bullets = U"-–—−•·∙▪●○*";
    return bullets.find(c) != View::npos;
}

std::int32_t place_in(View alphabet, char32_t c)
{
    const auto at = alphabet.find(c);
    return at == View::npos ? 0 : static_cast<std::int32_t>(at) + 1;
}

// "XIV" → 14; nothing when it is not the way one writes it.
std::optional<std::int32_t> roman_value(View text)
{
    constexpr std::array<std::pair<View, std::int32_t>, 9> parts = {
        {{U"C", 100}, {U"XC", 90}, {U"L", 50}, {U"XL", 40}, {U"X", 10}, {U"IX", 9}, {U"V", 5}, {U"IV", 4}, {U"I", 1}}};
    std::int32_t value = 0;
    Text again;
    View rest = text;
    for (const auto& [sign, worth] : parts)
        while (rest.starts_with(sign)) {
            value += worth;
            again += sign;
            rest.remove_prefix(sign.size());
        }
    // Written back the shortest way it must be the same.
    Text shortest;
    std::int32_t left = value;
    for (const auto& [sign, worth] : parts)
        for (; left >= worth; left -= worth) shortest += sign;
    const bool right = rest.empty() && value > 0 && again == text && shortest == text;
    return right ? std::optional(value) : std::nullopt;
}

// The reader of one text: which kinds are open, and what their newest number was.
class Reader {
public:
    AgendaText read(std::string_view text)
    {
        const std::vector<Text> lines = lines_of(text);
        const bool numbered =
            std::any_of(lines.begin(), lines.end(), [this](const Text& line) { return mark_of(line).has_value(); });
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto number = static_cast<std::int32_t>(i) + 1;
            if (lines[i].empty()) {
                open_ = false;
            } else if (!numbered) {
                add("", lines[i], 0, number);
            } else if (const auto mark = mark_of(lines[i])) {
                marked(lines[i], *mark, number);
            } else {
                unmarked(lines[i], number);
            }
        }
        for (AgendaTextItem& item : found_.items) item.name = finished(item.name);
        return std::move(found_);
    }

private:
    struct Level {
        Kind kind;
        std::size_t depth;
        std::int32_t order;
        std::string number;
    };

    static std::vector<Text> lines_of(std::string_view text)
    {
        Text all = vietnamese::code_points(cleaned_text(text, std::string::npos, Lines::many));
        std::vector<Text> lines(1);
        for (const char32_t c : all) {
            if (c == U'\n' || c == U'\r') {
                lines.emplace_back();
            } else if (is_space(c) || c == U'\t') {
                if (!lines.back().empty() && lines.back().back() != U' ') lines.back() += U' ';
            } else {
                lines.back() += c;
            }
        }
        for (Text& line : lines)
            if (line.ends_with(U' ')) line.pop_back();
        return lines;
    }

    // ---- what stands in front

    std::optional<Mark> mark_of(const Text& line) const
    {
        if (line.empty()) return std::nullopt;
        if (is_bullet(line.front()) || line.front() == U'+') {
            const bool spaced = line.size() > 1 && line[1] == U' ';
            const bool letter = line.size() > 1 && vietnamese::is_letter(line[1]);
            if (!spaced && !letter) return std::nullopt;
            const Kind kind = line.front() == U'+' ? Kind::plus : Kind::dash;
            return Mark{kind, 1, 0, {}, spaced ? 2UL : 1UL};
        }
        const std::size_t word = word_before_number(line);
        auto mark = numbered_mark(View(line).substr(word), word > 0);
        if (mark) mark->length += word;
        return mark;
    }

    // "Nội dung ", "Mục ", "Phần " in front of a number.
    static std::size_t word_before_number(const Text& line)
    {
        const Text small = vietnamese::lower(line);
        for (const View word : {View(U"nội dung "), View(U"mục "), View(U"phần ")})
            if (View(small).starts_with(word)) return word.size();
        return 0;
    }

    std::optional<Mark> numbered_mark(View text, bool called) const
    {
        const bool bracket = text.starts_with(U'(');
        if (bracket) text.remove_prefix(1);
        std::size_t end = 0;
        Mark mark;
        if (!text.empty() && vietnamese::is_digit(text.front())) {
            end = read_number(text, mark);
        } else {
            end = read_letters(text, mark);
        }
        if (end == 0) return std::nullopt;
        const auto closed = close_of(text.substr(end), bracket, called || mark.depth > 1);
        if (!closed) return std::nullopt;
        mark.length = end + *closed + (bracket ? 1 : 0);
        return mark;
    }

    // "1", "01", "1.2.3": how long it is; 0: it is none.
    static std::size_t read_number(View text, Mark& mark)
    {
        mark.kind = Kind::number;
        mark.depth = 0;
        std::size_t at = 0;
        while (at < text.size() && vietnamese::is_digit(text[at])) {
            std::size_t end = at;
            std::int32_t value = 0;
            for (; end < text.size() && vietnamese::is_digit(text[end]) && end - at < 4; ++end)
                value = value * 10 + static_cast<std::int32_t>(text[end] - U'0');
            if (value < 1 || value > number_max || (end < text.size() && vietnamese::is_digit(text[end]))) return 0;
            mark.shown += (mark.depth > 0 ? U"." : U"");
            for (const char digit : std::to_string(value)) mark.shown += static_cast<char32_t>(digit);
            mark.order = value;
            ++mark.depth;
            at = end;
            const bool goes_on = at + 1 < text.size() && text[at] == U'.' && vietnamese::is_digit(text[at + 1]);
            if (!goes_on) break;
            ++at;
        }
        return at;
    }

    // "A", "XIV", "đ", "iii".
    std::size_t read_letters(View text, Mark& mark) const
    {
        std::size_t end = 0;
        while (end < text.size() && end < 8 && vietnamese::is_letter(text[end])) ++end;
        if (end == 0) return 0;
        const View word = text.substr(0, end);
        mark.shown = Text(word);
        const bool capital = vietnamese::is_upper(word.front());
        const auto roman = roman_value(vietnamese::upper(word));
        const bool even =
            std::all_of(word.begin(), word.end(), [&](char32_t c) { return vietnamese::is_upper(c) == capital; });
        const std::int32_t letter = end == 1 ? place_in(capital ? latin : letters, vietnamese::lower(word.front())) : 0;
        const Kind letters_kind = capital ? Kind::capital : Kind::letter;
        const Kind roman_kind = capital ? Kind::roman : Kind::small_roman;
        // "C" behind "B" is a letter, and so is "i" behind "h"; else these are numerals, but that d, c and l among
        // small ones are letters of a list.
        const bool numeral = roman && even && (end > 1 || !in_turn(letters_kind, letter)) &&
                             (end > 1 || capital || word.front() == U'i' || in_turn(Kind::small_roman, *roman));
        if (numeral && !(capital && end == 1 && letter > 0 &&
                         (word.front() == U'C' || word.front() == U'D' || word.front() == U'L'))) {
            mark.kind = roman_kind;
            mark.order = *roman;
            return end;
        }
        if (letter == 0) return 0;
        mark.kind = letters_kind;
        mark.order = letter;
        return end;
    }

    // Whether that kind is open and this is its next.
    bool in_turn(Kind kind, std::int32_t order) const
    {
        return order > 0 && std::any_of(levels_.begin(), levels_.end(), [&](const Level& each) {
                   return each.kind == kind && each.order + 1 == order;
               });
    }

    // How long what follows a number is: ". ", ") ", ": ", "/ "; a space alone behind "1.2" and "Mục 1".
    static std::optional<std::size_t> close_of(View text, bool bracket, bool space_is_enough)
    {
        if (text.empty()) return std::nullopt;
        constexpr View signs = U".):/-–";
        std::size_t end = 0;
        const bool sign = signs.find(text.front()) != View::npos;
        if (bracket && text.front() != U')') return std::nullopt;
        if (!sign && !(space_is_enough && text.front() == U' ')) {
            const bool dash = text.size() > 2 && text[0] == U' ' && (text[1] == U'-' || text[1] == U'–');
            if (!dash) return std::nullopt;
            end = 1;
        }
        if (sign || end == 1) ++end;
        if (end == text.size()) return end;
        if (text[end] == U' ') return end + 1;
        // "1.Khai mạc", but not "7/12" or "1-2".
        if (vietnamese::is_letter(text[end]) &&
            (text[0] == U'.' || text[0] == U')' || text[0] == U':' || text[0] == U'/'))
            return end;
        return end == 0 ? std::optional<std::size_t>(1) : std::nullopt;
    }

    // ---- what becomes of a line

    void marked(const Text& line, const Mark& mark, std::int32_t number)
    {
        View name = View(line).substr(std::min(mark.length, line.size()));
        while (name.starts_with(U' ')) name.remove_prefix(1);
        const auto own = std::find_if(levels_.begin(), levels_.end(), [&](const Level& each) {
            return each.kind == mark.kind && each.depth == mark.depth;
        });
        const bool first = own == levels_.end();
        const std::int32_t before = first ? 0 : own->order;
        if (name.empty()) {
            unsure(number);
            open_ = false;
            if (!first) own->order = mark.order;
            return;
        }
        if (!first && mark.order > 0 && mark.order != before + 1) unsure(number);
        levels_.erase(own, levels_.end());
        const std::string shown = full_number(mark);
        levels_.push_back({mark.kind, mark.depth, mark.order, shown});
        add(shown, name, static_cast<std::int32_t>(levels_.size()) - 1, number);
    }

    std::string full_number(const Mark& mark) const
    {
        if (mark.kind == Kind::dash || mark.kind == Kind::plus) return {};
        std::string parent;
        for (const Level& each : levels_) {
            // "1.2" holds its place below "1" itself.
            const bool within = each.kind == Kind::number && mark.kind == Kind::number;
            if (!each.number.empty() && !within) parent = each.number;
        }
        const std::string own = vietnamese::utf8(mark.shown);
        if (parent.empty()) return own;
        return mark.kind == Kind::letter ? parent + own : parent + "." + own;
    }

    void unmarked(const Text& line, std::int32_t number)
    {
        const bool goes_on = open_ && !found_.items.empty() && !ends_a_sentence(found_.items.back().name) &&
                             !vietnamese::is_upper(line.front()) && !vietnamese::is_digit(line.front());
        if (!goes_on) {
            open_ = false;
            return unsure(number);
        }
        found_.items.back().name += " " + vietnamese::utf8(line);
    }

    static bool ends_a_sentence(std::string_view name)
    {
        constexpr std::string_view ends = ".;:!?";
        return !name.empty() && ends.find(name.back()) != std::string_view::npos;
    }

    void add(std::string number, View name, std::int32_t level, std::int32_t line)
    {
        found_.items.push_back({std::move(number), vietnamese::utf8(name), level, line});
        open_ = true;
    }

    void unsure(std::int32_t line)
    {
        if (found_.unsure.empty() || found_.unsure.back() != line) found_.unsure.push_back(line);
    }

    // Without what ends a line of a list; three points stay.
    static std::string finished(std::string name)
    {
        while (!name.empty() && (name.ends_with(';') || name.ends_with(',') || name.ends_with(' ') ||
                                 (name.ends_with('.') && !name.ends_with(".."))))
            name.pop_back();
        return name;
    }

    AgendaText found_;
    std::vector<Level> levels_;
    bool open_ = false;  // the newest item may go on in the next line
};

}  // namespace

AgendaText read_agenda_text(std::string_view text)
{
    return Reader().read(text);
}

}  // namespace chamber
