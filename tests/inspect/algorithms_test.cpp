// Every kind of signature the rules name, made here and judged: right when it is right, wrong when one bit of the
// content is not.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::CmsRecipe;
using testing::EssKind;
using testing::Identity;
using testing::issue;
using testing::Scheme;
using testing::sign_pdf;

struct Kind {
    const char* key;
    CmsRecipe recipe;
    const char* shown;  // the signature algorithm as the report names it
};

void PrintTo(const Kind& kind, std::ostream* out)
{
    *out << kind.key << " " << kind.recipe.digest << " " << kind.shown;
}

class Algorithms : public ::testing::TestWithParam<Kind> {};

TEST_P(Algorithms, AreVerifiedAndNoticeAChange)
{
    const Identity signer = issue({.key = GetParam().key}, &pki().authority);
    std::string pdf = sign_pdf(document(), signer, {.recipe = &GetParam().recipe});
    const auto report = judge(pdf);
    ASSERT_EQ(report.signatures.size(), 1U);
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.signatures[0].reasons);
    EXPECT_TRUE(report.signatures[0].integrity);
    EXPECT_NE(report.trust, Trust::untrusted);
    EXPECT_EQ(report.signatures[0].signature_algorithm, GetParam().shown);
    pdf[pdf.find("100 trieu")] = '9';
    EXPECT_EQ(judge(pdf).verdict, Verdict::invalid);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, Algorithms,
    ::testing::Values(
        Kind{"rsa2048", {.digest = "SHA256"}, "sha256WithRSAEncryption"},
        Kind{"rsa2048", {.digest = "SHA384"}, "sha384WithRSAEncryption"},
        Kind{"rsa2048", {.digest = "SHA512"}, "sha512WithRSAEncryption"},
        Kind{"rsa2048", {.digest = "SHA3-256"}, "RSA-SHA3-256"},
        Kind{"rsa2048", {.signature_oid = "1.2.840.113549.1.1.1"}, "rsaEncryption"},
        Kind{"rsa2048", {.digest_oid = "1.2.840.113549.1.1.11"}, "sha256WithRSAEncryption"},
        Kind{"rsa2048", {.attributes = false}, "sha256WithRSAEncryption"},
        Kind{"rsa2048", {.without_null = true}, "sha256WithRSAEncryption"},
        Kind{"rsa2048",
             {.digest = "SHA512", .signature_oid = "1.2.840.113549.1.1.1", .without_null = true},
             "rsaEncryption"},
        Kind{"rsa2048", {.digest = "SHA384", .without_null = true, .attributes = false}, "sha384WithRSAEncryption"},
        Kind{"rsa2048", {.scheme = Scheme::rsa_pss}, "rsassaPss"},
        Kind{"rsa2048", {.digest = "SHA512", .mask_digest = "SHA256", .scheme = Scheme::rsa_pss}, "rsassaPss"},
        Kind{"rsa2048", {.digest = "SHA3-256", .scheme = Scheme::rsa_pss}, "rsassaPss"},
        Kind{"rsa2048", {.mask_digest = "SHA384", .scheme = Scheme::rsa_pss, .attributes = false}, "rsassaPss"},
        Kind{"P-256", {.digest = "SHA256"}, "ecdsa-with-SHA256"},
        Kind{"P-256", {.digest = "SHA3-384", .signature_oid = "2.16.840.1.101.3.4.3.11"}, "ecdsa_with_SHA3-384"},
        Kind{"P-256", {.attributes = false}, "ecdsa-with-SHA256"},
        Kind{"P-384", {.digest = "SHA384"}, "ecdsa-with-SHA384"},
        Kind{"P-521", {.digest = "SHA512"}, "ecdsa-with-SHA512"},
        Kind{"brainpoolP256r1", {.digest = "SHA256"}, "ecdsa-with-SHA256"},
        Kind{"brainpoolP512r1", {.digest = "SHA512"}, "ecdsa-with-SHA512"},
        Kind{"P-256", {.digest = "SHA256", .scheme = Scheme::plain_ecdsa}, "plain-ECDSA"},
        Kind{"P-521", {.digest = "SHA512", .scheme = Scheme::plain_ecdsa}, "plain-ECDSA"},
        Kind{
            "brainpoolP384r1", {.digest = "SHA384", .scheme = Scheme::plain_ecdsa, .attributes = false}, "plain-ECDSA"},
        Kind{"Ed25519", {.digest = "SHA512"}, "ED25519"}, Kind{"Ed448", {.digest = "SHAKE256"}, "ED448"},
        Kind{"Ed25519", {.digest = "SHA512", .attributes = false}, "ED25519"},
        Kind{"P-256", {.attributes_backwards = true, .ess = EssKind::second_version}, "ecdsa-with-SHA256"},
        Kind{"P-256", {.ess = EssKind::first_version}, "ecdsa-with-SHA256"},
        Kind{"P-256", {.ess = EssKind::second_version_sha512}, "ecdsa-with-SHA256"},
        Kind{"P-256", {.empty_content = true}, "ecdsa-with-SHA256"},
        Kind{"P-256", {.indefinite_length = true}, "ecdsa-with-SHA256"}));

