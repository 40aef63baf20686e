#include "server/inspect/trust_folder.hpp"

#include "server/inspect/certificates.hpp"
#include "tests/inspect/inspecting.hpp"
#include "tests/support/test_pki.hpp"

#include <chrono>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace chamber::inspect {
namespace {

const testing::TestPki& pki()
{
    return testing::TestPki::instance();
}

void write(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

TEST(TrustFolder, GivesItsFilesInTheSameOrderEveryTime)
{
    const TemporaryFolder folder;
    const std::string root = testing::der_of(pki().root), person = testing::der_of(pki().person);
    write(folder.path() / "b.der", root);
    write(folder.path() / "a.cer", person);
    write(folder.path() / "c.txt", root);
    write(folder.path() / "rubbish.crt", "not a certificate");
    const auto block = read_trust_folder(folder.path());
    ASSERT_TRUE(block);
    const auto entries = trust_entries(*block);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].der, person);
    EXPECT_EQ(entries[1].der, root);
    EXPECT_EQ(*read_trust_folder(folder.path()), *block);
}

TEST(TrustFolder, GivesEachFileTheRoleOfItsSubfolder)
{
    const TemporaryFolder folder;
    for (const char* sub : {"signing", "timestamp", "elsewhere", "signing/deeper"})
        std::filesystem::create_directories(folder.path() / sub);
    const std::string root = testing::der_of(pki().root);
    for (const char* name : {"z.der", "timestamp/a.crt", "signing/a.crt", "elsewhere/a.crt", "signing/deeper/a.crt"})
        write(folder.path() / name, root);
    const std::string block = *read_trust_folder(folder.path());
    const auto entries = trust_entries(block);
    ASSERT_EQ(entries.size(), 3U);
    EXPECT_EQ(entries[0].role, TrustRole::signing);
    EXPECT_EQ(entries[1].role, TrustRole::timestamp);
    EXPECT_EQ(entries[2].role, TrustRole::everything);
}

// A file is not read again while it is the same, and always when it is another: of the same size, too.
TEST(TrustFolder, SeesWhatChangedInAFile)
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.der";
    const std::string first = testing::der_of(pki().root);
    std::string second = first;
    second.back() = static_cast<char>(second.back() ^ 1);  // of the signature: the name is the same
    write(file, first);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(trust_entries(*read_trust_folder(folder.path())).at(0).der, first);
        write(file, second);
        EXPECT_EQ(trust_entries(*read_trust_folder(folder.path())).at(0).der, second);
        write(file, first);
    }
    std::filesystem::remove(file);
    EXPECT_EQ(*read_trust_folder(folder.path()), "");
}

// The same after it has rested long enough to be remembered.
TEST(TrustFolder, SeesAFileReplacedThatItRemembers)
{
    const TemporaryFolder folder;
    const auto file = folder.path() / "a.der", other = folder.path() / "b.txt";
    const std::string first = testing::der_of(pki().root), second = testing::der_of(pki().person);
    write(file, first);
    std::this_thread::sleep_for(std::chrono::milliseconds(2'100));
    for (int i = 0; i < 2; ++i) EXPECT_EQ(trust_entries(*read_trust_folder(folder.path())).at(0).der, first);
    write(other, second);
    std::filesystem::rename(other, file);
    EXPECT_EQ(trust_entries(*read_trust_folder(folder.path())).at(0).der, second);
}

TEST(TrustFolder, IsEmptyWhenThereIsNone)
{
    EXPECT_EQ(*read_trust_folder("/nowhere/trust"), "");
    EXPECT_EQ(*read_trust_folder({}), "");
}

TEST(TrustBlock, ComesBackAsItWasWritten)
{
    std::string block;
    append_entry(block, {TrustRole::timestamp, TrustKind::revocation_list, 0xFEDCBA98, "list"});
    append_entry(block, {TrustRole::signing, TrustKind::certificate, 1, ""});
    EXPECT_EQ(block, std::string("\x02\x01\x98\xBA\xDC\xFE\x04\0\0\0list\x01\0\x01\0\0\0\0\0\0\0", 24));
    const auto entries = trust_entries(block);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].name_hash, 0xFEDCBA98U);
    EXPECT_EQ(entries[0].kind, TrustKind::revocation_list);
    EXPECT_EQ(entries[0].der, "list");
    EXPECT_EQ(entries[1].der, "");
}

TEST(TrustBlock, DropsWhatIsCutOff)
{
    EXPECT_TRUE(trust_entries(std::string("\0\0\1\2\3\4\x05\0\0\0abc", 13)).empty());
    EXPECT_TRUE(trust_entries("abc").empty());
    EXPECT_TRUE(trust_entries(std::string("\x09\0\1\2\3\4\x01\0\0\0a", 11)).empty());
    EXPECT_TRUE(trust_entries(std::string("\0\x02\1\2\3\4\x01\0\0\0a", 11)).empty());
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
    const std::string block = *read_trust_folder(folder.path());
    TrustStore trust = parse_trust(block);
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
