// Whose certificate, for what, in force when, revoked when, and who says so.
#include "tests/inspect/judging.hpp"

#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

using testing::append_revision;
using testing::CmsRecipe;
using testing::der_of;
using testing::Identity;
using testing::issue;
using testing::judging_day_s;
using testing::make_ocsp_answer;
using testing::make_revocation_list;
using testing::object_text;
using testing::sign_pdf;

constexpr std::int64_t day_s = 86'400, year_s = 365 * day_s, revoked_at_s = 1'772'323'200;  // 2026-03-01

const SignatureFinding& only(const SignatureReport& report)
{
    EXPECT_EQ(report.signatures.size(), 1U);
    return report.signatures.at(0);
}

// The root and the authority alone, and the root's list, so that only the leaf is in question.
std::string bare_trust()
{
    return trust_file('\0', der_of(pki().root)) + trust_file('\0', der_of(pki().authority)) +
           trust_file('\0', make_revocation_list(pki().root, {}));
}

std::string with_store(const std::string& pdf, const std::string& key, const std::string& der)
{
    const int stream = testing::next_object(pdf);
    std::string catalog = object_text(pdf, 1);
    catalog.insert(catalog.rfind(">>"), "/DSS << /" + key + " [" + std::to_string(stream) + " 0 R] >> ");
    return append_revision(
        pdf,
        {{1, catalog}, {stream, "<< /Length " + std::to_string(der.size()) + " >>\nstream\n" + der + "\nendstream"}});
}

TEST(Finding, NamesTheCertificateAndItsAnchor)
{
    const auto report = judge(sign_pdf(document(), pki().person));
    EXPECT_EQ(only(report).certificate_sha256.size(), 64U);
    EXPECT_EQ(only(report).anchor_name, "Gốc thử nghiệm");
    EXPECT_EQ(only(judge(sign_pdf(document(), pki().stranger))).anchor_name, "");
}

TEST(Standing, IsTakenAtTheClaimedTimeAndSaysThatItIsAClaim)
{
    const auto report = judge(sign_pdf(document(), pki().expired, {.claimed_at_s = judging_day_s - 2 * year_s}));
    EXPECT_EQ(only(report).standing, CertificateStanding::in_force);
    EXPECT_EQ(only(report).trust, Trust::untrusted);
    EXPECT_TRUE(tells(only(report).reasons,
                      "do phía người ký tự ghi và không có dấu thời gian xác nhận, chứng thư còn hiệu lực"));
    EXPECT_EQ(only(judge(sign_pdf(document(), pki().expired))).standing, CertificateStanding::expired);
    EXPECT_EQ(only(judge(sign_pdf(document(), pki().person, {.claimed_at_s = judging_day_s - 9 * year_s}))).standing,
              CertificateStanding::not_yet_valid);
}

TEST(Standing, IsTakenAtTheCheckWhenNobodyTellsATime)
{
    const CmsRecipe recipe;
    const auto report = judge(sign_pdf(document(), pki().expired, {.claimed_at_s = 0, .recipe = &recipe}));
    EXPECT_EQ(only(report).standing, CertificateStanding::expired);
    EXPECT_TRUE(tells(only(report).reasons, "không ghi thời điểm ký"));
}

TEST(Standing, FollowsTheProvenTimeNotTheClaimedOne)
{
    const auto report = judge(sign_pdf(document(), pki().revoked,
                                       {.time_stamper = &pki().time_stamper,
                                        .stamped_at_s = revoked_at_s + day_s,
                                        .claimed_at_s = revoked_at_s - year_s}));
    EXPECT_EQ(only(report).standing, CertificateStanding::revoked);
    EXPECT_EQ(only(report).revoked_at, "2026-03-01T00:00:00Z");
    EXPECT_EQ(only(report).indication, Indication::total_failed);
}

