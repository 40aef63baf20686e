// The trust folder: what the IT officer imported (roots, intermediates, CRLs), read by the parent and handed to the
// child as one block of bytes, because the child may open no file but fonts.
//
//   trust/*            for everything
//   trust/signing/*    roots that vouch for signers only
//   trust/timestamp/*  roots that vouch for time-stamp authorities only
//
// Shape of the block: per file u8 role (0, 1, 2 in the order above), u32 length (little endian), then its bytes, PEM or
// DER as they are. Sorted by the name within the folder, so that the same folder always gives the same block and the
// same digest. Other and deeper subfolders are not read.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

inline constexpr std::uint64_t trust_file_bytes_max = 16'777'216;
inline constexpr std::uint64_t trust_bytes_max = 67'108'864;

enum class TrustRole : std::uint8_t { everything = 0, signing = 1, timestamp = 2 };

struct TrustFile {
    TrustRole role = TrustRole::everything;
    std::string_view bytes;
};

// An empty path or an absent folder is an empty block: nobody is trusted. Files over a limit are left out, never cut.
// Errors: io_failed.
Result<std::string> read_trust_folder(const std::filesystem::path& folder);

// The files of a block again; what does not fit is dropped.
std::vector<TrustFile> trust_files(std::string_view block);

}  // namespace chamber::inspect
