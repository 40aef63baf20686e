// What a Store is made of, for the verbs, which are spread over the files of their nouns. Internal to storage.
#pragma once

#include "storage/clock_jump.hpp"
#include "storage/files/disk.hpp"
#include "storage/note_index.hpp"
#include "storage/store.hpp"
#include "storage/transaction/transaction.hpp"

namespace chamber::storage {

struct Store::Body {
    // Who acts through the local door does so on this device.
    static constexpr const char* own_machine = "local";

    DataDirectory directory;
    Clock& clock;
    Entropy& entropy;
    Blobs blobs;
    std::string vfs;
    std::unique_ptr<Database> database;
    Feed feed;
    Journal journal;
    UnitOfWork work;
    Transactions transactions;
    NoteIndex note_index;
    ClockJump clock_jump;
    bool leases_moved = false;
    bool ballast_released = false;
    std::int32_t pages_told = 0;  // in the WAL when a checkpoint was last asked for

    Body(const DataDirectory& at, std::unique_ptr<Database> opened, Clock& with_clock, Entropy& with_entropy,
         Disk& disk)
        : directory(at),
          clock(with_clock),
          entropy(with_entropy),
          blobs(at.blobs, at.staging, disk),
          vfs(disk.database_vfs()),
          database(std::move(opened)),
          feed(*database),
          journal(*database, with_entropy),
          work{*database, feed, journal, clock, entropy},
          transactions(work, [this] { release_ballast(); }),
          note_index(*database),
          clock_jump(with_clock)
    {
    }

    void release_ballast()
    {
        directory.release_ballast();
        ballast_released = true;
    }

    // Whether the ballast is there, now or again.
    bool take_ballast()
    {
        if (ballast_released && directory.restore_ballast()) ballast_released = false;
        return !ballast_released;
    }

    // Notes that a search would not find yet: some of them, or all. On a full disk it stays so until there is room.
    Result<void> index_some_notes();
    void index_notes();

    void note(JournalEntry entry) { journal.append(entry, clock.utc()); }

    void note(std::string verb, const PersonId& person, const DeviceId& device, std::string target = {})
    {
        note(
            JournalEntry{std::move(verb), person, device, std::move(target), std::nullopt, std::nullopt, std::nullopt});
    }

    // Bytes that no row may name any more once the group is durable: taken from the disk by tend(), or at the next
    // start.
    std::vector<Sha256> going;
    void destroy_bytes();

    // Old receipts, at every start and once a day.
    SteadyMs pruned_at{0};
    Result<void> prune();

    template <class T>
    Result<T> verb(const std::function<Result<T>()>& act)
    {
        return transactions.verb<T>(act);
    }

    template <class T>
    Result<T> read(const std::function<Result<T>()>& look)
    {
        return transactions.read<T>(look);
    }
};

}  // namespace chamber::storage
