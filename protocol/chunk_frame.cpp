#include "protocol/chunk_frame.hpp"

#include "protocol/limits.hpp"
#include "protocol/little_endian.hpp"

namespace chamber {
namespace {

constexpr char version = 1;
constexpr char kind_chunk = 1;

}  // namespace

std::string encode_chunk_header(std::uint32_t transfer, std::uint64_t offset)
{
    std::string header{version, kind_chunk, 0, 0};
    put_little_endian(header, transfer);
    put_little_endian(header, offset);
    return header;
}

Result<ChunkFrame> decode_chunk_frame(std::string_view data)
{
    if (data.size() <= chunk_header_bytes) return fail(ErrorCode::wrong_type, "a chunk frame has a header and bytes");
    if (data[0] != version || data[1] != kind_chunk || data[2] != 0 || data[3] != 0)
        return fail(ErrorCode::wrong_type, "chunk header");
    if (data.size() > chunk_header_bytes + limits::chunk_bytes) return fail(ErrorCode::out_of_range, "chunk too long");
    return ChunkFrame{get_little_endian<std::uint32_t>(data.substr(4, 4)),
                      get_little_endian<std::uint64_t>(data.substr(8, 8)), data.substr(chunk_header_bytes)};
}

}  // namespace chamber
