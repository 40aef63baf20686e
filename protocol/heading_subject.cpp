// Where a subject ends is told by what cannot be in one: an opening of the body, an authority named again, a gap, plain
// letters after bold.
#include "protocol/heading_subject.hpp"

#include "protocol/heading_issuer.hpp"
#include "protocol/syllable.hpp"

#include <algorithm>
#include <array>

namespace chamber::heading {
namespace {

using namespace vietnamese;

constexpr std::size_t lines_max = 8;

template <std::size_t N>
bool starts_with_one(View text, const std::array<View, N>& words)
{
    return std::any_of(words.begin(), words.end(), [&](View word) { return starts(text, word); });
}

// "Luật Đất đai số 31/2024/QH15 ngày …": what a consolidated text says of itself.
bool cites_itself(View line)
{
    for (std::size_t at = line.find(U" số "); at != View::npos; at = line.find(U" số ", at + 1)) {
        const bool digit = at + 4 < line.size() && is_digit(line[at + 4]);
        if (digit && line.find(U"/", at) != View::npos && line.find(U" ngày", at) != View::npos)
            return starts_with_one(line, std::array<View, 7>{U"Luật ", U"Bộ luật ", U"Nghị định ", U"Thông tư ",
                                                             U"Nghị quyết ", U"Quyết định ", U"Pháp lệnh "});
    }
    return false;
}

// No subject has a line like this.
bool ends_subject(View line)
{
    constexpr std::array<View, 26> words = {
        U"Kính gửi",    U"Căn cứ",  U"CỘNG H",    U"Phần thứ", U"PHẦN",     U"KHÓA ",     U"(Kèm",
        U"(Trình",      U"(Ngày",   U"(Tài liệu", U"(Dự thảo", U"(Báo cáo", U"(Ban hành", U"(Tại ",
        U"Độc lập",     U"I. ",     U"1. ",       U"A. ",      U"Chương ",  U"CHƯƠNG ",   U"Lời nói đầu",
        U"LỜI NÓI ĐẦU", U"MỤC LỤC", U"Mục lục",   U"Nơi nhận", U"KHOÁ "};
    // "Điều 1." begins the body; "Điều chỉnh …" may well be the subject.
    constexpr View article = U"Điều ";
    const bool begins_article = starts(line, article) && line.size() > article.size() && is_digit(line[article.size()]);
    // "Ủy ban nhân dân xã báo cáo như sau:"
    const bool begins_text = ends(line, U"như sau:") || ends(line, U"sau đây:");
    return line.empty() || begins_article || begins_text || starts_with_one(line, words) || starts(line, U"--") ||
           line.find(U"__") != View::npos || line.find(U", ngày") != View::npos || cites_itself(line) ||
           std::none_of(line.begin(), line.end(), is_letter);
}

// The body may begin so, and a subject too.
bool may_begin_body(View line)
{
    constexpr std::array<View, 10> words = {U"Thực hiện", U"Theo ", U"Ngày ",  U"Trên cơ sở", U"Nhằm",
                                            U"Để ",       U"Xét ",  U"Trong ", U"Tiếp theo",  U"Phần "};
    return starts_with_one(line, words);
}

bool is_capital(View line)
{
    return upper(line) == line;
}

// "… thành lập Tổ giúp việc GIÁM ĐỐC SỞ NỘI VỤ": what stands in capitals at the end of a line that has small letters.
Text without_glued_authority(const Text& line)
{
    if (is_capital(line)) return line;
    const auto words = words_of(line);
    std::size_t first = words.size();
    while (first > 0 && is_capital(words[first - 1]) &&
           std::any_of(words[first - 1].begin(), words[first - 1].end(), is_letter))
        --first;
    for (std::size_t i = first; i + 1 < words.size(); ++i) {
        const auto at = static_cast<std::size_t>(words[i].data() - line.data());
        const View tail = View(line).substr(at);
        if (begins_authority(tail) && tail.find(U' ') != View::npos && i > 0 && !starts(tail, U"UBND") &&
            !starts(tail, U"HĐND") && !starts(tail, U"UBMTTQ"))
            return Text(trimmed(View(line).substr(0, at)));
    }
    return line;
}

bool issues_under_authority(const DocumentType* type)
{
    constexpr std::array<View, 11> codes = {U"NQ",   U"QĐ", U"CT",  U"NĐ", U"TT", U"TTLT",
                                            U"NQLT", U"QC", U"QyĐ", U"KL", U"PL"};
    return type && std::find(codes.begin(), codes.end(), type->code) != codes.end();
}

// Lines of capitals: the last that begins with an authority is one, and so is the office on the line before it.
std::size_t capital_authority(const std::vector<const Line*>& lines, View issuer, const DocumentType* type)
{
    for (std::size_t i = lines.size(); i-- > 1;) {
        const View line = lines[i]->text;
        if (!is_capital(line) || !begins_authority(line)) continue;
        const bool names_issuer =
            !issuer.empty() && (line.find(issuer.substr(0, std::min<std::size_t>(issuer.size(), 14))) != View::npos);
        if (!names_issuer && !issues_under_authority(type)) continue;
        return i > 1 && is_office(lines[i - 1]->text) ? i - 1 : i;
    }
    return lines.size();
}

// The lines from `first` on that may be the subject's.
std::vector<const Line*> candidates(const std::vector<Line>& lines, std::size_t first, bool opened)
{
    std::vector<const Line*> found;
    while (!opened && first < lines.size() && lines[first].text.empty()) ++first;
    for (std::size_t i = first; i < lines.size() && found.size() < lines_max; ++i) {
        const View line = lines[i].text;
        if (ends_subject(line)) break;
        const bool begun = opened || !found.empty();
        const bool still_bold = !found.empty() && found.front()->bold && lines[i].bold;
        if (!found.empty() && found.front()->bold && !lines[i].bold && lines[i].side != Side::unknown) break;
        if (begun && may_begin_body(line) && !still_bold) break;
        // Below a subject in ordinary letters a line of capitals that names an authority is the one who decides.
        if (!found.empty() && is_capital(line) && begins_authority(line) && !is_capital(found.front()->text)) break;
        found.push_back(&lines[i]);
    }
    return found;
}

// "Thực hiện nghị quyết …, Ủy ban nhân dân báo cáo như sau:" is no subject: a paragraph is long and ends in a mark.
bool is_paragraph(const std::vector<const Line*>& lines)
{
    if (lines.empty()) return true;
    constexpr View marks = U".:;,";
    const Text& last = lines.back()->text;
    return lines.size() > 4 || marks.find(last.back()) != View::npos;
}

// The authority stands apart, behind a gap: then what is before it is all the subject.
bool authority_behind(const std::vector<Line>& lines, const std::vector<const Line*>& found)
{
    if (found.empty()) return false;
    auto next = static_cast<std::size_t>(found.back() - lines.data()) + 1;
    if (next >= lines.size() || !lines[next].text.empty()) return false;
    while (next < lines.size() && lines[next].text.empty()) ++next;
    return next < lines.size() && begins_authority(lines[next].text);
}

Text subject_from(const std::vector<Line>& lines, std::size_t first, View opening, View issuer,
                  const DocumentType* type)
{
    auto found = candidates(lines, first, !opening.empty());
    if (found.size() == lines_max && !found.back()->bold) return Text(opening);  // text that goes on and on
    if (opening.empty() && !found.empty() && may_begin_body(found.front()->text) && !found.front()->bold &&
        is_paragraph(found))
        return {};
    if (!authority_behind(lines, found)) found.resize(capital_authority(found, issuer, type));
    Text subject(opening);
    for (const Line* line : found) subject += (subject.empty() ? U"" : U" ") + without_glued_authority(line->text);
    if (starts(upper(subject), U"V/V")) subject.erase(0, 3);
    return running(subject);
}

struct Reference {
    const std::vector<Line>& lines;
    std::size_t at;
};

Text reference_from(const Reference& reference)
{
    const Line& opening = reference.lines[reference.at];
    Text subject(trimmed(View(opening.text).substr(starts(opening.text, U"Về việc") ? 0 : 3)));
    while (!subject.empty() && !is_letter(subject[0])) subject.erase(0, 1);
    std::size_t taken = 0;
    for (std::size_t i = reference.at + 1; i < reference.lines.size() && taken < lines_max; ++i, ++taken) {
        const Line& line = reference.lines[i];
        if (line.side != opening.side || ends_subject(line.text)) break;
        if (line.side == Side::unknown &&
            (may_begin_body(line.text) || (is_capital(line.text) && !is_capital(subject))))
            break;
        subject += (subject.empty() ? U"" : U" ") + line.text;
    }
    return running(subject);
}

}  // namespace

Subject read_subject(const Lines& head, View issuer)
{
    Subject found;
    const std::vector<Line>& lines = head.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Text capitals = upper(lines[i].text);
        if (starts(capitals, U"V/V") || (lines[i].side == Side::left && starts(lines[i].text, U"Về việc"))) {
            found.reference = true;
            found.text = reference_from({lines, i});
            break;
        }
        if (lines[i].side == Side::left || lines[i].side == Side::right || starts(lines[i].text, U"Căn cứ")) continue;
        auto type = read_type_line(head.legacy ? capitals : lines[i].text);
        if (!type) continue;
        found.type = type->type;
        std::size_t next = i + 1;
        View opening = type->rest;
        const bool names_more = is_type_suffix(opening);
        // Two words that we do not know still say more of the type when the subject stands below them.
        const bool few = words_of(opening).size() <= 2 && next < lines.size() && !lines[next].text.empty() &&
                         !ends_subject(lines[next].text) && !is_capital(lines[next].text);
        if (names_more || few) opening = {};
        if (opening.empty() && next < lines.size() && !lines[next].text.empty() && is_capital(lines[next].text) &&
            is_type_suffix(lines[next].text))
            ++next;
        found.text = subject_from(lines, next, opening, issuer, type->type);
        break;
    }
    if (!is_plausible(found.text)) found.text.clear();
    return found;
}

}  // namespace chamber::heading
