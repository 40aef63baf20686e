#include "server/history_keeper.hpp"
#include "server/hub.hpp"

#include "protocol/access.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

#include <gtest/gtest.h>

#include <set>

namespace chamber::server {
namespace {

Viewer viewer(const std::string& person, Role role)
{
    Viewer made;
    made.person = PersonId(person);
    made.roles = {role};
    return made;
}

storage::FeedItem item(std::int64_t seq, const char* scope)
{
    const std::string id = "D" + std::to_string(seq);
    const std::string encoded = encode(Change{seq, "document", id, scope, std::nullopt});
    return storage::FeedItem{seq, "document", id, Scope::parse(scope).value(),
                             std::make_shared<const std::string>(encoded)};
}

// A hub whose members' sockets are lists of batches, over a store that is a list of items.
struct World {
    Hub hub{storage::FeedHead{"e1", 0}};
    std::vector<storage::FeedItem> stored;
    std::map<MemberId, std::vector<Batch>> heard;
    std::set<MemberId> full;
    std::set<const std::string*> texts;

    Hub::Outlet outlet()
    {
        Hub::Outlet outlet;
        outlet.has_room = [this](MemberId id) { return !full.contains(id); };
        outlet.deliver = [this](MemberId id, std::shared_ptr<const std::string> text) {
            texts.insert(text.get());
            kept.push_back(text);
            heard[id].push_back(std::get<Batch>(decode_to_device(*text).value()));
        };
        outlet.need_slice = [this](MemberId id, std::int64_t after) { needed.emplace_back(id, after); };
        return outlet;
    }
    // A device whose view was filtered for this viewer comes (back).
    void join(MemberId id, const Viewer& who, const std::string& epoch, std::int64_t cursor)
    {
        hub.join(id, who, Hub::Place{epoch, cursor, 0, 0, access_text(who)});
    }
    void publish(std::vector<storage::FeedItem> items)
    {
        storage::FeedSlice slice{hub.head(), items.back().seq, true, items};
        for (const auto& each : items) stored.push_back(each);
        hub.publish(slice);
    }
    void pump()
    {
        hub.pump(outlet());
        while (!needed.empty()) {
            const auto [id, after] = needed.back();
            needed.pop_back();
            storage::FeedSlice slice{after, stored.empty() ? after : stored.back().seq, true, {}};
            for (const auto& each : stored)
                if (each.seq > after) slice.items.push_back(each);
            hub.supply(id, slice, outlet());
        }
    }
    std::vector<std::string> ids(MemberId id)
    {
        std::vector<std::string> found;
        for (const Batch& batch : heard[id])
            for (const Change& change : batch.items) found.push_back(change.id);
        return found;
    }

