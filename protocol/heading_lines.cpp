#include "protocol/heading_lines.hpp"

#include "protocol/legacy_letters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace chamber::heading {
namespace {

using namespace vietnamese;

constexpr std::size_t head_chars_max = 1'500;
constexpr double same_row = 0.45;      // of the smaller height: as far apart may two middles be
constexpr double stamp_row = 0.85;     // … where one of them is a stamped number
constexpr double column_gap = 0.6;     // of the height
constexpr double paragraph_gap = 0.8;  // of the height
constexpr double title_depth = 0.6;    // of the words' extent: lower down it is cited

struct Word {
    Text text;
    double left = 0, top = 0, right = 0, bottom = 0;
    bool bold = false;
    double height() const { return bottom - top; }
    double middle() const { return (top + bottom) / 2; }
};

struct Row {
    std::vector<Word> words;  // from left to right
    double top() const { return words.front().top; }
    double middle() const { return words.front().middle(); }
    double height() const { return words.front().height(); }
};

// "565", "15", "12a", "66.19": a number or a day, stamped by itself.
bool only_digits(View text)
{
    constexpr std::size_t chars_max = 6;
    if (text.empty() || text.size() > chars_max || !is_digit(text[0])) return false;
    const View figures = is_letter(text.back()) ? text.substr(0, text.size() - 1) : text;
    return std::all_of(figures.begin(), figures.end(), [](char32_t c) { return is_digit(c) || c == U'.'; });
}

std::vector<Word> words_to_read(const std::vector<PageWord>& words, bool& legacy)
{
    Text page;
    for (const PageWord& word : words)
        if (!word.stamp) page += code_points(word.text) + U" ";
    const Letters letters = letters_of_page(page);
    legacy = letters != Letters::unicode;
    std::vector<Word> kept;
    for (const PageWord& word : words) {
        Text text = legacy ? normalised(utf8(from_legacy(code_points(word.text), letters))) : normalised(word.text);
        std::replace(text.begin(), text.end(), U'\n', U' ');
        const bool placed = std::isfinite(word.left) && std::isfinite(word.right) && word.bottom > word.top;
        if (text.empty() || !placed || (word.stamp && !only_digits(text))) continue;
        kept.push_back({std::move(text), word.left, word.top, word.right, word.bottom, word.bold});
    }
    return kept;
}

std::vector<Row> rows_of(std::vector<Word> words)
{
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& one, const Word& other) { return one.middle() < other.middle(); });
    std::vector<Row> rows;
    for (Word& word : words) {
        const bool joins = !rows.empty() && word.middle() - rows.back().middle() <
                                                same_row * std::min(word.height(), rows.back().height());
        if (!joins) rows.emplace_back();
        rows.back().words.push_back(std::move(word));
    }
    return rows;
}

// How far above or below the row's words that stand beside it the word is; nothing: none is beside it.
std::optional<double> away_from(const Row& row, const Word& word)
{
    constexpr double near = 2.5;
    std::optional<double> least;
    for (const Word& other : row.words) {
        if (std::max(word.left - other.right, other.left - word.right) >= near * word.height()) continue;
        const double away = std::abs(other.middle() - word.middle());
        if (away < stamp_row * std::min(other.height(), word.height()) && (!least || away < *least)) least = away;
    }
    return least;
}

// There the row is written already.
bool lies_on_words(const Row& row, const Word& word)
{
    constexpr double much = 0.5;
    return std::any_of(row.words.begin(), row.words.end(), [&](const Word& other) {
        return std::min(word.right, other.right) - std::max(word.left, other.left) > much * (word.right - word.left);
    });
}

// A stamped "565" stands a little higher or lower than the blank it fills: it belongs to the nearest row with a blank
// there.
std::optional<std::size_t> row_for(const std::vector<Row>& rows, const Word& word)
{
    std::optional<std::size_t> best;
    double best_away = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto away = away_from(rows[i], word);
        if (!away || (best && *away >= best_away) || lies_on_words(rows[i], word)) continue;
        best = i;
        best_away = *away;
    }
    return best;
}

