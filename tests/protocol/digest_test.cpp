#include "protocol/digest.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

TEST(Digest, ReadsBackItsHexadecimalText)
{
    const std::string text = "00ff10" + std::string(58, 'a');
    EXPECT_EQ(Sha256::parse(text).value().hex(), text);
    EXPECT_FALSE(Sha256::parse(text.substr(1)));
    EXPECT_FALSE(Sha256::parse("g" + text.substr(1)));
}

TEST(Digest, WritesBase64UrlWithoutPadding)
{
    // RFC 4648 §10, and the two letters that differ from plain base64.
    EXPECT_EQ(encode_base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(encode_base64url("fooba"), "Zm9vYmE");
    EXPECT_EQ(encode_base64url("foob"), "Zm9vYg");
    EXPECT_EQ(encode_base64url("\xfb\xff"), "-_8");
    for (const std::string& bytes : {std::string(), std::string("f"), std::string("fo"), std::string("\0\xff\x80", 3)})
        EXPECT_EQ(decode_base64url(encode_base64url(bytes)).value(), bytes);
    EXPECT_FALSE(decode_base64url("Zm9vYg=="));
    EXPECT_FALSE(decode_base64url("Zm9vY"));
}

}  // namespace
}  // namespace chamber
