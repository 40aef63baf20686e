#include "server/storage_groups.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::server {
StorageGroups::StorageGroups(std::unique_ptr<storage::Store> store, Post post,
                             std::function<void(storage::FeedSlice)> published, std::function<void(Error)> broken,
                             storage::Store::Checkpoints checkpoints)
    : store_(std::move(store)),
      post_(std::move(post)),
      published_(std::move(published)),
      broken_(std::move(broken)),
      checkpoints_(checkpoints),
      known_(store_->head())
{
}

std::vector<StorageJob> StorageGroups::take_group(std::deque<StorageJob>& waiting)
{
    const auto end = waiting.begin() + static_cast<std::ptrdiff_t>(std::min(waiting.size(), group_max));
    std::vector<StorageJob> group(std::make_move_iterator(waiting.begin()), std::make_move_iterator(end));
    waiting.erase(waiting.begin(), end);
    return group;
}

std::size_t StorageGroups::verbs_of(const std::vector<StorageJob>& group)
{
    return static_cast<std::size_t>(std::ranges::count(group, StorageJob::Kind::verb, &StorageJob::kind));
}

Result<void> StorageGroups::commit(const std::vector<StorageJob*>& verbs)
{
    Result<void> committed = store_->begin_group();
    if (committed) {
        for (StorageJob* job : verbs) {
            store_->set_origin(job->origin);
            job->work(*store_);
        }
        store_->set_origin({});
        committed = store_->commit_group();
    }
    for (StorageJob* job : verbs) job->committed = committed;
    return committed;
}

void StorageGroups::run(std::vector<StorageJob> jobs)
{
    std::vector<StorageJob*> verbs;
    for (StorageJob& job : jobs)
        if (job.kind == StorageJob::Kind::verb) verbs.push_back(&job);
    if (!verbs.empty()) {
        const Result<void> committed = commit(verbs);
        // On a full disk only those that write fail: who says hello or asks for a document needs no room.
        if (!committed && committed.error().code == ErrorCode::disk_full && verbs.size() > 1)
            for (StorageJob* job : verbs) (void)commit({job}).has_value();
        if (!committed) post_([broken = broken_, error = committed.error()] { broken(error); });
        publish();
    }
    for (StorageJob& job : jobs)
        if (job.kind == StorageJob::Kind::look) job.work(*store_);
    const bool changes = !verbs.empty();
    auto answers = std::make_shared<std::vector<StorageJob>>(std::move(jobs));
    post_([answers] {
        for (StorageJob& job : *answers) job.answer(job.committed);
    });
    if (changes) store_->tend(checkpoints_);
}

void StorageGroups::publish()
{
    const storage::FeedHead head = store_->head();
    if (head.seq == known_.seq && head.epoch == known_.epoch) return;
    Result<storage::FeedSlice> slice = store_->read_feed(known_.seq, UINT32_MAX);
    if (!slice) {
        post_([broken = broken_, error = slice.error()] { broken(error); });
        return;
    }
    known_ = head;
    post_([published = published_, changed = std::move(*slice)]() mutable { published(std::move(changed)); });
}

}  // namespace chamber::server
