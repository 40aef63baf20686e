// Uploading, publishing, editing, withdrawing, and who sees what of it.
#include "storage/files/delta.hpp"
#include "storage/files/hash.hpp"
#include "storage/files/inspected.hpp"
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class DocumentsTest : public CouncilTest {
protected:
    AskUpload ask(const std::string& item)
    {
        AskUpload asked;
        asked.session = SessionId("KH13");
        asked.item = AgendaItemId(item);
        asked.file_name = "to-trinh.pdf";
        return asked;
    }
    ErrorCode refusal(const AskUpload& asked)
    {
        auto fields = store->check_upload(asked);
        return fields ? ErrorCode::internal : fields.error().code;
    }
};

TEST_F(DocumentsTest, DraftIsForTheStaffAlone)
{
    const Viewer delegate = enrol("d1", "DB02");
    const Viewer secretary = enrol("d2", "VP01");
    const DocumentId id = upload("Tờ trình");
    EXPECT_TRUE(sees(secretary, "draft_document", id.value));
    EXPECT_FALSE(sees(delegate, "draft_document", id.value));
    EXPECT_FALSE(sees(secretary, "document", id.value));
}

TEST_F(DocumentsTest, PublishingMovesItFromDraftToDocumentWithItsReport)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Tờ trình");
    publish_all();
    EXPECT_TRUE(sees(delegate, "document", id.value));
    EXPECT_TRUE(sees(delegate, "report", id.value + "/1"));
    EXPECT_FALSE(sees(office, "draft_document", id.value));
    EXPECT_TRUE(held<Document>(id.value).revisions.at(0).published_at.has_value());
    EXPECT_EQ(held<AgendaItem>("M1").documents, std::vector<DocumentId>{id});
}

TEST_F(DocumentsTest, DelegatesOnlyIsNotForGuests)
{
    const Viewer guest = enrol("d1", "KM01");
    const Viewer delegate = enrol("d2", "DB02");
    const DocumentId id = upload("Tài liệu kín", Audience::delegates_only);
    publish_all();
    EXPECT_TRUE(sees(delegate, "document", id.value));
    EXPECT_FALSE(sees(guest, "document", id.value));
    EXPECT_FALSE(sees(guest, "report", id.value + "/1"));
}

TEST_F(DocumentsTest, WaitingRevisionIsADraftBesideTheDocument)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Báo cáo");
    publish_all();
    revise(id, "%PDF bản 2");
    EXPECT_EQ(held<Document>(id.value).revisions.size(), 1u);
    EXPECT_EQ(held<DraftDocument>(id.value).revisions.size(), 2u);
    EXPECT_FALSE(sees(delegate, "draft_document", id.value));
    EXPECT_EQ(store->document(id)->revisions.size(), 2u);
    publish_all();
    EXPECT_EQ(held<Document>(id.value).revisions.size(), 2u);
    EXPECT_FALSE(sees(office, "draft_document", id.value));
    // And once more: the third waits as the second did.
    revise(id, "%PDF bản 3");
    EXPECT_TRUE(sees(office, "draft_document", id.value));
}

TEST_F(DocumentsTest, DraftCarriesTheReportOfItsWaitingRevision)
{
    const DocumentId id = upload("Báo cáo");
    ASSERT_TRUE(held<DraftDocument>(id.value).report.has_value());
    EXPECT_EQ(held<DraftDocument>(id.value).report->verdict, held<DraftDocument>(id.value).revisions.at(0).verdict);
    publish_all();
    revise(id, "%PDF bản 2");
    EXPECT_TRUE(held<DraftDocument>(id.value).report.has_value());
    EXPECT_TRUE(sees(office, "report", id.value + "/1"));
    EXPECT_FALSE(sees(office, "report", id.value + "/2"));
}

TEST_F(DocumentsTest, BytesOfADraftAreTheStaffsUntilPublished)
{
    const DocumentId id = upload("Báo cáo");
    const auto sha256 = Sha256::parse(store->document(id)->revisions[0].sha256);
    const std::vector<std::pair<Scope, std::string>> before = {{Scope{ScopeKind::staff, {}}, "draft_document"}};
    EXPECT_EQ(store->blob_scopes(*sha256), before);
    publish_all();
    const std::vector<std::pair<Scope, std::string>> after = {{Scope{ScopeKind::everyone, {}}, "document"}};
    EXPECT_EQ(store->blob_scopes(*sha256), after);
    EXPECT_TRUE(send(office, WithdrawDocument{id, "nhầm"}).done);
    EXPECT_TRUE(store->blob_scopes(*sha256).empty());
}