SignatureReport judge_recipe(const char* key, const CmsRecipe& recipe, const char* sub_filter = "adbe.pkcs7.detached")
{
    const Identity signer = issue({.key = key}, &pki().authority);
    return judge(sign_pdf(document(), signer, {.sub_filter = sub_filter, .recipe = &recipe}));
}

TEST(DigestInfo, WithoutNullMayHoldNothingElse)
{
    EXPECT_EQ(judge_recipe("rsa2048", {.without_null = true, .digest_info_tail = "rubbish"}).verdict, Verdict::invalid);
    const std::string null("\x05\x00", 2);
    EXPECT_EQ(judge_recipe("rsa2048", {.without_null = true, .digest_info_tail = null}).verdict, Verdict::invalid);
}

TEST(WeakAlgorithms, AreVerifiedAndNamed)
{
    for (const char* digest : {"SHA1", "RIPEMD160"}) {
        const auto report = judge_recipe("rsa2048", {.digest = digest, .signature_oid = "1.2.840.113549.1.1.1"});
        EXPECT_EQ(report.verdict, Verdict::valid) << digest;
        EXPECT_TRUE(report.signatures[0].integrity) << digest;
        EXPECT_EQ(report.signatures[0].indication, Indication::indeterminate) << digest;
        EXPECT_TRUE(tells(report.signatures[0].reasons, "nay đã yếu")) << digest;
    }
}

TEST(WeakAlgorithms, IncludeShortKeys)
{
    for (const char* key : {"rsa1024", "dsa", "P-192"}) {
        const auto report = judge_recipe(key, {});
        EXPECT_TRUE(report.signatures[0].integrity) << key;
        EXPECT_TRUE(tells(report.signatures[0].reasons, "ngắn hơn mức quy định")) << key;
    }
}

TEST(BrokenAlgorithms, AreSuspicious)
{
    EXPECT_EQ(judge_recipe("rsa2048", {.digest = "MD5"}).verdict, Verdict::suspicious);
}

TEST(Algorithms, ThatDisagreeAreSuspicious)
{
    // Digest SHA-256, and a signature algorithm that says SHA-384.
    const auto report = judge_recipe("rsa2048", {.signature_oid = "1.2.840.113549.1.1.12"});
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(report.signatures[0].reasons, "không thống nhất"));
}

TEST(Algorithms, ThatNobodyKnowsAreUnsupported)
{
    EXPECT_EQ(judge_recipe("P-256", {.signature_oid = "1.2.3.4"}).verdict, Verdict::unsupported);
}