std::vector<Row> rows_with_stamps(std::vector<Word> words)
{
    std::vector<Word> figures;
    for (const Word& word : words)
        if (only_digits(word.text)) figures.push_back(word);
    std::erase_if(words, [](const Word& word) { return only_digits(word.text); });
    std::vector<Row> rows = rows_of(std::move(words));
    std::vector<Word> alone;
    std::vector<std::pair<std::size_t, Word>> placed;
    for (Word& word : figures) {
        if (const auto row = row_for(rows, word))
            placed.emplace_back(*row, std::move(word));
        else
            alone.push_back(std::move(word));
    }
    for (auto& [row, word] : placed) rows[row].words.push_back(std::move(word));
    for (Row& row : rows_of(std::move(alone))) rows.push_back(std::move(row));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& one, const Row& other) { return one.middle() < other.middle(); });
    return rows;
}

void put_in_order(std::vector<Row>& rows)
{
    for (Row& row : rows)
        std::stable_sort(row.words.begin(), row.words.end(),
                         [](const Word& one, const Word& other) { return one.left < other.left; });
}

// Where in the row a signature's picture says who signed and when; the row's size: nowhere.
std::size_t signature_word(const Row& row)
{
    // With their colon: "người ký văn bản" may well be the subject.
    constexpr std::array<View, 9> openings = {U"KÝBỞI:",     U"NGƯỜIKÝ:", U"THỜIGIANKÝ:",     U"NGÀYKÝ:",
                                              U"ĐƯỢCKÝBỞI:", U"KÝSỐBỞI:", U"DIGITALLYSIGNED", U"SIGNATURENOTVERIFIED",
                                              U"SIGNEDBY:"};
    for (std::size_t i = 0; i < row.words.size(); ++i) {
        Text text;
        for (std::size_t j = i; j < row.words.size() && text.size() < 20; ++j) text += upper(row.words[j].text);
        if (std::any_of(openings.begin(), openings.end(), [&](View opening) { return starts(text, opening); }))
            return i;
    }
    return row.words.size();
}

// The lines of such a picture that was printed into the page: of one size, one below the other, from one edge.
void drop_signatures(std::vector<Row>& rows)
{
    constexpr double alike = 0.15, apart = 1.0;
    constexpr std::size_t lines_max = 6;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t at = signature_word(rows[i]);
        if (at == rows[i].words.size()) continue;
        const double left = rows[i].words[at].left, height = rows[i].words[at].height();
        const auto belongs = [&](const Word& word) {
            return word.left > left - height && std::abs(word.height() - height) < alike * height;
        };
        const auto take_from = [&](Row& row) {
            return std::erase_if(row.words,
                                 [&](const Word& word) { return belongs(word) && !only_digits(word.text); }) > 0;
        };
        for (const int step : {1, -1}) {
            double edge = step > 0 ? rows[i].words[at].bottom : rows[i].words[at].top;
            std::size_t lines = 0;
            for (auto j = static_cast<std::ptrdiff_t>(i) + step;
                 j >= 0 && j < static_cast<std::ptrdiff_t>(rows.size()) && lines < lines_max; j += step, ++lines) {
                Row& row = rows[static_cast<std::size_t>(j)];
                const auto word = std::find_if(row.words.begin(), row.words.end(), belongs);
                if (word == row.words.end() || std::abs((step > 0 ? word->top : word->bottom) - edge) > apart * height)
                    break;
                edge = step > 0 ? word->bottom : word->top;
                take_from(row);
            }
        }
        rows[i].words.erase(rows[i].words.begin() + static_cast<std::ptrdiff_t>(at), rows[i].words.end());
    }
    std::erase_if(rows, [](const Row& row) { return row.words.empty(); });
}

bool is_combining(char32_t c)
{
    return c >= 0x300 && c <= 0x36F;
}

// The gap between words of a line that is set letter by letter ("N G H Ị  Q U Y Ế T"); nothing for an ordinary line.
std::optional<double> letter_gap(const std::vector<Word>& words)
{
    const auto single = std::count_if(
        words.begin(), words.end(), [](const Word& word) { return word.text.size() == 1 && is_letter(word.text[0]); });
    if (words.size() < 4 || static_cast<std::size_t>(single) * 10 < words.size() * 7) return {};
    std::vector<double> gaps;
    for (std::size_t i = 1; i < words.size(); ++i) gaps.push_back(words[i].left - words[i - 1].right);
    std::nth_element(gaps.begin(), gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2), gaps.end());
    constexpr double wider = 1.6, least = 0.15;
    return std::max(gaps[gaps.size() / 2] * wider, least * words[0].height());
}

