// Signed documents that cost a judge much: one page with the text of a book and sixty notes, and a drawing that twelve
// people sealed one after the other. Both are made here, so that nobody needs anybody's files.
#pragma once

#include <string>

namespace chamber::bench {

enum class Notes { in_one_revision, one_by_one };

// 60,000 text operators in 1.9 MB, uncompressed; P 3 and 60 notes.
std::string make_noted_page(Notes how);

// 120,000 lines in 3.4 MB with a title block; certified, and sealed beside one another, each in its own revision.
std::string make_sealed_drawing();

}  // namespace chamber::bench
