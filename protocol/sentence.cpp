#include "protocol/sentence.hpp"

#include "protocol/field_rules.hpp"
#include "protocol/plain_words.hpp"
#include "protocol/sentence_table.hpp"
#include "protocol/text.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <array>

namespace chamber {
namespace {

constexpr const Sentences* find_row(ErrorCode code)
{
    for (const Sentences& row : sentence_table)
        if (row.code == code) return &row;
    return nullptr;
}

std::string_view cell(Reader reader, ErrorCode code)
{
    const Sentences* row = find_row(code);
    if (row == nullptr) return same;
    switch (reader) {
    case Reader::terminal: return row->terminal;
    case Reader::clerk: return row->clerk;
    case Reader::delegate: return row->delegate;
    }
    return same;
}

// One code stands for several things at the terminal; what it was about tells them apart.
struct Special {
    ErrorCode code;
    std::string_view where;
    std::string_view sentence;
};
constexpr std::array specials = std::to_array<Special>({
    {ErrorCode::missing_field, "--password-stdin",
     "Ở đây không có cửa sổ lệnh để hỏi mật khẩu. Hãy đưa mật khẩu bằng --password-stdin (dòng đầu của đầu vào) hoặc --password-file TỆP, hoặc chạy lệnh trong một cửa sổ lệnh."},
    {ErrorCode::missing_field, "stdin",
     "Đầu vào không có dòng nào nên không có mật khẩu. Hãy ghi mật khẩu ở dòng đầu của đầu vào, hoặc dùng --password-file TỆP."},
    {ErrorCode::missing_field, "answer",
     "Chưa có câu trả lời nên chưa đổi gì. Hãy chạy lại trong một cửa sổ lệnh và trả lời câu hỏi."},
    {ErrorCode::bad_configuration, "--host",
     "Tên máy chủ ở --host không dùng được. Hãy ghi một tên trong mạng chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, ví dụ hop.xa-lua-vang.local; không ghi địa chỉ IP hay https://."},
    {ErrorCode::backup_unknown, "--from",
     "Chưa biết bản sao lưu nằm ở đâu. Hãy ghi --from THƯ-MỤC, hoặc đặt mục “[backup]” trong chamber.toml."},
    {ErrorCode::backup_unknown, "--to",
     "Chưa biết ghi bản sao lưu vào đâu. Hãy ghi --to THƯ-MỤC, hoặc đặt mục “[backup]” trong chamber.toml."},
    {ErrorCode::bad_configuration, "NAME",
     "Tên máy chủ mới không dùng được. Hãy ghi một tên trong mạng chỉ gồm chữ không dấu, số, dấu chấm và gạch nối, ví dụ hop.xa-lua-vang.local."},
});

// What such an error names is a field of a message or of a file, not a file.
bool is_about_a_field(ErrorCode code)
{
    switch (code) {
    case ErrorCode::unknown_field:
    case ErrorCode::missing_field:
    case ErrorCode::wrong_type:
    case ErrorCode::out_of_range:
    case ErrorCode::unknown_value:
    case ErrorCode::too_long:
    case ErrorCode::unclean_text:
    case ErrorCode::bad_day:
    case ErrorCode::bad_time:
    case ErrorCode::bad_clock:
    case ErrorCode::reason_required: return true;
    default: return false;
    }
}

// What it names is a certificate or an authority, as its own file calls it.
bool is_about_trust_material(ErrorCode code)
{
    switch (code) {
    case ErrorCode::trust_not_authority:
    case ErrorCode::trust_expired:
    case ErrorCode::trust_duplicate:
    case ErrorCode::list_issuer_unknown:
    case ErrorCode::list_signature_wrong:
    case ErrorCode::list_older: return true;
    default: return false;
    }
}

const FieldWord* field_of(const Error& error)
{
    return is_about_a_field(error.code) ? find_field_word(error.where) : nullptr;
}

std::string in_quotes(std::string_view text)
{
    return "“" + without_controls(text) + "”";
}

std::string capitalised(std::string_view text)
{
    vietnamese::Text letters = vietnamese::normalised(text);
    if (!letters.empty()) letters.front() = vietnamese::upper(letters.front());
    return vietnamese::utf8(letters);
}

// "" when this reader knows no such thing.
std::string thing_of(Reader reader, const Error& error)
{
    if (error.where.empty() || error.where == "/") return {};
    if (const FieldWord* field = field_of(error)) return in_quotes(capitalised(field->word));
    if (reader == Reader::terminal)
        return error.where.starts_with("--") || error.code == ErrorCode::label_taken ? error.where
                                                                                     : in_quotes(error.where);
    if (error.code == ErrorCode::label_taken && !error.where.starts_with('/')) return error.where;
    if (is_about_trust_material(error.code) && !error.where.starts_with('/')) return in_quotes(error.where);
    const bool is_page = error.code == ErrorCode::state_secret &&
                         std::ranges::all_of(error.where, [](char c) { return c >= '0' && c <= '9'; });
    return is_page ? error.where : std::string{};
}

// 2'000 → "2.000".
std::string grouped(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ".");
    return digits;
}

// The smallest limit any text of that name has: whoever keeps to it is taken everywhere.
std::string length_of(std::string_view field)
{
    std::uint32_t bytes = 0;
    for (const FieldRule& rule : field_rules())
        if (rule.field == field && rule.bytes_max > 0 && (bytes == 0 || rule.bytes_max < bytes)) bytes = rule.bytes_max;
    if (bytes == 0) return {};
    return grouped(bytes) + " byte, chừng " + grouped(bytes * 3 / 40 * 10) +
           " chữ cái";  // Vietnamese text: 1.3 bytes a letter
}

std::string limit_of(const Error& error)
{
    const FieldWord* field = field_of(error);
    if (field == nullptr) return {};
    return error.code == ErrorCode::too_long ? length_of(field->field) : std::string(field->range);
}

struct Blanks {
    std::string thing, limit;
};

// Puts the blanks into a piece; nothing when one of them is not known.
std::optional<std::string> filled(std::string_view piece, const Blanks& blanks)
{
    std::string text;
    for (std::size_t at = 0; at < piece.size();) {
        const std::string_view rest = piece.substr(at);
        const std::string* blank = rest.starts_with("{}")        ? &blanks.thing
                                   : rest.starts_with("{limit}") ? &blanks.limit
                                                                 : nullptr;
        if (blank == nullptr) {
            text += piece[at++];
            continue;
        }
        if (blank->empty()) return std::nullopt;
        text += *blank;
        at += blank == &blanks.thing ? 2 : 7;
    }
    return text;
}

// "[with {}|without]" chooses; the rest stays.
std::string expanded(std::string_view pattern, const Blanks& blanks)
{
    std::string text;
    while (!pattern.empty()) {
        const auto open = pattern.find('[');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = pattern.find(']', open);
        const auto bar = pattern.find('|', open);
        const auto with = filled(pattern.substr(open + 1, bar - open - 1), blanks);
        text += with ? *with : std::string(pattern.substr(bar + 1, close - bar - 1));
        pattern.remove_prefix(close + 1);
    }
    return text;
}

bool names_the_thing(Reader reader, const Error& error)
{
    return cell(reader, error.code).find("{}") != std::string_view::npos && field_of(error) == nullptr;
}

const Special* special_of(Reader reader, const Error& error)
{
    if (reader != Reader::terminal) return nullptr;
    const auto found = std::ranges::find_if(
        specials, [&](const Special& special) { return special.code == error.code && special.where == error.where; });
    return found == specials.end() ? nullptr : &*found;
}

}  // namespace

