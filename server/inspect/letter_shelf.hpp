// The letters of a document's pages, in their order, from one revision to the next. Plain header: without libqpdf.
#pragma once

#include <memory>
#include <vector>

namespace chamber::inspect {

struct PageLetters;
using LetterShelf = std::vector<std::shared_ptr<const PageLetters>>;  // none: not read so far

}  // namespace chamber::inspect
