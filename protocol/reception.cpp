#include "protocol/reception.hpp"

#include "protocol/office_remark.hpp"
#include "protocol/text.hpp"

namespace chamber {
namespace {

// The clerk has looked at the page that is said to bear a marking.
Result<Heading> overruled(Inspection& inspection, const AskUpload& ask, const Error& refused)
{
    if (refused.code != ErrorCode::state_secret || !ask.not_secret || is_blank(*ask.not_secret)) return refused;
    inspection.remarks.push_back(not_secret_remark(*ask.not_secret, refused.where));
    return parse_heading(inspection.page_text.front());
}

}  // namespace

Result<DocumentFields> receive(Inspection& inspection, const AskUpload& ask, DocumentFields held)
{
    // A file must not speak for the office.
    take_out(inspection.remarks);
    Result<Heading> heading = accept_inspection(inspection);
    if (!heading) heading = overruled(inspection, ask, heading.error());
    if (!heading) return heading.error();
    if (!ask.document) return suggested_fields(std::move(held), *heading, inspection);
    const DocumentFields said = suggested_fields({}, *heading, inspection);
    if (auto remark = other_document_remark(held, said)) inspection.remarks.push_back(std::move(*remark));
    return held;
}

}  // namespace chamber
