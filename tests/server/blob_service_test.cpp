#include "server/blob_service.hpp"

#include "tests/storage/support/council.hpp"

#include <deque>

namespace chamber::server {
namespace {

// A door to the store whose jobs run, and whose answers come, when the test says so.
class SlowStorage final : public StorageQueue {
public:
    explicit SlowStorage(storage::Store& store) : store_(store) {}
    storage::Blobs& blobs() override { return store_.blobs(); }
    void run_works()
    {
        for (StorageJob& job : jobs_) job.work(store_);
    }
    void give_answers()
    {
        const std::deque<StorageJob> ready = std::move(jobs_);
        jobs_.clear();
        for (const StorageJob& job : ready) job.answer(Result<void>());
    }

private:
    Result<void> enqueue(StorageJob&& job) override
    {
        jobs_.push_back(std::move(job));
        return {};
    }
    storage::Store& store_;
    std::deque<StorageJob> jobs_;
};

class BlobServiceTest : public storage::test::CouncilTest {
protected:
    BlobServiceTest()
        : document(upload("Tờ trình")),
          sha256(*Sha256::parse(store->document(document)->revisions.back().sha256))
    {
        door.set_examine([](const Sha256&, const std::function<void(Result<void>)>& sound) { sound(Result<void>()); });
    }

    bool may_open(const Viewer& viewer)
    {
        std::optional<bool> opened;
        door.open(viewer, sha256, [&](Result<BlobService::Opened> file) { opened = file.has_value(); });
        while (!opened) {
            slow.run_works();
            slow.give_answers();
        }
        return *opened;
    }

    DocumentId document;
    Sha256 sha256;
    SlowStorage slow{*store};
    BlobService door{slow};
};

TEST_F(BlobServiceTest, APermissionReadBeforeAPublicationIsNotKept)
{
    const Viewer delegate = enrol("t1", "DB02");
    bool office_has = false;
    door.open(office, sha256, [&](Result<BlobService::Opened> file) { office_has = file.has_value(); });
    slow.run_works();
    publish_all();
    door.forget();
    slow.give_answers();
    EXPECT_TRUE(may_open(delegate));
    EXPECT_TRUE(office_has);
}

TEST_F(BlobServiceTest, APermissionReadBeforeAWithdrawalIsNotKept)
{
    const Viewer delegate = enrol("t1", "DB02");
    publish_all();
    std::optional<bool> reader_has;
    door.open(delegate, sha256, [&](Result<BlobService::Opened> file) { reader_has = file.has_value(); });
    slow.run_works();
    EXPECT_TRUE(send(office, WithdrawDocument{document, "nhầm"}).done);
    door.forget();
    slow.give_answers();
    EXPECT_FALSE(may_open(delegate));
    EXPECT_EQ(reader_has, false);
}

}  // namespace
}  // namespace chamber::server
