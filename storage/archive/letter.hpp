// What stands at the top of a bag: the letter to the reader, the checking scripts, and BagIt's own two files (RFC
// 8493).
#pragma once

#include "storage/archive/bag.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace chamber::storage {

struct PayloadSize {
    std::uint64_t bytes = 0;
    std::uint64_t files = 0;
};

// `root_fingerprint`: of the authority that vouches for the seal, "AB:CD:…".
BagFiles letter(const SessionFile& file, const Filing& filing, PayloadSize payload,
                const std::string& root_fingerprint);

// The texts of doc-toi-truoc.txt, kiem-tra.sh and kiem-tra.ps1, built in.
std::string_view letter_template();
std::string_view checking_script();
std::string_view windows_checking_script();

}  // namespace chamber::storage
