// Everything read from a first page can be corrected, by any clerk, and it is known who did.
#include "storage/editing.hpp"
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class EditingTest : public CouncilTest {
protected:
    std::vector<Amendment> history(const DocumentId& id)
    {
        const auto found = entity("amendments", "document/" + id.value);
        return found ? std::get<Amendments>(*found).entries : std::vector<Amendment>{};
    }
    EditDocument edit(const DocumentId& id)
    {
        EditDocument made;
        made.document = id;
        return made;
    }
    // Closes the sitting that both items of the small session belong to.
    void close_sitting()
    {
        SessionImport imported = small_session();
        imported.session.id = SessionId("KIN");
        imported.session.number = 14;
        imported.sittings[0].id = SittingId("PK");
        imported.sittings[0].session = imported.session.id;
        imported.sittings[0].open_to_public = false;
        imported.sittings.push_back(small_session().sittings[0]);
        imported.sittings[1].id = SittingId("PM");
        imported.sittings[1].session = imported.session.id;
        imported.sittings[1].start_at = "2024-12-18T06:30:00Z";
        imported.sittings[1].end_at = "2024-12-18T09:30:00Z";
        for (AgendaItem& item : imported.agenda) item.session = imported.session.id;
        imported.agenda[0].id = AgendaItemId("MK");
        imported.agenda[0].sitting = SittingId("PK");
        imported.agenda[1].id = AgendaItemId("MM");
        imported.agenda[1].sitting = SittingId("PM");
        imported.secrets.clear();
        ASSERT_TRUE(store->import_session(imported).has_value());
    }
    DocumentId upload_in_closed_session(const std::string& title, const std::string& item)
    {
        AskUpload ask;
        ask.session = SessionId("KIN");
        ask.item = AgendaItemId(item);
        ask.file_name = "a.pdf";
        NewRevision revision = new_document(title, item);
        revision.fields = *store->check_upload(ask);
        revision.fields.title = title;
        return add(std::move(revision), "%PDF " + title)->document;
    }
};

TEST_F(EditingTest, EverythingReadCanBeCorrectedAlsoAfterPublishing)
{
    const DocumentId id = upload("PHỤ LỤC 01");
    publish_all();
    EditDocument body = edit(id);
    body.title = "Về dự toán năm 2025";
    body.type_code = "TTr";
    body.type_name = "Tờ trình";
    body.issuer = "UBND huyện Sen Hồng";
    body.place = "Hương Sen";
    body.urgency = Urgency::very_urgent;
    body.draft = true;
    body.scan = true;
    ASSERT_TRUE(send(office, body).done);
    const Document document = held<Document>(id.value);
    EXPECT_EQ(document.type_code, "TTr");
    EXPECT_EQ(document.type_name, "Tờ trình");
    EXPECT_EQ(document.issuer, "UBND huyện Sen Hồng");
    EXPECT_EQ(document.place, "Hương Sen");
    EXPECT_EQ(document.urgency, Urgency::very_urgent);
    EXPECT_TRUE(document.draft);
    EXPECT_TRUE(document.scan);
}

