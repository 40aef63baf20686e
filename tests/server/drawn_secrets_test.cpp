// Secrets drawn for other people, with real hashes on real threads: told once to whoever asked, kept for all or nobody.
#include "server/sign_ins.hpp"
#include "tests/storage/support/council.hpp"

#include <condition_variable>
#include <deque>
#include <gtest/gtest.h>
#include <mutex>

namespace chamber::server {
namespace {

// Storage work is done at once; what the workers post is carried out by whoever waits.
class Door final : public StorageQueue {
public:
    explicit Door(storage::Store& store) : store_(store) {}
    storage::Blobs& blobs() override { return store_.blobs(); }

private:
    Result<void> enqueue(StorageJob&& job) override
    {
        job.work(store_);
        job.answer(Result<void>());
        return {};
    }
    storage::Store& store_;
};

class DrawnSecretsTest : public storage::test::CouncilTest {
protected:
    DrawnSecretsTest()
    {
        EXPECT_TRUE(storage::SecretHasher::make_pepper(*directory).has_value());
        sign_ins.emplace(door, workers, *storage::SecretHasher::open(*directory));
    }
    ~DrawnSecretsTest() override { workers.stop(); }

    Viewer desk(const std::string& person)
    {
        const DeviceId id("ban-" + person);
        const auto met = store->meet_device(id, "key of " + person, DeviceKind::desktop, "PC");
        EXPECT_TRUE(send(office, ApproveDevice{met->code.value_or(""), id.value}).done);
        return *store->sign_in(PersonId(person), id);
    }
    // The answer, once all that was posted is carried out; `wanted` is asked before each secret.
    Result<std::vector<DrawnSecret>> draw(
        const Viewer& viewer, const std::vector<PersonId>& people, std::function<bool()> wanted = [] { return true; })
    {
        std::optional<Result<std::vector<DrawnSecret>>> answer;
        Identity::Drawing drawing;
        drawing.progress = [this](JobExtent extent) { progress.push_back(extent.done); };
        drawing.wanted = std::move(wanted);
        drawing.answer = [&](Result<std::vector<DrawnSecret>> drawn) { answer.emplace(std::move(drawn)); };
        sign_ins->draw(DrawSecrets{viewer, DrawSecret{1, people}, {}}, std::move(drawing));
        while (!answer) carry_out_next();
        return std::move(*answer);
    }
    // Staff sign in by their account, everybody else by their name.
    bool opens(const std::string& person, const std::string& secret, std::optional<std::string> account = std::nullopt)
    {
        const auto tried = store->begin_try({PersonId(person), std::move(account), DeviceId("x")});
        return storage::SecretHasher::open(*directory)->verify(secret, tried->hash);
    }

    std::vector<std::uint64_t> progress;

private:
    void carry_out_next()
    {
        std::function<void()> next;
        {
            std::unique_lock lock(mutex_);
            ready_.wait(lock, [this] { return !posted_.empty(); });
            next = std::move(posted_.front());
            posted_.pop_front();
        }
        next();
    }

    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<std::function<void()>> posted_;

protected:
    Door door{*store};
    Workers workers{Workers::Shape{"secrets", 2, 50, 0}, [this](std::function<void()> done) {
                        const std::lock_guard lock(mutex_);
                        posted_.push_back(std::move(done));
                        ready_.notify_one();
                    }};
    std::optional<SignIns> sign_ins;
};

TEST_F(DrawnSecretsTest, AreToldOnceAndOpenTheDoor)
{
    const Viewer secretary = desk("VP01");
    const auto drawn = draw(secretary, {PersonId("DB01"), PersonId("KM01")});
    ASSERT_TRUE(drawn.has_value()) << drawn.error().detail;
    ASSERT_EQ(drawn->size(), 2U);
    EXPECT_EQ(drawn->at(0).person, PersonId("DB01"));
    EXPECT_EQ(drawn->at(0).secret.size(), limits::pin_digits);
    EXPECT_NE(drawn->at(0).secret, drawn->at(1).secret);
    EXPECT_FALSE(drawn->at(0).account);
    EXPECT_TRUE(opens("DB01", drawn->at(0).secret));
    EXPECT_TRUE(opens("KM01", drawn->at(1).secret));
    EXPECT_FALSE(opens("DB01", drawn->at(1).secret));
    EXPECT_EQ(progress, (std::vector<std::uint64_t>{0, 1, 2}));
}

TEST_F(DrawnSecretsTest, OfStaffArePasswordsWithTheirAccount)
{
    const Viewer administrator = desk("QT01");
    const auto drawn = draw(administrator, {PersonId("VP01")});
    ASSERT_TRUE(drawn.has_value());
    EXPECT_EQ(drawn->at(0).account, "vanphong");
    EXPECT_EQ(drawn->at(0).secret.size(), 19U);
    EXPECT_TRUE(opens("VP01", drawn->at(0).secret, drawn->at(0).account));
}

TEST_F(DrawnSecretsTest, AreNotKeptWhenWhoeverAskedIsGone)
{
    const Viewer secretary = desk("VP01");
    int asked = 0;
    const auto drawn = draw(secretary, {PersonId("DB01"), PersonId("DB02")}, [&] { return ++asked < 3; });
    EXPECT_FALSE(drawn.has_value());
    EXPECT_EQ(store->begin_try({PersonId("DB01"), std::nullopt, DeviceId("x")})->hash, "hash-1");
}

TEST_F(DrawnSecretsTest, AreRefusedBeforeAnythingIsHashed)
{
    const Viewer secretary = desk("VP01");
    const auto drawn = draw(secretary, {PersonId("DB01"), PersonId("QT01")});
    ASSERT_FALSE(drawn.has_value());
    EXPECT_EQ(drawn.error().code, ErrorCode::not_allowed);
    EXPECT_EQ(drawn.error().where, "/people/1");
    EXPECT_TRUE(progress.empty());
}

}  // namespace
}  // namespace chamber::server
