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

}  // namespace chamber::storage::test
