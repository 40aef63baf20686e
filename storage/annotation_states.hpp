// The states a note has had, by their digests: how the store knows again what devices bring back after a backup was put
// back.
//
// Two devices of one person hold the same note, one of them perhaps an older state; each brings what it has. A state
// that was here before is nothing new. Functions with a UnitOfWork run inside a verb's transaction (work.hpp).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>
#include <string>

namespace chamber::storage {

// A device that holds a confirmed note which the restored server lacks, or has in another state, says so by the
// server's own `received_at`. No device can gain by saying it wrongly: the note is its person's own.
bool is_brought_back(const PutAnnotation& command);

// When a server received it first; `brought`: in the device's words.
struct NoteState {
    std::string at;
    bool brought = false;
};

// The state of a note that has had no other needs no row: it was received when the note says. Whoever writes something
// else into a note keeps what was there first.
NoteState first_state(const Annotation& annotation);
void note_state(UnitOfWork& work, const Annotation& annotation, const NoteState& state);
// `current`: as the note is now.
std::optional<NoteState> find_state(Database& database, const Annotation& annotation, const Annotation& current);

// "<person>.k<32 digits>" of key and content: the same words under the same key always get the same one.
AnnotationId twin_id(const Annotation& annotation);

// The feed's head when the present history began.
std::int64_t history_began_at(Database& database);

}  // namespace chamber::storage
