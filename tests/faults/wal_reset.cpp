// The WAL-reset fault of SQLite 3.7.0 to 3.51.2: the old pattern meets it, ours never starts where it could, and what a
// commit costs with each.
//
//   wal_reset FOLDER COMMITS
//
// One line of JSON; 1 when our checkpoints started on a wholly moved log, or the database is not sound after the load.
#include "storage/database/checkpointer.hpp"
#include "storage/database/sqlite_version.hpp"
#include "storage/files/disk.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "tests/storage/support/watched_log.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>
#include <thread>

namespace {

using namespace chamber;
using namespace chamber::storage;
using Steady = std::chrono::steady_clock;

enum class Pattern { here, beside_without_turns, beside_in_turns };

struct Figures {
    double p50_ms = 0;
    double p99_ms = 0;
    double worst_ms = 0;
    std::uint64_t starts = 0;
    std::uint64_t starts_on_a_moved_log = 0;
    bool sound = false;
};

// What the checkpointer was before it had turns.
class WithoutTurns {
public:
    explicit WithoutTurns(const std::filesystem::path& database)
    {
        MUST(sqlite3_open_v2(database.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                             "chamber-watched") == SQLITE_OK);
        sqlite3_exec(handle_,
                     "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; SELECT count(*) FROM sqlite_schema;",
                     nullptr, nullptr, nullptr);
    }
    ~WithoutTurns() { sqlite3_close_v2(handle_); }
    WithoutTurns(const WithoutTurns&) = delete;
    WithoutTurns& operator=(const WithoutTurns&) = delete;
    void run() { sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }

private:
    sqlite3* handle_ = nullptr;
};

// Moves the log when it is told to, until the end.
template <class Mover>
void move_when_asked(Mover& mover, const std::atomic<int>& asked, Figures& figures)
{
    storage::test::CheckpointWatch watch;
    for (int done = 0;;) {
        asked.wait(done);
        done = asked.load();
        if (done < 0) break;
        mover.run();
    }
    figures.starts = watch.starts;
    figures.starts_on_a_moved_log = watch.starts_on_a_moved_log;
}

std::unique_ptr<Store> make_store(const DataDirectory& directory, SystemClock& clock, SystemEntropy& entropy,
                                  Disk& disk)
{
    Council council;
    council.id = "HDND";
    Person staff;
    staff.id = PersonId("QT01");
    staff.roles = {Role::administrator};
    MUST(Store::create(directory, council, staff, ImportedSecret{staff.id, "quantri", "h"}, clock, entropy, disk)
             .has_value());
    return Store::open(directory, clock, entropy, disk).value();
}

Figures load(const std::filesystem::path& folder, Pattern pattern, int commits)
{
    storage::test::WatchedLog disk;
    SystemClock clock;
    SystemEntropy entropy;
    const auto directory = DataDirectory::create(folder).value();
    auto store = make_store(directory, clock, entropy, disk);
    Figures figures;
    std::atomic<int> asked = 0;
    auto in_turns = store->checkpointer().value();
    WithoutTurns without(directory.database);
    std::thread beside;
    if (pattern == Pattern::beside_in_turns) beside = std::thread([&] { move_when_asked(*in_turns, asked, figures); });
    if (pattern == Pattern::beside_without_turns)
        beside = std::thread([&] { move_when_asked(without, asked, figures); });
    std::vector<double> taken_ms;
    for (int i = 0; i < commits; ++i) {
        const auto begin = Steady::now();
        MUST(store->set_secret(PersonId("QT01"), std::string(20'000, 'a') + std::to_string(i)).has_value());
        // Where the writer moves the log itself, the next command waits for it.
        if (pattern == Pattern::here) store->tend();
        taken_ms.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
        if (pattern != Pattern::here && store->wants_checkpoint()) {
            ++asked;
            asked.notify_one();
        }
    }
    if (beside.joinable()) {
        asked = -1;
        asked.notify_one();
        beside.join();
    }
    figures.sound = store->check_database().has_value();
    std::ranges::sort(taken_ms);
    figures.p50_ms = taken_ms[taken_ms.size() / 2];
    figures.p99_ms = taken_ms[taken_ms.size() * 99 / 100];
    figures.worst_ms = taken_ms.back();
    return figures;
}

void print(const char* name, const Figures& figures)
{
    std::printf(
        ",\"%s\":{\"p50_ms\":%.1f,\"p99_ms\":%.1f,\"worst_ms\":%.1f,\"starts\":%llu,\"starts_on_a_moved_log\":%llu,\"sound\":%s}",
        name, figures.p50_ms, figures.p99_ms, figures.worst_ms, static_cast<unsigned long long>(figures.starts),
        static_cast<unsigned long long>(figures.starts_on_a_moved_log), figures.sound ? "true" : "false");
}

}  // namespace

int main(int count, char** arguments)
{
    if (count != 3) return 2;
    const std::filesystem::path folder = arguments[1];
    const int commits = std::max(100, std::atoi(arguments[2]));
    const auto old = storage::test::run_old_pattern(folder);
    const bool expected =
        old == (wal_reset_fault() == WalResetFault::present ? storage::test::OldPattern::loses_pages
                                                            : storage::test::OldPattern::keeps_everything);
    const Figures here = load(folder / "here", Pattern::here, commits);
    const Figures without = load(folder / "without", Pattern::beside_without_turns, commits);
    const Figures turns = load(folder / "turns", Pattern::beside_in_turns, commits);
    std::printf("{\"fault\":\"wal_reset\",\"sqlite\":\"%s\",\"old_pattern\":\"%s\",\"commits\":%d",
                sqlite_version().c_str(),
                old == storage::test::OldPattern::loses_pages ? "loses pages" : "keeps everything", commits);
    print("writer_alone", here);
    print("beside_without_turns", without);
    print("beside_in_turns", turns);
    std::printf("}\n");
    return expected && turns.starts > 0 && turns.starts_on_a_moved_log == 0 && turns.sound && here.sound ? 0 : 1;
}
