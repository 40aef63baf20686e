// What is known of signatures changes while the room is open: revoked, distrusted, killed in the middle.
#include "tests/server/meeting.hpp"

#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "storage/trust/trust_store.hpp"
#include "tests/support/test_pdf.hpp"
#include "tests/support/trust_files.hpp"

#include <ctime>

namespace chamber::test {
namespace {

using chamber::testing::Identity;
using chamber::testing::ListWish;
using chamber::testing::revocation_list;
using chamber::testing::sign_pdf;
using chamber::testing::TestPki;
using storage::TrustRole;
using storage::TrustStore;

constexpr std::int64_t day_s = 86'400;

const TestPki& pki()
{
    return TestPki::instance();
}

class RecheckTest : public Meeting {
protected:
    TrustStore trust() const { return TrustStore(data() / "trust"); }
    void believe(const Identity& authority)
    {
        const auto file = storage::parse_trust_file(chamber::testing::pem_of(authority));
        ASSERT_TRUE(trust().add(file->certificates.at(0), TrustRole::all));
    }
    // The list is from `hours` ago.
    void import_list(const Identity& issuer, std::int64_t hours, std::vector<Identity> revoked = {})
    {
        const std::int64_t from = std::time(nullptr) - hours * 3'600;
        const auto file = storage::parse_trust_file(
            revocation_list(issuer, ListWish{from, from + 30 * day_s, std::move(revoked), from}));
        const auto contents = trust().read();
        ASSERT_TRUE(TrustStore::check_list(file->lists.at(0), *contents));
        ASSERT_TRUE(trust().import_list(file->lists.at(0), *contents));
    }
    void believe_everything()
    {
        believe(pki().root);
        believe(pki().authority);
        import_list(pki().root, 48);
        import_list(pki().authority, 48);
    }
    void forget(const std::string& name)
    {
        const auto found = TrustStore::find(*trust().read(), name);
        ASSERT_TRUE(found);
        for (const auto& each : found->certificates) ASSERT_TRUE(trust().remove(each));
    }

