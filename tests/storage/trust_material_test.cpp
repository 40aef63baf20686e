// Reading what authorities hand out, in every form they do, and what is none.
#include "storage/trust/material.hpp"

#include "tests/support/trust_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::storage::test {

namespace {

using chamber::testing::bundle_of;
using chamber::testing::der_of;
using chamber::testing::judging_day_s;
using chamber::testing::key_pem;
using chamber::testing::ListWish;
using chamber::testing::make_root;
using chamber::testing::revocation_list;
using chamber::testing::RootWish;
using chamber::testing::TestPki;

const TestPki& pki()
{
    return TestPki::instance();
}

std::string pem(const chamber::testing::Identity& identity)
{
    return chamber::testing::pem_of(identity);
}

std::vector<AuthorityKind> kinds_in(std::string_view bytes)
{
    std::vector<AuthorityKind> kinds;
    const auto file = parse_trust_file(bytes);
    EXPECT_TRUE(file) << (file ? "" : error_name(file.error().code));
    if (file)
        for (const auto& certificate : file->certificates) kinds.push_back(certificate.kind);
    return kinds;
}

Error refusal_of(std::string_view bytes)
{
    const auto file = parse_trust_file(bytes);
    return file ? Error{} : file.error();
}

std::string list_of(std::int64_t day, std::vector<chamber::testing::Identity> revoked = {})
{
    return revocation_list(pki().authority, ListWish{judging_day_s + day * 86'400, judging_day_s + (day + 30) * 86'400,
                                                     std::move(revoked), judging_day_s});
}

}  // namespace

TEST(TrustMaterial, ReadsPemDerAndBundles)
{
    using ::testing::ElementsAre;
    EXPECT_THAT(kinds_in(der_of(pki().root)), ElementsAre(AuthorityKind::root));
    EXPECT_THAT(kinds_in("G2, tải ngày 20/11\n" + pem(pki().root) + pem(pki().authority)),
                ElementsAre(AuthorityKind::root, AuthorityKind::intermediate));
    EXPECT_THAT(kinds_in(bundle_of({pki().authority, pki().time_stamper})),
                ElementsAre(AuthorityKind::intermediate, AuthorityKind::timestamp_service));
    EXPECT_THAT(kinds_in(pem(pki().person)), ElementsAre(AuthorityKind::user));
    EXPECT_THAT(kinds_in(pem(pki().stranger)), ElementsAre(AuthorityKind::user));
}

TEST(TrustMaterial, TellsWhatACertificateSaysOfItself)
{
    const auto file = parse_trust_file(pem(pki().authority));
    ASSERT_TRUE(file);
    const TrustCertificate& read = file->certificates.at(0);
    EXPECT_EQ(read.name, "CA thử nghiệm");
    EXPECT_EQ(read.subject, "CN=CA thử nghiệm");
    EXPECT_EQ(read.issuer, "CN=Gốc thử nghiệm");
    EXPECT_EQ(read.key, "EC 256");
    EXPECT_EQ(read.digest, "SHA256");
    EXPECT_LT(read.not_before.value, judging_day_s * 1000);
    EXPECT_GT(read.not_after.value, judging_day_s * 1000);
    EXPECT_TRUE(read.weaknesses.empty());
    EXPECT_EQ(grouped(read.sha256).size(), 64u + 7u);
    EXPECT_EQ(parse_trust_file(pem_of(read))->certificates.at(0).sha256, read.sha256);
}

TEST(TrustMaterial, SaysWhatIsWeakAndReadsItAllTheSame)
{
    const auto weak = make_root(RootWish{"Gốc cũ", judging_day_s - 86'400, judging_day_s + 86'400, 1024, true});
    const auto file = parse_trust_file(pem(weak));
    ASSERT_TRUE(file);
    EXPECT_EQ(file->certificates.at(0).kind, AuthorityKind::root);
    EXPECT_EQ(file->certificates.at(0).key, "RSA 1024");
    EXPECT_EQ(file->certificates.at(0).weaknesses.size(), 2u);
}

TEST(TrustMaterial, RefusesPrivateKeysAndGarbage)
{
    EXPECT_EQ(refusal_of(pem(pki().root) + key_pem(pki().root)).code, ErrorCode::trust_private_key);
    EXPECT_EQ(refusal_of(key_pem(pki().root)).code, ErrorCode::trust_private_key);
    for (const std::string& bytes :
         {std::string(), std::string("chữ"), std::string(100, '\0'), std::string("\x30\x82\xff\xff"),
          der_of(pki().root).substr(0, 200), der_of(pki().root) + "x",
          std::string("-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n")})
        EXPECT_EQ(refusal_of(bytes).code, ErrorCode::trust_unreadable) << bytes.substr(0, 40);
    const std::string damaged = pem(pki().root) + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    EXPECT_EQ(refusal_of(damaged).code, ErrorCode::trust_unreadable);
    EXPECT_THAT(refusal_of(damaged).where, ::testing::HasSubstr("2"));
}

TEST(RevocationList, IsReadFromPemAndDer)
{
    const std::string der = list_of(0, {pki().revoked, pki().person});
    for (const std::string& bytes : {der, chamber::testing::list_pem(der)}) {
        const auto file = parse_trust_file(bytes);
        ASSERT_TRUE(file);
        ASSERT_EQ(file->lists.size(), 1u);
        EXPECT_EQ(file->lists[0].name, "CA thử nghiệm");
        EXPECT_EQ(file->lists[0].revoked, 2u);
        EXPECT_EQ(file->lists[0].this_update.value, judging_day_s * 1000);
        EXPECT_EQ(file->lists[0].next_update.value, (judging_day_s + 30 * 86'400) * 1000);
    }
}

TEST(RevocationList, CountsOnlyWithItsIssuersSignature)
{
    const auto list = parse_trust_file(list_of(0))->lists.at(0);
    const auto authorities = parse_trust_file(pem(pki().root) + pem(pki().authority))->certificates;
    EXPECT_TRUE(check_issuer(list, authorities));
    EXPECT_EQ(check_issuer(list, {authorities.at(0)}).error().code, ErrorCode::list_issuer_unknown);
    EXPECT_EQ(check_issuer(list, {authorities.at(0)}).error().where, "CN=CA thử nghiệm");
    const auto forged = parse_trust_file(revocation_list(pki().stranger, pki().authority,
                                                         ListWish{judging_day_s, judging_day_s + 86'400, {}, 0}))
                            ->lists.at(0);
    EXPECT_EQ(check_issuer(forged, authorities).error().code, ErrorCode::list_signature_wrong);
}

}  // namespace chamber::storage::test
