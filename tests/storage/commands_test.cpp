// Receipts: a repeat, a gap, a clone, a refusal that is used up, and what a whole message does.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class CommandsTest : public CouncilTest {
protected:
    Command check_in_at(std::int64_t number, const std::string& at)
    {
        return Command{number, CheckIn{SittingId("P1"), at}};
    }
    Command unknown_sitting(std::int64_t number)
    {
        return Command{number, CheckIn{SittingId("P9"), "2024-12-18T00:20:00Z"}};
    }
    const std::string at_ = "2024-12-18T00:25:00Z";
};

TEST_F(CommandsTest, RepeatReturnsTheSameReceiptAndDoesNothing)
{
    const Viewer viewer = enrol("d1", "DB02");
    const auto first = store->apply(viewer, "i1", {check_in_at(1, at_)});
    const FeedHead head = store->head();
    const std::string journal = store->journal_head();
    reopen();
    const auto again = store->apply(viewer, "i1", {check_in_at(1, at_)});
    ASSERT_EQ(again->outcomes.size(), 1u);
    EXPECT_TRUE(again->outcomes[0].done);
    EXPECT_EQ(again->last_command, 1);
    EXPECT_EQ(store->head().seq, head.seq);
    EXPECT_EQ(store->journal_head(), journal);
}

TEST_F(CommandsTest, RefusedCommandConsumesItsNumberAndKeepsItsRefusal)
{
    const Viewer viewer = enrol("d1", "DB02");
    const auto first = store->apply(viewer, "i1", {unknown_sitting(1), check_in_at(2, at_)});
    ASSERT_EQ(first->outcomes.size(), 2u);
    EXPECT_EQ(first->outcomes[0].code, "sitting_unknown");
    EXPECT_EQ(first->outcomes[0].where, "/sitting");
    EXPECT_TRUE(first->outcomes[1].done);
    EXPECT_EQ(first->last_command, 2);
    const auto again = store->apply(viewer, "i1", {unknown_sitting(1)});
    EXPECT_EQ(again->outcomes[0].code, "sitting_unknown");
    EXPECT_EQ(again->outcomes[0].sentence, first->outcomes[0].sentence);
    EXPECT_EQ(again->outcomes[0].where, "/sitting");
    EXPECT_EQ(store->last_command(viewer.device, "i1"), 2);
}

TEST_F(CommandsTest, GapAppliesNothing)
{
    const Viewer viewer = enrol("d1", "DB02");
    for (const auto& commands : std::vector<std::vector<Command>>{{check_in_at(2, at_)},
                                                                  {check_in_at(1, at_), check_in_at(3, at_)},
                                                                  {check_in_at(0, at_)},
                                                                  {check_in_at(1, at_), check_in_at(1, at_)}}) {
        const auto applied = store->apply(viewer, "i1", commands);
        EXPECT_TRUE(applied->gap);
        EXPECT_TRUE(applied->outcomes.empty());
        EXPECT_EQ(applied->last_command, 0);
    }
    EXPECT_FALSE(entity("attendance", "P1/DB02").has_value());
}

TEST_F(CommandsTest, SameNumberWithOtherContentIsACloneAndAppliesNothing)
{
    const Viewer viewer = enrol("d1", "DB02");
    ASSERT_TRUE(store->apply(viewer, "i1", {unknown_sitting(1)}).has_value());
    const std::int64_t head = store->head().seq;
    const auto applied = store->apply(viewer, "i1", {check_in_at(1, at_), check_in_at(2, at_)});
    EXPECT_TRUE(applied->cloned);
    EXPECT_TRUE(applied->outcomes.empty());
    EXPECT_EQ(applied->last_command, 1);
    EXPECT_EQ(store->head().seq, head);
}

TEST_F(CommandsTest, IncarnationsCountForThemselves)
{
    const Viewer viewer = enrol("d1", "DB02");
    ASSERT_TRUE(store->apply(viewer, "i1", {unknown_sitting(1), unknown_sitting(2)}).has_value());
    EXPECT_EQ(store->last_command(viewer.device, "i2"), 0);
    EXPECT_EQ(store->apply(viewer, "i2", {check_in_at(1, at_)})->last_command, 1);
    EXPECT_EQ(store->last_command(viewer.device, "i1"), 2);
}

TEST_F(CommandsTest, OldAndNewInOneMessage)
{
    const Viewer viewer = enrol("d1", "DB02");
    ASSERT_TRUE(store->apply(viewer, "i1", {unknown_sitting(1)}).has_value());
    const auto applied = store->apply(viewer, "i1", {unknown_sitting(1), check_in_at(2, at_)});
    ASSERT_EQ(applied->outcomes.size(), 2u);
    EXPECT_FALSE(applied->outcomes[0].done);
    EXPECT_TRUE(applied->outcomes[1].done);
}

TEST_F(CommandsTest, AccessIsAskedForEveryCommand)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Báo cáo");
    EXPECT_EQ(send(delegate, PublishDocuments{SessionId("KH13"), {}}).code, "not_allowed");
    EXPECT_EQ(send(delegate, WithdrawDocument{id, "x"}).code, "not_allowed");
    EXPECT_EQ(send(delegate, ApproveDevice{"ABCDEFGH", "x"}).code, "not_allowed");
    EXPECT_EQ(send(delegate, RevokeDevice{DeviceId("d1"), "x"}).code, "not_allowed");
    EXPECT_EQ(
        send(delegate, RecordAttendance{SittingId("P1"), PersonId("DB02"), AttendanceAction::arrive, at_, {}}).code,
        "not_allowed");
    EXPECT_EQ(send(delegate, OpenAgendaItem{SessionId("KH13"), AgendaItemId("M1")}).code, "not_allowed");
    EXPECT_EQ(send(office, CheckIn{SittingId("P1"), at_}).code, "not_allowed");
}

TEST_F(CommandsTest, RevokedDeviceIsNotHeard)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_TRUE(send(office, RevokeDevice{DeviceId("d1"), "mất máy"}).done);
    const auto applied = store->apply(viewer, "i1", {check_in_at(1, at_)});
    ASSERT_FALSE(applied.has_value());
    EXPECT_EQ(applied.error().code, ErrorCode::device_revoked);
}

}  // namespace chamber::storage::test
