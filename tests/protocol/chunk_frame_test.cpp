#include "protocol/chunk_frame.hpp"

#include "protocol/digest.hpp"
#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

TEST(ChunkFrame, HasTheHeaderOfTheTable)
{
    EXPECT_EQ(encode_hex(encode_chunk_header(0x01020304, 0x0a0b0c0d0e)), "01010000" "04030201" "0e0d0c0b0a000000");
}

TEST(ChunkFrame, ReadsBackWhatItWrites)
{
    const std::string data = encode_chunk_header(7, 200'000'000'000) + "bytes";
    const ChunkFrame frame = decode_chunk_frame(data).value();
    EXPECT_EQ(frame.transfer, 7U);
    EXPECT_EQ(frame.offset, 200'000'000'000U);
    EXPECT_EQ(frame.bytes, "bytes");
}

TEST(ChunkFrame, RefusesOtherShapes)
{
    const std::string good = encode_chunk_header(1, 0) + "x";
    EXPECT_FALSE(decode_chunk_frame(""));
    EXPECT_FALSE(decode_chunk_frame(good.substr(0, 16)));
    for (const std::size_t at : {0U, 1U, 2U, 3U}) {
        std::string bad = good;
        bad[at] = 9;
        EXPECT_FALSE(decode_chunk_frame(bad)) << at;
    }
    EXPECT_FALSE(decode_chunk_frame(encode_chunk_header(1, 0) + std::string(limits::chunk_bytes + 1, 'x')));
}

}  // namespace
}  // namespace chamber
