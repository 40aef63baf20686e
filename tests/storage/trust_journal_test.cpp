// The journal follows the trust folder, whoever changed it.
#include "storage/trust/trust_store.hpp"
#include "tests/storage/support/council.hpp"
#include "tests/support/trust_files.hpp"

#include <gmock/gmock.h>

namespace chamber::storage::test {

namespace {

using chamber::testing::TestPki;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class TrustJournalTest : public CouncilTest {
protected:
    std::vector<TrustChange> note(const PersonId& by = {})
    {
        const auto contents = TrustStore(directory->trust).read();
        EXPECT_TRUE(contents);
        auto noted = store->note_trust(*contents, by);
        EXPECT_TRUE(noted);
        return noted ? *noted : std::vector<TrustChange>{};
    }
    TrustCertificate root = parse_trust_file(chamber::testing::pem_of(TestPki::instance().root))->certificates.at(0);
};

}  // namespace

TEST_F(TrustJournalTest, WritesDownWhatCameAndWhatWent)
{
    TrustStore folder(directory->trust);
    EXPECT_TRUE(note().empty());
    ASSERT_TRUE(folder.add(root, TrustRole::signing));
    const std::string before = store->journal_head();
    const auto added = note(PersonId("QT01"));
    ASSERT_EQ(added.size(), 1u);
    EXPECT_EQ(added[0].verb, "trust_added");
    EXPECT_EQ(added[0].target, "signing root " + root.sha256.hex() + " Gốc thử nghiệm");
    EXPECT_NE(store->journal_head(), before);
    EXPECT_TRUE(note().empty());
    reopen();
    EXPECT_TRUE(note().empty());
    ASSERT_TRUE(folder.remove(folder.read()->certificates.at(0)));
    EXPECT_EQ(note().at(0).verb, "trust_removed");
    EXPECT_TRUE(store->check_database());
}

TEST_F(TrustJournalTest, NothingNewIsNoEntry)
{
    const std::string before = store->journal_head();
    EXPECT_TRUE(note().empty());
    EXPECT_EQ(store->journal_head(), before);
}

}  // namespace chamber::storage::test
