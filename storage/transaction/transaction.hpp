// Transactions of verbs: a group around many, a savepoint around each, a savepoint around each command inside.
//
//   outside a group   verb = BEGIN IMMEDIATE … COMMIT
//   inside            verb = SAVEPOINT … RELEASE; the group's COMMIT is the one fsync they share
//
// SQLite may roll the whole transaction back by itself (disk full): then the rest of the group is refused with the same
// error. Feed and journal keep their newest numbers in memory: whatever is undone is undone there too. The storage
// thread's.
#pragma once

#include "storage/transaction/unit_of_work.hpp"

#include <functional>
#include <optional>

namespace chamber::storage {

// Undone when it dies, unless kept.
class Savepoint {
public:
    explicit Savepoint(UnitOfWork& work);
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint();
    void keep();

private:
    UnitOfWork& work_;
    Feed::Mark feed_;
    Journal::Mark journal_;
    bool open_ = true;
};

class Transactions {
public:
    // `on_disk_full` is called once for each verb that met it, after the undoing.
    Transactions(UnitOfWork& work, std::function<void()> on_disk_full);

    Result<void> begin_group();
    Result<void> commit_group();

    // Runs `act` as one verb; on a refusal or failure nothing of it remains.
    template <class T>
    Result<T> verb(const std::function<Result<T>()>& act)
    {
        std::optional<Result<T>> result;
        const auto run = [&]() -> Result<void> {
            result.emplace(act());
            if (*result) return {};
            return result->error();
        };
        if (auto done = run_verb(run); !done) return done.error();
        return std::move(*result);
    }

    // Runs a verb that only reads.
    template <class T>
    Result<T> read(const std::function<Result<T>()>& look)
    {
        try {
            return look();
        } catch (const StorageFailure& failure) {
            return failure.error;
        }
    }

private:
    Result<void> run_verb(const std::function<Result<void>()>& act);
    Result<void> begin();
    Result<void> commit();
    void undo_all() noexcept;
    Error noticed(Error error);

    UnitOfWork& work_;
    std::function<void()> on_disk_full_;
    bool in_group_ = false;
    std::optional<Error> group_failed_;
    std::optional<Error> broken_;
    Feed::Mark feed_before_;
    Journal::Mark journal_before_;
};

}  // namespace chamber::storage