TEST_F(DocumentsTest, WithdrawalIsFinal)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Báo cáo");
    publish_all();
    EXPECT_EQ(send(office, WithdrawDocument{id, "  "}).code, "reason_required");
    EXPECT_TRUE(send(office, WithdrawDocument{id, "phát hành nhầm"}).done);
    EXPECT_FALSE(sees(delegate, "document", id.value));
    EXPECT_FALSE(sees(delegate, "report", id.value + "/1"));
    EXPECT_TRUE(held<AgendaItem>("M1").documents.empty());
    EXPECT_EQ(send(office, PublishDocuments{SessionId("KH13"), {id}}).code, "document_unknown");
    EXPECT_EQ(send(office, EditDocument{id, "x", {}, {}, {}, {}}).code, "document_unknown");
    NewRevision again = new_document("Bản sửa");
    again.document = id;
    again.reason = "x";
    EXPECT_EQ(add(again, "%PDF khác").error().code, ErrorCode::document_unknown);
    // The same bytes come back only as another document.
    const DocumentId other = upload("Báo cáo");
    EXPECT_NE(other, id);
}

TEST_F(DocumentsTest, WithdrawalLeavesTitleAndReasonToThoseWhoReadIt)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Báo cáo");
    const DocumentId unread = upload("Chưa gửi");
    EXPECT_TRUE(send(office, WithdrawDocument{unread, "bỏ"}).done);
    publish_all();
    EXPECT_FALSE(sees(delegate, "withdrawal", id.value));
    EXPECT_TRUE(send(office, WithdrawDocument{id, "Gửi nhầm bản"}).done);
    EXPECT_TRUE(sees(delegate, "withdrawal", id.value));
    EXPECT_FALSE(sees(delegate, "withdrawal", unread.value));
    const auto left = held<Withdrawal>(id.value);
    EXPECT_EQ(left.title, "Báo cáo");
    EXPECT_EQ(left.reason, "Gửi nhầm bản");
    EXPECT_FALSE(left.withdrawn_at.empty());
}

TEST_F(DocumentsTest, WithdrawalOfADelegatesPaperIsNotToldToGuests)
{
    const Viewer guest = enrol("d2", "KM01");
    const DocumentId id = upload("Tờ trình nhân sự");
    EXPECT_TRUE(send(office, EditDocument{id, {}, {}, {}, {}, Audience::delegates_only}).done);
    publish_all();
    EXPECT_TRUE(send(office, WithdrawDocument{id, "Gửi nhầm"}).done);
    EXPECT_FALSE(sees(guest, "withdrawal", id.value));
    EXPECT_TRUE(sees(office, "withdrawal", id.value));
}

TEST_F(DocumentsTest, AudienceIsFixedOncePublished)
{
    const DocumentId id = upload("Báo cáo");
    EXPECT_TRUE(send(office, EditDocument{id, {}, {}, {}, {}, Audience::delegates_only}).done);
    publish_all();
    const CommandOutcome refused = send(office, EditDocument{id, {}, {}, {}, {}, Audience::everyone});
    EXPECT_EQ(refused.code, "already_published");
    EXPECT_EQ(refused.where, "/audience");
    EXPECT_EQ(held<Document>(id.value).audience, Audience::delegates_only);
}

TEST_F(DocumentsTest, EditChangesParticularsAndItem)
{
    const DocumentId id = upload("Báo cáo");
    publish_all();
    EXPECT_TRUE(
        send(office, EditDocument{id, "Báo cáo thẩm tra", "208/BC-BPC", "2024-12-10", AgendaItemId("M2"), {}}).done);
    const Document document = held<Document>(id.value);
    EXPECT_EQ(document.title, "Báo cáo thẩm tra");
    EXPECT_EQ(document.full_number, "208/BC-BPC");
    EXPECT_TRUE(held<AgendaItem>("M1").documents.empty());
    EXPECT_EQ(held<AgendaItem>("M2").documents, std::vector<DocumentId>{id});
    EXPECT_EQ(send(office, EditDocument{id, {}, {}, {}, AgendaItemId("M7"), {}}).code, "item_unknown");
}

TEST_F(DocumentsTest, PublishSaysWhatStandsInItsWay)
{
    const SessionId session("KH13");
    EXPECT_EQ(send(office, PublishDocuments{session, {}}).code, "nothing_to_publish");
    EXPECT_EQ(send(office, PublishDocuments{SessionId("KH99"), {}}).code, "session_unknown");
    const DocumentId id = upload("Báo cáo");
    publish_all();
    EXPECT_EQ(send(office, PublishDocuments{session, {id}}).code, "published_meanwhile");
    EXPECT_EQ(send(office, PublishDocuments{session, {DocumentId("nope")}}).where, "/documents/0");
}