Line line_of(const std::vector<Word>& words, Side side)
{
    const std::optional<double> spread = letter_gap(words);
    constexpr double touching = 0.08;  // of the height: letters of one word, drawn apart
    Text text;
    std::size_t bold = 0, letters = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const double gap = i == 0 ? 0 : words[i].left - words[i - 1].right;
        const bool apart = spread ? gap > *spread : gap > touching * words[i].height();
        if (i > 0 && apart && !is_combining(words[i].text[0])) text += U' ';
        text += words[i].text;
        letters += words[i].text.size();
        bold += words[i].bold ? words[i].text.size() : 0;
    }
    return {running(normalised(utf8(text))), side, bold * 2 > letters};
}

// "CỘNG HÒA XÃ HỘI …" or "ĐẢNG CỘNG SẢN VIỆT NAM", however its letters are split.
std::optional<std::size_t> title_word(const Row& row, bool legacy)
{
    constexpr std::array<View, 3> titles = {U"CỘNGHÒAXÃHỘI", U"ĐẢNGCỘNGSẢNVIỆT", U"ĐỘCLẬPTỰDO"};
    for (std::size_t i = 0; i < row.words.size(); ++i) {
        if (letters_of(row.words[i].text).empty()) continue;
        Text letters;
        for (std::size_t j = i; j < row.words.size() && letters.size() < 24; ++j)
            letters += letters_of(row.words[j].text);
        if (legacy || starts(letters, U"Độc")) letters = upper(letters);
        if (std::any_of(titles.begin(), titles.end(), [&](View title) { return starts(letters, title); })) return i;
    }
    return {};
}

struct Head {
    std::size_t title_row = 0;
    std::size_t last_row = 0;
    double edge = 0;  // where the right column begins, about
};

bool says(const Row& row, View word)
{
    return std::any_of(row.words.begin(), row.words.end(), [&](const Word& one) { return lower(one.text) == word; });
}

// "Số:" or "số:"; "một số điều" is none.
bool begins_number(View text)
{
    return starts(text, U"Số") || starts(text, U"SỐ:") || starts(text, U"số:") ? text.size() == 2 || !is_letter(text[2])
                                                                               : false;
}

// A title that stands at the left like everything else heads one column, as in text that a scanner's program laid out
// anew.
bool has_left_column(const std::vector<Row>& rows, const Head& head)
{
    for (std::size_t i = head.title_row; i <= head.last_row; ++i)
        if (rows[i].words.front().left < head.edge - 2 * rows[i].height()) return true;
    return false;
}

// Where the head begins and ends: to the row of the day or of the number, whichever is lower.
std::optional<Head> find_head(const std::vector<Row>& rows, bool legacy)
{
    constexpr std::size_t rows_max = 14;
    if (rows.empty()) return {};
    const double deepest = rows.front().top() + title_depth * (rows.back().top() - rows.front().top()) + 100;
    for (std::size_t i = 0; i < rows.size() && rows[i].top() <= deepest; ++i) {
        const auto word = title_word(rows[i], legacy);
        if (!word) continue;
        Head head{i, i, rows[i].words[*word].left};
        bool day = false, number = false;
        for (std::size_t j = i; j < rows.size() && j < i + rows_max; ++j) {
            const bool here = !day && says(rows[j], U"ngày") && says(rows[j], U"tháng");
            if (day && number) break;
            const bool numbered =
                !number && std::any_of(rows[j].words.begin(), rows[j].words.end(), [&](const Word& one) {
                    return begins_number(one.text) && one.left < head.edge;
                });
            if (here || numbered) head.last_row = j;
            day = day || here;
            number = number || numbered;
        }
        if (head.last_row == i) head.last_row = std::min(i + 2, rows.size() - 1);
        return has_left_column(rows, head) ? std::optional(head) : std::nullopt;
    }
    return {};
}

