// Sổ tay: each note its person's alone, kept whatever the other tablet does.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class NotebookTest : public CouncilTest {
protected:
    Viewer first = enrol("d1", "DB02");
    Viewer second = enrol("d2", "DB02");
    Viewer other = enrol("d3", "DB03");

    static NotebookNote words(const Viewer& author, const std::string& counter, const std::string& text)
    {
        NotebookNote note;
        note.id = NotebookNoteId(author.person.value + "." + author.device.value + "." + counter);
        note.person = author.person;
        note.session = SessionId("KH13");
        note.kind = NotebookNoteKind::text;
        note.text = text;
        note.created_at = "2024-12-18T00:20:00Z";
        return note;
    }
    static NotebookNote ink(const Viewer& author, const std::string& counter)
    {
        NotebookNote note = words(author, counter, "");
        note.kind = NotebookNoteKind::ink;
        note.strokes = {Stroke{{72, 700, 0.5, 80, 702, 0.6}}};
        return note;
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> found;
        for (const Entity& entity : *store->entities(NotebookNote::type))
            found.push_back(std::get<NotebookNote>(entity).text);
        std::ranges::sort(found);
        return found;
    }
    std::int64_t seq_of(const NotebookNote& note)
    {
        for (const FeedItem& item : whole_feed())
            if (item.id == note.id.value) return item.seq;
        return 0;
    }
};

TEST_F(NotebookTest, IsSeenByItsPersonAloneOnEveryTablet)
{
    const NotebookNote note = words(first, "1", "Hỏi về vốn");
    ASSERT_TRUE(send(first, PutNotebookNote{note, 0}).done);
    ASSERT_TRUE(send(first, PutNotebookNote{ink(first, "2"), 0}).done);
    EXPECT_TRUE(sees(first, NotebookNote::type, note.id.value));
    EXPECT_TRUE(sees(second, NotebookNote::type, note.id.value));
    EXPECT_FALSE(sees(other, NotebookNote::type, note.id.value));
    EXPECT_FALSE(sees(office, NotebookNote::type, note.id.value));
    EXPECT_EQ(held<NotebookNote>(note.id.value).received_at, "2024-12-18T00:30:00Z");
}

TEST_F(NotebookTest, NobodyWritesIntoAnothers)
{
    const NotebookNote theirs = words(first, "1", "Của tôi");
    EXPECT_EQ(send(other, PutNotebookNote{theirs, 0}).code, "not_allowed");
    NotebookNote disguised = words(other, "1", "Của tôi");
    disguised.id = theirs.id;
    EXPECT_EQ(send(other, PutNotebookNote{disguised, 0}).code, "not_allowed");
    ASSERT_TRUE(send(first, PutNotebookNote{theirs, 0}).done);
    EXPECT_EQ(send(other, RemoveNotebookNote{theirs.id}).code, "annotation_unknown");
    NotebookNote nowhere = words(first, "2", "Chữ");
    nowhere.session = SessionId("none");
    EXPECT_EQ(send(first, PutNotebookNote{nowhere, 0}).code, "session_unknown");
    EXPECT_EQ(texts(), std::vector<std::string>{"Của tôi"});
}

