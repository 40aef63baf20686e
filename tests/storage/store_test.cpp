#include "tests/storage/support/council.hpp"

#include <sys/stat.h>

namespace chamber::storage::test {

class StoreTest : public CouncilTest {};

TEST_F(StoreTest, OpensWhatItMade)
{
    const FeedHead before = store->head();
    const std::string journal = store->journal_head();
    reopen();
    EXPECT_EQ(store->head().epoch, before.epoch);
    EXPECT_EQ(store->head().seq, before.seq);
    EXPECT_EQ(store->journal_head(), journal);
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(StoreTest, RefusesToMakeASecondDatabase)
{
    Person staff;
    staff.id = PersonId("X");
    auto made =
        Store::create(*directory, Council{}, staff, ImportedSecret{staff.id, std::nullopt, "h"}, clock, entropy);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::already_exists);
    EXPECT_EQ(store->entities("person")->size(), 6u);
}

TEST_F(StoreTest, LocalViewerActsForTheOffice)
{
    EXPECT_EQ(office.person, PersonId("QT01"));
    EXPECT_TRUE(may_upload(office).has_value());
    EXPECT_TRUE(may_export(office).has_value());
}

TEST_F(StoreTest, ImportsASessionWholly)
{
    EXPECT_EQ(store->entities("council")->size(), 1u);
    EXPECT_EQ(held<Council>("HDND-SENHONG").in_office, 3);
    EXPECT_EQ(held<AgendaItem>("M2").position, 2);
    EXPECT_EQ(store->session_file(SessionId("KH13"))->archive_fields, R"({"retention":"Vĩnh viễn"})");
}

TEST_F(StoreTest, ImportsNothingWhenOneThingIsWrong)
{
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");
    imported.session.number = 14;
    imported.sittings[0].id = SittingId("P2");
    imported.sittings[0].session = SessionId("KH14");
    imported.agenda.resize(1);
    imported.agenda[0].id = AgendaItemId("M9");
    imported.agenda[0].session = SessionId("KH14");
    imported.agenda[0].sitting = SittingId("P3");
    const FeedHead before = store->head();
    auto done = store->import_session(imported);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::import_faulty);
    EXPECT_EQ(done.error().where, "/agenda/0/sitting");
    EXPECT_EQ(store->head().seq, before.seq);
    EXPECT_FALSE(entity("session", "KH14").has_value());
}

TEST_F(StoreTest, ANewHistoryHasANewEpoch)
{
    const FeedHead before = store->head();
    ASSERT_TRUE(store->begin_new_history().has_value());
    EXPECT_NE(store->head().epoch, before.epoch);
    reopen();
    EXPECT_NE(store->head().epoch, before.epoch);
    EXPECT_EQ(store->head().seq, before.seq);
}

TEST_F(StoreTest, EveryGroupIsSeenOnlyWhenItIsCommitted)
{
    const std::int64_t before = store->head().seq;
    ASSERT_TRUE(store->begin_group().has_value());
    ASSERT_TRUE(store->meet_device(DeviceId("d1"), "k1", DeviceKind::tablet, "iPad").has_value());
    ASSERT_TRUE(store->meet_device(DeviceId("d2"), "k2", DeviceKind::tablet, "iPad").has_value());
    // A refused verb takes nothing of the others with it.
    EXPECT_FALSE(store->sign_in(PersonId("DB01"), DeviceId("d1")).has_value());
    ASSERT_TRUE(store->commit_group().has_value());
    EXPECT_EQ(store->head().seq, before + 2);
    reopen();
    EXPECT_EQ(store->devices()->size(), 2u);
}

TEST_F(StoreTest, AStoreThatDiesInAGroupLeavesNothingOfIt)
{
    const FeedHead before = store->head();
    const std::string journal = store->journal_head();
    ASSERT_TRUE(store->begin_group().has_value());
    ASSERT_TRUE(store->meet_device(DeviceId("d1"), "k1", DeviceKind::tablet, "iPad").has_value());
    reopen();
    EXPECT_EQ(store->head().seq, before.seq);
    EXPECT_EQ(store->journal_head(), journal);
    EXPECT_TRUE(store->devices()->empty());
}

TEST_F(StoreTest, TendMovesAGrownLogIntoTheDatabase)
{
    for (int i = 0; i < 20; ++i) {
        SessionImport imported;
        imported.council = small_session().council;
        imported.session.id = SessionId("KH" + std::to_string(100 + i));
        imported.session.name = "Kỳ họp chuyên đề";
        imported.archive_fields = std::string(1'000'000, 'x');
        ASSERT_TRUE(store->import_session(imported).has_value());
    }
    struct stat before = {};
    ASSERT_EQ(::stat(directory->database.c_str(), &before), 0);
    store->tend();
    struct stat after = {};
    ASSERT_EQ(::stat(directory->database.c_str(), &after), 0);
    EXPECT_GT(after.st_size, before.st_size);
    EXPECT_TRUE(store->check_database().has_value());
}

}  // namespace chamber::storage::test