TEST(Revocation, AfterTheProvenTimeIsToldAndDoesNotCount)
{
    const auto report = judge(sign_pdf(document(), pki().revoked,
                                       {.time_stamper = &pki().time_stamper, .stamped_at_s = revoked_at_s - day_s}));
    EXPECT_EQ(only(report).standing, CertificateStanding::in_force);
    EXPECT_EQ(only(report).revocation, RevocationState::revoked);
    EXPECT_NE(only(report).trust, Trust::untrusted);
    EXPECT_TRUE(tells(only(report).reasons, "bị thu hồi ngày 01/03/2026, sau thời điểm ký"));
}

TEST(Revocation, AfterAClaimedTimeLeavesTheStandingAndTakesTheTrust)
{
    const auto report = judge(sign_pdf(document(), pki().revoked, {.claimed_at_s = revoked_at_s - day_s}));
    EXPECT_EQ(only(report).standing, CertificateStanding::in_force);
    EXPECT_EQ(only(report).trust, Trust::untrusted);
    EXPECT_EQ(only(judge(sign_pdf(document(), pki().revoked, {.claimed_at_s = revoked_at_s + day_s}))).standing,
              CertificateStanding::revoked);
}

TEST(Revocation, IsSaidToBeUncheckedWhenNothingIsAtHand)
{
    const auto report = judge_with(bare_trust(), sign_pdf(document(), pki().person));
    EXPECT_EQ(only(report).revocation, RevocationState::unknown);
    EXPECT_EQ(only(report).revocation_source, "");
    EXPECT_EQ(report.trust, Trust::unknown_revocation);
    EXPECT_TRUE(tells(only(report).reasons, "Chưa kiểm tra được thu hồi"));
}

TEST(Revocation, IsAnsweredByTheTrustFolder)
{
    const std::string trust = bare_trust() + trust_file('\0', make_revocation_list(pki().authority, {}));
    const auto report = judge_with(trust, sign_pdf(document(), pki().person));
    EXPECT_EQ(only(report).revocation, RevocationState::good);
    EXPECT_EQ(only(report).revocation_source, "CRL ngày 23/11/2026");
    EXPECT_EQ(report.trust, Trust::trusted);
    EXPECT_EQ(only(report).indication, Indication::total_passed);
}

TEST(Revocation, IsAnsweredByTheDocumentsStore)
{
    const std::string pdf = sign_pdf(document(), pki().person);
    const auto list = judge_with(bare_trust(), with_store(pdf, "CRLs", make_revocation_list(pki().authority, {})));
    EXPECT_EQ(only(list).revocation_source, "CRL ngày 23/11/2026");
    EXPECT_EQ(list.trust, Trust::trusted);
    const auto answer =
        judge_with(bare_trust(), with_store(pdf, "OCSPs", make_ocsp_answer(pki().authority, pki().person, {})));
    EXPECT_EQ(only(answer).revocation_source, "OCSP ngày 23/11/2026");
    EXPECT_EQ(answer.trust, Trust::trusted);
    EXPECT_EQ(answer.verdict, Verdict::valid_with_allowed_changes);
}

TEST(Revocation, IsAnsweredByAdobesArchivalAttribute)
{
    const CmsRecipe list{.archived_lists = {make_revocation_list(pki().authority, {})}};
    EXPECT_EQ(only(judge_with(bare_trust(), sign_pdf(document(), pki().person, {.recipe = &list}))).revocation,
              RevocationState::good);
    const CmsRecipe answer{
        .archived_ocsp = {make_ocsp_answer(pki().authority, pki().person, {.revoked_at_s = revoked_at_s})}};
    const auto report = judge_with(bare_trust(), sign_pdf(document(), pki().person, {.recipe = &answer}));
    EXPECT_EQ(only(report).revocation, RevocationState::revoked);
    EXPECT_EQ(only(report).standing, CertificateStanding::revoked);
}

