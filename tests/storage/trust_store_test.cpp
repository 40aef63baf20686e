// The folder: what enters, what does not, and that nothing is ever there by half.
#include "storage/trust/trust_store.hpp"

#include "storage/trust/concerns.hpp"
#include "tests/storage/support/council.hpp"
#include "tests/storage/support/faulty_disk.hpp"
#include "tests/support/trust_files.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sys/stat.h>

namespace chamber::storage::test {

namespace {

using chamber::testing::Identity;
using chamber::testing::judging_day_s;
using chamber::testing::ListWish;
using chamber::testing::make_root;
using chamber::testing::revocation_list;
using chamber::testing::RootWish;
using chamber::testing::TestPki;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

constexpr UtcMs now{judging_day_s * 1000};
constexpr std::int64_t day_s = 86'400;

const TestPki& pki()
{
    return TestPki::instance();
}

TrustCertificate read(const Identity& identity)
{
    return parse_trust_file(chamber::testing::pem_of(identity))->certificates.at(0);
}

RevocationList list(std::int64_t day, const Identity& issuer = pki().authority)
{
    return parse_trust_file(
               revocation_list(issuer,
                               ListWish{judging_day_s + day * day_s, judging_day_s + (day + 30) * day_s, {}, 0}))
        ->lists.at(0);
}

class TrustStoreTest : public ::testing::Test {
protected:
    TrustContents contents() { return store.read().value(); }
    ErrorCode refusal(const Identity& identity, TrustRole role = TrustRole::all)
    {
        const auto checked = TrustStore::check_new(read(identity), role, contents(), now);
        return checked ? ErrorCode::internal : checked.error().code;
    }
    ErrorCode refusal(const RevocationList& wanted)
    {
        const auto checked = TrustStore::check_list(wanted, contents());
        return checked ? ErrorCode::internal : checked.error().code;
    }

    TemporaryDirectory temporary;
    std::filesystem::path folder = temporary.path() / "trust";
    TrustStore store{folder};
};

}  // namespace

TEST_F(TrustStoreTest, NothingIsTrustedOutOfTheBox)
{
    EXPECT_TRUE(contents().empty());
    EXPECT_EQ(concerns_about(contents(), Reader::terminal, now).at(0).code, "trust_empty");
}

TEST_F(TrustStoreTest, KeepsACertificateUnderAReadableNameInTheFolderOfItsRole)
{
    const auto all = store.add(read(pki().root), TrustRole::all);
    const auto stamps = store.add(read(pki().authority), TrustRole::timestamp);
    ASSERT_TRUE(all && stamps);
    EXPECT_THAT(all->filename().string(), MatchesRegex("goc-thu-nghiem-[0-9a-f]*\\.pem"));
    EXPECT_EQ(stamps->parent_path(), folder / "timestamp");
    struct stat status = {};
    ASSERT_EQ(::stat(all->c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600u);
    ASSERT_EQ(contents().certificates.size(), 2u);
    EXPECT_EQ(contents().certificates[1].role, TrustRole::timestamp);
    EXPECT_EQ(contents().certificates[1].certificate.sha256, read(pki().authority).sha256);
}

TEST_F(TrustStoreTest, RefusesWhatIsNoAuthorityOrOverOrThereAlready)
{
    const Identity old =
        make_root(RootWish{"Gốc hết hạn", judging_day_s - 10 * day_s, judging_day_s - day_s, 0, false});
    EXPECT_EQ(refusal(pki().person), ErrorCode::trust_not_authority);
    EXPECT_EQ(refusal(pki().time_stamper), ErrorCode::trust_not_authority);
    EXPECT_EQ(refusal(pki().time_stamper, TrustRole::timestamp), ErrorCode::internal);
    EXPECT_EQ(refusal(old), ErrorCode::trust_expired);
    ASSERT_TRUE(store.add(read(pki().root), TrustRole::all));
    EXPECT_EQ(refusal(pki().root), ErrorCode::trust_duplicate);
    EXPECT_EQ(refusal(pki().root, TrustRole::signing), ErrorCode::trust_duplicate);
    ASSERT_TRUE(store.add(read(pki().authority), TrustRole::signing));
    EXPECT_EQ(refusal(pki().authority, TrustRole::timestamp), ErrorCode::internal);
}

TEST_F(TrustStoreTest, RefusesMoreThanTheInspectorReads)
{
    TrustContents full;
    full.bytes = limits::trust_store_bytes_max - 10;
    EXPECT_EQ(TrustStore::check_new(read(pki().root), TrustRole::all, full, now).error().code,
              ErrorCode::trust_too_large);
}

TEST_F(TrustStoreTest, KeepsOnlyTheNewestListOfAnIssuer)
{
    EXPECT_EQ(refusal(list(0)), ErrorCode::list_issuer_unknown);
    ASSERT_TRUE(store.add(read(pki().root), TrustRole::all));
    ASSERT_TRUE(store.add(read(pki().authority), TrustRole::signing));
    const RevocationList first = list(0), second = list(7), of_root = list(0, pki().root);
    ASSERT_TRUE(store.import_list(first, contents()));
    ASSERT_TRUE(store.import_list(of_root, contents()));
    EXPECT_EQ(refusal(first), ErrorCode::trust_duplicate);
    EXPECT_EQ(refusal(list(-1)), ErrorCode::list_older);
    EXPECT_EQ(refusal(second), ErrorCode::internal);
    ASSERT_TRUE(store.import_list(second, contents()));
    ASSERT_EQ(contents().lists.size(), 2u);
    EXPECT_EQ(contents().lists[0].list.this_update, second.this_update);
    EXPECT_EQ(contents().lists[1].list.sha256, of_root.sha256);
}

TEST_F(TrustStoreTest, FindsByNameAndByTheBeginningOfAFingerprint)
{
    ASSERT_TRUE(store.add(read(pki().root), TrustRole::all));
    ASSERT_TRUE(store.add(read(pki().authority), TrustRole::signing));
    ASSERT_TRUE(store.add(read(pki().authority), TrustRole::timestamp));
    ASSERT_TRUE(store.import_list(list(0), contents()));
    const auto by_print = TrustStore::find(contents(), grouped(read(pki().root).sha256).substr(0, 17));
    ASSERT_TRUE(by_print);
    EXPECT_EQ(by_print->certificates.size(), 1u);
    const auto by_name = TrustStore::find(contents(), "CA thử nghiệm");
    ASSERT_TRUE(by_name);
    EXPECT_EQ(by_name->certificates.size(), 2u);
    EXPECT_TRUE(by_name->lists.empty());
    EXPECT_EQ(TrustStore::find(contents(), list(0).sha256.hex().substr(0, 3)).error().code, ErrorCode::trust_unknown);
    EXPECT_EQ(TrustStore::find(contents(), "CA nào đó").error().code, ErrorCode::trust_unknown);
    ASSERT_TRUE(store.add(read(make_root(RootWish{"Gốc thử nghiệm", judging_day_s, judging_day_s + day_s, 0, false})),
                          TrustRole::all));
    EXPECT_EQ(TrustStore::find(contents(), "Gốc thử nghiệm").error().code, ErrorCode::trust_ambiguous);
}

TEST_F(TrustStoreTest, TakesOneOutOfAFileOfSeveral)
{
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "chep-tay.pem")
        << chamber::testing::pem_of(pki().root) << chamber::testing::pem_of(pki().authority);
    ASSERT_EQ(contents().certificates.size(), 2u);
    ASSERT_TRUE(store.remove(TrustStore::find(contents(), "Gốc thử nghiệm")->certificates.at(0)));
    ASSERT_EQ(contents().certificates.size(), 1u);
    ASSERT_TRUE(store.remove(contents().certificates[0]));
    EXPECT_TRUE(contents().empty());
    EXPECT_FALSE(std::filesystem::exists(folder / "chep-tay.pem"));
}

TEST_F(TrustStoreTest, SaysWhichFilesAreNoTrustMaterial)
{
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "rac.pem") << "rác";
    std::ofstream(folder / "ghi-chu.txt") << "không đọc";
    ASSERT_TRUE(store.add(read(pki().root), TrustRole::all));
    ASSERT_EQ(contents().unread.size(), 1u);
    EXPECT_EQ(contents().unread[0].file.filename(), "rac.pem");
    const auto concerns = concerns_about(contents(), Reader::terminal, now);
    ASSERT_EQ(concerns.size(), 1u);
    EXPECT_EQ(concerns[0].code, "file_unread");
}