TEST_F(DocumentsTest, PublishesOnlyWhatIsNamed)
{
    const DocumentId first = upload("Một");
    const DocumentId second = upload("Hai");
    EXPECT_TRUE(send(office, PublishDocuments{SessionId("KH13"), {second, second}}).done);
    EXPECT_TRUE(sees(office, "document", second.value));
    EXPECT_FALSE(sees(office, "document", first.value));
}

TEST_F(DocumentsTest, UploadIsCheckedBeforeItIsAnnounced)
{
    EXPECT_EQ(store->check_upload(ask("M1"))->agenda_item, AgendaItemId("M1"));
    EXPECT_EQ(refusal(ask("M7")), ErrorCode::item_unknown);
    AskUpload asked = ask("M1");
    asked.session = SessionId("KH99");
    EXPECT_EQ(refusal(asked), ErrorCode::session_unknown);
    asked = ask("M1");
    asked.item.reset();
    EXPECT_EQ(refusal(asked), ErrorCode::missing_field);
    asked.document = DocumentId("nope");
    EXPECT_EQ(refusal(asked), ErrorCode::document_unknown);
    asked.document = upload("Báo cáo");
    EXPECT_EQ(refusal(asked), ErrorCode::reason_required);
    asked.reason = "Đính chính";
    EXPECT_EQ(store->check_upload(asked)->title, "Báo cáo");
}

TEST_F(DocumentsTest, HeldRevisionIsTheNewestPublishedOne)
{
    const DocumentId id = upload("Báo cáo");
    EXPECT_FALSE(store->held_revision(id).has_value());
    publish_all();
    EXPECT_EQ(store->held_revision(id), sha256_of("%PDF Báo cáo"));
    revise(id, "%PDF Báo cáo sửa");
    EXPECT_EQ(store->held_revision(id), sha256_of("%PDF Báo cáo"));
}

TEST_F(DocumentsTest, DeltaIsABlobOfTheRevisionAndOfItsReaders)
{
    const DocumentId id = upload("Báo cáo");
    publish_all();
    const auto keep = [&](const std::string& bytes) {
        auto staged = store->blobs().stage(limits::document_bytes_max);
        EXPECT_TRUE(staged->write(bytes).has_value() && staged->finish().has_value());
        return std::move(*staged);
    };
    const std::string longer = "%PDF Báo cáo" + std::string(2'000, ' ') + "ký";
    Inspection inspection = new_document("").inspection;
    auto revision = keep_inspected(store->blobs(), keep(longer), inspection, store->held_revision(id));
    ASSERT_TRUE(revision.has_value());
    ASSERT_TRUE(revision->delta.has_value());
    revision->document = id;
    revision->reason = "Đã ký";
    revision->by = PersonId("VP01");
    ASSERT_TRUE(store->add_revision(*revision).has_value());
    const Sha256 delta = Sha256::parse(revision->delta->sha256).value();
    EXPECT_EQ(store->blob_scopes(delta).at(0).second, "draft_document");
    publish_all();
    EXPECT_EQ(store->blob_scopes(delta).at(0).second, "document");
    EXPECT_EQ(held<Document>(id.value).revisions.at(1).delta->base, sha256_of("%PDF Báo cáo").hex());
    reopen();
    EXPECT_TRUE(store->blobs().contains(delta));
    const auto file = store->blobs().open(delta);
    EXPECT_EQ(*apply_delta("%PDF Báo cáo", *file->read(0, static_cast<std::uint32_t>(file->bytes()))), longer);
}

TEST_F(DocumentsTest, SealedSessionTakesNothingMore)
{
    seal_session();
    EXPECT_EQ(refusal(ask("M1")), ErrorCode::session_sealed);
    EXPECT_EQ(add(new_document("Muộn"), "%PDF muộn").error().code, ErrorCode::session_sealed);
    EXPECT_EQ(send(office, PublishDocuments{SessionId("KH13"), {}}).code, "session_sealed");
}

TEST_F(DocumentsTest, SameBytesTwiceInASessionNameTheDocument)
{
    const DocumentId id = upload("Báo cáo");
    auto again = store->check_new_bytes(SessionId("KH13"), sha256_of("%PDF Báo cáo"));
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::same_bytes);
    EXPECT_EQ(again.error().where, id.value);
    EXPECT_EQ(add(new_document("Khác tên"), "%PDF Báo cáo").error().where, id.value);
}

