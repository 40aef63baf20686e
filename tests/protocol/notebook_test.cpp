#include "protocol/notebook.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

NotebookNote ink()
{
    NotebookNote note;
    note.id = NotebookNoteId("DB02.d1.1");
    note.person = PersonId("DB02");
    note.session = SessionId("KH13");
    note.strokes = {Stroke{{72, 700, 0.5, 80, 702, 0.6}}};
    note.created_at = "2024-12-18T01:00:00Z";
    return note;
}

NotebookNote words()
{
    NotebookNote note = ink();
    note.kind = NotebookNoteKind::text;
    note.strokes.clear();
    note.text = "Hỏi về vốn đối ứng.";
    return note;
}

std::string fault(const NotebookNote& note)
{
    const auto checked = check_notebook_note(note);
    return checked ? "fits" : checked.error().where;
}

TEST(NotebookNote, IsInkOrWords)
{
    EXPECT_EQ(fault(ink()), "fits");
    EXPECT_EQ(fault(words()), "fits");
    NotebookNote both = ink();
    both.text = "Chữ";
    EXPECT_EQ(fault(both), "/text");
    both = words();
    both.strokes = ink().strokes;
    EXPECT_EQ(fault(both), "/strokes");
    NotebookNote none = ink();
    none.strokes.clear();
    EXPECT_EQ(fault(none), "/strokes");
    none = words();
    none.text.clear();
    EXPECT_EQ(fault(none), "/text");
}

TEST(NotebookNote, HasAPageAColourAndAnEnd)
{
    NotebookNote note = ink();
    note.page_number = 0;
    EXPECT_EQ(fault(note), "/page_number");
    note.page_number = limits::notebook_pages_max + 1;
    EXPECT_EQ(fault(note), "/page_number");
    note = ink();
    note.colour = "xanh";
    EXPECT_EQ(fault(note), "/colour");
    note = ink();
    note.strokes[0].points = {1, 2};
    EXPECT_EQ(fault(note), "/strokes/0/points");
    note = ink();
    note.strokes.assign(limits::strokes_per_annotation_max + 1, note.strokes[0]);
    EXPECT_EQ(fault(note), "/strokes");
    note = words();
    note.text.assign(limits::notebook_text_bytes_max + 1, 'a');
    EXPECT_EQ(fault(note), "/text");
}

}  // namespace
}  // namespace chamber
