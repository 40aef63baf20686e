// Puts notes into the search index some at a time, not one by one as they are written.
//
//   feed:  … indexed ─────── due ─────── head          meta.notes_indexed: every note up to this seq is found, or gone
//
// The feed is the queue, so no way of writing a note can forget it, and a kill loses nothing. A full group's notes
// share one segment of the index; a search first puts in what is still due. Internal to storage; the storage thread's.
#pragma once

#include "storage/database/database.hpp"

#include <cstdint>

namespace chamber::storage {

class NoteIndex {
public:
    explicit NoteIndex(Database& database) : database_(database) {}

    // Whether anything changed since; whether so much that a search would have to wait for it. A transaction that is
    // rolled back may make both say so later than they should.
    bool is_behind(std::int64_t head) const { return head > known_; }
    bool is_far_behind(std::int64_t head) const;
    // Whether a search would miss a note.
    bool lacks_notes(std::int64_t head);
    // Inside a transaction: the oldest changes that are due, so many that a note's writer hardly waits; or all.
    void catch_up_some(std::int64_t head);
    void catch_up(std::int64_t head) { catch_up(head, INT64_MAX); }

private:
    std::int64_t indexed();
    void catch_up(std::int64_t head, std::int64_t changes_max);

    Database& database_;
    std::int64_t known_ = 0;  // up to here, as it was last read or written
};

}  // namespace chamber::storage