// How many words of the row belong to the left column: up to the gap that is nearest to the edge.
std::size_t left_words(const Row& row, double edge)
{
    std::size_t best = row.words.size();
    double best_away = 0;
    bool found = false;
    const double far = 4 * row.height();
    for (std::size_t i = 0; i <= row.words.size(); ++i) {
        const double from = i == 0 ? -1e9 : row.words[i - 1].right;
        const double to = i == row.words.size() ? 1e9 : row.words[i].left;
        if (to - from < column_gap * row.height()) continue;
        const double away = edge < from ? from - edge : edge > to ? edge - to : 0;
        if (found && away >= best_away) continue;
        best = i;
        best_away = away;
        found = true;
    }
    if (found && best_away <= far) return best;
    return row.words.front().left < edge - row.height() ? row.words.size() : 0;
}

bool begins_reference(const Line& line)
{
    return starts(upper(line.text), U"V/V") || starts(line.text, U"Về việc");
}

// "V/v …" goes on below its column's number, beside nothing.
std::size_t take_reference(const std::vector<Row>& rows, const Head& head, std::vector<Line>& left)
{
    std::size_t next = head.last_row + 1;
    bool reference = std::any_of(left.begin(), left.end(), begins_reference);
    for (; next < rows.size(); ++next) {
        const Row& row = rows[next];
        const Line line = line_of(row.words, Side::left);
        reference = reference || begins_reference(line);
        if (!reference || row.words.back().right > head.edge + row.height() || starts(line.text, U"Kính gửi")) break;
        left.push_back(line);
    }
    return next;
}

}  // namespace

Lines lines_of_text(std::string_view text)
{
    Lines result;
    Text points = code_points(text);
    const Letters letters = letters_of_page(points);
    result.legacy = letters != Letters::unicode;
    Text page = result.legacy ? normalised(utf8(from_legacy(points, letters))) : normalised(text);
    std::replace(page.begin(), page.end(), U'|', U'\n');
    for (Text& line : vietnamese::lines_of(View(page).substr(0, head_chars_max)))
        result.lines.push_back({std::move(line), Side::unknown, false});
    return result;
}

Lines lines_of_words(const std::vector<PageWord>& words)
{
    Lines result;
    std::vector<Row> rows = rows_with_stamps(words_to_read(words, result.legacy));
    put_in_order(rows);
    drop_signatures(rows);
    std::size_t next = 0;
    if (const auto head = find_head(rows, result.legacy)) {
        result.columns = true;
        std::vector<Line> left, right;
        for (std::size_t i = 0; i <= head->last_row; ++i) {
            const auto& all = rows[i].words;
            const auto title = title_word(rows[i], result.legacy);  // even where the organ's words touch it
            const auto cut =
                all.begin() + static_cast<std::ptrdiff_t>(title ? *title : left_words(rows[i], head->edge));
            // A line that ends before the right column begins, just above the title, is the organ's first.
            const bool organ_above = i < head->title_row && cut == all.end() && i + 1 == head->title_row &&
                                     rows[i + 1].top() - all.front().bottom < paragraph_gap * all.front().height();
            if (i < head->title_row && !organ_above) {
                result.lines.push_back(line_of(all, Side::above));
                continue;
            }
            if (cut != all.begin()) left.push_back(line_of({all.begin(), cut}, Side::left));
            if (cut != all.end()) right.push_back(line_of({cut, all.end()}, Side::right));
        }
        next = take_reference(rows, *head, left);
        result.lines.insert(result.lines.end(), left.begin(), left.end());
        result.lines.insert(result.lines.end(), right.begin(), right.end());
    }
    std::size_t chars = 0;
    for (std::size_t i = next; i < rows.size() && chars < head_chars_max; ++i) {
        const Side side = result.columns ? Side::middle : Side::unknown;
        const double gap = i == 0 ? 0 : rows[i].top() - rows[i - 1].words.front().bottom;
        if (gap > paragraph_gap * rows[i].height()) result.lines.push_back({{}, side, false});
        result.lines.push_back(line_of(rows[i].words, side));
        chars += result.lines.back().text.size();
    }
    return result;
}

}  // namespace chamber::heading