TEST_F(NotebookTest, InkNeverChangesAndWordsDo)
{
    NotebookNote drawn = ink(first, "1");
    ASSERT_TRUE(send(first, PutNotebookNote{drawn, 0}).done);
    ASSERT_TRUE(send(first, PutNotebookNote{drawn, 0}).done) << "the same again";
    drawn.strokes[0].points[0] = 73;
    EXPECT_EQ(send(first, PutNotebookNote{drawn, 0}).code, "already_exists");
    NotebookNote note = words(first, "2", "Một");
    ASSERT_TRUE(send(first, PutNotebookNote{note, 0}).done);
    note.text = "Hai";
    clock.advance_ms(5'000);
    ASSERT_TRUE(send(first, PutNotebookNote{note, seq_of(note)}).done);
    EXPECT_EQ(held<NotebookNote>(note.id.value).text, "Hai");
    EXPECT_EQ(held<NotebookNote>(note.id.value).received_at, "2024-12-18T00:30:05Z");
    note.page_number = 2;
    EXPECT_EQ(send(first, PutNotebookNote{note, seq_of(note)}).code, "already_exists");
}

TEST_F(NotebookTest, WhatTwoTabletsWroteOfflineIsBothKept)
{
    NotebookNote note = words(first, "1", "Một");
    ASSERT_TRUE(send(first, PutNotebookNote{note, 0}).done);
    const std::int64_t seen = seq_of(note);
    note.text = "Hai";
    ASSERT_TRUE(send(first, PutNotebookNote{note, seen}).done);
    note.text = "Ba";
    const CommandOutcome kept = send(second, PutNotebookNote{note, seen});
    ASSERT_TRUE(kept.done);
    ASSERT_TRUE(kept.where);
    EXPECT_EQ(held<NotebookNote>(*kept.where).text, "Ba");
    EXPECT_EQ(texts(), (std::vector<std::string>{"Ba", "Hai"}));
    EXPECT_TRUE(send(second, PutNotebookNote{note, seen}).done);
    EXPECT_EQ(texts().size(), 2U) << "the same words again are the same note";
}

TEST_F(NotebookTest, WhatWasWrittenIntoARemovedNoteIsKeptBesideTheGrave)
{
    NotebookNote note = words(first, "1", "Một");
    ASSERT_TRUE(send(first, PutNotebookNote{note, 0}).done);
    const std::int64_t seen = seq_of(note);
    ASSERT_TRUE(send(first, RemoveNotebookNote{note.id}).done);
    EXPECT_TRUE(texts().empty());
    EXPECT_EQ(send(second, PutNotebookNote{note, 0}).code, "annotation_unknown");
    note.text = "Hai";
    ASSERT_TRUE(send(second, PutNotebookNote{note, seen}).done);
    EXPECT_EQ(texts(), std::vector<std::string>{"Hai"});
    EXPECT_EQ(send(second, RemoveNotebookNote{note.id}).code, "annotation_unknown");
}

TEST_F(NotebookTest, ARestoredServerIsBroughtWhatItLacks)
{
    NotebookNote note = words(first, "1", "Một");
    ASSERT_TRUE(send(first, PutNotebookNote{note, 0}).done);
    ASSERT_TRUE(store->begin_new_history().has_value());
    NotebookNote lost = words(first, "2", "Đã mất");
    lost.received_at = "2024-12-18T00:31:00Z";
    ASSERT_TRUE(send(second, PutNotebookNote{lost, 0}).done);
    note.text = "Sửa sau bản sao lưu";
    note.received_at = "2024-12-18T00:32:00Z";
    ASSERT_TRUE(send(second, PutNotebookNote{note, 0}).done);
    EXPECT_EQ(texts(), (std::vector<std::string>{"Sửa sau bản sao lưu", "Đã mất"}));
    note.text = "Của máy kia";
    note.received_at = "2024-12-18T00:31:30Z";
    ASSERT_TRUE(send(first, PutNotebookNote{note, 0}).done);
    EXPECT_EQ(texts().size(), 3U) << "nothing that was written is lost";
    ASSERT_TRUE(send(first, RemoveNotebookNote{NotebookNoteId("DB02.d1.9")}).done);
    EXPECT_EQ(send(second, PutNotebookNote{words(first, "9", "Đã xóa"), 0}).code, "annotation_unknown");
}

TEST_F(NotebookTest, ARevokedTabletBringsItsPersonsPages)
{
    ASSERT_TRUE(send(office, RevokeDevice{first.device, "đổi máy"}).done);
    const auto applied = store->hand_in(first.device, "i9",
                                        {Command{1, PutNotebookNote{words(first, "1", "Bài phát biểu"), 0}},
                                         Command{2, PutNotebookNote{words(other, "1", "Của người khác"), 0}}});
    ASSERT_TRUE(applied.has_value());
    EXPECT_TRUE(applied->outcomes.at(0).done);
    EXPECT_EQ(applied->outcomes.at(1).code, "not_allowed");
    EXPECT_EQ(texts(), std::vector<std::string>{"Bài phát biểu"});
}

TEST_F(NotebookTest, StaysWhenItsSessionIsSealedAndTellsTheSessionsJournalNothing)
{
    ASSERT_TRUE(send(first, PutNotebookNote{words(first, "1", "Trước"), 0}).done);
    seal_session();
    EXPECT_TRUE(send(first, PutNotebookNote{words(first, "2", "Sau"), 0}).done);
    EXPECT_EQ(texts(), (std::vector<std::string>{"Sau", "Trước"}));
    const auto record = store->session_record(SessionId("KH13"));
    ASSERT_TRUE(record.has_value());
    for (const std::string& line : record->journal_lines) EXPECT_EQ(line.find("notebook"), std::string::npos) << line;
}

}  // namespace chamber::storage::test
