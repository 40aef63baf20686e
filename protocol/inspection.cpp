#include "protocol/inspection.hpp"

#include "protocol/legacy_letters.hpp"
#include "protocol/limits.hpp"
#include "protocol/secrecy.hpp"
#include "protocol/text.hpp"

#include <algorithm>
#include <array>

namespace chamber {
namespace {

// Words of the file itself: whoever made it is nobody we know.
void suggest(std::string& field, std::string_view suggestion, std::size_t bytes_max)
{
    if (is_blank(field)) field = cleaned_text(suggestion, bytes_max);
}

// All the letters are a signature's picture, printed into the page.
bool is_signature_text(std::string_view text)
{
    constexpr std::size_t bytes_max = 600;
    constexpr std::array<std::string_view, 6> words = {"Ký bởi",  "Người ký",         "Thời gian ký",
                                                       "Ngày ký", "Digitally signed", "Signed by"};
    return text.size() <= bytes_max &&
           std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool is_picture(const Inspection& inspection, std::size_t page)
{
    const std::string_view text =
        page < inspection.page_text.size() ? std::string_view(inspection.page_text[page]) : std::string_view();
    if (is_blank(text)) return true;
    if (page >= inspection.looks.size()) return false;
    const PageLook& look = inspection.looks[page];
    return !look.letters || (look.covered && is_signature_text(text));
}

bool names_pdf(std::string_view file_name)
{
    constexpr std::string_view ending = ".pdf";
    if (file_name.size() < ending.size()) return false;
    const std::string_view end = file_name.substr(file_name.size() - ending.size());
    return std::ranges::equal(
        end, ending, [](char one, char other) { return (one >= 'A' && one <= 'Z' ? one + 32 : one) == other; });
}

Urgency urgency_of(std::string_view words)
{
    if (words == "KHẨN") return Urgency::urgent;
    if (words == "THƯỢNG KHẨN") return Urgency::very_urgent;
    if (words == "HỎA TỐC") return Urgency::express;
    return Urgency::none;
}

// "… số 12/2015/TT-BTC ngày …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:"
bool consolidates(std::string_view first_page)
{
    constexpr std::array<std::string_view, 3> words = {"được sửa đổi, bổ sung bởi", "VĂN BẢN HỢP NHẤT", "/VBHN-"};
    std::string running(first_page);
    std::ranges::replace(running, '\n', ' ');
    return std::ranges::any_of(words, [&](std::string_view word) { return running.find(word) != std::string::npos; });
}

// The first person's: an organisation's seal says nobody's name.
std::string signer_of(const Inspection& inspection)
{
    const auto& signatures = inspection.report.signatures;
    const auto person = std::ranges::find(signatures, SignerKind::person, &SignatureFinding::signer_kind);
    return person == signatures.end() ? std::string() : person->signer_name;
}

constexpr std::string_view reading_words = "Đọc trang đầu: ";

}  // namespace

std::string page_text_of(std::string_view told)
{
    const vietnamese::Text points = vietnamese::code_points(told);
    const auto letters = vietnamese::letters_of_page(points);
    if (letters == vietnamese::Letters::unicode) return normalise_vietnamese(told);
    return normalise_vietnamese(vietnamese::utf8(vietnamese::from_legacy(points, letters)));
}

bool is_scan(const Inspection& inspection)
{
    for (std::size_t i = 0; i < inspection.page_text.size(); ++i)
        if (!is_picture(inspection, i)) return false;
    return true;
}

std::optional<SecrecyFinding> find_secrecy(const Inspection& inspection)
{
    for (std::size_t i = 0; i < inspection.page_text.size(); ++i)
        if (auto marking = secrecy_marking(inspection.page_text[i]))
            return SecrecyFinding{std::move(*marking), static_cast<std::int32_t>(i + 1)};
    // Beside the national title a stamp is not alone on its line of text.
    if (auto marking = secrecy_marking(head_columns(inspection.words))) return SecrecyFinding{std::move(*marking), 1};
    return {};
}

Heading read_heading(const Inspection& inspection)
{
    if (inspection.page_text.empty()) return {};
    const auto own = [](const PageWord& word) { return !word.stamp; };
    if (!inspection.words.empty() && std::ranges::none_of(inspection.words, own)) return {};
    const std::string& first = inspection.page_text.front();
    Heading heading = inspection.words.empty() ? parse_heading(first) : parse_heading(inspection.words);
    if (!consolidates(first) || heading.type_code == "VBHN") return heading;
    for (std::size_t i = inspection.page_text.size(); i-- > 1;)
        if (read_certification(inspection.page_text[i], heading)) break;
    return heading;
}

Result<Heading> accept_inspection(const Inspection& inspection, const UploadClaims& claims)
{
    if (inspection.page_sizes.empty()) return fail(ErrorCode::pdf_unreadable, "no page");
    if (inspection.page_sizes.size() > limits::document_pages_max)
        return fail(ErrorCode::too_many_pages, std::to_string(inspection.page_sizes.size()) + " pages");
    if (inspection.foreword && !claims.file_name.empty() && !names_pdf(claims.file_name))
        return fail(ErrorCode::zip_not_pdf, "foreign bytes, and another name");
    if (is_blank(claims.not_secret))
        if (const auto secret = find_secrecy(inspection))
            return fail(ErrorCode::state_secret, secret->marking, std::to_string(secret->page));
    return read_heading(inspection);
}

std::vector<std::string> reading_remarks(const Inspection& inspection)
{
    std::vector<std::string> remarks;
    for (const std::string& remark : read_heading(inspection).remarks)
        remarks.push_back(std::string(reading_words) + remark);
    return remarks;
}

std::vector<std::string> refreshed_remarks(const std::vector<std::string>& known, std::vector<std::string> found)
{
    for (const std::string& remark : known)
        if (remark.starts_with(reading_words)) found.push_back(remark);
    return found;
}

DocumentFields suggested_fields(DocumentFields fields, const Heading& heading, const Inspection& inspection)
{
    suggest(fields.title, heading.subject, limits::title_bytes_max);
    fields.file_name = cleaned_text(fields.file_name, limits::title_bytes_max);
    std::string name = fields.file_name;
    if (name.size() > 4 && names_pdf(name)) name.erase(name.size() - 4);
    suggest(fields.title, name, limits::title_bytes_max);
    suggest(fields.title, "Tài liệu chưa có tên", limits::title_bytes_max);
    suggest(fields.type_code, heading.type_code, limits::name_bytes_max);
    suggest(fields.type_name, heading.type_name, limits::name_bytes_max);
    suggest(fields.full_number, heading.full_number, limits::title_bytes_max);
    suggest(fields.issued_on, heading.issued_on, limits::name_bytes_max);
    suggest(fields.place, heading.place, limits::name_bytes_max);
    suggest(fields.issuer, heading.issuer, limits::title_bytes_max);
    suggest(fields.term, heading.term, limits::name_bytes_max);
    if (fields.session_number == 0) fields.session_number = heading.session_number;
    fields.normative = fields.normative || heading.normative;
    suggest(fields.signer, signer_of(inspection), limits::name_bytes_max);
    fields.draft = fields.draft || heading.draft;
    if (fields.urgency == Urgency::none) fields.urgency = urgency_of(heading.urgency);
    fields.scan = is_scan(inspection);
    return fields;
}

}  // namespace chamber
