// Whose, on what, seen by whom, and what happens when two devices of one author write.
#include "tests/storage/support/council.hpp"

#include <gmock/gmock.h>

namespace chamber::storage::test {

class AnnotationsTest : public CouncilTest {
protected:
    AnnotationsTest()
        : first(enrol("d1", "DB02")),
          second(enrol("d2", "DB02")),
          chair(enrol("d3", "DB01")),
          stranger(enrol("d4", "DB03"))
    {
        document = upload("Báo cáo");
        publish_all();
    }
    std::int64_t seq_of(const std::string& id)
    {
        for (const FeedItem& item : whole_feed())
            if (item.type == "annotation" && item.id == id) return item.seq;
        return 0;
    }
    Annotation ink(const Viewer& author, const std::string& counter)
    {
        Annotation annotation = note(author, counter, document, "");
        annotation.kind = AnnotationKind::ink;
        annotation.rect.clear();
        annotation.strokes = {Stroke{{10, 10, 0.5, 20, 20, 0.5}}};
        return annotation;
    }

    Viewer first, second, chair, stranger;
    DocumentId document;
};

TEST_F(AnnotationsTest, PrivateNoteIsItsAuthorsAlone)
{
    const Annotation mine = note(first, "1", document, "Hỏi lại số chi");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    EXPECT_TRUE(sees(second, "annotation", mine.id.value));
    EXPECT_FALSE(sees(chair, "annotation", mine.id.value));
    EXPECT_FALSE(sees(office, "annotation", mine.id.value));
    EXPECT_EQ(held<Annotation>(mine.id.value).received_at, "2024-12-18T00:30:00Z");
}

TEST_F(AnnotationsTest, PrivateNoteWrittenBeforeAWithdrawalWasHeardOfIsKept)
{
    const Annotation mine = ink(first, "1");
    Annotation shared = ink(first, "2");
    shared.visibility = Visibility::group;
    shared.group = GroupId("TO1");
    Annotation official = ink(first, "3");
    official.visibility = Visibility::official;
    EXPECT_TRUE(send(office, WithdrawDocument{document, "Gửi nhầm bản"}).done);
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    EXPECT_TRUE(sees(second, "annotation", mine.id.value));
    EXPECT_TRUE(send(first, DeleteAnnotation{mine.id}).done);
    EXPECT_EQ(send(first, PutAnnotation{shared, 0}).code, "document_unknown");
    EXPECT_EQ(send(first, PutAnnotation{official, 0}).code, "document_unknown");
}

TEST_F(AnnotationsTest, PrivateNoteOnADraftThatWasTakenBackIsNobodys)
{
    const DocumentId unread = upload("Chưa gửi");
    const Annotation made = note(first, "9", unread, "x");
    EXPECT_TRUE(send(office, WithdrawDocument{unread, "bỏ"}).done);
    EXPECT_EQ(send(first, PutAnnotation{made, 0}).code, "document_unknown");
}

TEST_F(AnnotationsTest, GroupNoteIsTheGroups)
{
    Annotation shared = note(first, "1", document, "Ý kiến tổ");
    shared.visibility = Visibility::group;
    shared.group = GroupId("TO1");
    EXPECT_TRUE(send(first, PutAnnotation{shared, 0}).done);
    EXPECT_TRUE(sees(chair, "annotation", shared.id.value));
    EXPECT_FALSE(sees(stranger, "annotation", shared.id.value));
    shared.id = AnnotationId("DB02.d1.2");
    shared.group = GroupId("TO2");
    EXPECT_EQ(send(first, PutAnnotation{shared, 0}).code, "not_allowed");
}

TEST_F(AnnotationsTest, OfficialCommentGoesToTheOfficeAndIsAcknowledgedOnce)
{
    Annotation comment = note(first, "1", document, "Đề nghị làm rõ");
    comment.visibility = Visibility::official;
    comment.acknowledged_by = PersonId("DB02");  // a device's word for it counts for nothing
    EXPECT_TRUE(send(first, PutAnnotation{comment, 0}).done);
    EXPECT_FALSE(held<Annotation>(comment.id.value).acknowledged_by.has_value());
    EXPECT_TRUE(sees(office, "annotation", comment.id.value));
    EXPECT_FALSE(sees(stranger, "annotation", comment.id.value));
    EXPECT_TRUE(send(office, AcknowledgeComment{comment.id}).done);
    EXPECT_EQ(held<Annotation>(comment.id.value).acknowledged_by, PersonId("QT01"));
    const std::int64_t seq = seq_of(comment.id.value);
    EXPECT_TRUE(send(office, AcknowledgeComment{comment.id}).done);
    EXPECT_EQ(seq_of(comment.id.value), seq);
    EXPECT_EQ(send(first, DeleteAnnotation{comment.id}).code, "not_allowed");
}

TEST_F(AnnotationsTest, OnlyOfficialCommentsAreAcknowledged)
{
    const Annotation mine = note(first, "1", document, "Riêng");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    EXPECT_EQ(send(office, AcknowledgeComment{mine.id}).code, "annotation_unknown");
}

TEST_F(AnnotationsTest, AuthorMustBeTheViewerUnderHisOwnKey)
{
    Annotation forged = note(first, "1", document, "x");
    EXPECT_EQ(send(stranger, PutAnnotation{forged, 0}).code, "not_allowed");
    forged.author = stranger.person;
    EXPECT_EQ(send(stranger, PutAnnotation{forged, 0}).code, "not_allowed");
}

TEST_F(AnnotationsTest, DocumentMustBeThereAndSeen)
{
    const Viewer guest = enrol("d5", "KM01");
    const DocumentId closed = upload("Kín", Audience::delegates_only);
    EXPECT_EQ(send(first, PutAnnotation{note(first, "1", closed, "x"), 0}).code, "document_unknown");  // not published
    publish_all();
    EXPECT_TRUE(send(first, PutAnnotation{note(first, "2", closed, "x"), 0}).done);
    EXPECT_EQ(send(guest, PutAnnotation{note(guest, "1", closed, "x"), 0}).code, "document_unknown");
    Annotation lost = note(first, "3", document, "x");
    lost.document = DocumentId("nope");
    EXPECT_EQ(send(first, PutAnnotation{lost, 0}).code, "document_unknown");
}

TEST_F(AnnotationsTest, RevisionAndPageMustExist)
{
    Annotation wrong = note(first, "1", document, "x");
    wrong.page_index = 2;
    EXPECT_EQ(send(first, PutAnnotation{wrong, 0}).where, "/annotation/page_index");
    wrong.page_index = 0;
    wrong.revision_sha256 = std::string(64, 'a');
    EXPECT_EQ(send(first, PutAnnotation{wrong, 0}).code, "revision_unknown");
    revise(document, "%PDF 2");
    EXPECT_EQ(send(first, PutAnnotation{note(first, "2", document, "x"), 0}).code, "revision_unknown");
}

TEST_F(AnnotationsTest, StrokesAreImmutable)
{
    Annotation drawn = ink(first, "1");
    EXPECT_TRUE(send(first, PutAnnotation{drawn, 0}).done);
    EXPECT_TRUE(send(first, PutAnnotation{drawn, 0}).done);
    drawn.strokes[0].points[0] = 99;
    EXPECT_EQ(send(first, PutAnnotation{drawn, 0}).code, "already_exists");
}

TEST_F(AnnotationsTest, NoteNeverMovesToAnotherScope)
{
    Annotation mine = note(first, "1", document, "x");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    mine.visibility = Visibility::official;
    EXPECT_EQ(send(first, PutAnnotation{mine, 0}).code, "already_exists");
}

TEST_F(AnnotationsTest, LastWriterWinsOnOneDevice)
{
    Annotation mine = note(first, "1", document, "một");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    mine.text = "hai";
    EXPECT_FALSE(send(first, PutAnnotation{mine, 0}).where.has_value());
    EXPECT_EQ(held<Annotation>(mine.id.value).text, "hai");
}

TEST_F(AnnotationsTest, EditThatKnewTheOtherDevicesStateReplacesIt)
{
    Annotation mine = note(first, "1", document, "một");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    mine.text = "hai";
    EXPECT_FALSE(send(second, PutAnnotation{mine, seq_of(mine.id.value)}).where.has_value());
    EXPECT_EQ(held<Annotation>(mine.id.value).text, "hai");
}

TEST_F(AnnotationsTest, EditBasedOnAnOlderStateKeepsBoth)
{
    Annotation mine = note(first, "1", document, "một");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    const std::int64_t base = seq_of(mine.id.value);
    mine.text = "hai";
    EXPECT_TRUE(send(first, PutAnnotation{mine, base}).done);
    mine.text = "ba, viết khi mất mạng";
    const CommandOutcome outcome = send(second, PutAnnotation{mine, base});
    ASSERT_TRUE(outcome.done);
    ASSERT_TRUE(outcome.where.has_value());
    EXPECT_EQ(held<Annotation>(mine.id.value).text, "hai");
    EXPECT_EQ(held<Annotation>(*outcome.where).text, "ba, viết khi mất mạng");
    EXPECT_TRUE(sees(first, "annotation", *outcome.where));
}

TEST_F(AnnotationsTest, DeletionIsFinalButALateEditIsNotLost)
{
    Annotation mine = note(first, "1", document, "một");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    const std::int64_t base = seq_of(mine.id.value);
    EXPECT_TRUE(send(first, DeleteAnnotation{mine.id}).done);
    EXPECT_FALSE(sees(first, "annotation", mine.id.value));
    EXPECT_EQ(send(first, PutAnnotation{mine, 0}).code, "annotation_unknown");
    EXPECT_EQ(send(first, DeleteAnnotation{mine.id}).code, "annotation_unknown");
    mine.text = "viết khi mất mạng";
    const CommandOutcome outcome = send(second, PutAnnotation{mine, base});
    ASSERT_TRUE(outcome.where.has_value());
    EXPECT_EQ(held<Annotation>(*outcome.where).text, "viết khi mất mạng");
}

TEST_F(AnnotationsTest, AnothersIsNotDeleted)
{
    const Annotation mine = note(first, "1", document, "x");
    EXPECT_TRUE(send(first, PutAnnotation{mine, 0}).done);
    EXPECT_EQ(send(stranger, DeleteAnnotation{mine.id}).code, "annotation_unknown");
    EXPECT_EQ(send(office, DeleteAnnotation{mine.id}).code, "annotation_unknown");
    EXPECT_TRUE(sees(first, "annotation", mine.id.value));
}

TEST_F(AnnotationsTest, WhatWouldGoIntoASealedArchiveIsRefused)
{
    seal_session();
    Annotation comment = note(first, "1", document, "muộn");
    EXPECT_TRUE(send(first, PutAnnotation{comment, 0}).done);
    comment.id = AnnotationId("DB02.d1.2");
    comment.visibility = Visibility::official;
    EXPECT_EQ(send(first, PutAnnotation{comment, 0}).code, "session_sealed");
}

class WaitingAnnotationsTest : public CouncilTest {};

TEST_F(WaitingAnnotationsTest, ImportedAnnotationWaitsForItsRevision)
{
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");
    imported.session.number = 14;
    imported.sittings.clear();
    imported.agenda.clear();
    Annotation mark;
    mark.id = AnnotationId("GC01");
    mark.author = PersonId("DB02");
    mark.document = DocumentId("TL08");
    mark.revision_sha256 = "revision:2";
    mark.page_index = 1;
    mark.kind = AnnotationKind::highlight;
    mark.quads = {72, 612, 523, 612, 72, 598, 523, 598};
    mark.created_at = "2024-12-18T00:30:00Z";
    imported.annotations = {mark};
    ASSERT_TRUE(store->import_session(imported).has_value());
    NewRevision revision = new_document("Báo cáo");
    revision.new_id = DocumentId("TL08");
    ASSERT_TRUE(add(revision, "%PDF 1").has_value());
    publish_all();
    EXPECT_FALSE(entity("annotation", "GC01").has_value());
    revise(DocumentId("TL08"), "%PDF 2");
    EXPECT_FALSE(entity("annotation", "GC01").has_value());
    publish_all();
    EXPECT_EQ(held<Annotation>("GC01").revision_sha256, store->document(DocumentId("TL08"))->revisions[1].sha256);
    EXPECT_FALSE(sees(office, "annotation", "GC01"));
}

TEST_F(WaitingAnnotationsTest, ImportSaysWhichAnnotationIsWrong)
{
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");
    imported.session.number = 14;
    imported.sittings.clear();
    imported.agenda.clear();
    Annotation mark;
    mark.id = AnnotationId("GC01");
    mark.author = PersonId("DB02");
    mark.document = DocumentId("TL08");
    mark.revision_sha256 = "revision:x";
    imported.annotations = {mark};
    const auto done = store->import_session(imported);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().where.substr(0, 15), "/annotations/0/");
}

