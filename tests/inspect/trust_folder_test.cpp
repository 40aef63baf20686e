#include "server/inspect/trust_folder.hpp"

#include "server/inspect/certificates.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pki.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

const testing::TestPki& pki()
{
    return testing::TestPki::instance();
}

TEST(TrustFolder, GivesItsFilesInTheSameOrderEveryTime)
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "b.crl") << "two";
    std::ofstream(folder.path() / "a.pem") << "one";
    std::ofstream(folder.path() / "notes.txt") << "not trust";
    const auto block = read_trust_folder(folder.path());
    ASSERT_TRUE(block);
    const auto files = trust_files(*block);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].bytes, "one");
    EXPECT_EQ(files[1].bytes, "two");
}

TEST(TrustFolder, GivesEachFileTheRoleOfItsSubfolder)
{
    const TemporaryFolder folder;
    for (const char* sub : {"signing", "timestamp", "elsewhere", "signing/deeper"})
        std::filesystem::create_directories(folder.path() / sub);
    std::ofstream(folder.path() / "z.pem") << "all";
    std::ofstream(folder.path() / "timestamp/a.crt") << "time";
    std::ofstream(folder.path() / "signing/a.crt") << "sign";
    std::ofstream(folder.path() / "elsewhere/a.crt") << "no";
    std::ofstream(folder.path() / "signing/deeper/a.crt") << "no";
    const std::string block = *read_trust_folder(folder.path());
    EXPECT_EQ(block, std::string("\x01\x04\0\0\0sign\x02\x04\0\0\0time\0\x03\0\0\0all", 26));
    const auto files = trust_files(block);
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[0].role, TrustRole::signing);
    EXPECT_EQ(files[1].role, TrustRole::timestamp);
    EXPECT_EQ(files[2].role, TrustRole::everything);
}

TEST(TrustFolder, IsEmptyWhenThereIsNone)
{
    EXPECT_EQ(*read_trust_folder("/nowhere/trust"), "");
    EXPECT_EQ(*read_trust_folder({}), "");
}

TEST(TrustFolder, DropsAFileThatIsCutOff)
{
    EXPECT_TRUE(trust_files(std::string("\0\x05\0\0\0abc", 8)).empty());
    EXPECT_TRUE(trust_files("abc").empty());
    EXPECT_TRUE(trust_files(std::string("\x09\x01\0\0\0a", 6)).empty());
}

// The digest that the parent tells without a child is the one that a report names.
TEST(TrustFolder, HasTheDigestThatReportsName)
{
    const TemporaryFolder folder;
    pki().write_trust(folder.path());
    InspectOptions options = test_options();
    options.trust = folder.path();
    const auto report = verify_bytes("%PDF-1.7\n", options);
    ASSERT_TRUE(report) << error_name(report.error().code);
    EXPECT_EQ(report->trust_store_sha256, *trust_store_sha256(folder.path()));
    EXPECT_NE(*trust_store_sha256(folder.path()), *trust_store_sha256({}));
    EXPECT_EQ(report->engine, engine_version());
}

TEST(TrustStore, ReadsCertificatesAndListsInPemAndInDer)
{
    const TemporaryFolder folder;
    pki().write_trust(folder.path());
    std::string both;
    for (const char* name : {"root.pem", "authority.pem", "authority.crl"}) {
        std::ifstream in(folder.path() / name);
        both.append(std::istreambuf_iterator<char>(in), {});
        std::filesystem::remove(folder.path() / name);
    }
    std::ofstream(folder.path() / "all.pem") << "Some words before.\n" << both;
    std::ofstream(folder.path() / "person.der") << testing::der_of(pki().person);
    std::ofstream(folder.path() / "rubbish.crt") << "not a certificate";
    TrustStore trust = parse_trust(*read_trust_folder(folder.path()));
    EXPECT_EQ(trust.unread.size(), 3U);
    EXPECT_EQ(trust.unread_lists.size(), 1U);
    read_all(trust);
    EXPECT_EQ(trust.signing_anchors.size(), 1U);
    EXPECT_EQ(trust.timestamp_anchors.size(), 1U);
    EXPECT_EQ(trust.intermediates.size(), 2U);
    EXPECT_EQ(trust.lists.size(), 1U);
}

}  // namespace
}  // namespace chamber::inspect
