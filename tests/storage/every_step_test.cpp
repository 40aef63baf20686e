// The disk fails at operation 0, 1, 2 … of a verb: afterwards the verb was done wholly and said so, or nothing of it is
// there.
#include "storage/files/hash.hpp"
#include "tests/storage/support/council.hpp"
#include "tests/storage/support/faulty_disk.hpp"

namespace chamber::storage::test {

class EveryStepTest : public CouncilTest {
protected:
    EveryStepTest()
    {
        disk = &faulty;
        reopen();
        delegate = enrol("d1", "DB02");
        document = upload("Có sẵn");
        publish_all();
    }
    ~EveryStepTest() override
    {
        faulty.disarm();
        store.reset();
    }

    // Everything that is on disk, to compare.
    std::string state()
    {
        std::string text = store->journal_head() + " " + std::to_string(store->head().seq) + "\n";
        for (const FeedItem& item : whole_feed()) text += *item.encoded + "\n";
        for (const char* incarnation : {"i1", "faults"})
            text += std::to_string(store->last_command(DeviceId("d1"), incarnation)) + " ";
        return text;
    }
    void expect_sound()
    {
        auto checked = store->check_database();
        EXPECT_TRUE(checked.has_value()) << (checked ? "" : checked.error().detail);
    }

    FaultyDisk faulty;
    Viewer delegate;
    DocumentId document;
};

TEST_F(EveryStepTest, AddRevisionIsWholeOrNothing)
{
    for (const Fault fault : {Fault::disk_full, Fault::io_failed}) {
        for (const Duration duration : {Duration::once, Duration::from_then_on}) {
            for (std::uint64_t step = 0;; ++step) {
                ASSERT_LT(step, 200u);
                const std::string before = state();
                const std::string bytes = "%PDF " + std::to_string(static_cast<int>(fault)) +
                                          std::to_string(static_cast<int>(duration)) + std::to_string(step);
                faulty.arm(step, fault, duration);
                const auto added = add(new_document("Tài liệu"), bytes);
                const bool survived = faulty.disarm() <= step;
                ASSERT_EQ(added.has_value(), survived) << "a failed operation was reported as success at step " << step;
                if (!added) {
                    const bool named =
                        added.error().code == ErrorCode::disk_full || added.error().code == ErrorCode::io_failed;
                    EXPECT_TRUE(named) << error_name(added.error().code) << " " << added.error().detail;
                    if (fault == Fault::disk_full && duration == Duration::once) {
                        EXPECT_EQ(state(), before) << "step " << step;
                    }
                }
                reopen();
                expect_sound();
                const bool there = !store->check_new_bytes(SessionId("KH13"), sha256_of(bytes)).has_value();
                // A failed fsync may leave it durable after all; then it is there wholly. A full disk never does.
                if (survived) {
                    EXPECT_TRUE(there);
                } else if (fault == Fault::disk_full) {
                    EXPECT_EQ(state(), before) << "step " << step;
                }
                EXPECT_EQ(store->blobs().verify(sha256_of(bytes)).has_value(), there);
                if (survived) break;
            }
        }
    }
}

TEST_F(EveryStepTest, AppliedCommandsAreThereOnceHoweverOftenTheyFailed)
{
    std::int64_t number = 0;
    for (const Fault fault : {Fault::disk_full, Fault::io_failed}) {
        for (std::uint64_t step = 0;; ++step) {
            ASSERT_LT(step, 100u);
            ++number;
            const std::vector<Command> commands = {
                Command{number, PutAnnotation{note(delegate, std::to_string(number), document, "Ghi chú"), 0}}};
            const std::int64_t head = store->head().seq;
            faulty.arm(step, fault, Duration::once);
            const auto applied = store->apply(delegate, "faults", commands);
            const bool survived = faulty.disarm() <= step;
            ASSERT_EQ(applied.has_value(), survived) << "step " << step;
            EXPECT_EQ(store->head().seq, applied ? head + 1 : head);
            reopen();
            expect_sound();
            // What the device does: it sends again until it has the receipt.
            const auto again = store->apply(delegate, "faults", commands);
            ASSERT_TRUE(again.has_value());
            EXPECT_TRUE(again->outcomes.at(0).done);
            EXPECT_EQ(store->head().seq, head + 1);
            if (survived) break;
        }
    }
    EXPECT_EQ(store->entities("annotation")->size(), static_cast<std::size_t>(number));
}

TEST_F(EveryStepTest, FailedCommitUndoesTheWholeGroup)
{
    for (std::uint64_t step = 0;; ++step) {
        ASSERT_LT(step, 100u);
        const std::string before = state();
        ASSERT_TRUE(store->begin_group().has_value());
        faulty.arm(step, Fault::disk_full, Duration::once);
        const std::string id = std::to_string(step);
        const auto first = store->meet_device(DeviceId("a" + id), "k", DeviceKind::tablet, "iPad");
        const auto second = store->meet_device(DeviceId("b" + id), "k", DeviceKind::tablet, "iPad");
        const auto committed = store->commit_group();
        const bool survived = faulty.disarm() <= step;
        ASSERT_EQ(first && second && committed, survived) << "step " << step;
        if (survived) break;
        if (!committed) {
            EXPECT_EQ(committed.error().code, ErrorCode::disk_full);
            EXPECT_EQ(state(), before);
            EXPECT_FALSE(store->device(DeviceId("a" + id)).has_value());
        }
        EXPECT_FALSE(std::filesystem::exists(directory->ballast));
        store->tend();
        EXPECT_TRUE(std::filesystem::exists(directory->ballast));
    }
    expect_sound();
}

TEST_F(EveryStepTest, NotesOfAGroupThatWasUndoneAreFoundWhenTheyComeAgain)
{
    const auto found = [this] {
        const auto hits = store->search(delegate, "serval");
        EXPECT_TRUE(hits.has_value()) << "a full disk ends no search";
        return hits ? hits->size() : 0;
    };
    const std::vector<Command> commands = {Command{1, PutAnnotation{note(delegate, "1", document, "serval"), 0}}};
    ASSERT_TRUE(store->begin_group().has_value());
    ASSERT_TRUE(store->apply(delegate, "faults", commands).has_value());
    EXPECT_EQ(found(), 1u) << "in the group that wrote it";
    faulty.arm(0, Fault::disk_full, Duration::from_then_on);
    ASSERT_FALSE(store->commit_group().has_value());
    EXPECT_EQ(found(), 0u);
    faulty.disarm();
    store->tend();
    ASSERT_TRUE(store->apply(delegate, "faults", commands).has_value());
    EXPECT_EQ(found(), 1u);
    EXPECT_FALSE(store->rest()) << "nothing is left to be done";
    reopen();
    EXPECT_EQ(found(), 1u);
    expect_sound();
}

TEST_F(EveryStepTest, AfterAFailedFsyncNothingIsPromisedUntilItIsOpenedAnew)
{
    std::uint64_t operations = 0;
    faulty.arm(1'000, Fault::io_failed, Duration::once);
    ASSERT_TRUE(store->meet_device(DeviceId("probe"), "k", DeviceKind::tablet, "iPad").has_value());
    operations = faulty.disarm();
    faulty.arm(operations - 1, Fault::io_failed, Duration::once);  // the last one is the fsync
    EXPECT_EQ(store->meet_device(DeviceId("d7"), "k", DeviceKind::tablet, "iPad").error().code, ErrorCode::io_failed);
    faulty.disarm();
    EXPECT_EQ(store->meet_device(DeviceId("d8"), "k", DeviceKind::tablet, "iPad").error().code, ErrorCode::io_failed);
    EXPECT_EQ(store->begin_group().error().code, ErrorCode::io_failed);
    reopen();
    EXPECT_TRUE(store->meet_device(DeviceId("d8"), "k", DeviceKind::tablet, "iPad").has_value());
    expect_sound();
}

TEST(EveryStepOfCreate, LeavesAWholeDirectoryOrNone)
{
    FaultyDisk faulty;
    for (std::uint64_t step = 0;; ++step) {
        ASSERT_LT(step, 50u);
        TemporaryDirectory temporary;
        faulty.arm(step, Fault::disk_full, Duration::once);
        auto directory = DataDirectory::create(temporary.path() / "data", faulty);
        const bool survived = faulty.disarm() <= step;
        ASSERT_EQ(directory.has_value(), survived) << "step " << step;
        EXPECT_EQ(std::filesystem::exists(temporary.path() / "data"), survived) << "step " << step;
        if (survived) break;
    }
}

TEST(EveryStepOfCreate, LeavesAWholeDatabaseOrNone)
{
    FaultyDisk faulty;
    TemporaryDirectory temporary;
    auto directory = DataDirectory::create(temporary.path() / "data");
    StillClock clock;
    CountingEntropy entropy;
    Council council;
    council.id = "HDND";
    Person staff;
    staff.id = PersonId("QT01");
    for (std::uint64_t step = 0;; ++step) {
        ASSERT_LT(step, 600u);
        faulty.arm(step, Fault::disk_full, Duration::once);
        auto made =
            Store::create(*directory, council, staff, ImportedSecret{staff.id, "quantri", "h"}, clock, entropy, faulty);
        const bool survived = faulty.disarm() <= step;
        EXPECT_EQ(std::filesystem::exists(directory->database), made.has_value()) << "step " << step;
        if (survived) break;
        std::filesystem::remove(directory->database);
    }
    auto store = Store::open(*directory, clock, entropy, faulty);
    ASSERT_TRUE(store.has_value());
    EXPECT_TRUE((*store)->check_database().has_value());
}

}  // namespace chamber::storage::test
