#include "storage/database/checkpointer.hpp"

#include "storage/database/checkpoint_turn.hpp"
#include "storage/database/database.hpp"
#include "storage/database/sqlite_version.hpp"
#include "tests/storage/support/council.hpp"
#include "tests/storage/support/watched_log.hpp"

#include <atomic>
#include <fstream>
#include <thread>

namespace chamber::storage::test {
namespace {

class CheckpointerTest : public CouncilTest {
protected:
    std::uintmax_t database_bytes() const { return std::filesystem::file_size(directory->database); }
    void write_many(int from, int count)
    {
        for (int i = from; i < from + count; ++i)
            ASSERT_TRUE(
                store->meet_device(DeviceId("d" + std::to_string(i)), std::string(200, 'k'), DeviceKind::desktop, "m")
                    .has_value() ||
                store->set_secret(PersonId("DB01"), "h" + std::to_string(i)).has_value());
    }
};

TEST_F(CheckpointerTest, MovesTheLogIntoTheDatabaseBesideTheWriter)
{
    auto checkpointer = store->checkpointer();
    ASSERT_TRUE(checkpointer.has_value());
    const auto before = database_bytes();
    std::atomic<bool> stop = false;
    std::thread beside([&] {
        while (!stop) (*checkpointer)->run();
    });
    write_many(0, 400);
    stop = true;
    beside.join();
    EXPECT_GT(database_bytes(), before);
    EXPECT_TRUE(store->check_database().has_value());
    reopen();
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(CheckpointerTest, IsAskedForOncePerGrowth)
{
    EXPECT_FALSE(store->wants_checkpoint());
    // Each commit leaves a few pages in the log; a little more than 16 MB of them.
    int asked = 0;
    for (int i = 0; i < 3'000 && asked == 0; ++i) {
        ASSERT_TRUE(store->set_secret(PersonId("DB01"), std::string(2'000, 'a') + std::to_string(i)).has_value());
        if (store->wants_checkpoint()) ++asked;
        store->tend(Store::Checkpoints::elsewhere);
    }
    EXPECT_EQ(asked, 1);
    EXPECT_FALSE(store->wants_checkpoint());
}

TEST(OldPattern, LosesCommittedPagesWithASqliteThatHasTheFault)
{
    const TemporaryDirectory folder;
    const auto expected =
        wal_reset_fault() == WalResetFault::present ? OldPattern::loses_pages : OldPattern::keeps_everything;
    EXPECT_EQ(run_old_pattern(folder.path()), expected) << sqlite_version();
}

TEST_F(CheckpointerTest, DoesNotStartOnALogThatIsWhollyMoved)
{
    WatchedLog watched;
    const auto file = temporary.path() / "turn.db";
    auto writer = Database::open(file, OpenMode::fresh, watched.database_vfs()).value();
    auto beside = Checkpointer::open(file, watched.database_vfs(), writer->turn()).value();
    const auto insert = [&] {
        writer->begin_immediate();
        writer->run("INSERT INTO paper (words) VALUES (randomblob(100000))");
        writer->run("COMMIT");
    };
    writer->script("CREATE TABLE paper (id INTEGER PRIMARY KEY, words BLOB)");
    insert();
    writer->checkpoint_if_grown(0);
    // The very moment that loses pages in the old pattern: the index is news to the checkpointer, and everything was
    // moved.
    CheckpointWatch watch(insert);
    EXPECT_EQ(beside->run(), Moved::nothing);
    EXPECT_EQ(watch.starts, 0U);
    insert();
    EXPECT_EQ(beside->run(), Moved::log);
    EXPECT_EQ(watch.starts, 1U);
    EXPECT_EQ(watch.starts_on_a_moved_log, 0U);
    EXPECT_FALSE(watch.between) << "the interleaving was tried";
    EXPECT_EQ(beside->run(), Moved::nothing)
        << "what was committed in between waits for a commit that surely nobody saw";
    insert();
    EXPECT_EQ(beside->run(), Moved::log);
    EXPECT_EQ(watch.starts_on_a_moved_log, 0U);
}

TEST_F(CheckpointerTest, NeverMeetsAMovedLogUnderLoad)
{
    WatchedLog watched;
    disk = &watched;
    reopen();
    auto checkpointer = store->checkpointer().value();
    std::atomic<bool> stop = false;
    std::uint64_t starts = 0;
    std::uint64_t on_a_moved_log = 0;
    std::thread beside([&] {
        CheckpointWatch watch;
        while (!stop) checkpointer->run();
        starts = watch.starts;
        on_a_moved_log = watch.starts_on_a_moved_log;
    });
    write_many(0, 400);
    stop = true;
    beside.join();
    EXPECT_GT(starts, 0U);
    EXPECT_EQ(on_a_moved_log, 0U);
    checkpointer.reset();
    EXPECT_TRUE(store->check_database().has_value());
    disk = &Disk::real();
    reopen();
    EXPECT_TRUE(store->check_database().has_value());
}

TEST(CheckpointTurn, IsOnlyTheCheckpointersAfterACommitThatNoCheckpointSaw)
{
    CheckpointTurn turn;
    EXPECT_FALSE(turn.take_beside());
    turn.writer_begins();
    turn.writer_appended();
    ASSERT_TRUE(turn.take_beside());
    EXPECT_FALSE(turn.take_beside());
    EXPECT_FALSE(turn.take_here());
    // Began while the log was being moved: whether the checkpoint saw it, nobody knows.
    turn.writer_begins();
    turn.give_back();
    turn.writer_appended();
    EXPECT_FALSE(turn.is_grown());
    EXPECT_TRUE(turn.take_here());
    turn.give_back();
    // Began while a checkpoint might start at any moment.
    turn.writer_begins();
    turn.writer_appended();
    turn.writer_begins();
    ASSERT_TRUE(turn.take_beside());
    turn.give_back();
    turn.writer_appended();
    EXPECT_FALSE(turn.take_beside());
}

TEST(SqliteVersion, KnowsWhichOnesHaveTheFault)
{
    for (const int faulty : {3'007'000, 3'040'001, 3'044'005, 3'045'000, 3'050'006, 3'051'002})
        EXPECT_EQ(wal_reset_fault_of(faulty), WalResetFault::present) << faulty;
    for (const int sound : {3'006'023, 3'044'006, 3'050'007, 3'051'003, 3'053'004})
        EXPECT_EQ(wal_reset_fault_of(sound), WalResetFault::absent) << sound;
}

}  // namespace
}  // namespace chamber::storage::test