TEST(Revocation, IsNotAnsweredByAListThatIsTooOld)
{
    const std::string old = make_revocation_list(
        pki().authority, {.made_at_s = judging_day_s - 90 * day_s, .next_at_s = judging_day_s - day_s});
    const auto report = judge_with(bare_trust() + trust_file('\0', old), sign_pdf(document(), pki().person));
    EXPECT_EQ(only(report).revocation, RevocationState::unknown);
    EXPECT_TRUE(tells(only(report).reasons, "CRL ngày 26/08/2026 đã quá cũ"));
}

TEST(Revocation, IsNotAnsweredByAListAboutAuthorities)
{
    const std::string list = make_revocation_list(pki().authority, {.authorities_only = true});
    EXPECT_EQ(only(judge_with(bare_trust(), with_store(sign_pdf(document(), pki().person), "CRLs", list))).revocation,
              RevocationState::unknown);
}

TEST(Revocation, IsNotAnsweredByAListOfAForger)
{
    const Identity forger = issue(
        {.name = "CA thử nghiệm", .organisation = {}, .key_usage = "critical,keyCertSign,cRLSign", .authority = true},
        nullptr);
    const std::string list = make_revocation_list(forger, {.revoked = &pki().person, .revoked_at_s = revoked_at_s});
    EXPECT_EQ(only(judge_with(bare_trust(), with_store(sign_pdf(document(), pki().person), "CRLs", list))).revocation,
              RevocationState::unknown);
}

TEST(Revocation, OfTheTimeStampersLeakedKeyTakesItsProof)
{
    const std::string list = make_revocation_list(
        pki().authority, {.revoked = &pki().time_stamper, .revoked_at_s = judging_day_s - day_s, .reason = 1});
    const std::string pdf = sign_pdf(document(), pki().person,
                                     {.time_stamper = &pki().time_stamper, .stamped_at_s = judging_day_s - 30 * day_s});
    EXPECT_NE(only(judge(pdf)).proven_at, "");
    const auto report = judge_with(bare_trust() + trust_file('\0', list), pdf);
    EXPECT_EQ(only(report).proven_at, "");
    EXPECT_TRUE(tells(only(report).reasons, "dấu thời gian đã bị thu hồi"));
}

TEST(Roots, ForTimeStampsVouchForNoSigner)
{
    const std::string trust = trust_file('\2', der_of(pki().root)) + trust_file('\0', der_of(pki().authority));
    const auto report =
        judge_with(trust, sign_pdf(document(), pki().person,
                                   {.time_stamper = &pki().time_stamper, .stamped_at_s = judging_day_s - 30 * day_s}));
    EXPECT_EQ(report.trust, Trust::untrusted);
    EXPECT_NE(only(report).proven_at, "");
}

TEST(Roots, ForSignersVouchForNoTimeStamp)
{
    const std::string trust = trust_file('\1', der_of(pki().root)) + trust_file('\0', der_of(pki().authority));
    const auto report =
        judge_with(trust, sign_pdf(document(), pki().person,
                                   {.time_stamper = &pki().time_stamper, .stamped_at_s = judging_day_s - 30 * day_s}));
    EXPECT_NE(report.trust, Trust::untrusted);
    EXPECT_EQ(only(report).proven_at, "");
    EXPECT_TRUE(tells(only(report).reasons, "chưa được tin cậy"));
}

TEST(Roots, ThatOnlyLookLikeOursVouchForNobody)
{
    const testing::Wish wish{
        .name = "Gốc thử nghiệm", .organisation = {}, .key_usage = "critical,keyCertSign,cRLSign", .authority = true};
    const Identity root = issue(wish, nullptr);
    const Identity signer = issue({}, &root);
    const CmsRecipe recipe{.certificates = {&signer, &root}};
    EXPECT_EQ(judge(sign_pdf(document(), signer, {.recipe = &recipe})).trust, Trust::untrusted);
}