TEST_F(DocumentsTest, ImportMayBringItsOwnIdOnce)
{
    NewRevision revision = new_document("Báo cáo");
    revision.new_id = DocumentId("TL08");
    EXPECT_EQ(add(revision, "một")->document, DocumentId("TL08"));
    EXPECT_EQ(add(revision, "hai").error().code, ErrorCode::already_exists);
}

TEST_F(DocumentsTest, RevisionNeedsItsBytesKept)
{
    NewRevision revision = new_document("Báo cáo");
    revision.sha256 = sha256_of("never stored");
    EXPECT_EQ(store->add_revision(revision).error().code, ErrorCode::blob_unknown);
}

TEST_F(DocumentsTest, LateIsSaidOfWhatComesAfterTheDeadline)
{
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");
    imported.session.number = 14;
    imported.session.documents_deadline = "2024-12-08";
    imported.sittings[0].session = imported.session.id;
    imported.sittings[0].id = SittingId("P14");
    imported.agenda.resize(1);
    imported.agenda[0].id = AgendaItemId("M14");
    imported.agenda[0].session = imported.session.id;
    imported.agenda[0].sitting = SittingId("P14");
    ASSERT_TRUE(store->import_session(imported).has_value());
    AskUpload asked = ask("M14");
    asked.session = imported.session.id;
    clock.now = parse_utc("2024-12-08T16:59:00Z");  // 23:59 in Vietnam
    EXPECT_FALSE(store->check_upload(asked)->late);
    clock.now = parse_utc("2024-12-08T17:01:00Z");
    EXPECT_TRUE(store->check_upload(asked)->late);
}

TEST_F(DocumentsTest, TheAgendaNamesOnlyPapersForEveryone)
{
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH15");
    imported.session.number = 15;
    imported.sittings[0].id = SittingId("P9");
    imported.sittings[0].session = imported.session.id;
    imported.agenda.resize(1);
    imported.agenda[0].id = AgendaItemId("M9");
    imported.agenda[0].session = imported.session.id;
    imported.agenda[0].sitting = SittingId("P9");
    imported.agenda[0].documents = {DocumentId("TL2"), DocumentId("TL1"), DocumentId("KIN")};
    imported.secrets.clear();
    ASSERT_TRUE(store->import_session(imported).has_value());
    EXPECT_TRUE(held<AgendaItem>("M9").documents.empty());
    for (const char* id : {"KIN", "TL1", "TL2"}) {
        NewRevision revision = new_document(id, "M9");
        revision.fields.session = imported.session.id;
        revision.fields.audience = std::string(id) == "KIN" ? Audience::delegates_only : Audience::everyone;
        revision.new_id = DocumentId(id);
        const std::size_t named = held<AgendaItem>("M9").documents.size();
        ASSERT_TRUE(add(std::move(revision), std::string("%PDF ") + id).has_value());
        EXPECT_EQ(held<AgendaItem>("M9").documents.size(), named) << "a waiting paper is not named";
        ASSERT_TRUE(send(office, PublishDocuments{imported.session.id, {DocumentId(id)}}).done);
        if (std::string(id) == "KIN") {
            EXPECT_TRUE(held<AgendaItem>("M9").documents.empty());
        }
    }
    // In the order they were to stand in.
    EXPECT_EQ(held<AgendaItem>("M9").documents, (std::vector<DocumentId>{DocumentId("TL2"), DocumentId("TL1")}));
    ASSERT_TRUE(send(office, WithdrawDocument{DocumentId("TL2"), "Gửi nhầm"}).done);
    EXPECT_EQ(held<AgendaItem>("M9").documents, std::vector<DocumentId>{DocumentId("TL1")});
}

TEST_F(DocumentsTest, ARevisionNeedsItsSenderStillSignedInAndAllowed)
{
    const auto sent_by = [&](const Viewer& viewer, const std::string& bytes) {
        NewRevision revision = new_document("Tờ trình");
        revision.by = viewer.person;
        revision.device = viewer.device;
        return add(std::move(revision), bytes);
    };
    const Viewer clerk = enrol("d1", "VP01");
    ASSERT_TRUE(sent_by(clerk, "một"));
    EXPECT_EQ(sent_by(enrol("d2", "DB02"), "hai").error().code, ErrorCode::not_allowed);
    ASSERT_TRUE(store->sign_out(clerk.device));
    EXPECT_EQ(sent_by(clerk, "ba").error().code, ErrorCode::sign_in_ended);
    EXPECT_TRUE(send(office, RevokeDevice{clerk.device, "mất máy"}).done);
    EXPECT_EQ(sent_by(clerk, "bốn").error().code, ErrorCode::device_revoked);
}

}  // namespace chamber::storage::test
