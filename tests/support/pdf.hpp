// Small honest PDFs made from text, for tests that need a document and not its beauty.
#pragma once

#include <string>
#include <vector>

namespace chamber::test {

// One page per entry, Helvetica, one line per '\n'; ASCII only. `ballast_bytes`: an unused stream that makes the file
// larger. Shape: a complete PDF 1.4 with an xref table.
std::string make_pdf(const std::vector<std::string>& pages, std::size_t ballast_bytes = 0);

}  // namespace chamber::test
