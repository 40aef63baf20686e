#include "protocol/inspection.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber {
namespace {

void fill(std::string& field, const std::string& suggestion)
{
    if (field.empty()) field = suggestion;
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
    fill(fields.title, heading.subject);
    std::string name = fields.file_name;
    if (name.size() > 4 && (name.ends_with(".pdf") || name.ends_with(".PDF"))) name.erase(name.size() - 4);
    fill(fields.title, name);
    fill(fields.type_code, heading.type_code);
    fill(fields.type_name, heading.type_name);
    fill(fields.full_number, heading.full_number);
    fill(fields.issued_on, heading.issued_on);
    fill(fields.place, heading.place);
    fill(fields.issuer, heading.issuer);
    fields.draft = fields.draft || heading.draft;
    fields.scan = std::ranges::all_of(inspection.page_text, &std::string::empty);
    return fields;
}

}  // namespace chamber