// ---- what devices bring back to a restored server: `received_at` says that a server had it, `base_seq` is 0

class BroughtBackTest : public AnnotationsTest {
protected:
    Annotation state(const std::string& text, const std::string& received_at)
    {
        Annotation annotation = note(first, "1", document, text);
        annotation.received_at = received_at;
        return annotation;
    }
    std::vector<std::string> texts()
    {
        std::vector<std::string> found;
        for (const FeedItem& item : whole_feed())
            if (const auto there = item.type == "annotation" ? entity(item.type, item.id) : std::nullopt)
                found.push_back(std::get<Annotation>(*there).text);
        return found;
    }
    bool brings(const Viewer& viewer, const Annotation& annotation)
    {
        return send(viewer, PutAnnotation{annotation, 0}).done;
    }

    const std::string earlier = "2024-12-18T00:10:00Z", later = "2024-12-18T00:20:00Z";
};

TEST_F(BroughtBackTest, OneNoteOfTwoDevicesIsOneNote)
{
    EXPECT_TRUE(brings(first, state("một", earlier)));
    EXPECT_TRUE(brings(second, state("một", earlier)));
    EXPECT_THAT(texts(), testing::ElementsAre("một"));
}

TEST_F(BroughtBackTest, TheStateThatWasReceivedLastWinsInBothOrders)
{
    EXPECT_TRUE(brings(first, state("một", earlier)));
    EXPECT_TRUE(brings(second, state("hai", later)));
    EXPECT_THAT(texts(), testing::ElementsAre("hai"));
    EXPECT_TRUE(brings(first, state("một", earlier)));
    EXPECT_TRUE(brings(second, state("không", "2024-12-18T00:05:00Z")));
    EXPECT_THAT(texts(), testing::ElementsAre("hai"));
}

