// data/11-nhat-ky/nhat-ky.jsonl: a session's lines of the journal and the chain they form. One walk for whoever builds
// and whoever verifies.
#pragma once

#include "storage/archive/bag.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

inline constexpr std::string_view journal_extract_path = "data/11-nhat-ky/nhat-ky.jsonl";

std::string journal_extract(const std::vector<std::string>& lines);

struct JournalFault {
    std::size_t line = 0;  // from 1
    std::string sentence;  // Vietnamese
};

// Each line's `session_prev_hash` is the SHA-256 of the extract's line before (64 zeros in the first); numbers rise;
// where two lines have neighbouring numbers, `prev_hash` is that SHA-256 too. Nothing when all fits.
std::optional<JournalFault> find_journal_fault(std::string_view extract);

}  // namespace chamber::storage
