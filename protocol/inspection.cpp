#include "protocol/inspection.hpp"

#include "protocol/limits.hpp"

namespace chamber {

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

}  // namespace chamber
