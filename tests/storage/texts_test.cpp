// What comes into the store by any door is a clean text, a day there is, a moment there is; what is not, changes
// nothing.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {
namespace {

class TextsTest : public CouncilTest {
protected:
    CommandOutcome edit(const DocumentId& document, const std::function<void(EditDocument&)>& with)
    {
        EditDocument command;
        command.document = document;
        with(command);
        return send(office, command);
    }
};

}  // namespace

TEST_F(TextsTest, ADayThatIsNoDayIsRefusedAndNothingChanges)
{
    const DocumentId document = upload("Tờ trình");
    const auto before = store->head();
    for (const char* day :
         {"<script>document.title='SCRIPT RAN'</script>", "2026-02-31", "18/12/2024", "2024-12-18T00:00:00Z"}) {
        const auto outcome =
            edit(document, [&](EditDocument& command) { command.title = "Khác", command.issued_on = day; });
        EXPECT_EQ(outcome.code, "bad_day") << day;
        EXPECT_EQ(outcome.where, "/issued_on");
    }
    EXPECT_EQ(store->head().seq, before.seq);
    EXPECT_EQ(held<DraftDocument>(document.value).title, "Tờ trình");
    EXPECT_TRUE(edit(document, [](EditDocument& command) { command.issued_on = "2024-12-18"; }).done);
    EXPECT_TRUE(edit(document, [](EditDocument& command) { command.issued_on = ""; }).done);
}

TEST_F(TextsTest, OneBadTextRefusesOneCommandOnly)
{
    const DocumentId document = upload("Tờ trình");
    EditDocument bad, good;
    bad.document = good.document = document;
    bad.title = "gpj\u202Eexe";
    good.title = "Bản đúng";
    const auto applied = store->apply(office, "two", {{1, bad}, {2, good}});
    ASSERT_TRUE(applied.has_value());
    EXPECT_EQ(applied->outcomes.at(0).code, "unclean_text");
    EXPECT_EQ(applied->outcomes.at(0).where, "/title");
    EXPECT_TRUE(applied->outcomes.at(1).done);
    EXPECT_EQ(held<DraftDocument>(document.value).title, "Bản đúng");
}

TEST_F(TextsTest, ANoteIsKeptInComposedFormAndHoldsNoNoncharacter)
{
    const DocumentId document = upload("Tờ trình");
    publish_all();
    const Viewer delegate = enrol("d1", "DB02");
    EXPECT_EQ(send(delegate, PutAnnotation{note(delegate, "1", document, "a\uFFFE"), 0}).where, "/annotation/text");
    Annotation late = note(delegate, "2", document, "a");
    late.created_at = "<b>x</b>";
    EXPECT_EQ(send(delegate, PutAnnotation{late, 0}).code, "bad_time");
    const Annotation good = note(delegate, "3", document, "Nghi\u0323 quye\u0302\u0301t\u200B");
    ASSERT_TRUE(send(delegate, PutAnnotation{good, 0}).done);
    EXPECT_EQ(held<Annotation>(good.id.value).text, "Nghị quyết");
    EXPECT_TRUE(send(delegate, PutAnnotation{good, 0}).done) << "what was typed in another spelling is the same note";
}

TEST_F(TextsTest, AnImportWithOneBadTextChangesNothing)
{
    const auto before = store->head();
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");
    imported.sittings.clear();
    imported.agenda.clear();
    imported.session.end_on = "<script>";
    auto refused = store->import_session(imported);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::bad_day);
    EXPECT_EQ(refused.error().where, "/session/end_on");
    imported.session.end_on = "2024-12-19";
    imported.people[1].name = "A\x1b[31m";
    refused = store->import_session(imported);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "/people/1/name");
    EXPECT_EQ(store->head().seq, before.seq);
}

TEST_F(TextsTest, AFilesNameIsCleanedAndAReasonIsParsed)
{
    AskUpload ask;
    ask.session = SessionId("KH13");
    ask.item = AgendaItemId("M1");
    ask.file_name = "Biê\u0309u sô\u0301 03\u202Efdp.exe\n.pdf";
    EXPECT_EQ(store->check_upload(ask)->file_name, "Biểu số 03fdp.exe .pdf");
    ask.reason = "vì\x07";
    ASSERT_FALSE(store->check_upload(ask));
    EXPECT_EQ(store->check_upload(ask).error().where, "/reason");
    NewRevision blank = new_document(" \u00A0");
    EXPECT_EQ(add(std::move(blank), "bytes").error().code, ErrorCode::missing_field);
}

}  // namespace chamber::storage::test
