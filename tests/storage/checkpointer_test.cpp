#include "storage/checkpointer.hpp"

#include "tests/storage/support/council.hpp"

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
            ASSERT_TRUE(store->meet_device(DeviceId("d" + std::to_string(i)), std::string(200, 'k'), DeviceKind::desktop, "m").has_value() ||
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
    (*checkpointer)->run();
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

}  // namespace
}  // namespace chamber::storage::test
