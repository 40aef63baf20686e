// What the inspector found in a PDF, and the rule that accepts or refuses it.
//
// server/inspect fills it from inside the sandbox; everybody behind the door (server's intake, admin-cli offline) asks
// accept_inspection() and nobody re-checks.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/document.hpp"
#include "protocol/error.hpp"
#include "protocol/heading.hpp"

#include <string>
#include <vector>

namespace chamber {

struct Inspection {
    std::vector<PageSize> page_sizes;    // one per page
    std::vector<std::string> page_text;  // one per page, UTF-8 NFC, may be empty (scan)
    std::string preview;                 // JPEGs one after the other; empty when rendering failed
    std::vector<std::uint32_t> preview_ends;
    SignatureReport report;
    std::vector<std::string> remarks;  // Revision::remarks
};

// Success: the document may be stored. Errors: state_secret (an own line says MẬT, TỐI MẬT or TUYỆT MẬT; `where` is the page),
// too_many_pages, pdf_unreadable (no page).
Result<Heading> accept_inspection(const Inspection& inspection);

// What a heading and a file name suggest for a new document; what is typed already stays, and the clerk confirms the rest later.
// The title is the subject, else the file's name without ".pdf".
DocumentFields suggested_fields(DocumentFields fields, const Heading& heading, const Inspection& inspection);

}  // namespace chamber
