#include "protocol/chunk_frame.hpp"

#include "protocol/digest.hpp"
#include "protocol/limits.hpp"
#include "tests/protocol/golden.hpp"

#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace chamber {
namespace {

namespace json = boost::json;

std::string decode_hex(std::string_view hex)
{
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bytes;
}

// What follows the hexadecimal digits of a golden frame: one byte many times, so that the file stays short.
std::string rest_of(const json::object& example)
{
    const json::value* then = example.if_contains("then");
    return then
               ? std::string(then->at("times").to_number<std::size_t>(), decode_hex(then->at("byte").as_string()).at(0))
               : std::string();
}

TEST(ChunkFrame, HasTheHeaderOfTheTable)
{
    EXPECT_EQ(encode_hex(encode_chunk_header(0x01020304, 0x0a0b0c0d0e)), "01010000"
                                                                         "04030201"
                                                                         "0e0d0c0b0a000000");
}

TEST(ChunkFrame, ReadsAndWritesTheGoldenFrames)
{
    std::size_t good = 0, bad = 0;
    for (const json::value& each : golden("frames.json")) {
        const json::object& example = each.as_object();
        const std::string name(example.at("name").as_string());
        const std::string data = decode_hex(example.at("hex").as_string()) + rest_of(example);
        const Result<ChunkFrame> frame = decode_chunk_frame(data);
        if (const json::value* error = example.if_contains("error")) {
            ++bad;
            ASSERT_FALSE(frame) << name;
            EXPECT_EQ(error_name(frame.error().code), error->as_string()) << name;
            continue;
        }
        ++good;
        ASSERT_TRUE(frame) << name;
        EXPECT_EQ(frame->transfer, example.at("transfer").to_number<std::uint32_t>()) << name;
        EXPECT_EQ(frame->offset, example.at("offset").to_number<std::uint64_t>()) << name;
        EXPECT_EQ(frame->bytes, decode_hex(example.at("bytes").as_string()) + rest_of(example)) << name;
        EXPECT_EQ(encode_chunk_header(frame->transfer, frame->offset) + std::string(frame->bytes), data) << name;
    }
    EXPECT_GE(good, 5U);
    EXPECT_GE(bad, 11U);
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