TEST(Chains, ThatEndEarlyNameTheIssuerAndWhereItsCertificateIs)
{
    const std::string root = trust_file('\0', der_of(pki().root));
    const std::string place = "http://ca.test/authority.crt";
    const Identity telling = issue({.issuer_published_at = place}, &pki().authority);
    const auto told = judge_with(root, sign_pdf(document(), telling)).signatures.at(0);
    EXPECT_EQ(told.trust, Trust::untrusted);
    EXPECT_TRUE(tells(told.reasons, "Thiếu chứng thư của nơi cấp là “CA thử nghiệm”, công bố tại " + place));
    EXPECT_TRUE(tells(told.reasons, "chamber-admin trust add FILE"));
    EXPECT_TRUE(
        tells(judge_with(root, sign_pdf(document(), pki().person)).signatures.at(0).reasons, "không ghi nơi công bố"));
    EXPECT_FALSE(
        tells(judge_with(root, sign_pdf(document(), pki().stranger)).signatures.at(0).reasons, "Thiếu chứng thư"));
    EXPECT_FALSE(
        tells(judge_with(bare_trust(), sign_pdf(document(), telling)).signatures.at(0).reasons, "Thiếu chứng thư"));
}

TEST(Chains, OfTheSha1EraAreTrustedAndNamedWeak)
{
    const testing::Wish wish{.name = "CA cũ",
                             .organisation = {},
                             .key_usage = "critical,keyCertSign,cRLSign",
                             .authority = true,
                             .digest = "SHA1"};
    const Identity old = issue(wish, &pki().root);
    const Identity signer = issue({.digest = "SHA1"}, &old);
    const CmsRecipe recipe{.certificates = {&signer, &old}};
    const auto report = judge(sign_pdf(document(), signer, {.recipe = &recipe}));
    EXPECT_NE(report.trust, Trust::untrusted);
    EXPECT_TRUE(tells(only(report).reasons, "Chuỗi chứng thư dùng SHA-1"));
}

struct Use {
    const char* key_usage;
    const char* extended_usage;
    bool may_sign;
};

TEST(Usage, DecidesWhetherACertificateMaySignDocuments)
{
    const Use uses[] = {{"", "", true},
                        {"critical,digitalSignature", "", true},
                        {"critical,nonRepudiation", "emailProtection", true},
                        {"critical,digitalSignature,nonRepudiation", "clientAuth,1.3.6.1.4.1.311.20.2.2", true},
                        {"critical,digitalSignature", "1.3.6.1.5.5.7.3.36", true},
                        {"critical,digitalSignature", "serverAuth", false},
                        {"critical,digitalSignature", "OCSPSigning", false},
                        {"critical,digitalSignature", "critical,timeStamping", false},
                        {"critical,keyEncipherment", "", false}};
    for (const auto& use : uses) {
        const Identity signer =
            issue({.key_usage = use.key_usage, .extended_usage = use.extended_usage}, &pki().authority);
        const auto report = judge(sign_pdf(document(), signer));
        EXPECT_EQ(report.trust != Trust::untrusted, use.may_sign) << use.key_usage << " / " << use.extended_usage;
        EXPECT_EQ(report.verdict, Verdict::valid);
    }
}

TEST(TimeStamps, OfAnotherSignatureAreSuspicious)
{
    const CmsRecipe recipe{
        .timestamp_tokens = {testing::make_token(pki().time_stamper, "something else", judging_day_s - day_s)}};
    const auto report = judge(sign_pdf(document(), pki().person, {.recipe = &recipe}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
    EXPECT_EQ(only(report).proven_at, "");
}

TEST(TimeStamps, OfTheFutureAreSuspicious)
{
    const auto report = judge(sign_pdf(
        document(), pki().person, {.time_stamper = &pki().time_stamper, .stamped_at_s = judging_day_s + 30 * day_s}));
    EXPECT_EQ(report.verdict, Verdict::suspicious);
}

}  // namespace
}  // namespace chamber::inspect
