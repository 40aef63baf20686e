#include "protocol/notebook.hpp"

#include "protocol/colour.hpp"
#include "protocol/limits.hpp"

namespace chamber {

Result<void> check_notebook_note(const NotebookNote& note)
{
    if (!is_id(note.id.value)) return fail(ErrorCode::wrong_type, "id", "/id");
    if (note.page_number < 1 || note.page_number > static_cast<std::int32_t>(limits::notebook_pages_max))
        return fail(ErrorCode::out_of_range, "page", "/page_number");
    if (!is_colour(note.colour)) return fail(ErrorCode::wrong_type, "#rrggbb", "/colour");
    if (!(note.width_pt > 0 && note.width_pt <= 100)) return fail(ErrorCode::out_of_range, "width", "/width_pt");
    if (!(note.opacity > 0 && note.opacity <= 1)) return fail(ErrorCode::out_of_range, "opacity", "/opacity");
    switch (note.kind) {
    case NotebookNoteKind::ink:
        if (!note.text.empty()) return fail(ErrorCode::wrong_type, "ink has no words", "/text");
        return check_strokes(note.strokes);
    case NotebookNoteKind::text:
        if (!note.strokes.empty()) return fail(ErrorCode::wrong_type, "words have no strokes", "/strokes");
        if (note.text.size() > limits::notebook_text_bytes_max) return fail(ErrorCode::too_long, "text", "/text");
        if (note.text.empty()) return fail(ErrorCode::missing_field, "a note without text", "/text");
        return {};
    }
    return fail(ErrorCode::unknown_value, "kind", "/kind");
}

}  // namespace chamber
