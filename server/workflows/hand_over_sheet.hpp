// "Biên bản giao nhận hồ sơ, tài liệu": what is handed over under which digests, on a page that both sides sign, with
// the fields the historical archive checks on receipt (Thông tư 05/2025/TT-BNV). It lies beside the package. The same
// package gives the same bytes. Thread: any, one at a time.
#pragma once

#include "storage/archive/package/package.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace chamber::workflow {

// Errors: internal (the font is not installed), unclean_text, too_long.
Result<std::string> print_hand_over_sheet(const storage::PackageFacts& facts);

// A package of a sealed archive, with its sheet and its digest. Errors: those of build_package and of the sheet.
Result<storage::BuiltPackage> hand_over(const std::filesystem::path& archive, const std::filesystem::path& directory,
                                        std::int32_t ordinal,
                                        const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace chamber::workflow
