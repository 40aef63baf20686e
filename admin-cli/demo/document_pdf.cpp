// Composes, then prints. The creation date is the document's own, so that nothing of today enters the bytes.
#include "admin-cli/demo/document_pdf.hpp"

#include "admin-cli/demo/compose.hpp"

namespace chamber::demo {

Result<DrawnDocument> draw_document(const admin::ListedDocument& document, const admin::ListedRevision& revision,
                                    const SignatureBlock& block, const Setting& setting)
{
    const DocumentFields& fields = document.fields;
    Imprint imprint;
    imprint.title = fields.type_name + (fields.full_number.empty() ? " (dự thảo)" : " số " + fields.full_number) + ": " + fields.title;
    imprint.created_at = fields.issued_on.empty() ? revision.published_at : fields.issued_on + "T01:00:00Z";
    imprint.medium = fields.scan ? Medium::scan : Medium::text;
    imprint.seal_text = capitals(block.organisation);
    const Writing writing{document, revision, block, setting};
    auto printed = print_sections(compose(writing), imprint);
    if (!printed) return printed.error();
    return DrawnDocument{std::move(printed->pdf), printed->pages, printed->signature_page_index, printed->person_box, printed->seal_box};
}

}  // namespace chamber::demo
