// The binary frame of a blob's piece, as a server gets it from the network.
#include "protocol/chunk_frame.hpp"
#include "protocol/limits.hpp"
#include "tests/fuzz/target.hpp"

namespace chamber::fuzz {

void run_chunk_frame(std::string_view input)
{
    const auto frame = decode_chunk_frame(input);
    if (!frame) return;
    forbid(frame->bytes.empty() || frame->bytes.size() > limits::chunk_bytes, "a chunk is empty or too long");
    forbid(frame->bytes.data() != input.data() + chunk_header_bytes ||
               frame->bytes.size() != input.size() - chunk_header_bytes,
           "a chunk's bytes are not those behind its header");
    forbid(encode_chunk_header(frame->transfer, frame->offset) != input.substr(0, chunk_header_bytes),
           "a chunk's header is not what was sent");
}

std::vector<std::string> chunk_frame_seeds()
{
    return {encode_chunk_header(1, 0) + "bytes", encode_chunk_header(0xffffffff, 0xffffffffffffffff) + "x",
            encode_chunk_header(2, 65'536)};
}

}  // namespace chamber::fuzz
