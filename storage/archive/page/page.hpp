// "index.html" at the root of a bag: the session as people read it, without any server, from a USB stick.
//
// One file without anything from outside: agenda, papers with their seals (links to the PDFs beside it), attendance and
// quorum of each sitting, official comments with a picture of their place, what was withdrawn and why, who took part,
// and how the bag is verified. Its policy lets its own style and script run and nothing else. It draws from the same
// SessionFile as the rest; where it summarises, it names the file that has everything. Same session, same bytes.
//
// Left out: why somebody was absent (danh-sach-vang.csv has it), and every note that is not official or published.
#pragma once

#include "storage/archive/filing.hpp"

#include <string>

namespace chamber::storage {

inline constexpr std::string_view session_page_path = "index.html";

// `root_fingerprint`: of the authority that vouches for the seal, "AB:CD:…".
std::string session_page(const SessionFile& file, const Filing& filing, const std::string& root_fingerprint);

}  // namespace chamber::storage
