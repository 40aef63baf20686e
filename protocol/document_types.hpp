// Types of documents, their codes and their names: administrative ones, those of the law, joint ones.
//
// A clerk's screen and the archive use the code and the plain name; what a document adds to the name of its type (BÁO
// CÁO THẨM TRA, QUY CHẾ PHỐI HỢP) is told apart from the subject here and left out. Source: Nghị định 30/2020, annex
// III. The others as they head documents of the state and the Party; L, BL, HP and the like are codes of ours for what
// numbers do not abbreviate. GTT is customary; CV is the screen's code for a công văn, which has none.
#pragma once

#include "protocol/vietnamese.hpp"

#include <optional>

namespace chamber {

struct DocumentType {
    vietnamese::View code;
    vietnamese::View name;
};

// "TTr", "TTR", and joint ones by the type they are of: "QCPH" is QC. Null: none.
const DocumentType* type_by_code(vietnamese::View code);

// The type whose name ends this text in any case ("Nghị quyết" before "số: …"). Null: none.
const DocumentType* type_named_at_end(vietnamese::View text);

// A line in capitals that begins with a type's name, letters drawn apart or not. `rest`: what stands behind the name.
struct TypeLine {
    const DocumentType* type = nullptr;
    vietnamese::Text rest;
};
std::optional<TypeLine> read_type_line(vietnamese::View line);

// "THẨM TRA", "LIÊN TỊCH": these say more of the type and nothing of the subject.
bool is_type_suffix(vietnamese::View capitals);

}  // namespace chamber
