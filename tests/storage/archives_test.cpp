#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class ArchivesTest : public CouncilTest {
protected:
    ArchivesTest() : delegate(enrol("d1", "DB02"))
    {
        document = upload("Báo cáo");
        publish_all();
        Annotation comment = note(delegate, "1", document, "Ý kiến chính thức");
        comment.visibility = Visibility::official;
        send(delegate, PutAnnotation{comment, 0});
        send(delegate, PutAnnotation{note(delegate, "2", document, "chim hoàng yến"), 0});
        revise(document, "%PDF chờ");
        upload("Chưa phát hành");
    }
    SessionFile file()
    {
        auto found = store->session_file(SessionId("KH13"));
        EXPECT_TRUE(found.has_value());
        return found ? std::move(*found) : SessionFile{};
    }
    Archive archive()
    {
        Archive made;
        made.session = SessionId("KH13");
        made.file_name = "HS.zip";
        made.sha256 = std::string(64, 'a');
        made.built_by = PersonId("VP01");
        return made;
    }

    Viewer delegate;
    DocumentId document;
};

TEST_F(ArchivesTest, HoldsOnlyWhatIsPublished)
{
    const SessionFile held_file = file();
    ASSERT_EQ(held_file.documents.size(), 1u);
    EXPECT_EQ(held_file.documents[0].revisions.size(), 1u);
    ASSERT_EQ(held_file.reports.size(), 1u);
    EXPECT_EQ(held_file.reports[0].id, document.value + "/1");
    ASSERT_EQ(held_file.public_annotations.size(), 1u);
    EXPECT_EQ(held_file.public_annotations[0].text, "Ý kiến chính thức");
    EXPECT_EQ(held_file.people.size(), 6u);
    EXPECT_EQ(held_file.agenda.size(), 2u);
}

TEST_F(ArchivesTest, JournalExtractSaysNothingOfPrivateNotes)
{
    for (const std::string& line : file().journal_lines) {
        EXPECT_EQ(line.find("hoàng yến"), std::string::npos);
        EXPECT_EQ(line.find("DB02.d1.2"), std::string::npos);
        EXPECT_NE(line.find("\"prev_hash\":\""), std::string::npos);
    }
}

TEST_F(ArchivesTest, RecordingOneDoesNotChangeTheNext)
{
    const std::vector<std::string> before = file().journal_lines;
    const auto recorded = store->record_archive(archive());
    ASSERT_TRUE(recorded.has_value());
    EXPECT_FALSE(recorded->id.empty());
    EXPECT_EQ(held<Archive>(recorded->id.value).file_name, "HS.zip");
    EXPECT_EQ(file().journal_lines, before);
}

TEST_F(ArchivesTest, SessionMustExist)
{
    EXPECT_EQ(store->session_file(SessionId("KH99")).error().code, ErrorCode::session_unknown);
    Archive wrong = archive();
    wrong.session = SessionId("KH99");
    EXPECT_EQ(store->record_archive(wrong).error().code, ErrorCode::session_unknown);
}