TEST_F(TrustStoreTest, WarnsSixtyDaysBeforeACertificateAndThreeBeforeAList)
{
    ASSERT_TRUE(store.add(read(make_root(RootWish{"Gốc ngắn", judging_day_s, judging_day_s + 100 * day_s, 0, false})),
                          TrustRole::all));
    ASSERT_TRUE(store.import_list(list(0), contents()));
    const auto after = [&](std::int64_t days) {
        std::vector<std::string> codes;
        for (const TrustConcern& concern :
             concerns_about(contents(), Reader::terminal, UtcMs{(judging_day_s + days * day_s) * 1000}))
            codes.push_back(concern.code);
        return codes;
    };
    using ::testing::ElementsAre;
    EXPECT_THAT(after(26), ::testing::IsEmpty());
    EXPECT_THAT(after(28), ElementsAre("list_ends_soon"));
    EXPECT_THAT(after(31), ElementsAre("list_expired"));
    EXPECT_THAT(after(41), ElementsAre("certificate_ends_soon", "list_expired"));
    EXPECT_THAT(after(101), ElementsAre("certificate_expired", "list_expired"));
}

TEST_F(TrustStoreTest, ABrokenDiskLeavesAWholeFileOrNone)
{
    FaultyDisk faulty;
    for (std::uint64_t step = 0;; ++step) {
        ASSERT_LT(step, 50u);
        const auto place = temporary.path() / ("k" + std::to_string(step));
        TrustStore broken(place, faulty);
        faulty.arm(step, Fault::disk_full, Duration::once);
        const auto added = broken.add(read(pki().root), TrustRole::signing);
        const bool survived = faulty.disarm() <= step;
        ASSERT_EQ(added.has_value(), survived) << "step " << step;
        const auto there = TrustStore(place).read();
        ASSERT_TRUE(there);
        EXPECT_TRUE(there->unread.empty());
        EXPECT_LE(there->certificates.size(), 1u);
        if (survived) {
            EXPECT_EQ(there->certificates.size(), 1u);
            break;
        }
    }
}

}  // namespace chamber::storage::test
