#include "server/inspect/structure.hpp"

#include "server/inspect/opened_pdf.hpp"

#include <algorithm>
#include <array>

namespace chamber::inspect {
namespace {

constexpr std::size_t header_window = 1'024;
constexpr std::size_t startxref_window = 4'096;
constexpr std::string_view end_mark = "%%EOF";

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

Foreword foreword_of(std::string_view before)
{
    using namespace std::string_view_literals;
    constexpr std::array other_formats = {"PK\x03\x04"sv,
                                          "PK\x05\x06"sv,
                                          "Rar!"sv,
                                          "7z\xBC\xAF"sv,
                                          "\x1F\x8B"sv,
                                          "BZh"sv,
                                          "\xFD"
                                          "7zXZ"sv,
                                          "\x28\xB5\x2F\xFD"sv,
                                          "MZ"sv,
                                          "\x7F"
                                          "ELF"sv,
                                          "GIF8"sv,
                                          "\x89PNG"sv,
                                          "\xFF\xD8\xFF"sv,
                                          "II*\0"sv,
                                          "MM\0*"sv,
                                          "\xD0\xCF\x11\xE0"sv,
                                          "{\\rtf"sv};
    if (before.starts_with("\xEF\xBB\xBF")) before.remove_prefix(3);
    if (std::ranges::any_of(other_formats, [&](std::string_view mark) { return before.starts_with(mark); }))
        return Foreword::other_format;
    if (before.size() > 262 && before.substr(257, 5) == "ustar") return Foreword::other_format;
    return std::ranges::all_of(before, is_blank) ? Foreword::none : Foreword::foreign;
}

// "12 0 obj", at a line's beginning.
bool has_objects(std::string_view bytes)
{
    for (std::size_t at = bytes.find(" obj"); at != std::string_view::npos; at = bytes.find(" obj", at + 1)) {
        std::size_t i = at;
        while (i > 0 && is_digit(bytes[i - 1])) --i;
        if (i == at || i == 0 || bytes[i - 1] != ' ') continue;
        if (i > 1 && is_digit(bytes[i - 2])) return true;
    }
    return false;
}

// The end of the last %%EOF with a startxref close before it; nothing: it has none.
std::optional<std::size_t> find_end(std::string_view bytes)
{
    const std::size_t at = bytes.rfind(end_mark);
    if (at == std::string_view::npos) return {};
    const std::string_view before = bytes.substr(0, at);
    if (before.substr(before.size() - std::min(before.size(), startxref_window)).find("startxref") ==
        std::string_view::npos)
        return {};
    std::size_t end = at + end_mark.size();
    if (end < bytes.size() && bytes[end] == '\r') ++end;
    if (end < bytes.size() && bytes[end] == '\n') ++end;
    return end;
}

struct End {
    bool whole = false;
    std::size_t at = 0;
    std::uint64_t behind = 0;
};

End end_of(std::string_view bytes)
{
    const auto end = find_end(bytes);
    if (!end) return {false, bytes.size(), 0};
    const std::string_view behind = bytes.substr(*end);
    if (has_objects(behind)) return {false, bytes.size(), 0};
    // NULs in number are padding, and padding is worth a word.
    constexpr std::size_t few = 64;
    const bool nothing = behind.size() <= few && std::ranges::all_of(behind, is_blank);
    return {true, *end, nothing ? 0 : behind.size()};
}

}  // namespace

Structure look_at_structure(std::string_view bytes)
{
    Structure seen;
    const std::size_t header = bytes.substr(0, header_window).find("%PDF-");
    seen.pdf = header != std::string_view::npos;
    seen.starts_with_header = header == 0;
    seen.end = bytes.size();
    if (!seen.pdf) return seen;
    seen.foreword = foreword_of(bytes.substr(0, header));
    const End end = end_of(bytes);
    seen.end = end.at;
    seen.bytes_behind = end.behind;
    bytes = bytes.substr(0, end.at);
    OpenedPdf opened = open_pdf(bytes, Repair::refused);
    if (opened.state == OpenState::needs_password || opened.state == OpenState::locked_otherwise) {
        seen.encryption = Encryption::needs_password;
        seen.wholeness = Wholeness::whole;
        return seen;
    }
    if (opened.state == OpenState::open) {
        seen.wholeness = end.whole ? Wholeness::whole : Wholeness::truncated;
    } else {
        opened = open_pdf(bytes, Repair::allowed);
        if (opened.state == OpenState::needs_password || opened.state == OpenState::locked_otherwise)
            seen.encryption = Encryption::needs_password;
        if (!end.whole)
            seen.wholeness = Wholeness::truncated;
        else if (opened.state == OpenState::open)
            seen.wholeness = Wholeness::repaired;
    }
    if (opened.state == OpenState::open && opened.encrypted) seen.encryption = Encryption::opens_without_password;
    return seen;
}

std::optional<Error> refuse_structure(const Structure& structure)
{
    if (!structure.pdf) return fail(ErrorCode::not_pdf, "no %PDF- header");
    if (structure.foreword == Foreword::other_format)
        return fail(ErrorCode::zip_not_pdf, "another format's mark before %PDF-");
    if (structure.encryption == Encryption::needs_password) return fail(ErrorCode::pdf_encrypted);
    if (structure.wholeness == Wholeness::truncated)
        return fail(ErrorCode::pdf_truncated, "no startxref and %%EOF at the end");
    if (structure.wholeness == Wholeness::unreadable) return fail(ErrorCode::pdf_unreadable, "qpdf cannot open it");
    return std::nullopt;
}

std::vector<std::string> structure_remarks(const Structure& structure)
{
    std::vector<std::string> remarks;
    if (structure.encryption == Encryption::opens_without_password)
        remarks.push_back(
            "Tệp mở được không cần mật khẩu nhưng bị khóa quyền in, sửa hoặc sao chép; để lưu trữ lâu dài nên in lại ra PDF không khóa");
    if (structure.foreword == Foreword::foreign)
        remarks.push_back("Phía trước phần mở đầu của PDF có dữ liệu lạ, không hiện trên trang nào");
    if (structure.bytes_behind > 0)
        remarks.push_back("Phía sau phần kết thúc của PDF còn " + std::to_string(structure.bytes_behind) +
                          " byte thừa (thường do máy quét hoặc thư điện tử thêm vào), không hiện trên trang nào");
    return remarks;
}

}  // namespace chamber::inspect
