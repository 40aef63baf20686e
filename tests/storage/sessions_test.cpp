#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class SessionsTest : public CouncilTest {
protected:
    const SessionId session_{"KH13"};
    Session now() { return held<Session>("KH13"); }
};

TEST_F(SessionsTest, ChairOpensAnItemAndThatOpensTheSession)
{
    const Viewer chair = enrol("d1", "DB01");
    EXPECT_TRUE(send(chair, OpenAgendaItem{session_, AgendaItemId("M1")}).done);
    EXPECT_EQ(now().current_item, AgendaItemId("M1"));
    EXPECT_EQ(now().state, SessionState::in_session);
    EXPECT_TRUE(send(chair, OpenAgendaItem{session_, {}}).done);
    EXPECT_FALSE(now().current_item.has_value());
    EXPECT_EQ(now().state, SessionState::in_session);
}

TEST_F(SessionsTest, ItemMustBeOfTheSession)
{
    EXPECT_EQ(send(office, OpenAgendaItem{session_, AgendaItemId("M9")}).code, "item_unknown");
    EXPECT_EQ(send(office, OpenAgendaItem{SessionId("KH9"), AgendaItemId("M1")}).code, "session_unknown");
}

TEST_F(SessionsTest, StateMovesOnlyAlongTheArrows)
{
    EXPECT_EQ(send(office, SetSessionState{session_, SessionState::filing}).code, "out_of_range");
    EXPECT_EQ(now().state, SessionState::distributed);
    EXPECT_TRUE(send(office, SetSessionState{session_, SessionState::in_session}).done);
    EXPECT_TRUE(send(office, SetSessionState{session_, SessionState::in_session}).done);
    EXPECT_EQ(send(office, SetSessionState{SessionId("KH9"), SessionState::recess}).code, "session_unknown");
}

TEST_F(SessionsTest, ClosingEndsTheCurrentItem)
{
    EXPECT_TRUE(send(office, OpenAgendaItem{session_, AgendaItemId("M1")}).done);
    EXPECT_TRUE(send(office, SetSessionState{session_, SessionState::recess}).done);
    EXPECT_EQ(now().current_item, AgendaItemId("M1"));
    EXPECT_TRUE(send(office, SetSessionState{session_, SessionState::closed}).done);
    EXPECT_FALSE(now().current_item.has_value());
    EXPECT_TRUE(send(office, SetSessionState{session_, SessionState::filing}).done);
    EXPECT_EQ(send(office, OpenAgendaItem{session_, AgendaItemId("M1")}).code, "out_of_range");
}

TEST_F(SessionsTest, OpeningTheOpenItemTellsNobodyAgain)
{
    EXPECT_TRUE(send(office, OpenAgendaItem{session_, AgendaItemId("M1")}).done);
    const std::int64_t head = store->head().seq;
    EXPECT_TRUE(send(office, OpenAgendaItem{session_, AgendaItemId("M1")}).done);
    EXPECT_EQ(store->head().seq, head);
}

}  // namespace chamber::storage::test
