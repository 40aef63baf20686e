// What the inspector found in a PDF, and the rule that accepts or refuses it.
//
// server/inspect fills it from inside the sandbox; everybody behind the door (server's intake, admin-cli offline) asks
// accept_inspection() and nobody re-checks.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/document.hpp"
#include "protocol/error.hpp"
#include "protocol/heading.hpp"
#include "protocol/page_words.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

// What a page draws itself; its annotations, which show who signed, apart.
struct PageLook {
    bool letters = false;  // that somebody sees: not invisible, not under a picture
    bool covered = false;  // pictures cover the better part of it
    bool operator==(const PageLook&) const = default;
};
BOOST_DESCRIBE_STRUCT(PageLook, (), (letters, covered))

struct Inspection {
    std::vector<PageSize> page_sizes;    // one per page
    std::vector<std::string> page_text;  // one per page, UTF-8 NFC, may be blank (scan)
    std::string preview;                 // PNGs and JPEGs one after the other; empty when rendering failed
    std::vector<std::uint32_t> preview_ends;
    SignatureReport report;
    std::vector<std::string> remarks;  // Revision::remarks
    std::vector<PageWord> words = {};  // of page 1; empty: not told, then its text must do
    std::vector<PageLook> looks = {};  // from page 1 on; fewer than pages: the page behind the last is no scan
    bool foreword = false;             // foreign bytes stand before "%PDF-"
};

// Text of a page as the inspector's child tells it: composed, and in today's letters where it was in those of an old
// font.
std::string page_text_of(std::string_view told);

// Every page is the picture of a page: without letters, or with none that are seen but a signature's. A text layer that
// a recognition put under the picture makes no electronic original of a scan; neither does a blank page behind it.
bool is_scan(const Inspection& inspection);

struct SecrecyFinding {
    std::string marking;  // "TỐI MẬT"
    std::int32_t page = 1;
};
std::optional<SecrecyFinding> find_secrecy(const Inspection& inspection);

// What whoever uploads says of the file.
struct UploadClaims {
    std::string_view file_name = {};   // empty: unknown
    std::string_view not_secret = {};  // a reason why a marking is none; blank: none is given
};

// Success: the document may be stored. Errors: state_secret (a marking on a page and no reason against it; `where` is
// the page), zip_not_pdf (foreign bytes before the PDF, and a name that does not say .pdf), too_many_pages,
// pdf_unreadable (no page).
Result<Heading> accept_inspection(const Inspection& inspection, const UploadClaims& claims = {});

// The head of the first page, from words where they were told. Empty for a scan that shows nothing but a signature.
Heading read_heading(const Inspection& inspection);

// What a heading and a file name suggest for a new document; what is typed already stays, and the clerk confirms the
// rest later. The title is the subject, else the file's name without ".pdf".
DocumentFields suggested_fields(DocumentFields fields, const Heading& heading, const Inspection& inspection);

// Sentences about the reading stand among the remarks of the file. A later check of the same bytes reads no pages: it
// brings new remarks of its own, and those about the reading stay.
std::vector<std::string> reading_remarks(const Inspection& inspection);
std::vector<std::string> refreshed_remarks(const std::vector<std::string>& known, std::vector<std::string> found);

}  // namespace chamber
