// What one device or person may have written down: refused commands, and bytes in a day.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class RationTest : public CouncilTest {
protected:
    std::vector<Command> refused(std::int64_t from, int count)
    {
        std::vector<Command> commands;
        for (int i = 0; i < count; ++i) commands.push_back(Command{from + i, DeleteAnnotation{AnnotationId("none")}});
        return commands;
    }
    Viewer viewer = enrol("d1", "DB02");
};

TEST_F(RationTest, BeyondTheRationNothingIsLookedAtOrWritten)
{
    const auto first = store->apply(viewer, "i1", refused(1, 64), ApplyRation{10});
    ASSERT_TRUE(first.has_value());
    EXPECT_TRUE(first->cut);
    EXPECT_EQ(first->refused, 10u);
    EXPECT_EQ(first->outcomes.size(), 10u);
    EXPECT_EQ(store->last_command(viewer.device, "i1"), 10);
    const std::string journal = store->journal_head();
    const auto none = store->apply(viewer, "i1", refused(11, 64), ApplyRation{0});
    EXPECT_TRUE(none->cut);
    EXPECT_TRUE(none->outcomes.empty());
    EXPECT_EQ(store->journal_head(), journal);
    // They are done when there is room again, in their order.
    EXPECT_EQ(store->apply(viewer, "i1", refused(11, 5))->outcomes.size(), 5u);
}

TEST_F(RationTest, GoodCommandsBeforeTheLastRefusalAreDone)
{
    std::vector<Command> commands = refused(1, 3);
    commands[1].body = CheckIn{SittingId("P1"), "2024-12-18T00:30:00Z"};
    const auto applied = store->apply(viewer, "i1", commands, ApplyRation{1});
    EXPECT_TRUE(applied->cut);
    ASSERT_EQ(applied->outcomes.size(), 2u);
    EXPECT_TRUE(applied->outcomes[1].done);
}

TEST_F(RationTest, ADayHasSoManyBytesAndTheNextOneHasThemAgain)
{
    const DocumentId document = upload("Tờ trình");
    publish_all();
    Annotation big = note(viewer, "1", document, "");
    big.kind = AnnotationKind::ink;
    big.rect.clear();
    for (int i = 0; i < 40; ++i)
        big.strokes.push_back(Stroke{std::vector<double>(3 * limits::points_per_stroke_max, 0.123456789)});
    std::int64_t number = 0;
    bool cut = false;
    for (int i = 0; i < 200 && !cut; ++i) {
        big.id = AnnotationId(viewer.person.value + "." + viewer.device.value + "." + std::to_string(i));
        const auto applied = store->apply(viewer, "i1", {Command{++number, PutAnnotation{big, 0}}});
        ASSERT_TRUE(applied.has_value());
        cut = applied->cut;
        EXPECT_TRUE(cut || applied->outcomes.at(0).done) << applied->outcomes.at(0).code.value_or("");
    }
    EXPECT_TRUE(cut);
    const CommandBody small = CheckIn{SittingId("P1"), "2024-12-18T00:30:00Z"};
    EXPECT_FALSE(store->apply(enrol("d2", "DB03"), "i1", {Command{1, small}})->cut) << "others are not concerned";
    clock.advance_ms(86'400'000);
    EXPECT_FALSE(store->apply(viewer, "i1", {Command{number, PutAnnotation{big, 0}}})->cut);
}

}  // namespace chamber::storage::test
