// Whose turn it is to move the write-ahead log: keeps a checkpoint beside the writer from ever starting on a log that
// is wholly moved.
//
// SQLite 3.7.0 to 3.51.2 lose committed pages when a checkpoint starts on a wholly moved log while a commit of another
// connection starts that log anew: the checkpoint goes on with the old length, and the index then says of frames not
// yet written that they were moved. Only a wholly moved log can start anew, and only a checkpoint can move the last
// frame of it. So this suffices:
//
//   moved ──a commit that began while nothing moved──▶ grown ──take_beside()──▶ beside ──give_back()──▶ moved
//     └───────────────take_here()──▶ here ◀──take_here()──┘       here ──give_back()──▶ moved
//
// `grown`: the log holds frames that no checkpoint can have seen, because none ran between the commit's begin and its
// end. A checkpoint beside the writer starts from there alone; until it ends the log is not wholly moved, and the
// writer cannot start it anew. The writer's own checkpoint (`here`) is always safe: it is not beside itself. Source:
// sqlite.org/wal.html, "The WAL-Reset Bug". Thread: writer_begins, writer_appended, take_here the writer's; the others
// any.
#pragma once

#include <atomic>

namespace chamber::storage {

class CheckpointTurn {
public:
    // Before each BEGIN.
    void writer_begins();
    // A commit wrote frames.
    void writer_appended();

    // True: this caller may move the log and gives the turn back afterwards. False: not now, and nothing is owed.
    [[nodiscard]] bool take_here();
    [[nodiscard]] bool take_beside();
    void give_back();

    // Whether take_beside() would succeed now.
    bool is_grown() const;

private:
    enum class State { moved, grown, beside, here };
    std::atomic<State> state_{State::moved};
    // The writer's: nothing moved the log when its transaction began, and nothing can have started since.
    bool alone_ = false;
};

}  // namespace chamber::storage