bool meets(Reader reader, ErrorCode code)
{
    return cell(reader, code) != unmet;
}

std::string sentence_for(Reader reader, const Error& error)
{
    if (const Special* special = special_of(reader, error)) return std::string(special->sentence);
    std::string_view pattern = cell(reader, error.code);
    if (pattern == same) return std::string(error_sentence(error.code));
    if (pattern == unmet)
        pattern = reader == Reader::delegate ? tell_secretary : reader == Reader::clerk ? tell_it : run_again;
    return expanded(pattern, Blanks{thing_of(reader, error), limit_of(error)});
}

std::string detail_for(Reader reader, const Error& error)
{
    if (reader != Reader::terminal) return {};
    const bool place_known = special_of(reader, error) != nullptr || names_the_thing(reader, error);
    std::string shown;
    // A field named in words: its place is of use in a file, where it has one.
    if (!place_known && (field_of(error) == nullptr || std::ranges::count(error.where, '/') > 1)) shown = error.where;
    const bool said_already = error.code == ErrorCode::not_found && error.detail == error.where;
    if (!said_already && is_plain_vietnamese(error.detail)) shown += (shown.empty() ? "" : ": ") + error.detail;
    return shown;
}

std::string sentence_with_detail(Reader reader, const Error& error)
{
    const std::string detail = detail_for(reader, error);
    return sentence_for(reader, error) + (detail.empty() ? "" : " (" + detail + ")");
}

}  // namespace chamber