TEST_F(EditingTest, WhoDidItWhenAndTheFormerValueAreKept)
{
    const Viewer clerk = enrol("d1", "VP01");
    const DocumentId id = upload("Tờ trình");
    EditDocument body = edit(id);
    body.issuer = "S: 123/NQ-HND";
    ASSERT_TRUE(send(office, body).done);
    clock.advance_ms(60'000);
    body.issuer = "UBND huyện Sen Hồng";
    body.scan = true;
    ASSERT_TRUE(send(clerk, body).done);
    const auto entries = history(id);
    ASSERT_EQ(entries.size(), 3u);
    EXPECT_EQ(entries[0].by, office.person);
    EXPECT_EQ(entries[1].field, "issuer");
    EXPECT_EQ(entries[1].before, "S: 123/NQ-HND");
    EXPECT_EQ(entries[1].after, "UBND huyện Sen Hồng");
    EXPECT_EQ(entries[1].by, PersonId("VP01"));
    EXPECT_EQ(entries[1].at, "2024-12-18T00:31:00Z");
    EXPECT_EQ(entries[2].field, "scan");
    EXPECT_EQ(entries[2].after, "true");
}

TEST_F(EditingTest, AnEditThatChangesNothingLeavesNoHistory)
{
    const DocumentId id = upload("Tờ trình");
    EditDocument body = edit(id);
    body.title = "Tờ trình";
    ASSERT_TRUE(send(office, body).done);
    EXPECT_TRUE(history(id).empty());
}

TEST_F(EditingTest, HistoriesAreTheOfficesAlone)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Tờ trình");
    EditDocument body = edit(id);
    body.place = "Hương Sen";
    ASSERT_TRUE(send(office, body).done);
    publish_all();
    EXPECT_TRUE(sees(office, "amendments", "document/" + id.value));
    EXPECT_FALSE(sees(delegate, "amendments", "document/" + id.value));
}

TEST_F(EditingTest, ASecondClerkSeesWhatTheFirstHasConfirmed)
{
    const DocumentId id = upload("Tờ trình");
    EditDocument body = edit(id);
    body.confirmed = true;
    ASSERT_TRUE(send(office, body).done);
    ASSERT_TRUE(send(office, body).done);  // the second clerk, a moment later
    const auto entries = history(id);
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].field, "confirmed");
    EXPECT_EQ(entries[0].after, "true");
    EXPECT_EQ(entries[0].by, office.person);
}

TEST_F(EditingTest, PapersOfAClosedSittingAreTheDelegatesUnlessAClerkSaysOtherwise)
{
    close_sitting();
    const DocumentId closed = upload_in_closed_session("Nhân sự", "MK");
    const DocumentId open = upload_in_closed_session("Chương trình", "MM");
    EXPECT_EQ(store->document(closed)->audience, Audience::delegates_only);
    EXPECT_EQ(store->document(open)->audience, Audience::everyone);
    AskUpload ask;
    ask.session = SessionId("KIN");
    ask.item = AgendaItemId("MK");
    ask.audience = Audience::everyone;
    EXPECT_EQ(store->check_upload(ask)->audience, Audience::everyone);
    ask.item = AgendaItemId("MM");
    ask.audience = Audience::delegates_only;
    EXPECT_EQ(store->check_upload(ask)->audience, Audience::delegates_only);
}

TEST_F(EditingTest, MovedToAClosedSittingAWaitingPaperIsTheDelegates)
{
    close_sitting();
    const DocumentId moved = upload_in_closed_session("Nhân sự", "MM");
    EditDocument body = edit(moved);
    body.agenda_item = AgendaItemId("MK");
    ASSERT_TRUE(send(office, body).done);
    EXPECT_EQ(store->document(moved)->audience, Audience::delegates_only);
    const DocumentId shown = upload_in_closed_session("Lịch họp", "MM");
    body.document = shown;
    body.audience = Audience::everyone;
    ASSERT_TRUE(send(office, body).done);
    EXPECT_EQ(store->document(shown)->audience, Audience::everyone);
}

TEST_F(EditingTest, ARefusedEditChangesNothing)
{
    const DocumentId id = upload("Tờ trình");
    EditDocument body = edit(id);
    body.issuer = "UBND";
    body.position = 0;
    EXPECT_EQ(send(office, body).code, "out_of_range");
    body.position.reset();
    body.agenda_item = AgendaItemId("M7");
    EXPECT_EQ(send(office, body).where, "/agenda_item");
    EXPECT_EQ(store->document(id)->issuer, "");
    EXPECT_TRUE(history(id).empty());
}

// ---- the same number twice, a replacement that is another paper