TEST_F(ArchivesTest, TheSameBytesAreOneRow)
{
    const auto first = store->record_archive(archive());
    clock.advance_ms(60'000);
    const auto second = store->record_archive(archive());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(second->id, first->id);
    EXPECT_EQ(second->built_at, first->built_at);
    Archive other = archive();
    other.sha256 = std::string(64, 'b');
    EXPECT_NE(store->record_archive(other)->id, first->id);
    EXPECT_EQ(store->entities("archive")->size(), 2u);
}

TEST_F(ArchivesTest, WhatWasMadeAgainUnderAnotherNameKeepsItsRow)
{
    const auto first = store->record_archive(archive());
    Archive again = archive();
    again.file_name = "HS_lan-2.zip";
    const auto second = store->record_archive(again);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(second->id, first->id);
    EXPECT_EQ(held<Archive>(first->id.value).file_name, "HS_lan-2.zip");
}

TEST_F(ArchivesTest, HoldsWhatWasWithdrawnWithReasonAndBytes)
{
    const DocumentId never_seen = upload("Chưa ai thấy");
    EXPECT_TRUE(send(office, WithdrawDocument{never_seen, "nhầm", {}}).done);
    EXPECT_TRUE(send(office, WithdrawDocument{document, "Gửi nhầm bản", {}}).done);
    const SessionFile held_file = file();
    EXPECT_TRUE(held_file.documents.empty());
    ASSERT_EQ(held_file.withdrawn.size(), 1u);
    const auto& withdrawn = held_file.withdrawn.front();
    EXPECT_EQ(withdrawn.word.reason, "Gửi nhầm bản");
    EXPECT_EQ(withdrawn.word.by, office.person);
    ASSERT_EQ(withdrawn.document.revisions.size(), 1u);  // what waited was never published
    EXPECT_TRUE(store->blobs().contains(Sha256::parse(withdrawn.document.revisions.front().sha256).value()));
    EXPECT_EQ(held_file.reports.size(), 1u);
}

TEST_F(ArchivesTest, ASecretLeavesNoBytes)
{
    EXPECT_TRUE(send(office, WithdrawDocument{document, "Có nội dung mật", true}).done);
    const SessionFile held_file = file();
    ASSERT_EQ(held_file.withdrawn.size(), 1u);
    EXPECT_TRUE(held_file.withdrawn.front().word.secret);
    EXPECT_TRUE(held_file.withdrawn.front().document.revisions.empty());
}

// To be closed, a session needs a sealed archive of what it is now.
class ClosingTest : public ArchivesTest {
protected:
    ClosingTest()
    {
        for (const SessionState state : {SessionState::in_session, SessionState::closed, SessionState::filing})
            EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), state}).done);
    }
    std::string closed()
    {
        const auto outcome = send(office, SetSessionState{SessionId("KH13"), SessionState::archived});
        return outcome.done ? "done" : outcome.code.value_or("");
    }
};

TEST_F(ClosingTest, NeedsASealedArchive)
{
    EXPECT_EQ(closed(), "archive_unsigned");
    EXPECT_EQ(held<Session>("KH13").state, SessionState::filing);
    ASSERT_TRUE(store->record_archive(archive()));
    EXPECT_EQ(closed(), "done");
}

TEST_F(ClosingTest, IsNotHelpedByADraft)
{
    Archive draft = archive();
    draft.draft = true;
    draft.state = ArchiveState::building;
    ASSERT_TRUE(store->record_archive(draft));
    EXPECT_EQ(closed(), "archive_unsigned");
}

TEST_F(ClosingTest, NeedsAnotherOneWhenSomethingCameSince)
{
    ASSERT_TRUE(store->record_archive(archive()));
    clock.advance_ms(5'000);
    upload("Đến sau");
    publish_all();
    EXPECT_EQ(closed(), "archive_unsigned");
    Archive newer = archive();
    newer.sha256 = std::string(64, 'b');
    ASSERT_TRUE(store->record_archive(newer));
    EXPECT_EQ(closed(), "done");
}

// The bag was read before the paper came, and noted after it.
TEST_F(ClosingTest, NeedsAnotherOneWhenSomethingCameWhileItWasMade)
{
    Archive made = archive();
    made.built_at = format_utc(clock.utc());
    clock.advance_ms(5'000);
    upload("Đến giữa chừng");
    ASSERT_TRUE(store->record_archive(made));
    EXPECT_EQ(closed(), "archive_unsigned");
}

TEST_F(ClosingTest, DoesNotMindAClockThatWasSetBack)
{
    clock.set_by_ms(-86'400'000);
    upload("Giờ máy chủ đã lùi");
    ASSERT_TRUE(store->record_archive(archive()));
    EXPECT_EQ(closed(), "done");
}

}  // namespace chamber::storage::test
