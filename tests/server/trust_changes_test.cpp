// The trust store over the wire: what an administrator brings is judged, compared, kept or refused, and what it does to
// documents.
#include "tests/server/meeting.hpp"

#include "protocol/digest.hpp"
#include "protocol/limits.hpp"
#include "storage/database/database.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/trust/trust_store.hpp"
#include "tests/support/test_pdf.hpp"
#include "tests/support/trust_files.hpp"

#include <ctime>
#include <gmock/gmock.h>

namespace chamber::test {
namespace {

using chamber::testing::bundle_of;
using chamber::testing::der_of;
using chamber::testing::Identity;
using chamber::testing::ListWish;
using chamber::testing::make_root;
using chamber::testing::pem_of;
using chamber::testing::revocation_list;
using chamber::testing::RootWish;
using chamber::testing::sign_pdf;
using chamber::testing::TestPki;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::int64_t day_s = 86'400;

const TestPki& pki()
{
    return TestPki::instance();
}

std::string print_of(const Identity& identity)
{
    return storage::parse_trust_file(der_of(identity))->certificates.at(0).sha256.hex();
}

std::string list_of(std::int64_t hours_ago, std::vector<Identity> revoked = {})
{
    const std::int64_t from = std::time(nullptr) - hours_ago * 3'600;
    return revocation_list(pki().authority, ListWish{from, from + 10 * day_s, std::move(revoked), from});
}

class TrustChangesTest : public Meeting {
protected:
    // At the machine's own door; who is an administrator is no clerk here.
    std::unique_ptr<Tablet> administrator()
    {
        auto desktop = std::make_unique<Tablet>(server->loopback(), server->loopback_origin(), DeviceKind::desktop);
        EXPECT_TRUE(desktop->connect());
        EXPECT_TRUE(desktop->sign_in("quantri", password));
        return desktop;
    }
    static Result<TrustListing> say(Tablet& desk, const FromDevice& message, std::uint32_t ask)
    {
        const auto told = desk.ask(message, [&](const ToDevice& each) {
            const auto* listing = std::get_if<TrustListing>(&each);
            return listing != nullptr && listing->ask == ask;
        });
        if (!told) return told.error();
        return std::get<TrustListing>(*told);
    }
    Result<TrustListing> offer(Tablet& desk, const std::string& material, std::vector<std::string> confirmed = {},
                               TrustUse use = TrustUse::everything)
    {
        ++asks;
        return say(desk, KeepTrust{asks, encode_base64url(material), use, std::move(confirmed)}, asks);
    }
    Result<TrustListing> drop(Tablet& desk, const std::string& sha256, const std::string& reason)
    {
        ++asks;
        return say(desk, DropTrust{asks, sha256, TrustUse::everything, reason}, asks);
    }
    Result<TrustListing> held(Tablet& desk)
    {
        ++asks;
        return say(desk, ReadTrust{asks}, asks);
    }
    std::vector<std::string> names(Tablet& desk)
    {
        std::vector<std::string> found;
        const auto listing = held(desk);
        EXPECT_TRUE(listing);
        for (const TrustItem& each : listing->items) found.push_back(each.name);
        return found;
    }
    static std::string code(const Result<TrustListing>& answer)
    {
        return answer ? "taken" : std::string(error_name(answer.error().code));
    }
    static bool sees_trust(Tablet& tablet, const DocumentId& id, Trust wanted)
    {
        return tablet
            .read_until([&] {
                const Document* document = tablet.find<Document>(id.value);
                return document && document->revisions.at(0).trust == wanted;
            })
            .has_value();
    }
    // What the journal says of the trust store, the oldest first; the server is stopped for it.
    std::string journal()
    {
        EXPECT_EQ(server->stop(), 0) << log();
        server.reset();
        storage::DataDirectory directory = storage::DataDirectory::open(data()).value();
        auto database = storage::Database::open(directory.database, storage::OpenMode::existing, "").value();
        auto rows = database->query("SELECT line FROM journal WHERE line LIKE '%\"verb\":\"trust_%' ORDER BY n");
        std::string lines;
        while (rows.step()) lines += rows.text(0) + "\n";
        return lines;
    }
};

TEST_F(TrustChangesTest, NothingEntersBeforeItsFingerprintWasCompared)
{
    auto desk = administrator();
    const auto empty = held(*desk);
    ASSERT_TRUE(empty);
    EXPECT_FALSE(empty->offered);
    EXPECT_THAT(empty->items, IsEmpty());
    ASSERT_EQ(empty->concerns.size(), 1u);
    EXPECT_THAT(empty->concerns[0], HasSubstr("tính toàn vẹn"));

    const std::string root = pem_of(pki().root);
    const auto offered = offer(*desk, root);
    ASSERT_TRUE(offered) << code(offered);
    EXPECT_TRUE(offered->offered);
    ASSERT_EQ(offered->items.size(), 1u);
    EXPECT_EQ(offered->items[0].sha256, print_of(pki().root));
    EXPECT_EQ(offered->items[0].kind, TrustKind::root);
    EXPECT_FALSE(offered->items[0].held);
    // Another's fingerprint, and the beginning of the right one.
    EXPECT_TRUE(offer(*desk, root, {std::string(64, 'a')})->offered);
    EXPECT_TRUE(offer(*desk, root, {print_of(pki().person)})->offered);
    EXPECT_THAT(names(*desk), IsEmpty());
    EXPECT_FALSE(std::filesystem::exists(data() / "trust" / "x.pem"));

    const auto kept = offer(*desk, root, {print_of(pki().root)});
    ASSERT_TRUE(kept) << code(kept);
    EXPECT_FALSE(kept->offered);
    EXPECT_THAT(names(*desk), ElementsAre("Gốc thử nghiệm"));
    EXPECT_EQ(code(offer(*desk, der_of(pki().root))), "trust_duplicate");
}

TEST_F(TrustChangesTest, RefusesWhatMustNotEnterAndChangesNothing)
{
    const std::int64_t now = std::time(nullptr);
    const auto old = make_root(RootWish{"Gốc hết hạn", now - 10 * day_s, now - day_s, 0, false});
    auto desk = administrator();
    EXPECT_EQ(code(offer(*desk, pem_of(pki().person))), "trust_not_authority");
    EXPECT_EQ(code(offer(*desk, pem_of(pki().time_stamper))), "trust_not_authority");
    EXPECT_EQ(code(offer(*desk, pem_of(old), {print_of(old)})), "trust_expired");
    EXPECT_EQ(code(offer(*desk, chamber::testing::key_pem(pki().root))), "trust_private_key");
    EXPECT_EQ(code(offer(*desk, pem_of(pki().root) + chamber::testing::key_pem(pki().root))), "trust_private_key");
    EXPECT_EQ(code(offer(*desk, "rác")), "trust_unreadable");
    EXPECT_EQ(code(offer(*desk, "")), "trust_unreadable");
    EXPECT_EQ(code(offer(*desk, std::string(limits::trust_material_bytes_max + 10, 'x'))), "trust_too_large");
    EXPECT_EQ(code(offer(*desk, list_of(5))), "list_issuer_unknown");
    const std::int64_t later = now + day_s;
    EXPECT_EQ(code(offer(*desk, revocation_list(pki().stranger, pki().authority, ListWish{now, later, {}, 0}))),
              "list_issuer_unknown");
    // One unfit part refuses the sound ones with it, confirmed or not.
    const auto mixed = offer(*desk, pem_of(pki().root) + pem_of(pki().person), {print_of(pki().root)});
    EXPECT_EQ(code(mixed), "trust_not_authority");
    EXPECT_EQ(code(drop(*desk, std::string(64, 'a'), "Không còn dùng")), "trust_unknown");
    EXPECT_EQ(code(drop(*desk, print_of(pki().root), "  ")), "reason_required");
    EXPECT_THAT(names(*desk), IsEmpty());
}

TEST_F(TrustChangesTest, ARefusalNamesTheCertificateInTheOfficesWords)
{
    auto desk = administrator();
    ++asks;
    const Result<ToDevice> refused =
        desk->ask(KeepTrust{asks, encode_base64url(pem_of(pki().person)), TrustUse::everything, {}},
                  [](const ToDevice&) { return false; });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "Nguyễn Văn Đức");
    const std::string sentence = refused.error().detail;  // as it came over the wire
    EXPECT_EQ(sentence.find("chamber-admin"), std::string::npos);
    EXPECT_THAT(sentence, HasSubstr("“Nguyễn Văn Đức”"));
}

TEST_F(TrustChangesTest, OnlyAnAdministratorAtADesktopChangesIt)
{
    auto admin = administrator();
    auto clerk = office();
    EXPECT_TRUE(held(*clerk));
    EXPECT_EQ(code(offer(*clerk, pem_of(pki().root), {print_of(pki().root)})), "not_allowed");
    EXPECT_EQ(code(drop(*clerk, print_of(pki().root), "Không dùng")), "not_allowed");
    auto delegate = tablet(*clerk, "DB01");
    EXPECT_EQ(code(held(*delegate)), "not_allowed");
    EXPECT_EQ(code(offer(*delegate, pem_of(pki().root), {print_of(pki().root)})), "not_allowed");
    EXPECT_THAT(names(*admin), IsEmpty());
}

TEST_F(TrustChangesTest, ABundleBringsTheListOfItsOwnAuthority)
{
    auto desk = administrator();
    const std::string both = pem_of(pki().root) + pem_of(pki().authority) + chamber::testing::list_pem(list_of(5));
    const auto offered = offer(*desk, both, {print_of(pki().root)});
    ASSERT_TRUE(offered) << code(offered);
    EXPECT_TRUE(offered->offered) << "one of the two was not compared";
    ASSERT_EQ(offered->items.size(), 3u);
    EXPECT_EQ(offered->items[2].kind, TrustKind::revocation_list);
    EXPECT_THAT(names(*desk), IsEmpty());
    ASSERT_TRUE(offer(*desk, both, {print_of(pki().root), print_of(pki().authority)}));
    EXPECT_THAT(names(*desk), ElementsAre("CA thử nghiệm", "Gốc thử nghiệm", "CA thử nghiệm"));
    // Newer lists take the place of older ones, without a question: their authority has signed them.
    EXPECT_EQ(code(offer(*desk, list_of(6))), "list_older");
    const auto newer = offer(*desk, list_of(1));
    ASSERT_TRUE(newer) << code(newer);
    EXPECT_FALSE(newer->offered);
    EXPECT_EQ(newer->items.size(), 3u);
    // What is held needs no comparing again.
    const auto more = offer(*desk, bundle_of({pki().root, pki().authority}), {}, TrustUse::timestamp);
    EXPECT_EQ(code(more), "trust_duplicate");
}

TEST_F(TrustChangesTest, AKeptRootTurnsVerdictsAndADroppedOneTurnsThemBack)
{
    auto admin = administrator();
    auto clerk = office();
    const DocumentId id = published(*clerk, sign_pdf(chamber::testing::make_pdf({"Nghi quyet"}), pki().person));
    ASSERT_TRUE(sees_trust(*clerk, id, Trust::untrusted)) << log();
    const std::string both = bundle_of({pki().root, pki().authority});
    ++asks;
    const std::uint32_t ask = asks;
    const auto told = admin->ask(
        KeepTrust{ask, encode_base64url(both), TrustUse::everything, {print_of(pki().root), print_of(pki().authority)}},
        [&](const ToDevice& each) {
            const auto* sum = std::get_if<Rechecked>(&each);
            return sum != nullptr && sum->ask == ask;
        });
    ASSERT_TRUE(told) << error_name(told.error().code);
    EXPECT_EQ(std::get<Rechecked>(*told).changed, 1u);
    ASSERT_TRUE(sees_trust(*clerk, id, Trust::unknown_revocation)) << log();
    const std::int64_t now = std::time(nullptr);
    ASSERT_TRUE(offer(*admin, list_of(1)));
    ASSERT_TRUE(offer(*admin, revocation_list(pki().root, ListWish{now - 3'600, now + 10 * day_s, {}, 0})));
    ASSERT_TRUE(sees_trust(*clerk, id, Trust::trusted)) << log();
    const auto dropped = drop(*admin, print_of(pki().root), "Cơ quan cấp đã thay gốc");
    ASSERT_TRUE(dropped) << code(dropped);
    EXPECT_FALSE(dropped->offered);
    ASSERT_TRUE(sees_trust(*clerk, id, Trust::untrusted)) << log();
    EXPECT_TRUE(clerk->broken_rules().empty());
}

TEST_F(TrustChangesTest, TheJournalTellsWhoAndWhyAndLaysNothingElseAtTheirDoor)
{
    auto desk = administrator();
    ASSERT_TRUE(offer(*desk, pem_of(pki().root), {print_of(pki().root)}));
    // Somebody copies a file in by hand.
    std::ofstream(data() / "trust" / "by-hand.pem") << pem_of(pki().authority);
    ASSERT_TRUE(drop(*desk, print_of(pki().root), "Cơ quan cấp đã thay gốc"));
    const std::string told = journal();
    SCOPED_TRACE(told);
    EXPECT_THAT(told,
                ::testing::MatchesRegex(".*trust_added.*\"NV04\".*Gốc thử nghiệm.*\n"
                                        ".*trust_added.*CA thử nghiệm.*\n"
                                        ".*trust_removed.*\"NV04\".*Gốc thử nghiệm.*Cơ quan cấp đã thay gốc.*\n"));
    const auto by_hand = told.substr(told.find('\n') + 1, told.find('\n', told.find('\n') + 1) - told.find('\n') - 1);
    EXPECT_THAT(by_hand, HasSubstr("CA thử nghiệm"));
    EXPECT_EQ(by_hand.find("NV04"), std::string::npos);
    EXPECT_EQ(by_hand.find("Cơ quan cấp"), std::string::npos);
}

TEST_F(TrustChangesTest, OfTwoWhoBringTheSameOneIsToldThatItIsThere)
{
    auto one = administrator();
    auto other = administrator();
    const std::string root = pem_of(pki().root), print = print_of(pki().root);
    ASSERT_TRUE(other->tell(KeepTrust{1, encode_base64url(root), TrustUse::everything, {print}}));
    const auto mine = offer(*one, root, {print});
    if (mine) {
        const auto told = other->read_until([&] { return !other->refusal_codes().empty(); });
        ASSERT_TRUE(told) << log();
        EXPECT_THAT(other->refusal_codes(), ElementsAre("trust_duplicate"));
    } else {
        EXPECT_EQ(code(mine), "trust_duplicate");
    }
    EXPECT_THAT(names(*one), ElementsAre("Gốc thử nghiệm"));
}

TEST_F(TrustChangesTest, AFullDiskChangesNothing)
{
    auto desk = administrator();
    // A file where the folder of time-stamps' authorities would be made.
    std::filesystem::create_directories(data() / "trust");
    std::ofstream(data() / "trust" / "timestamp") << "in the way";
    const auto refused = offer(*desk, pem_of(pki().root), {print_of(pki().root)}, TrustUse::timestamp);
    EXPECT_FALSE(refused);
    EXPECT_THAT(names(*desk), IsEmpty());
    EXPECT_TRUE(offer(*desk, pem_of(pki().root), {print_of(pki().root)}));
}

}  // namespace
}  // namespace chamber::test
