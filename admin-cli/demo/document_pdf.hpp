// Draws a document of the demonstration as a PDF, in the layout of Nghị định 30/2020: national title on the right,
// organ on the left, number, place and date, type and subject, body, recipients, signature block, page numbers from
// page 2.
//
// The text is invented, long enough for exactly the pages that the session file promises, and the same at every run:
// before signing, the same input gives the same bytes. Drafts say DỰ THẢO and carry no number. A scan is the same page
// as a picture.
#pragma once

#include "admin-cli/import/session_json.hpp"
#include "protocol/error.hpp"
#include "server/typeset/typesetter.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace chamber::demo {

// What the files say made them.
inline constexpr const char* demo_creator = "Nghị Trường - tài liệu dùng thử";

// Who signs, and as what: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Đặng Hư Cấu".
struct SignatureBlock {
    std::string authority;  // empty: none
    std::string title;
    std::string name;
    std::string organisation;  // whose seal
};

struct DrawnDocument {
    std::string pdf;
    std::int32_t pages = 0;
    std::int32_t signature_page_index = 0;
    typeset::Box person_box;  // between title and name
    typeset::Box seal_box;    // overlaps a third of it, to the left
};

// What the text may name: places and people of the session.
struct Setting {
    std::string district;  // "Hương Sen"
    std::string level;     // "huyện"
    std::string province;
    std::string term;           // "XII"
    std::string session_words;  // "Mười lăm"
    std::vector<std::string> communes;
    std::vector<AgendaItem> agenda;
    std::vector<Sitting> sittings;
};

// Errors: internal (cairo refused, or the text does not fit its pages; detail says which).
Result<DrawnDocument> draw_document(const admin::ListedDocument& document, const admin::ListedRevision& revision,
                                    const SignatureBlock& block, const Setting& setting);

}  // namespace chamber::demo
