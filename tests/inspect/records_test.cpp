// The record format against a child that lies: cut anywhere, numbers without a name, bytes left over.
#include "protocol/document.hpp"
#include "server/inspect/records.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

SignatureReport sample()
{
    SignatureReport report;
    report.verdict = Verdict::suspicious;
    report.trust = Trust::untrusted;
    report.changes = {{"Sau khi ký có thay đổi nội dung trang 2", 2, 4'096, false}};
    SignatureFinding finding;
    finding.field = "Signature1";
    finding.byte_range = {0, 10, -1, 1'000'000'000'000};
    finding.integrity = true;
    finding.signer_kind = SignerKind::organisation;
    report.signatures = {finding, {}};
    return report;
}

TEST(Records, GiveAReportBackAsItWas)
{
    SignatureReport read;
    ASSERT_TRUE(decode_record_body(encode_record_body(sample()), read));
    EXPECT_EQ(read.verdict, Verdict::suspicious);
    ASSERT_EQ(read.signatures.size(), 2U);
    EXPECT_EQ(read.signatures[0].byte_range, sample().signatures[0].byte_range);
    EXPECT_EQ(encode_record_body(read), encode_record_body(sample()));
}

TEST(Records, AreUnreadableWhenCutAnywhere)
{
    const std::string whole = encode_record_body(sample());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        SignatureReport read;
        EXPECT_FALSE(decode_record_body(std::string_view(whole).substr(0, length), read)) << length;
    }
}

TEST(Records, AreUnreadableWithBytesLeftOver)
{
    SignatureReport read;
    EXPECT_FALSE(decode_record_body(encode_record_body(sample()) + "x", read));
}

TEST(Records, KnowNoEnumWithoutAName)
{
    std::string bytes = encode_record_body(sample());
    bytes[0] = 99;
    SignatureReport read;
    EXPECT_FALSE(decode_record_body(bytes, read));
}

TEST(Records, DoNotBelieveALengthBeyondTheEnd)
{
    std::string text;
    EXPECT_FALSE(decode_record_body(std::string("\xFF\xFF\xFF\xFF"
                                                "abc",
                                                7),
                                    text));
    std::vector<std::string> list;
    EXPECT_FALSE(decode_record_body(std::string("\xFF\xFF\xFF\x7F"
                                                "abc",
                                                7),
                                    list));
}

}  // namespace
}  // namespace chamber::inspect
