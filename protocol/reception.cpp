#include "protocol/reception.hpp"

#include "protocol/office_remark.hpp"
#include "protocol/text.hpp"

namespace chamber {

Result<DocumentFields> receive(Inspection& inspection, const AskUpload& ask, DocumentFields held)
{
    // A file must not speak for the office.
    take_out(inspection.remarks);
    const std::string not_secret = ask.not_secret.value_or("");
    const Result<Heading> heading = accept_inspection(inspection, {ask.file_name, not_secret});
    if (!heading) return heading.error();
    if (!is_blank(not_secret))
        if (const auto overruled = find_secrecy(inspection))
            inspection.remarks.push_back(not_secret_remark(not_secret, std::to_string(overruled->page)));
    if (!ask.document) return suggested_fields(std::move(held), *heading, inspection);
    const DocumentFields said = suggested_fields({}, *heading, inspection);
    if (auto remark = other_document_remark(held, said)) inspection.remarks.push_back(std::move(*remark));
    return held;
}

}  // namespace chamber
