#include "tests/fuzz/forged_sections.hpp"

#include "tests/fuzz/updates.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <vector>

namespace chamber::fuzz {
namespace {

struct Row {
    int number = 0;
    std::size_t offset = 0;
    int generation = 0;
    char kind = 'n';
    int type = 1;   // of a cross-reference stream: 1 in the file, 2 in an object stream
    int index = 0;  // within the object stream
};

constexpr int size_told = 90, container = 80, section_number = 81, decoy = 82;

std::string previous_of(std::string_view pdf)
{
    const std::size_t at = pdf.rfind("startxref\n") + 10;
    return std::string(pdf.substr(at, pdf.find('\n', at) - at));
}

std::string stream(const std::string& entries, const std::string& data)
{
    return "<< " + entries + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream";
}

std::size_t put(std::string& pdf, int number, const std::string& text, int generation = 0)
{
    const std::size_t at = pdf.size();
    pdf += std::to_string(number) + " " + std::to_string(generation) + " obj\n" + text + "\nendobj\n";
    return at;
}

std::vector<Row> put_all(std::string& pdf, const Objects& objects, int generation = 0)
{
    std::vector<Row> rows;
    for (const auto& [number, text] : objects)
        rows.push_back({number, put(pdf, number, text, generation), generation, 'n'});
    return rows;
}

std::string row_text(const Row& row, const char* end = " \n")
{
    std::array<char, 48> line{};
    std::snprintf(line.data(), line.size(), "%010zu %05d %c%s", row.offset, row.generation, row.kind, end);
    return line.data();
}

std::string table(const std::vector<Row>& rows, const char* end = " \n")
{
    std::string text = "xref\n";
    for (const Row& row : rows) text += std::to_string(row.number) + " 1\n" + row_text(row, end);
    return text;
}

std::string trailer(const std::string& previous, const std::string& more = {})
{
    return "trailer\n<< /Root 1 0 R /Size " + std::to_string(size_told) + " /Prev " + previous + " " + more + ">>\n";
}

void close(std::string& pdf, std::size_t section)
{
    pdf += "startxref\n" + std::to_string(section) + "\n%%EOF\n";
}

void close_with(std::string& pdf, const std::string& text)
{
    const std::size_t section = pdf.size();
    pdf += text;
    close(pdf, section);
}

std::string section_stream(const std::vector<Row>& rows, const std::string& more)
{
    std::string data, index;
    for (const Row& row : rows) {
        index += std::to_string(row.number) + " 1 ";
        data += static_cast<char>(row.type);
        for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>(row.offset >> shift);
        data += static_cast<char>(row.index);
    }
    return stream("/Type /XRef /W [1 4 1] /Size " + std::to_string(size_told) + " /Index [" + index + "] " + more,
                  data);
}

// An object stream with these pairs, in this order; the numbers may repeat.
std::string packed(const std::vector<std::pair<int, std::string>>& pairs, const std::string& more = {})
{
    std::string heads, bodies;
    for (const auto& [number, text] : pairs) {
        heads += std::to_string(number) + " " + std::to_string(bodies.size()) + " ";
        bodies += text + " ";
    }
    return stream("/Type /ObjStm /N " + std::to_string(pairs.size()) + " /First " + std::to_string(heads.size()) + " " +
                      more,
                  heads + bodies);
}

// The forger's objects that are no streams in one object stream, beside others as `extra` says.
enum class Extra { none, old_first, old_last, shifted };
void append_packed(std::string& pdf, const Objects& objects, Extra extra, const std::string& previous)
{
    std::vector<Row> rows;
    std::vector<std::pair<int, std::string>> pairs;
    const Objects before = objects_of(pdf);
    for (const auto& [number, text] : objects) {
        if (text.find("stream\n") != std::string::npos) {
            rows.push_back({number, put(pdf, number, text)});
            continue;
        }
        const auto old = before.find(number);
        const std::string was =
            old != before.end() && old->second.find("stream\n") == std::string::npos ? old->second : "null";
        if (extra == Extra::old_first) pairs.emplace_back(number, was);
        rows.push_back(
            {number, container, 0, 'n', 2, static_cast<int>(pairs.size()) + (extra == Extra::shifted ? 1 : 0)});
        pairs.emplace_back(number, text);
        if (extra == Extra::old_last) pairs.emplace_back(number, was);
        if (extra == Extra::shifted) pairs.emplace_back(decoy, was);
    }
    if (!pairs.empty()) rows.push_back({container, put(pdf, container, packed(pairs))});
    rows.push_back({section_number, pdf.size()});
    const std::size_t section = pdf.size();
    put(pdf, section_number, section_stream(rows, "/Root 1 0 R /Prev " + previous));
    close(pdf, section);
}

using Writer = void (*)(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice);
struct Way {
    const char* name;
    Writer write;
};

void old_objects_too(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    const Objects before = objects_of(pdf);
    Objects old;
    for (const auto& [number, text] : objects)
        if (const auto found = before.find(number); found != before.end()) old[number] = found->second;
    const bool forged_first = dice.one_in(2);
    auto rows = put_all(pdf, forged_first ? objects : old);
    const auto more = put_all(pdf, forged_first ? old : objects);
    rows.insert(rows.end(), more.begin(), more.end());
    close_with(pdf, table(rows) + trailer(previous));
}

void hybrid(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    auto rows = put_all(pdf, objects);
    const std::size_t hidden = pdf.size();
    auto all = rows;
    all.push_back({section_number, hidden});
    put(pdf, section_number, section_stream(all, "/Root 1 0 R"));
    const std::vector<Row> free{{rows.front().number, 0, 0, 'f'}};
    close_with(pdf, (dice.one_in(2) ? table({{section_number, hidden}}) : table(free)) +
                        trailer(previous, "/XRefStm " + std::to_string(hidden) + " "));
}

void wrong_rows(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    auto rows = put_all(pdf, objects);
    Row& row = rows[dice.below(rows.size())];
    switch (dice.below(5)) {
    case 0: row.offset += 1 + dice.below(12); break;
    case 1: row.offset -= 1 + dice.below(12); break;
    case 2: row.generation = 1; break;
    case 3: row.kind = 'f'; break;
    default: row.number = decoy;
    }
    close_with(pdf, table(rows) + trailer(previous));
}

void dead_objects(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    static const std::vector<std::string> forms{" \n", "\n", "  \n", "\r\n", "\r", " \r\n"};
    put_all(pdf, objects);
    const std::size_t other = put(pdf, decoy, "<< >>");
    const std::vector<Row> rows{{decoy, other}};
    std::string text = table(rows, dice.one_of(forms).c_str());
    if (dice.one_in(3)) text.replace(0, 4, "xref ");
    if (dice.one_in(4)) text = table({}) + "0 0\n";
    close_with(pdf, text + trailer(previous));
    if (dice.one_in(3)) pdf += "\n";
}

void odd_trailer(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    static const std::vector<std::string> more{"/Prev 15 ",    "/Root 82 0 R ",  "/Size 3 ",      "/Prev 0 ",
                                               "/XRefStm 15 ", "/Encrypt null ", "/Info 82 0 R ", "/ID [() ()] ",
                                               "/Root null ",  "/Root 1 1 R "};
    auto rows = put_all(pdf, objects);
    rows.push_back({decoy, put(pdf, decoy, "<< /Type /Catalog /Pages 83 0 R >>")});
    rows.push_back({83, put(pdf, 83, "<< /Type /Pages /Kids [5 0 R] /Count 1 >>")});
    const std::string text = dice.one_in(2) ? "trailer\n<< " + dice.one_of(more) + trailer(previous).substr(10)
                                            : trailer(previous, dice.one_of(more));
    close_with(pdf, table(rows) + text);
}

void odd_ending(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    static const std::vector<std::string> endings{"startxref\n@\n%%EOF\nstartxref\n#\n%%EOF\n",
                                                  "startxref @ %%EOF\n",
                                                  "startxref\n@\n",
                                                  "startxref\n@\n%%EOF\n% more\n",
                                                  "startxref\n@\n%%EOF\n\n\n\n\n\n\n",
                                                  "startxref\n@\n%%EOFx\n",
                                                  "%%EOF\nstartxref\n@\n%%EOF\n",
                                                  "startxref\n+@\n%%EOF\n",
                                                  "startxref\n#\n%%EOF\n"};
    const auto rows = put_all(pdf, objects);
    const std::string section = std::to_string(pdf.size());
    pdf += table(rows) + trailer(previous);
    for (const char c : dice.one_of(endings)) pdf += c == '@' ? section : c == '#' ? previous : std::string(1, c);
}

void odd_objects(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    static const std::vector<std::string> heads{"% 0 obj\n",  "%  0  obj ",  "0000% 0 obj\n",
                                                "+% 0 obj\n", "% 0 obj%c\n", "% 00 obj\n",
                                                "% 0\nobj\n", " % 0 obj\n",  "1 % 0 obj\n"};
    static const std::vector<std::string> tails{"\nendobj\n", "\n", " endobj ", "\nendobj\nendobj\n", "\n>>\nendobj\n"};
    std::vector<Row> rows;
    const std::string head = dice.one_of(heads), tail = dice.one_of(tails);
    for (const auto& [number, text] : objects) {
        rows.push_back({number, pdf.size()});
        for (const char c : head)
            pdf += c == '%' && head.find('%') == static_cast<std::size_t>(&c - head.data()) ? std::to_string(number)
                                                                                            : std::string(1, c);
        pdf += text + tail;
    }
    close_with(pdf, table(rows) + trailer(previous));
}

// The stream's length is told wrongly, or by a number that says another thing to who reads the signed part.
void odd_lengths(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    static const std::vector<std::string> lengths{"5", "0", "99999", "83 0 R", "3 0 R", "-1", "null", "[9]"};
    Objects odd = objects;
    for (auto& [number, text] : odd)
        if (const std::size_t at = text.find("/Length "); at != std::string::npos)
            text.replace(at + 8, text.find(' ', at + 8) - at - 8, dice.one_of(lengths));
    close_with(pdf, table(put_all(pdf, odd)) + trailer(previous));
}

// An honest update with a few of its bytes changed, lines doubled, dropped or exchanged: what nobody thought of.
void scratched(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    static const std::string strokes = "0123456789 \n\r/<>[]()%nfR+-x";
    const std::size_t begin = pdf.size();
    const bool in_table = dice.one_in(2);
    const auto rows = put_all(pdf, objects);
    const std::size_t section = pdf.size();
    close_with(pdf, table(rows) + trailer(previous));
    for (std::size_t strike = 1 + dice.below(3); strike > 0; --strike) {
        const std::size_t from = in_table ? std::min(section, pdf.size() - 1) : begin,
                          at = from + dice.below(pdf.size() - from);
        const std::size_t line = std::min(pdf.find('\n', at), pdf.size() - 1),
                          next = std::min(pdf.find('\n', line + 1), pdf.size() - 1);
        const std::string words = pdf.substr(line, next - line);
        switch (dice.below(5)) {
        case 0: pdf[at] = strokes[dice.below(strokes.size())]; break;
        case 1: pdf.insert(at, 1, strokes[dice.below(strokes.size())]); break;
        case 2: pdf.erase(at, 1); break;
        case 3: pdf.insert(next, words); break;
        default: pdf.erase(line, next - line);
        }
    }
}

// Rows of kinds that the standard leaves to the reader, and fields of no width.
void odd_streams(std::string& pdf, const Objects& objects, const std::string& previous, Dice& dice)
{
    auto rows = put_all(pdf, objects);
    rows.push_back({section_number, pdf.size()});
    std::string text = section_stream(rows, "/Root 1 0 R /Prev " + previous);
    const auto put_instead = [&](const std::string& was, const std::string& is) {
        if (const std::size_t at = text.find(was); at != std::string::npos) text.replace(at, was.size(), is);
    };
    const std::size_t data = text.find("stream\n") + 7;
    switch (dice.below(6)) {
    case 0: text[data] = 3; break;
    case 1: text[data] = 0; break;
    case 2: text[data + 5] = 1; break;
    case 3: put_instead("/W [1 4 1]", "/W [1 4 1 0]"); break;
    case 4: put_instead("/Index [", "/Index [2 0 "); break;
    default: put_instead("/Type /XRef", "/Type /XRef /Extends 4 0 R");
    }
    const std::size_t section = pdf.size();
    put(pdf, section_number, text);
    close(pdf, section);
}

const std::array<Way, 22>& ways()
{
    static const std::array<Way, 22> all{{
        {"honest-table",
         [](std::string& pdf, const Objects& o, const std::string& p, Dice&) {
             const auto rows = put_all(pdf, o);
             close_with(pdf, table(rows) + trailer(p));
         }},
        {"honest-stream", [](std::string& pdf, const Objects& o, const std::string& p,
                             Dice&) { append_packed(pdf, o, Extra::none, p); }},
        {"packed-old-first", [](std::string& pdf, const Objects& o, const std::string& p,
                                Dice&) { append_packed(pdf, o, Extra::old_first, p); }},
        {"packed-old-last", [](std::string& pdf, const Objects& o, const std::string& p,
                               Dice&) { append_packed(pdf, o, Extra::old_last, p); }},
        {"packed-shifted", [](std::string& pdf, const Objects& o, const std::string& p,
                              Dice&) { append_packed(pdf, o, Extra::shifted, p); }},
        {"old-objects-too", old_objects_too},
        {"hybrid", hybrid},
        {"wrong-rows", wrong_rows},
        {"dead-objects", dead_objects},
        {"dead-objects", dead_objects},
        {"odd-trailer", odd_trailer},
        {"odd-ending", odd_ending},
        {"odd-objects", odd_objects},
        {"odd-lengths", odd_lengths},
        {"scratched", scratched},
        {"scratched", scratched},
        {"odd-streams", odd_streams},
        {"generation-one",
         [](std::string& pdf, const Objects& o, const std::string& p, Dice&) {
             const auto rows = put_all(pdf, o, 1);
             close_with(pdf, table(rows) + trailer(p));
         }},
        {"generation-one-row-zero",
         [](std::string& pdf, const Objects& o, const std::string& p, Dice&) {
             auto rows = put_all(pdf, o, 1);
             for (Row& row : rows) row.generation = 0;
             close_with(pdf, table(rows) + trailer(p));
         }},
        {"freed-and-dead",
         [](std::string& pdf, const Objects& o, const std::string& p, Dice&) {
             auto rows = put_all(pdf, o);
             for (Row& row : rows) row = {row.number, 0, 1, 'f'};
             close_with(pdf, table(rows) + trailer(p));
         }},
        {"without-way-back",
         [](std::string& pdf, const Objects& o, const std::string&, Dice&) {
             const auto rows = put_all(pdf, o);
             close_with(pdf, table(rows) + "trailer\n<< /Root 1 0 R /Size 90 >>\n");
         }},
        {"no-section-at-all",
         [](std::string& pdf, const Objects& o, const std::string& p, Dice& dice) {
             put_all(pdf, o);
             if (dice.one_in(2)) pdf += "startxref\n" + p + "\n%%EOF\n";
         }},
    }};
    return all;
}

}  // namespace

Disguise choose_disguise(Dice& dice)
{
    // Half of all are honest in form: what they change must be judged by what it is.
    const std::size_t number = dice.one_in(2) ? dice.below(2) : dice.below(ways().size());
    return {ways().at(number).name, static_cast<int>(number)};
}

std::string append_disguised(std::string pdf, const Objects& objects, const Disguise& disguise, Dice& dice)
{
    const std::string previous = previous_of(pdf);
    ways().at(static_cast<std::size_t>(disguise.number)).write(pdf, objects, previous, dice);
    return pdf;
}

}  // namespace chamber::fuzz
