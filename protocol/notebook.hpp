// Sổ tay: a person's own sheets for a session, for the speech and what else comes to mind; on no document.
//
// A page is what stands under its number; it begins with its first note and is gone with its last. A note is ink (one
// stroke or a few, immutable) or text (last-writer-wins in the server's order; an edit of an older state than the
// person's other device wrote keeps both). Key "<person>.<device>.<counter>". Geometry: PDF points on a sheet of 595 ×
// 842, origin bottom-left. In the person's own scope for ever; never in an archive, whatever becomes of the session.
#pragma once

#include "protocol/annotation.hpp"
#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

enum class NotebookNoteKind { ink, text };
BOOST_DESCRIBE_ENUM(NotebookNoteKind, ink, text)

struct NotebookNote {
    static constexpr auto type = "notebook_note";
    NotebookNoteId id;
    PersonId person;
    SessionId session;
    std::int32_t page_number = 1;  // of the notebook, 1-based
    NotebookNoteKind kind = NotebookNoteKind::ink;
    std::string colour = "#1a3fb0";  // #rrggbb
    double width_pt = 1.6;
    double opacity = 1;
    std::vector<Stroke> strokes;  // ink
    std::string text;
    std::string created_at;                  // RFC 3339, the device's word
    std::optional<std::string> received_at;  // the server's, of this state
};
BOOST_DESCRIBE_STRUCT(NotebookNote, (),
                      (id, person, session, page_number, kind, colour, width_pt, opacity, strokes, text, created_at,
                       received_at))

// Success: the shape fits its kind and the limits. Errors: too_long, out_of_range, missing_field, wrong_type; `where`
// says which field.
Result<void> check_notebook_note(const NotebookNote& note);

}  // namespace chamber
