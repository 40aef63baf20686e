// A council on disk whose session has all its documents and waits to be sealed.
#pragma once

#include <cstdint>
#include <filesystem>

namespace chamber::test {

struct Papers {
    std::uint32_t count = 1;
    std::uint64_t bytes_each = 0;
};

// As make_council(); K12-KH15 is in `filing`. The documents are no real PDFs, and no two of them alike.
void make_session_to_seal(const std::filesystem::path& root, const Papers& papers);

}  // namespace chamber::test
