// The way from the meeting thread to the store: work is handed in, its answer comes back once it is durable.
//
// StorageThread is the door of the running server; the simulator has one in virtual time. Whoever stands behind the door runs the
// work with StorageGroups. Thread: ask() and look() on the meeting thread, where the answers come too.
#pragma once

#include "protocol/error.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace chamber::server {

struct StorageJob {
    // verb: in the group's transaction. look: between two groups, where it sees only what is committed.
    enum class Kind { verb, look };
    Kind kind = Kind::verb;
    Origin origin{};  // who is behind it, for the journal
    std::function<void(storage::Store&)> work;
    std::function<void(const Result<void>& committed)> answer;
    Result<void> committed = {};
};

class StorageDoor {
public:
    virtual ~StorageDoor() = default;

    // Runs `work` with the store, then `answer` on the meeting thread once the group is durable; `answer` gets the commit's outcome.
    // A failed commit means that whatever `work` returned must not be told. Errors: busy, stopping.
    template <class T>
    Result<void> ask(std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer, Origin origin = {})
    {
        StorageJob job = job_of<T>(StorageJob::Kind::verb, std::move(work), std::move(answer));
        job.origin = std::move(origin);
        return enqueue(std::move(job));
    }

    // The same for reading the feed: `look` runs between two groups and sees only what is committed.
    template <class T>
    Result<void> look(std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer)
    {
        return enqueue(job_of<T>(StorageJob::Kind::look, std::move(work), std::move(answer)));
    }

    virtual storage::Blobs& blobs() = 0;

protected:
    virtual Result<void> enqueue(StorageJob job) = 0;

private:
    template <class T>
    static StorageJob job_of(StorageJob::Kind kind, std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer);
};

template <class T>
StorageJob StorageDoor::job_of(StorageJob::Kind kind, std::function<Result<T>(storage::Store&)> work, std::function<void(Result<T>)> answer)
{
    auto outcome = std::make_shared<std::optional<Result<T>>>();
    StorageJob job;
    job.kind = kind;
    job.work = [work = std::move(work), outcome](storage::Store& store) { outcome->emplace(work(store)); };
    job.answer = [answer = std::move(answer), outcome](const Result<void>& committed) {
        if (committed)
            answer(std::move(**outcome));
        else
            answer(committed.error());
    };
    return job;
}

}  // namespace chamber::server