TEST(Algorithms, OfEdwardsCurvesWantTheirOwnDigest)
{
    EXPECT_EQ(judge_recipe("Ed448", {.digest = "SHA512"}).verdict, Verdict::invalid);
}

TEST(Cms, WithTwoSignersIsSuspicious)
{
    EXPECT_EQ(judge_recipe("P-256", {.signer_infos = 2}).verdict, Verdict::suspicious);
}

TEST(Cms, WithContentOfItsOwnIsSuspicious)
{
    EXPECT_EQ(judge_recipe("P-256", {.content = "another text"}).verdict, Verdict::suspicious);
}

TEST(Cms, WhoseAttributeNamesAnotherContentTypeIsInvalid)
{
    EXPECT_EQ(judge_recipe("P-256", {.content_type_oid = "1.2.840.113549.1.9.16.1.4"}).verdict, Verdict::invalid);
}

TEST(Cms, WithoutCertificateIsUnsupported)
{
    EXPECT_EQ(judge_recipe("P-256", {.certificates = {nullptr}}).verdict, Verdict::unsupported);
}

// The government's tokens send the leaf alone; its authority is only in the trust folder.
TEST(Cms, WithTheLeafAloneIsTrustedThroughTheFolder)
{
    const auto report = judge_recipe("P-256", {});
    EXPECT_EQ(report.signatures[0].anchor_name, "Gốc thử nghiệm");
    EXPECT_EQ(report.signatures[0].issuer_name, "CA thử nghiệm");
}

// The same key, issuer and serial number, another name: every reading of the CMS fits both. Only the ESS attribute and
// the authority's signature tell.
TEST(Cms, WithASwappedCertificateIsNoticedByEss)
{
    const Identity other = issue({.name = "Trần Văn Mạo Danh", .like = &pki().person}, &pki().authority);
    const CmsRecipe recipe{.ess = EssKind::second_version, .ess_about = &other, .certificates = {&pki().person}};
    const auto report = judge(sign_pdf(document(), pki().person, {.recipe = &recipe}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_TRUE(tells(report.signatures[0].reasons, "đã cam kết"));
}

TEST(Cms, WithBothCertificatesTakesTheOneThatEssMeans)
{
    const Identity other = issue({.name = "Trần Văn Mạo Danh", .like = &pki().person}, &pki().authority);
    const CmsRecipe recipe{.ess = EssKind::first_version, .certificates = {&other, &pki().person}};
    const auto report = judge(sign_pdf(document(), pki().person, {.recipe = &recipe}));
    EXPECT_EQ(report.verdict, Verdict::valid);
    EXPECT_EQ(report.signatures[0].signer_name, "Nguyễn Văn Đức");
}

TEST(OldFilters, AreVerifiedAndNamedWeak)
{
    for (const char* filter : {"adbe.pkcs7.sha1", "adbe.x509.rsa_sha1"}) {
        const Identity signer = issue({.key = "rsa2048"}, &pki().authority);
        const CmsRecipe recipe{.digest = "SHA1", .sha1_content = true};
        std::string pdf = sign_pdf(document(), signer, {.sub_filter = filter, .recipe = &recipe});
        const auto report = judge(pdf);
        EXPECT_EQ(report.verdict, Verdict::valid) << filter;
        EXPECT_EQ(report.signatures[0].signer_name, "Nguyễn Văn Đức") << filter;
        EXPECT_TRUE(tells(report.signatures[0].reasons, "nay đã yếu")) << filter;
        pdf[pdf.find("100 trieu")] = '9';
        EXPECT_EQ(judge(pdf).verdict, Verdict::invalid) << filter;
    }
}

TEST(OldFilters, WantTheDigestOfTheDocumentInside)
{
    EXPECT_EQ(judge_recipe("rsa2048", {.content = std::string(20, 'x')}, "adbe.pkcs7.sha1").verdict, Verdict::invalid);
}

}  // namespace
}  // namespace chamber::inspect