    static std::string signed_by(const Identity& signer, const std::string& text)
    {
        return sign_pdf(chamber::testing::make_pdf({text}), signer);
    }
    Rechecked recheck(Tablet& desk)
    {
        const auto told = desk.ask(Recheck{++asks, {}},
                                   [&](const ToDevice& message) { return std::holds_alternative<Rechecked>(message); });
        EXPECT_TRUE(told) << error_name(told.error().code);
        return told ? std::get<Rechecked>(*told) : Rechecked{};
    }
    static bool sees_trust(Tablet& tablet, const DocumentId& id, Trust wanted)
    {
        return tablet
            .read_until([&] {
                const Document* document = tablet.find<Document>(id.value);
                const Report* report = tablet.find<Report>(id.value + "/1");
                return document && report && document->revisions.at(0).trust == wanted &&
                       report->report.trust == wanted;
            })
            .has_value();
    }
    static std::size_t earlier(Tablet& tablet, const DocumentId& id)
    {
        const Report* report = tablet.find<Report>(id.value + "/1");
        return report ? report->earlier.size() : 99;
    }
    void restart()
    {
        EXPECT_EQ(server->stop(), 0) << log();
        start();
    }
};

TEST_F(RecheckTest, ARevokedSignersVerdictReachesTheOpenTabletWithTheEarlierCheck)
{
    believe_everything();
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    const DocumentId signed_by_person = published(*desk, signed_by(pki().person, "Nghi quyet"));
    const DocumentId signed_by_office = published(*desk, signed_by(pki().organisation, "To trinh"));
    ASSERT_TRUE(sees_trust(*delegate, signed_by_person, Trust::trusted)) << log();
    ASSERT_TRUE(sees_trust(*delegate, signed_by_office, Trust::trusted));

    import_list(pki().authority, 1, {pki().person});
    const Rechecked told = recheck(*desk);
    EXPECT_EQ(told.checked, 2u);
    EXPECT_EQ(told.refreshed, 2u);
    EXPECT_EQ(told.changed, 1u);
    EXPECT_EQ(told.failed, 0u);
    ASSERT_TRUE(sees_trust(*delegate, signed_by_person, Trust::untrusted));
    EXPECT_EQ(earlier(*delegate, signed_by_person), 1u);
    EXPECT_EQ(delegate->find<Report>(signed_by_person.value + "/1")->earlier.at(0).trust, Trust::trusted);
    EXPECT_EQ(delegate->find<Report>(signed_by_person.value + "/1")->report.signatures.at(0).revocation,
              RevocationState::revoked);
    EXPECT_NE(delegate->find<Document>(signed_by_person.value)->revisions.at(0).verdict_sentence.find("thu hồi"),
              std::string::npos);
    EXPECT_TRUE(delegate->broken_rules().empty());

    // Nothing changed since: nothing is stored.
    EXPECT_EQ(recheck(*desk).refreshed, 0u);

    // The root goes while nobody watches; the start finds out.
    EXPECT_EQ(server->stop(), 0) << log();
    forget("Gốc thử nghiệm");
    start();
    delegate->move_to(server->tls(), server->tls_origin());
    ASSERT_TRUE(delegate->connect());
    ASSERT_TRUE(sees_trust(*delegate, signed_by_office, Trust::untrusted)) << log();
    EXPECT_EQ(earlier(*delegate, signed_by_office), 2u);
    EXPECT_TRUE(delegate->broken_rules().empty());
}

TEST_F(RecheckTest, AStartWithTheSameTrustStoreChecksNothing)
{
    believe_everything();
    auto desk = office();
    const DocumentId id = published(*desk, signed_by(pki().person, "Nghi quyet"));
    restart();
    desk = office();
    ASSERT_TRUE(sees_trust(*desk, id, Trust::trusted));
    EXPECT_EQ(recheck(*desk).refreshed, 0u);
    EXPECT_EQ(earlier(*desk, id), 0u);
    EXPECT_EQ(log().find("recheck: 1 checked, 1 refreshed"), std::string::npos);
}

TEST_F(RecheckTest, IsRefusedToDelegates)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    const auto refused = delegate->ask(Recheck{1, {}}, [](const ToDevice&) { return true; });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
}

TEST_F(RecheckTest, RottenBytesAreCountedAndTheOthersGoOn)
{
    auto desk = office();
    const DocumentId rotten = published(*desk, signed_by(pki().person, "Nghi quyet"));
    const DocumentId sound = published(*desk, signed_by(pki().organisation, "To trinh"));
    ASSERT_TRUE(sees_trust(*desk, rotten, Trust::untrusted));
    ASSERT_TRUE(sees_trust(*desk, sound, Trust::untrusted));
    const std::string sha256 = desk->find<Document>(rotten.value)->revisions.at(0).sha256;
    std::filesystem::remove(data() / "blobs" / sha256.substr(0, 2) / sha256);
    believe_everything();
    const Rechecked told = recheck(*desk);
    EXPECT_EQ(told.checked, 1u);
    EXPECT_EQ(told.changed, 1u);
    EXPECT_EQ(told.failed, 1u);
    EXPECT_TRUE(sees_trust(*desk, sound, Trust::trusted));
    EXPECT_TRUE(sees_trust(*desk, rotten, Trust::untrusted));
    EXPECT_NE(log().find("blob_unknown"), std::string::npos);
}

TEST_F(RecheckTest, AKillInTheMiddleLosesNothingAndDoesNothingTwice)
{
    auto desk = office();
    std::vector<DocumentId> all;
    for (int i = 0; i < 12; ++i)
        all.push_back(published(*desk, signed_by(pki().person, "Van ban so " + std::to_string(i))));
    believe_everything();
    const auto some = desk->ask(Recheck{++asks, {}}, [](const ToDevice& message) {
        const Job* job = std::get_if<Job>(&message);
        return job && job->stage == JobStage::inspecting && job->done >= 1;
    });
    ASSERT_TRUE(some);
    // Then twice in the round that every start begins.
    for (int kill = 0; kill < 3; ++kill) {
        server->kill();
        start();
    }
    desk = office();
    for (const DocumentId& id : all) {
        EXPECT_TRUE(sees_trust(*desk, id, Trust::trusted)) << id.value << "\n" << log();
        EXPECT_EQ(earlier(*desk, id), 1u) << id.value;
    }
    server->stop();
    server.reset();
    storage::DataDirectory directory = storage::DataDirectory::open(data()).value();
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    const auto store = storage::Store::open(directory, clock, entropy);
    ASSERT_TRUE(store);
    EXPECT_TRUE((*store)->check_database());
}

}  // namespace
}  // namespace chamber::test
