// The binary frame that carries a piece of a blob: a 16-byte header, then the bytes.
//
//   offset  size  field
//   0       1     version = 1
//   1       1     kind = 1 (chunk)
//   2       2     reserved, 0
//   4       4     transfer, little-endian: the number the device gave its fetch
//   8       8     offset in the blob, little-endian
//   16      …     bytes (1 … chunk_bytes)
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace chamber {

inline constexpr std::size_t chunk_header_bytes = 16;

struct ChunkFrame {
    std::uint32_t transfer = 0;
    std::uint64_t offset = 0;
    std::string_view bytes;
};

// The header alone, so that the bytes need not be copied.
std::string encode_chunk_header(std::uint32_t transfer, std::uint64_t offset);

// `frame.bytes` points into `data`. Errors: wrong_type, out_of_range.
Result<ChunkFrame> decode_chunk_frame(std::string_view data);

}  // namespace chamber
