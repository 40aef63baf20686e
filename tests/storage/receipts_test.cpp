// Receipts: what is kept of them, and that pruning never makes a command happen twice.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class ReceiptsTest : public CouncilTest {
protected:
    Command check_in(std::int64_t number) { return Command{number, CheckIn{SittingId("P1"), "2024-12-18T00:30:00Z"}}; }
    void send_many(const std::string& incarnation, std::int64_t count)
    {
        ASSERT_TRUE(store->begin_group().has_value());
        for (std::int64_t n = 1; n <= count; ++n)
            ASSERT_TRUE(store->apply(viewer, incarnation, {check_in(n)}).has_value());
        ASSERT_TRUE(store->commit_group().has_value());
    }
    Viewer viewer = enrol("d1", "DB02");
};

TEST_F(ReceiptsTest, TheNewestOfANumberingAreKept)
{
    send_many("i1", 4'200);
    reopen();
    EXPECT_EQ(store->last_command(viewer.device, "i1"), 4'200);
    // A new content under a known number is still seen as a second tablet with one identity …
    EXPECT_TRUE(store->apply(viewer, "i1", {Command{4'200, DeleteAnnotation{AnnotationId("x")}}})->cloned);
    // … and what was pruned is not done again.
    const std::int64_t head = store->head().seq;
    const auto repeated = store->apply(viewer, "i1", {check_in(1), check_in(2)});
    EXPECT_FALSE(repeated->gap);
    EXPECT_TRUE(repeated->outcomes.at(0).done);
    EXPECT_EQ(store->head().seq, head);
    EXPECT_EQ(store->last_command(viewer.device, "i1"), 4'200);
}

TEST_F(ReceiptsTest, OfAFormerNumberingTheLastOneStays)
{
    send_many("old", 50);
    clock.advance_ms(181LL * 86'400'000);
    send_many("new", 50);
    reopen();
    EXPECT_EQ(store->last_command(viewer.device, "old"), 50);
    EXPECT_EQ(store->last_command(viewer.device, "new"), 50);
    EXPECT_TRUE(store->apply(viewer, "new", {Command{3, DeleteAnnotation{AnnotationId("x")}}})->cloned)
        << "the new one is whole";
    EXPECT_FALSE(store->apply(viewer, "old", {Command{3, DeleteAnnotation{AnnotationId("x")}}})->cloned)
        << "the old one is not";
    EXPECT_EQ(store->apply(viewer, "old", {check_in(51)})->outcomes.size(), 1u) << "it goes on where it was";
}

}  // namespace chamber::storage::test
