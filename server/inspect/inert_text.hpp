// Text between or behind the revisions of a PDF that is no piece of one: a web server's apology, a mail's boundary, a
// scanner's padding.
#pragma once

#include <cstddef>
#include <string_view>

class QPDF;

namespace chamber::inspect {

// No object, no section, no closing and no remark in it: no reader takes it for a piece of a PDF. (A remark draws
// nothing either, but whoever writes one behind the end has edited the file as a PDF.)
bool is_inert(std::string_view text);

// Readers look for the last "startxref" in the last 1,024 bytes (poppler, mupdf) and search the whole file for objects
// when it is not there.
inline constexpr std::size_t seen_tail_bytes_max = 960;

// Whether such a search, which takes the last object of each number, finds the document that the cross-reference
// sections tell.
bool is_found_alike(std::string_view bytes, QPDF& pdf);

}  // namespace chamber::inspect
