// A PDF of a given size that looks like a scan to a network: one page of text, and one stream of incompressible bytes.
#pragma once

#include <cstddef>
#include <string>

namespace chamber::bench {

std::string make_large_pdf(std::size_t bytes);

}  // namespace chamber::bench
