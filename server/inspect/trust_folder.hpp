// The trust folder: what the IT officer imported (roots, intermediates, revocation lists), read by the parent and
// handed to the child as one block (trust_block.hpp), because the child may open no file but fonts.
//
//   trust/*            for everything
//   trust/signing/*    roots that vouch for signers only
//   trust/timestamp/*  roots that vouch for time-stamp authorities only
//
// Files are PEM (many in a file) or DER. Sorted by the name within the folder, so that the same folder always gives the
// same block and the same digest. Other and deeper subfolders are not read. A file is read again only when its inode,
// size or times changed: a document costs a look at the folder.
#pragma once

#include "protocol/error.hpp"
#include "server/inspect/trust_block.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace chamber::inspect {

inline constexpr std::uint64_t trust_file_bytes_max = 16'777'216;
inline constexpr std::uint64_t trust_bytes_max = 67'108'864;

// An empty path or an absent folder is an empty block: nobody is trusted. Files over a limit are left out, never cut;
// so is what is neither a certificate nor a list. Errors: io_failed. From any thread.
Result<std::string> read_trust_folder(const std::filesystem::path& folder);

// The entries of one file's bytes, as the block holds them.
void append_trust_file(std::string& block, TrustRole role, const std::string& bytes);

}  // namespace chamber::inspect
