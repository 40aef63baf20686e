// Small honest PDFs made from text, for tests that need a document and not its beauty.
#pragma once

#include <string>
#include <vector>

namespace chamber::test {

// One page per entry, Helvetica, one line per '\n'; ASCII only. Shape: a complete PDF 1.4 with an xref table.
std::string make_pdf(const std::vector<std::string>& pages);

}  // namespace chamber::test
