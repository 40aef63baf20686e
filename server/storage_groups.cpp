#include "server/storage_groups.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::server {
namespace {

// One group shares one fsync; a longer group only delays its own receipts.
constexpr std::size_t group_jobs_max = 512;

}  // namespace

StorageGroups::StorageGroups(std::unique_ptr<storage::Store> store, Post post, std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken)
    : store_(std::move(store)), post_(std::move(post)), published_(std::move(published)), broken_(std::move(broken)), known_head_(store_->head().seq)
{
}

std::vector<StorageJob> StorageGroups::take_group(std::deque<StorageJob>& waiting)
{
    const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(std::min(waiting.size(), group_jobs_max));
    std::vector<StorageJob> group(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
    waiting.erase(waiting.begin(), end);
    return group;
}

void StorageGroups::run(std::vector<StorageJob> jobs)
{
    const bool changes = std::any_of(jobs.begin(), jobs.end(), [](const StorageJob& job) { return job.kind == StorageJob::Kind::verb; });
    Result<void> committed;
    if (changes) {
        committed = store_->begin_group();
        if (committed) {
            for (StorageJob& job : jobs)
                if (job.kind == StorageJob::Kind::verb) job.work(*store_);
            committed = store_->commit_group();
        }
        if (!committed) post_([broken = broken_, error = committed.error()] { broken(error); });
        if (committed) publish();
    }
    for (StorageJob& job : jobs)
        if (job.kind == StorageJob::Kind::look) job.work(*store_);
    auto answers = std::make_shared<std::vector<StorageJob>>(std::move(jobs));
    post_([answers, committed] {
        for (StorageJob& job : *answers) job.answer(job.kind == StorageJob::Kind::look ? Result<void>() : committed);
    });
    if (changes) store_->tend();
}

void StorageGroups::publish()
{
    if (store_->head().seq == known_head_) return;
    Result<storage::FeedSlice> slice = store_->read_feed(known_head_, UINT32_MAX);
    if (!slice) {
        post_([broken = broken_, error = slice.error()] { broken(error); });
        return;
    }
    known_head_ = slice->upto;
    post_([published = published_, changed = std::move(*slice)]() mutable { published(std::move(changed)); });
}

}  // namespace chamber::server
