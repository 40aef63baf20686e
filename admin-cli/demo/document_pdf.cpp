// Composes, chooses as much as its pages hold, prints. The creation date is the document's own, so that nothing of
// today enters the bytes.
#include "admin-cli/demo/document_pdf.hpp"

#include "admin-cli/demo/compose.hpp"
#include "admin-cli/demo/scan.hpp"

#include <utility>

namespace chamber::demo {

Result<DrawnDocument> draw_document(const admin::ListedDocument& document, const admin::ListedRevision& revision,
                                    const SignatureBlock& block, const Setting& setting)
{
    const DocumentFields& fields = document.fields;
    typeset::OfficialDocument official;
    official.imprint.title = fields.type_name +
                             (fields.full_number.empty() ? " (dự thảo)" : " số " + fields.full_number) + ": " +
                             fields.title;
    official.imprint.created_at = fields.issued_on.empty() ? revision.published_at : fields.issued_on + "T01:00:00Z";
    official.imprint.creator = demo_creator;
    auto typesetter = typeset::Typesetter::open();
    if (!typesetter) return typesetter.error();
    for (const Filling& filling : compose({document, revision, block, setting})) {
        auto section = filled(*typesetter, filling, official.imprint.title);
        if (!section) return section.error();
        official.sections.push_back(std::move(*section));
    }
    const auto scan = fields.scan ? scan_canvas(official.imprint, capitals(block.organisation)) : nullptr;
    auto set = scan ? typesetter->print_on(*scan, official) : typesetter->print(official);
    if (!set) return set.error();
    const auto place = set->signing.value_or(typeset::SigningPlace{});
    return DrawnDocument{std::move(set->pdf), set->pages, place.page_index, place.person, place.seal};
}

}  // namespace chamber::demo
