// From a whole zip to an archive with its papers under its name: broken at every step, killed at every step.
#include "storage/archive/placing.hpp"

#include "storage/archive/rules.hpp"
#include "tests/storage/archive/world.hpp"
#include "tests/storage/support/faulty_disk.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto zip_name = "HS_H99.15_K12-KH15_2024-12-19.zip";

class Placing : public testing::Test {
protected:
    Result<BuiltArchive> build()
    {
        ArchiveOrder order{ArchiveKind::sealed, world_.clock.utc()};
        order.print_record = [](const BuiltArchive&, const SealingFacts&) {
            return Result<std::string>("%PDF biên bản");
        };
        order.disk = &disk_;
        return build_archive(world_.file, world_.blobs, world_.seal, world_.directory.archives, order);
    }
    // But for the moment and the seal of what was whole: they make the next build the same.
    std::vector<std::string> files() const
    {
        auto names = world_.archives();
        std::erase_if(names, [](const std::string& name) { return name.ends_with(".time") || name.ends_with(".p7s"); });
        return names;
    }
    void start_again(bool recorded)
    {
        remove_unfinished_archives(world_.directory.archives, [&](const std::string& name) {
            EXPECT_EQ(name, zip_name);
            return recorded;
        });
    }

    ArchiveWorld world_;
    test::FaultyDisk disk_;
};

TEST_F(Placing, LeavesNothingWhicheverStepFailsAndIsTheSameTheNextTime)
{
    std::string sha256;
    for (const auto fault : {test::Fault::disk_full, test::Fault::io_failed}) {
        for (std::uint64_t step = 0;; ++step) {
            ASSERT_LT(step, 60U);
            disk_.arm(step, fault, test::Duration::once);
            const auto built = build();
            const bool all_done = disk_.disarm() <= step;
            if (!built) {
                EXPECT_EQ(built.error().code,
                          fault == test::Fault::disk_full ? ErrorCode::disk_full : ErrorCode::io_failed)
                    << step;
                EXPECT_THAT(files(), IsEmpty()) << step;
                const auto again = build();
                ASSERT_TRUE(again) << step;
                if (sha256.empty()) sha256 = again->sha256.hex();
                EXPECT_EQ(again->sha256.hex(), sha256) << step;
                take_back_placed(*again);
            } else {
                take_back_placed(*built);
            }
            EXPECT_THAT(files(), IsEmpty()) << step;
            if (all_done) break;
        }
    }
}

TEST_F(Placing, IsTakenBackByTheNextStartWhenNobodyRecordedIt)
{
    const auto built = build();
    ASSERT_TRUE(built);
    EXPECT_EQ(files().size(), 4U);
    start_again(false);
    EXPECT_THAT(files(), IsEmpty());
    world_.clock.advance_days(3);
    const auto again = build();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->sha256, built->sha256);
    confirm_placed(*again);
    EXPECT_THAT(files(), UnorderedElementsAre(zip_name, zip_name + std::string(".sha256"),
                                              zip_name + std::string(".bien-ban.pdf")));
    start_again(false);
    EXPECT_EQ(files().size(), 3U) << "nothing is noted of what was recorded";
}

TEST_F(Placing, StaysWhenItWasRecordedAndTheNoteAloneWasLeft)
{
    ASSERT_TRUE(build());
    start_again(true);
    EXPECT_EQ(files().size(), 3U);
}

TEST_F(Placing, TakesNothingBackThatLayThereBefore)
{
    const auto first = build();
    ASSERT_TRUE(first);
    confirm_placed(*first);
    const auto same = build();
    ASSERT_TRUE(same);
    take_back_placed(*same);
    EXPECT_EQ(files().size(), 3U);
    // The zip was taken away, its papers stayed: they stay.
    std::filesystem::remove(first->path);
    const auto back = build();
    ASSERT_TRUE(back);
    EXPECT_EQ(back->path, first->path);
    take_back_placed(*back);
    EXPECT_EQ(files().size(), 2U);
}

// A start looks at every file: a note of another hand takes nothing.
TEST_F(Placing, BelievesNoNoteThatNamesOtherPlaces)
{
    const auto outside = world_.place.path / "HS_khac.zip";
    write_file(outside, "của người khác");
    const auto note =
        world_.directory.archives / ("." + std::string("HS_X") + std::string(unfinished_mark) + "1-1.placed");
    write_file(note, "HS_X.zip\n../HS_khac.zip\n");
    write_file(world_.directory.archives / "HS_X.zip", "đã có");
    remove_unfinished_archives(world_.directory.archives, [](const std::string&) { return false; });
    EXPECT_TRUE(std::filesystem::exists(outside));
    EXPECT_TRUE(std::filesystem::exists(world_.directory.archives / "HS_X.zip"));
    EXPECT_FALSE(std::filesystem::exists(note));
}

TEST_F(Placing, TakesHalfPapersAway)
{
    write_file(world_.directory.archives / "HS_X.zip.sha256.new", "nửa");
    remove_unfinished_archives(world_.directory.archives, [](const std::string&) { return false; });
    EXPECT_THAT(world_.archives(), IsEmpty());
}

}  // namespace
}  // namespace chamber::storage
