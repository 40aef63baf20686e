#include "storage/files/hash.hpp"
#include "storage/keys/authority.hpp"
#include "storage/transaction/journal.hpp"
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class JournalTest : public CouncilTest {
protected:
    // Another hand on the database while the server is down.
    void tamper(const std::string& sql)
    {
        store.reset();
        {
            auto database = Database::open(directory->database, OpenMode::existing, "");
            ASSERT_TRUE(database.has_value());
            (*database)->script(sql);
        }
        open();
    }
    std::string broken_at()
    {
        auto checked = store->check_database();
        return checked ? "" : checked.error().where;
    }
};

TEST_F(JournalTest, EveryVerbLeavesOneEntry)
{
    const std::string before = store->journal_head();
    ASSERT_TRUE(store->meet_device(DeviceId("d1"), "k", DeviceKind::tablet, "iPad").has_value());
    EXPECT_NE(store->journal_head(), before);
    EXPECT_EQ(broken_at(), "");
}

TEST_F(JournalTest, RefusedCommandsAreRecordedToo)
{
    const Viewer delegate = enrol("d1", "DB02");
    const std::string before = store->journal_head();
    send(delegate, WithdrawDocument{DocumentId("TL01"), "x"});
    EXPECT_NE(store->journal_head(), before);
}

TEST_F(JournalTest, ChangedLineIsFound)
{
    tamper("UPDATE journal SET line = replace(line, 'QT01', 'QT02') WHERE n = 1");
    EXPECT_EQ(broken_at(), "journal/1");
}

TEST_F(JournalTest, ChangedLineWithItsHashRecomputedIsFoundAtTheNext)
{
    enrol("d1", "DB02");
    const std::string forged = R"({"n":"2","at":"2024-12-18T00:30:00Z","verb":"nothing"})";
    tamper("UPDATE journal SET line = '" + forged + "', session = NULL, hash = x'" + sha256_of(forged).hex() +
           "' WHERE n = 2");
    EXPECT_EQ(broken_at(), "journal/2");
}

TEST_F(JournalTest, RemovedLineIsFound)
{
    enrol("d1", "DB02");
    tamper("DELETE FROM journal WHERE n = 2");
    EXPECT_EQ(broken_at(), "journal/2");
}

TEST_F(JournalTest, CutOffEndShowsInTheHeadThatWitnessesHold)
{
    enrol("d1", "DB02");
    const std::string witnessed = store->journal_head();
    tamper("DELETE FROM journal WHERE n = (SELECT max(n) FROM journal)");
    EXPECT_EQ(broken_at(), "");
    EXPECT_NE(store->journal_head(), witnessed);
}

TEST_F(JournalTest, SessionsExtractIsAChainOfItsOwn)
{
    upload("Một");
    enrol("d1", "DB02");
    publish_all();
    std::string before(64, '0');
    const auto file = store->session_file(SessionId("KH13"));
    ASSERT_EQ(file->journal_lines.size(), 3u);
    for (const std::string& line : file->journal_lines) {
        EXPECT_NE(line.find("\"session_prev_hash\":\"" + before + "\""), std::string::npos) << line;
        before = sha256_of(line).hex();
    }
}

TEST_F(JournalTest, ReasonsAreWrittenAsJson)
{
    const DocumentId id = upload("Một");
    EXPECT_TRUE(send(office, WithdrawDocument{id, "sai \"số\" \\ dòng"}).done);
    const auto file = store->session_file(SessionId("KH13"));
    EXPECT_NE(file->journal_lines.back().find(R"("reason":"sai \"số\" \\ dòng")"), std::string::npos)
        << file->journal_lines.back();
}

TEST_F(JournalTest, TimesIncreaseWhateverTheClockSays)
{
    upload("một");
    clock.set_by_ms(-3'600'000);
    upload("hai");
    upload("ba");
    std::string before;
    const auto file = store->session_file(SessionId("KH13"));
    ASSERT_TRUE(file.has_value());
    for (const std::string& line : file->journal_lines) {
        const std::string at = line.substr(line.find("\"at\":\"") + 6, 27);
        EXPECT_LT(before, at);
        before = at;
    }
    EXPECT_NE(file->journal_lines.back().find(R"("clock":"2024-12-17T23:30:00Z")"), std::string::npos)
        << file->journal_lines.back();
    EXPECT_EQ(broken_at(), "");
}

TEST_F(JournalTest, TheExtractSaysTheDoorAndNotTheAddress)
{
    upload("một");
    store->set_origin({Door::tls, "10.1.2.3"});
    publish_all();
    store->set_origin({});
    const auto file = store->session_file(SessionId("KH13"));
    ASSERT_TRUE(file.has_value());
    EXPECT_NE(file->journal_lines.back().find(R"("door":"tls","source":")"), std::string::npos)
        << file->journal_lines.back();
    EXPECT_EQ(file->journal_lines.back().find("10.1.2.3"), std::string::npos);
    EXPECT_EQ(broken_at(), "");
    tamper("UPDATE journal_source SET address = '10.9.9.9'");
    EXPECT_NE(broken_at(), "");
    tamper("DELETE FROM journal_source");  // forgotten, and the chain holds
    EXPECT_EQ(broken_at(), "");
}

class SealedJournalTest : public JournalTest {
protected:
    SealedJournalTest()
    {
        EXPECT_TRUE(create_authority(*directory, "chamber.test", "Hội đồng", clock).has_value());
        reopen();
    }
    std::int64_t rows(const char* table)
    {
        auto database = Database::open(directory->database, OpenMode::existing, "");
        return (*database)
            ->integer(std::string_view(table) == "checkpoints" ? "SELECT count(*) FROM journal_checkpoint"
                                                               : "SELECT count(*) FROM journal")
            .value_or(0);
    }
    void write(int entries)
    {
        const Viewer viewer = enrol("d1", "DB02");
        for (int i = 0; i < entries; ++i) send(viewer, WithdrawDocument{DocumentId("TL01"), "x"});
    }
};

TEST_F(SealedJournalTest, EveryHundredthEntryIsSigned)
{
    write(230);
    EXPECT_EQ(rows("checkpoints"), rows("entries") / limits::journal_checkpoint_entries);
    EXPECT_EQ(broken_at(), "");
}

TEST_F(SealedJournalTest, AJournalWrittenAnewDoesNotFitItsCheckpoints)
{
    write(130);
    tamper("UPDATE journal_checkpoint SET hash = '" + std::string(64, 'a') + "'");
    EXPECT_NE(broken_at(), "");
}

TEST_F(SealedJournalTest, AnotherHandCannotSign)
{
    write(130);
    tamper("UPDATE journal_checkpoint SET signature = x'3000'");
    EXPECT_NE(broken_at(), "");
}

}  // namespace chamber::storage::test
