// Rows of annotations.
//
// Strokes and highlights are immutable; a text note is last-writer-wins in the order the server hears of it, except
// that an edit based on an older state than the author's other device wrote keeps both: it becomes a new note beside
// the old one. The scope is fixed by author and visibility (protocol's scope_of), so a note never moves: sharing it
// makes another. What a device brings back to a restored server (`received_at` set, `base_seq` 0) is merged by its id
// (annotation_states.hpp).
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <vector>

namespace chamber::storage {

// Errors: check_annotation's, not_allowed (another's key, a group one is not in, a document one may not see, an
// acknowledged comment), document_unknown, revision_unknown, out_of_range (page), already_exists (immutable, or another
// scope), annotation_unknown (deleted), session_sealed (what would go into the archive of a sealed session).
Result<CommandEffect> put_annotation(UnitOfWork& work, const Viewer& viewer, const PutAnnotation& command);

// One's own id that was never heard of is buried, so that nothing comes back under it. Errors: annotation_unknown,
// not_allowed (another's, or an acknowledged comment), session_sealed.
Result<CommandEffect> delete_annotation(UnitOfWork& work, const Viewer& viewer, const DeleteAnnotation& command);

// Errors: annotation_unknown (also when it is not an official comment).
Result<CommandEffect> acknowledge_comment(UnitOfWork& work, const Viewer& viewer, const AcknowledgeComment& command);

// Keeps an imported annotation until its revision is published. `revision_sha256` may say "revision:2", meaning the
// second revision of its document. Errors: check_annotation's, person_unknown, already_exists.
Result<void> await_revision(UnitOfWork& work, const Annotation& annotation);

// Puts what waited for this revision.
void arrive_annotations(UnitOfWork& work, const DraftDocument& document, std::int32_t revision);

// Official and published ones on documents of the session: the list of what may go into an archive.
std::vector<Annotation> public_annotations(Database& database, const SessionId& session);

}  // namespace chamber::storage
