#include "storage/transaction/transaction.hpp"

namespace chamber::storage {

Savepoint::Savepoint(UnitOfWork& work) : work_(work), feed_(work.feed.mark()), journal_(work.journal.mark())
{
    work_.database.run("SAVEPOINT verb");
}

void Savepoint::keep()
{
    work_.database.run("RELEASE verb");
    open_ = false;
}

Savepoint::~Savepoint()
{
    if (!open_) return;
    try {
        if (work_.database.in_transaction()) {
            work_.database.run("ROLLBACK TO verb");
            work_.database.run("RELEASE verb");
        }
    } catch (const StorageFailure&) {
        // Not even undoing works: nothing of this transaction may be committed. The COMMIT that follows fails the same
        // way, or finds no transaction.
        try {
            work_.database.run("ROLLBACK");
        } catch (const StorageFailure&) {
        }
    }
    work_.feed.restore(feed_);
    work_.journal.restore(std::move(journal_));
}

Transactions::Transactions(UnitOfWork& work, std::function<void()> on_disk_full)
    : work_(work),
      on_disk_full_(std::move(on_disk_full))
{
}

Error Transactions::noticed(Error error)
{
    if (error.code == ErrorCode::disk_full) on_disk_full_();
    return error;
}

Result<void> Transactions::begin()
{
    if (broken_) return *broken_;
    feed_before_ = work_.feed.mark();
    journal_before_ = work_.journal.mark();
    try {
        work_.database.begin_immediate();
        return {};
    } catch (const StorageFailure& failure) {
        return noticed(failure.error);
    }
}

void Transactions::undo_all() noexcept
{
    try {
        if (work_.database.in_transaction()) work_.database.run("ROLLBACK");
    } catch (const StorageFailure& failure) {
        broken_ = failure.error;
    }
    work_.feed.restore(feed_before_);
    work_.journal.restore(journal_before_);
}

Result<void> Transactions::commit()
{
    try {
        MUST(work_.database.in_transaction());
        work_.database.run("COMMIT");
        return {};
    } catch (const StorageFailure& failure) {
        undo_all();
        // A full disk refused the write, so we know what is there. After anything else (a failed fsync drops the
        // kernel's pages) we do not: nothing more is promised until the store was opened anew.
        if (failure.error.code != ErrorCode::disk_full && failure.error.code != ErrorCode::busy)
            broken_ = failure.error;
        return noticed(failure.error);
    }
}

Result<void> Transactions::begin_group()
{
    MUST(!in_group_);
    auto begun = begin();
    if (!begun) return begun;
    in_group_ = true;
    group_failed_.reset();
    return {};
}

Result<void> Transactions::commit_group()
{
    MUST(in_group_);
    in_group_ = false;
    if (broken_ && !group_failed_) group_failed_ = broken_;
    if (group_failed_) {
        undo_all();
        return *group_failed_;
    }
    return commit();
}

Result<void> Transactions::run_verb(const std::function<Result<void>()>& act)
{
    if (broken_) return *broken_;
    if (group_failed_ && in_group_) return *group_failed_;
    if (!in_group_)
        if (auto begun = begin(); !begun) return begun;
    Result<void> result = {};
    try {
        Savepoint savepoint(work_);
        result = act();
        if (result) savepoint.keep();
    } catch (const DamagedPage& failure) {
        // Nothing more is promised, as after a failed fsync. What only reads may go on reading elsewhere.
        result = failure.error;
        broken_ = failure.error;
    } catch (const StorageFailure& failure) {
        result = failure.error;
    }
    const bool lost = !work_.database.in_transaction();
    if (in_group_) {
        // SQLite, or a failed undoing, took the whole transaction: the verbs before this one are gone too.
        if (lost)
            group_failed_ = result ? fail(ErrorCode::database_failed, "the transaction was lost") : result.error();
        if (lost) return noticed(*group_failed_);
    } else if (lost || !result) {
        undo_all();
        if (result) return fail(ErrorCode::database_failed, "the transaction was lost");
    } else {
        return commit();
    }
    if (!result) return noticed(result.error());
    return {};
}

}  // namespace chamber::storage
