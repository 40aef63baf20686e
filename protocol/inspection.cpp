#include "protocol/inspection.hpp"

#include "protocol/limits.hpp"
#include "protocol/text.hpp"

#include <algorithm>

namespace chamber {
namespace {

// Words of the file itself: whoever made it is nobody we know.
void suggest(std::string& field, std::string_view suggestion, std::size_t bytes_max)
{
    if (is_blank(field)) field = cleaned_text(suggestion, bytes_max);
}

}  // namespace

Result<Heading> accept_inspection(const Inspection& inspection)
{
    if (inspection.page_sizes.empty()) return fail(ErrorCode::pdf_unreadable, "no page");
    if (inspection.page_sizes.size() > limits::document_pages_max)
        return fail(ErrorCode::too_many_pages, std::to_string(inspection.page_sizes.size()) + " pages");
    for (std::size_t i = 0; i < inspection.page_text.size(); ++i)
        if (const auto marking = secrecy_marking(inspection.page_text[i]))
            return fail(ErrorCode::state_secret, *marking, std::to_string(i + 1));
    if (inspection.page_text.empty()) return Heading{};
    return parse_heading(inspection.page_text.front());
}

DocumentFields suggested_fields(DocumentFields fields, const Heading& heading, const Inspection& inspection)
{
    suggest(fields.title, heading.subject, limits::title_bytes_max);
    fields.file_name = cleaned_text(fields.file_name, limits::title_bytes_max);
    std::string name = fields.file_name;
    if (name.size() > 4 && (name.ends_with(".pdf") || name.ends_with(".PDF"))) name.erase(name.size() - 4);
    suggest(fields.title, name, limits::title_bytes_max);
    suggest(fields.title, "Tài liệu chưa có tên", limits::title_bytes_max);
    suggest(fields.type_code, heading.type_code, limits::name_bytes_max);
    suggest(fields.type_name, heading.type_name, limits::name_bytes_max);
    suggest(fields.full_number, heading.full_number, limits::title_bytes_max);
    suggest(fields.issued_on, heading.issued_on, limits::name_bytes_max);
    suggest(fields.place, heading.place, limits::name_bytes_max);
    suggest(fields.issuer, heading.issuer, limits::title_bytes_max);
    fields.draft = fields.draft || heading.draft;
    fields.scan = std::ranges::all_of(inspection.page_text, &std::string::empty);
    return fields;
}

}  // namespace chamber
