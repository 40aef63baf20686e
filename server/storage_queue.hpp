// The way from the meeting thread to the store: work is handed in, its answer comes back once it is durable.
//
// StorageThread is the door of the running server; the simulator has one in virtual time. Whoever stands behind the
// door runs the work with StorageGroups. Thread: ask() and look() on the meeting thread, where the answers come too.
#pragma once

#include "protocol/error.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

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

// The store was not asked at all: too much waits for it, or the server stops.
constexpr bool never_asked(ErrorCode code)
{
    return code == ErrorCode::busy || code == ErrorCode::stopping;
}

class StorageQueue {
public:
    virtual ~StorageQueue() = default;

    // Runs `work` (Store& → Result<T>) with the store, then `answer` (Result<T>) on the meeting thread once the group
    // is durable. Whatever went wrong comes to `answer`: an error of the work, a failed commit (what the work returned
    // must not be told then), or, before ask() returns, busy or stopping.
    //     storage_.ask([id](storage::Store& store) { return store.device(id); }, [](Result<storage::DeviceRecord>
    //     device) { … });
    template <class Work, class Answer>
    void ask(Work work, Answer answer, Origin origin = {})
    {
        submit(job_of(StorageJob::Kind::verb, std::move(work), std::move(answer), std::move(origin)));
    }

    // The same for reading the feed: `work` runs between two groups and sees only what is committed.
    template <class Work, class Answer>
    void look(Work work, Answer answer)
    {
        submit(job_of(StorageJob::Kind::look, std::move(work), std::move(answer), {}));
    }

    virtual storage::Blobs& blobs() = 0;

protected:
    // Takes the job only when it accepts it. Errors: busy, stopping.
    virtual Result<void> enqueue(StorageJob&& job) = 0;

private:
    void submit(StorageJob job)
    {
        if (const Result<void> queued = enqueue(std::move(job)); !queued) job.answer(queued);
    }

    template <class Work, class Answer>
    static StorageJob job_of(StorageJob::Kind kind, Work work, Answer answer, Origin origin);
};

template <class Work, class Answer>
StorageJob StorageQueue::job_of(StorageJob::Kind kind, Work work, Answer answer, Origin origin)
{
    using Outcome = std::invoke_result_t<Work&, storage::Store&>;
    auto outcome = std::make_shared<std::optional<Outcome>>();
    StorageJob job;
    job.kind = kind;
    job.origin = std::move(origin);
    job.work = [work = std::move(work), outcome](storage::Store& store) mutable { outcome->emplace(work(store)); };
    job.answer = [answer = std::move(answer), outcome](const Result<void>& committed) mutable {
        if (committed)
            answer(std::move(**outcome));
        else
            answer(Outcome(committed.error()));
    };
    return job;
}

}  // namespace chamber::server
