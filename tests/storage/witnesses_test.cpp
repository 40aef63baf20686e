// Devices as witnesses: what they were told is held against feed and journal, and a contradiction ends the history.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class WitnessesTest : public CouncilTest {
protected:
    WitnessesTest() : device(enrol("d1", "DB02")) {}

    Witness told() { return {store->head().epoch, store->head().seq, store->head().journal}; }
    HistorySays says(const Witness& witness) { return store->hear(witness).says; }
    std::vector<Alarm> alarms()
    {
        std::vector<Alarm> found;
        for (const FeedItem& item : whole_feed())
            if (item.type == "alarm") found.push_back(held<Alarm>(item.id));
        return found;
    }

    Viewer device;
};

TEST_F(WitnessesTest, WhoWasToldWhatIsHereContradictsNothing)
{
    const Witness early = told();
    upload("Báo cáo");
    EXPECT_EQ(says(early), HistorySays::same);
    EXPECT_EQ(says(told()), HistorySays::same);
    EXPECT_EQ(says({"", 0, {}}), HistorySays::same);
    EXPECT_EQ(says({"another council's", 900, {900, std::string(64, 'a')}}), HistorySays::same);
}

TEST_F(WitnessesTest, WhoIsAheadOfTheFeedOrTheJournalKnowsMore)
{
    Witness ahead = told();
    ahead.cursor += 7;
    EXPECT_EQ(says(ahead), HistorySays::ahead);
    EXPECT_EQ(store->hear(ahead).missing, 7);
    Witness later = told();
    later.journal = {later.journal.n + 1, std::string(64, 'a')};
    EXPECT_EQ(says(later), HistorySays::ahead);
}

TEST_F(WitnessesTest, AnotherHashUnderTheSameNumberIsAnotherJournal)
{
    Witness other = told();
    other.journal.hash = std::string(64, 'a');
    EXPECT_EQ(says(other), HistorySays::other);
}

TEST_F(WitnessesTest, AnEndedHistoryIsHeldToWhatBothHaveInCommon)
{
    const Witness common = told();
    upload("Báo cáo");
    Witness lost = told();
    lost.journal = {lost.journal.n + 50, std::string(64, 'a')};  // entries that the backup did not have
    ASSERT_TRUE(store->begin_new_history().has_value());
    EXPECT_EQ(says(common), HistorySays::same);
    EXPECT_EQ(says(lost), HistorySays::same);
    Witness forged = common;
    forged.journal.hash = std::string(64, 'b');
    EXPECT_EQ(says(forged), HistorySays::rewritten);
}

TEST_F(WitnessesTest, AContradictionBeginsANewHistoryAndAlarmsTheOffice)
{
    Witness ahead = told();
    ahead.cursor += 7;
    const std::string before = store->head().epoch;
    ASSERT_TRUE(store->note_testimony(device.device, store->hear(ahead), Store::Begins::new_history).has_value());
    EXPECT_NE(store->head().epoch, before);
    ASSERT_EQ(alarms().size(), 1u);
    EXPECT_EQ(alarms()[0].kind, AlarmKind::copied_back);
    EXPECT_EQ(alarms()[0].count, 7);
    EXPECT_FALSE(alarms()[0].settled_at);
    EXPECT_EQ(says(ahead), HistorySays::same);  // its history has ended
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(WitnessesTest, WhoMayNotBeginOneOnlyAlarmsAndSaysItOnce)
{
    Witness other = told();
    other.journal.hash = std::string(64, 'a');
    const FeedHead before = store->head();
    ASSERT_TRUE(store->note_testimony(device.device, store->hear(other), Store::Begins::nothing).has_value());
    EXPECT_EQ(store->head().epoch, before.epoch);
    const FeedHead once = store->head();
    ASSERT_TRUE(store->note_testimony(device.device, store->hear(other), Store::Begins::nothing).has_value());
    EXPECT_EQ(store->head().seq, once.seq);
    EXPECT_EQ(store->head().journal, once.journal);
}

TEST_F(WitnessesTest, AHistoryThatWasNotCommittedHasNotBegun)
{
    const std::string before = store->head().epoch;
    ASSERT_TRUE(store->begin_group().has_value());
    ASSERT_TRUE(store->begin_new_history().has_value());
    ASSERT_TRUE(store->commit_group().has_value());
    EXPECT_NE(store->head().epoch, before);
    const std::string second = store->head().epoch;
    reopen();
    EXPECT_EQ(store->head().epoch, second);
}

TEST_F(WitnessesTest, ABackupCountsOnceItIsVerified)
{
    EXPECT_EQ(store->backed_up(), 0);
    EXPECT_EQ(store->head().backed_up, 0);
    EXPECT_EQ(store->read_feed(0, 1)->backed_up, 0);
    EXPECT_EQ(store->read_feed(0, 1)->epoch, store->head().epoch);
}

}  // namespace chamber::storage::test
