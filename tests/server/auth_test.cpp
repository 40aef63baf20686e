#include "server/auth.hpp"

#include "tests/support/device_key.hpp"

#include <gtest/gtest.h>

namespace chamber::server {
namespace {

TEST(DeviceProof, AcceptsTheKeysOwnSignatureOnly)
{
    const test::DeviceKey key;
    const test::DeviceKey other;
    const std::string signature = key.sign("text");
    EXPECT_EQ(check_proof(key.point(), signature, "text"), Proof::good);
    EXPECT_EQ(check_proof(key.point(), signature, "texT"), Proof::bad);
    EXPECT_EQ(check_proof(other.point(), signature, "text"), Proof::bad);
    std::string spoiled = signature;
    spoiled[10] = static_cast<char>(spoiled[10] ^ 1);
    EXPECT_EQ(check_proof(key.point(), spoiled, "text"), Proof::bad);
}

TEST(DeviceProof, RefusesWhatIsNoPointOrSignature)
{
    const test::DeviceKey key;
    EXPECT_EQ(check_proof("", key.sign("t"), "t"), Proof::bad);
    EXPECT_EQ(check_proof(std::string(65, '\0'), key.sign("t"), "t"), Proof::bad);
    EXPECT_EQ(check_proof(key.point(), "", "t"), Proof::bad);
    EXPECT_EQ(check_proof(key.point(), std::string(64, '\0'), "t"), Proof::bad);
}

TEST(DeviceName, IsHalfTheHashOfTheKey)
{
    const test::DeviceKey key;
    EXPECT_EQ(device_of_key(key.point()).value.size(), 32U);
    EXPECT_EQ(device_of_key(key.point()), device_of_key(key.point()));
    // SHA-256("abc") begins like this (FIPS 180-2, appendix B.1).
    EXPECT_EQ(device_of_key("abc").value, "ba7816bf8f01cfea414140de5dae2223");
}

}  // namespace
}  // namespace chamber::server