TEST_F(BroughtBackTest, WhatWasEditedMeanwhileIsNotBroughtBackBesideIt)
{
    EXPECT_TRUE(brings(first, state("một", earlier)));
    const std::string id = first.person.value + ".d1.1";
    Annotation edited = state("hai", earlier);
    EXPECT_TRUE(send(first, PutAnnotation{edited, seq_of(id)}).done);
    EXPECT_TRUE(brings(second, state("một", earlier)));
    EXPECT_THAT(texts(), testing::ElementsAre("hai"));
}

TEST_F(BroughtBackTest, TwoRealEditsStayBesideEachOtherOnce)
{
    EXPECT_TRUE(brings(first, state("một", earlier)));
    EXPECT_TRUE(send(first, PutAnnotation{state("sửa ở đây", earlier), seq_of(first.person.value + ".d1.1")}).done);
    EXPECT_TRUE(brings(second, state("sửa ở kia", later)));
    EXPECT_TRUE(brings(second, state("sửa ở kia", later)));
    EXPECT_THAT(texts(), testing::UnorderedElementsAre("sửa ở đây", "sửa ở kia"));
}

TEST_F(BroughtBackTest, ADeletionIsRememberedAlsoOfWhatTheBackupNeverHad)
{
    EXPECT_TRUE(send(first, DeleteAnnotation{AnnotationId("DB02.d1.1")}).done);
    EXPECT_FALSE(brings(second, state("một", earlier)));
    EXPECT_THAT(texts(), testing::IsEmpty());
    EXPECT_EQ(send(first, DeleteAnnotation{AnnotationId("DB03.d4.1")}).code, "annotation_unknown");
}

TEST_F(BroughtBackTest, TheSameEditBesideAGraveIsOneNoteHoweverOftenItComes)
{
    EXPECT_TRUE(brings(first, state("một", earlier)));
    const std::int64_t base = seq_of("DB02.d1.1");
    EXPECT_TRUE(send(second, DeleteAnnotation{AnnotationId("DB02.d1.1")}).done);
    Annotation edited = note(first, "1", document, "sửa");
    EXPECT_TRUE(send(first, PutAnnotation{edited, base}).done);
    EXPECT_TRUE(send(first, PutAnnotation{edited, base}).done);
    EXPECT_THAT(texts(), testing::ElementsAre("sửa"));
}

}  // namespace chamber::storage::test