    std::vector<std::pair<MemberId, std::int64_t>> needed;
    std::vector<std::shared_ptr<const std::string>> kept;
};

TEST(Hub, GivesANewMemberASnapshotThenLiveChanges)
{
    World world;
    world.publish({item(1, "everyone"), item(2, "everyone")});
    world.hub.join(1, viewer("DB01", Role::delegate), Hub::Place{"", 0, 5, 0, ""});
    world.pump();
    world.publish({item(3, "everyone")});
    world.pump();
    ASSERT_EQ(world.heard[1].size(), 2U);
    EXPECT_TRUE(world.heard[1][0].snapshot);
    EXPECT_EQ(world.heard[1][0].last_command, 5);
    EXPECT_FALSE(world.heard[1][1].snapshot);
    EXPECT_EQ(world.heard[1][1].prev, world.heard[1][0].upto);
    EXPECT_EQ(world.ids(1), (std::vector<std::string>{"D1", "D2", "D3"}));
}

TEST(Hub, ResumesAtTheCursorOfTheSameHistory)
{
    World world;
    world.publish({item(1, "everyone"), item(2, "everyone"), item(3, "everyone")});
    world.join(1, viewer("DB01", Role::delegate), "e1", 2);
    world.pump();
    ASSERT_EQ(world.heard[1].size(), 1U);
    EXPECT_FALSE(world.heard[1][0].snapshot);
    EXPECT_EQ(world.heard[1][0].prev, 2);
    EXPECT_EQ(world.ids(1), std::vector<std::string>{"D3"});
}

TEST(Hub, GivesASnapshotWhenTheHistoryOrTheCursorIsForeign)
{
    const std::string access = access_text(viewer("DB01", Role::delegate));
    for (const Hub::Place& place : {Hub::Place{"other", 2, 0, 0, access}, Hub::Place{"e1", 9, 0, 0, access},
                                    Hub::Place{"e1", 1, 0, 2, access}, Hub::Place{"e1", 2, 0, 0, ""}}) {
        World world;
        world.publish({item(1, "everyone"), item(2, "everyone"), item(3, "everyone")});
        world.hub.join(1, viewer("DB01", Role::delegate), place);
        world.pump();
        EXPECT_TRUE(world.heard[1].at(0).snapshot) << place.epoch << place.cursor;
    }
}

TEST(Hub, SaysTheNewestMarkOfTheJournalAndWhatABackupHoldsInEveryBatch)
{
    World world;
    world.join(1, viewer("DB01", Role::delegate), "e1", 0);
    world.pump();
    storage::FeedSlice slice{0, 1, true, {item(1, "everyone")}};
    slice.journal = {7, std::string(64, 'a')};
    slice.backed_up = 1;
    world.stored = slice.items;
    world.hub.publish(slice);
    world.pump();
    EXPECT_EQ(world.heard[1].back().journal, slice.journal);
    EXPECT_EQ(world.heard[1].back().backed_up, 1);
}

TEST(Hub, ForgetsEverybodyWhenAnotherHistoryBegins)
{
    World world;
    world.publish({item(1, "everyone"), item(2, "everyone")});
    world.join(1, viewer("DB01", Role::delegate), "e1", 2);
    world.hub.begin(storage::FeedHead{"e2", 1});
    world.stored.pop_back();
    world.pump();
    EXPECT_TRUE(world.heard[1].empty());
    world.join(1, viewer("DB01", Role::delegate), "e1", 1);
    world.pump();
    ASSERT_EQ(world.heard[1].size(), 1U);
    EXPECT_TRUE(world.heard[1][0].snapshot);
    EXPECT_EQ(world.heard[1][0].epoch, "e2");
    EXPECT_EQ(world.ids(1), std::vector<std::string>{"D1"});
}

TEST(HistoryKeeper, BelievesTheFirstWitnessAndLetsTheNextOnesWait)
{
    HistoryKeeper keeper;
    EXPECT_TRUE(keeper.may_begin(SteadyMs{5}));
    EXPECT_FALSE(keeper.may_begin(SteadyMs{5 + limits::new_history_every_ms - 1}));
    EXPECT_TRUE(keeper.may_begin(SteadyMs{5 + limits::new_history_every_ms}));
    keeper.did_not_begin();  // the disk was full: it is not the witness's fault
    EXPECT_TRUE(keeper.may_begin(SteadyMs{6 + limits::new_history_every_ms}));
}

TEST(Hub, NeverTellsWhatAViewerMayNotSeeButAdvancesTheCursor)
{
    World world;
    world.join(1, viewer("KM01", Role::guest), "e1", 0);
    world.join(2, viewer("DB01", Role::delegate), "e1", 0);
    world.pump();
    world.publish({item(1, "delegates"), item(2, "person:DB01"), item(3, "staff")});
    world.pump();
    EXPECT_TRUE(world.ids(1).empty());
    EXPECT_EQ(world.heard[1].back().upto, 3);
    EXPECT_EQ(world.ids(2), (std::vector<std::string>{"D1", "D2"}));
}

TEST(Hub, SkipsAFullMemberAndBringsItEverythingLater)
{
    World world;
    world.join(1, viewer("DB01", Role::delegate), "e1", 0);
    world.pump();
    world.full.insert(1);
    world.publish({item(1, "everyone")});
    world.pump();
    world.publish({item(2, "everyone")});
    world.pump();
    EXPECT_TRUE(world.ids(1).empty());
    world.full.clear();
    world.pump();
    EXPECT_EQ(world.ids(1), (std::vector<std::string>{"D1", "D2"}));
}

TEST(Hub, EncodesABatchOnceForAllWhoSeeTheSame)
{
    World world;
    for (MemberId id = 1; id <= 37; ++id)
        world.hub.join(id, viewer("DB" + std::to_string(id), Role::delegate), Hub::Place{"e1", 0, 0, 0, ""});
    world.pump();
    world.texts.clear();
    world.publish({item(1, "everyone")});
    world.pump();
    EXPECT_EQ(world.texts.size(), 1U);
}

// A change whose text alone is this long.
storage::FeedItem long_item(std::int64_t seq, std::size_t bytes)
{
    storage::FeedItem made = item(seq, "everyone");
    made.encoded = std::make_shared<const std::string>(
        encode(Change{seq, "document", "D" + std::to_string(seq) + std::string(bytes, 'x'), "everyone", std::nullopt}));
    return made;
}

TEST(Hub, KeepsEveryBatchWithinItsBytes)
{
    World world;
    std::vector<storage::FeedItem> items;
    for (std::int64_t seq = 1; seq <= 5; ++seq) items.push_back(long_item(seq, limits::batch_bytes_max / 2));
    items.push_back(long_item(6, limits::batch_bytes_max * 2));
    world.publish(items);
    world.join(1, viewer("DB01", Role::delegate), "", 0);  // reads from the store
    world.join(2, viewer("DB02", Role::delegate), "e1", 0);
    world.pump();
    for (int turn = 0; turn < 6; ++turn) world.pump();
    world.join(3, viewer("DB03", Role::delegate), "e1", 1);  // reads from the log
    world.pump();
    for (const MemberId id : {1, 2, 3}) {
        std::int64_t seq = id == 3 ? 1 : 0;
        for (const Batch& batch : world.heard[id]) {
            EXPECT_EQ(batch.prev, seq);
            EXPECT_EQ(batch.more, batch.upto < 6);
            std::size_t bytes = 0;
            for (const Change& change : batch.items) bytes += change.id.size();
            EXPECT_TRUE(bytes <= limits::batch_bytes_max || batch.items.size() == 1) << batch.upto;
            seq = batch.upto;
        }
        EXPECT_EQ(seq, 6);
        EXPECT_EQ(world.ids(id).size(), id == 3 ? 5U : 6U);
    }
}

Viewer member_of(const std::string& person, const std::string& group)
{
    Viewer made = viewer(person, Role::delegate);
    made.groups = {GroupId(group)};
    return made;
}

TEST(Hub, TakesAwayWhatARunningConnectionLost)
{
    World world;
    world.publish({item(1, "everyone"), item(2, "group:TO1")});
    world.join(1, member_of("DB01", "TO1"), "", 0);
    world.pump();
    world.hub.regrant(1, viewer("DB01", Role::delegate));
    world.pump();
    ASSERT_EQ(world.heard[1].size(), 2U);
    const Batch& batch = world.heard[1][1];
    EXPECT_FALSE(batch.snapshot);
    EXPECT_EQ(batch.prev, 2);
    EXPECT_EQ(batch.upto, 2);
    EXPECT_EQ(batch.purge_scopes, std::vector<std::string>{"group:TO1"});
    EXPECT_EQ(batch.access, access_text(viewer("DB01", Role::delegate)));
    world.publish({item(3, "group:TO1"), item(4, "everyone")});
    world.pump();
    EXPECT_EQ(world.ids(1), (std::vector<std::string>{"D1", "D2", "D4"}));
    EXPECT_TRUE(world.heard[1].back().purge_scopes.empty());
}

TEST(Hub, TakesAwayWhatWasLostWhileTheDeviceWasOffline)
{
    World world;
    world.publish({item(1, "everyone"), item(2, "group:TO1"), item(3, "everyone")});
    world.hub.join(1, viewer("DB01", Role::delegate), Hub::Place{"e1", 2, 0, 0, access_text(member_of("DB01", "TO1"))});
    world.pump();
    ASSERT_EQ(world.heard[1].size(), 1U);
    EXPECT_FALSE(world.heard[1][0].snapshot);
    EXPECT_EQ(world.heard[1][0].purge_scopes, std::vector<std::string>{"group:TO1"});
    EXPECT_EQ(world.ids(1), std::vector<std::string>{"D3"});
}

TEST(Hub, StartsAnewWhenSomethingWasGained)
{
    World world;
    world.publish({item(1, "everyone"), item(2, "group:TO1")});
    world.join(1, viewer("DB01", Role::delegate), "", 0);
    world.pump();
    world.hub.regrant(1, member_of("DB01", "TO1"));
    world.pump();
    ASSERT_EQ(world.heard[1].size(), 2U);
    EXPECT_TRUE(world.heard[1][1].snapshot);
    EXPECT_EQ(world.heard[1][1].items.size(), 2U);
}

TEST(Hub, TellsNothingWhileItIsUnknownWhoMaySeeWhat)
{
    World world;
    world.join(1, member_of("DB01", "TO1"), "", 0);
    world.pump();
    world.hub.hold();
    world.publish({item(1, "group:TO1")});
    world.pump();
    EXPECT_TRUE(world.ids(1).empty());
    world.hub.regrant(1, viewer("DB01", Role::delegate));
    world.hub.release();
    world.pump();
    EXPECT_TRUE(world.ids(1).empty());
    EXPECT_EQ(world.heard[1].back().upto, 1);
}

TEST(Hub, KeepsBackWhatTheStoreHasButNobodyPublishedYet)
{
    World world;
    world.publish({item(1, "everyone")});
    world.join(1, viewer("DB01", Role::delegate), "", 0);
    world.stored.push_back(item(2, "everyone"));
    world.pump();
    EXPECT_EQ(world.ids(1), std::vector<std::string>{"D1"});
    EXPECT_EQ(world.heard[1].back().upto, 1);
}

TEST(Hub, SaysNoFewerCommandsThanItAnswered)
{
    World world;
    world.hub.join(1, viewer("DB01", Role::delegate), Hub::Place{"", 0, 3, 0, ""});
    world.hub.answered(1, 4);
    world.pump();
    EXPECT_EQ(world.heard[1].at(0).last_command, 4);
}

TEST(Hub, ForgetsWhoLeft)
{
    World world;
    world.join(1, viewer("DB01", Role::delegate), "e1", 0);
    world.pump();
    const std::size_t before = world.heard[1].size();
    world.hub.leave(1);
    world.publish({item(1, "everyone")});
    world.pump();
    EXPECT_EQ(world.heard[1].size(), before);
    EXPECT_TRUE(world.hub.members_of(Scope{ScopeKind::everyone, {}}, "document").empty());
}

}  // namespace
}  // namespace chamber::server