class NumbersTest : public EditingTest {
protected:
    DocumentId upload_numbered(const std::string& title, const std::string& number, const std::string& day = "")
    {
        NewRevision revision = new_document(title);
        revision.fields.full_number = number;
        revision.fields.issued_on = day;
        return add(std::move(revision), "%PDF " + title)->document;
    }
    std::vector<std::string> remarks(const DocumentId& id) { return store->document(id)->revisions.back().remarks; }
};

TEST_F(NumbersTest, TheSameNumberTwiceIsRemarkedOnBoth)
{
    const DocumentId first = upload_numbered("Thông báo 1", "62/TB-MTTQ-BTT");
    const DocumentId second = upload_numbered("Thông báo 2", "62/TB-MTTQ-BTT");
    const DocumentId other = upload_numbered("Thông báo 3", "63/TB-MTTQ-BTT");
    ASSERT_EQ(remarks(first).size(), 1u);
    EXPECT_NE(remarks(first)[0].find("“Thông báo 2”"), std::string::npos);
    ASSERT_EQ(remarks(second).size(), 1u);
    EXPECT_NE(remarks(second)[0].find("62/TB-MTTQ-BTT"), std::string::npos);
    EXPECT_TRUE(remarks(other).empty());
}

TEST_F(NumbersTest, TheRemarkGoesWhenANumberIsCorrectedOrAPaperTakenBack)
{
    const DocumentId first = upload_numbered("Thông báo 1", "62/TB");
    const DocumentId second = upload_numbered("Thông báo 2", "62/TB");
    const DocumentId third = upload_numbered("Thông báo 3", "62/TB");
    EditDocument body = edit(third);
    body.full_number = "64/TB";
    ASSERT_TRUE(send(office, body).done);
    EXPECT_TRUE(remarks(third).empty());
    EXPECT_EQ(remarks(first).size(), 1u);
    ASSERT_TRUE(send(office, WithdrawDocument{second, "Trùng"}).done);
    EXPECT_TRUE(remarks(first).empty());
    body.document = first;
    ASSERT_TRUE(send(office, body).done);
    EXPECT_EQ(remarks(first).size(), 1u) << "now it is the third's";
}

TEST_F(NumbersTest, NumbersBeginAnewEachYearAndPapersWithoutOneAreNoTwins)
{
    const DocumentId old = upload_numbered("Năm ngoái", "15/BC", "2023-12-01");
    upload_numbered("Năm nay", "15/BC", "2024-12-01");
    upload_numbered("Chưa có số 1", "");
    const DocumentId blank = upload_numbered("Chưa có số 2", "");
    EXPECT_TRUE(remarks(old).empty());
    EXPECT_TRUE(remarks(blank).empty());
}

TEST_F(NumbersTest, WhatIsPublishedIsToldWithoutTheOfficesRemarks)
{
    upload_numbered("Thông báo 1", "62/TB");
    const DocumentId second = upload_numbered("Thông báo 2", "62/TB");
    publish_all();
    EXPECT_TRUE(held<Document>(second.value).revisions[0].remarks.empty());
}

TEST_F(NumbersTest, RemarksOfTheOfficeOutliveASignatureCheck)
{
    const DocumentId first = upload_numbered("Thông báo 1", "62/TB");
    upload_numbered("Thông báo 2", "62/TB");
    DocumentChecks checks;
    checks.document = first;
    RevisionCheck check;
    check.report.engine = "other";
    check.remarks = {"Tệp có đính kèm", "Trùng số: không phải của máy chủ"};
    checks.checks = {check};
    ASSERT_TRUE(store->store_checks(checks, PersonId("VP01")).has_value());
    ASSERT_EQ(remarks(first).size(), 2u);
    EXPECT_EQ(remarks(first)[0], "Tệp có đính kèm");
    EXPECT_NE(remarks(first)[1].find("62/TB"), std::string::npos);
}

}  // namespace chamber::storage::test
