// How answers come from the other threads: whatever went wrong comes to the answer too, once.
#include "server/storage_queue.hpp"
#include "server/workers.hpp"
#include "tests/storage/support/council.hpp"

#include <condition_variable>
#include <deque>
#include <gtest/gtest.h>
#include <mutex>

namespace chamber::server {
namespace {

class HeldStorage final : public StorageQueue {
public:
    explicit HeldStorage(storage::Store& store) : store_(store) {}
    storage::Blobs& blobs() override { return store_.blobs(); }

    void run(const Result<void>& committed)
    {
        for (StorageJob& job : std::exchange(jobs_, {})) {
            job.work(store_);
            job.answer(committed);
        }
    }
    bool full = false;

private:
    Result<void> enqueue(StorageJob&& job) override
    {
        if (full) return fail(ErrorCode::busy, "storage");
        jobs_.push_back(std::move(job));
        return {};
    }
    storage::Store& store_;
    std::deque<StorageJob> jobs_;
};

class StorageQueueTest : public storage::test::CouncilTest {
protected:
    HeldStorage door{*store};
};

TEST_F(StorageQueueTest, AnswersOnceTheGroupIsCommitted)
{
    std::vector<int> told;
    door.ask([](storage::Store&) -> Result<int> { return 7; },
             [&](Result<int> seven) { told.push_back(seven.value()); });
    EXPECT_TRUE(told.empty());
    door.run({});
    EXPECT_EQ(told, std::vector<int>{7});
}

TEST_F(StorageQueueTest, TellsAFailedCommitInsteadOfWhatTheWorkReturned)
{
    std::vector<ErrorCode> told;
    door.ask([](storage::Store&) -> Result<int> { return 7; },
             [&](Result<int> seven) { told.push_back(seven.error().code); });
    door.run(fail(ErrorCode::disk_full));
    EXPECT_EQ(told, std::vector{ErrorCode::disk_full});
}

TEST_F(StorageQueueTest, TellsThatItIsBusyThroughTheAnswer)
{
    door.full = true;
    std::vector<ErrorCode> told;
    bool ran = false;
    door.ask(
        [&](storage::Store&) -> Result<void> {
            ran = true;
            return {};
        },
        [&](Result<void> done) { told.push_back(done.error().code); });
    EXPECT_EQ(told, std::vector{ErrorCode::busy});
    door.full = false;
    door.run({});
    EXPECT_FALSE(ran);
    EXPECT_EQ(told.size(), 1u);
}

// What the workers post, run by the test's thread.
class Posted {
public:
    Post post()
    {
        return [this](std::function<void()> work) {
            const std::lock_guard hold(mutex_);
            waiting_.push_back(std::move(work));
            ready_.notify_one();
        };
    }
    void run_one()
    {
        std::unique_lock hold(mutex_);
        ready_.wait(hold, [this] { return !waiting_.empty(); });
        const auto work = std::move(waiting_.front());
        waiting_.pop_front();
        hold.unlock();
        work();
    }

private:
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> waiting_;
};

TEST(WorkersTest, WorkElsewhereAndAnswerHere)
{
    Posted posted;
    Workers workers({"test", 1, 4, 0}, posted.post());
    std::thread::id worked, answered;
    workers.ask(
        [&]() -> Result<int> {
            worked = std::this_thread::get_id();
            return 7;
        },
        [&](Result<int> seven) {
            answered = std::this_thread::get_id();
            EXPECT_EQ(seven.value(), 7);
        });
    posted.run_one();
    EXPECT_EQ(answered, std::this_thread::get_id());
    EXPECT_NE(worked, answered);
}

TEST(WorkersTest, TellThatTheyAreBusyOrStopThroughTheAnswer)
{
    Posted posted;
    Workers workers({"test", 1, 0, 0}, posted.post());
    std::vector<ErrorCode> told;
    const auto ask = [&] {
        workers.ask([]() -> Result<void> { return {}; }, [&](Result<void> done) { told.push_back(done.error().code); });
    };
    ask();
    workers.stop();
    ask();
    EXPECT_EQ(told, (std::vector{ErrorCode::busy, ErrorCode::stopping}));
}

}  // namespace
}  // namespace chamber::server
