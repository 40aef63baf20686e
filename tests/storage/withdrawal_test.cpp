// Taking papers back: what is left of them, for whom, and what becomes of their bytes.
#include "storage/withdrawal.hpp"

#include "protocol/office_remark.hpp"
#include "storage/files/hash.hpp"
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class WithdrawalTest : public CouncilTest {
protected:
    WithdrawDocument secret(const DocumentId& id)
    {
        WithdrawDocument command{id, "Có nội dung mật"};
        command.secret = true;
        return command;
    }
    bool lies_there(const std::string& bytes) { return store->blobs().contains(sha256_of(bytes)); }
};

TEST_F(WithdrawalTest, AWithdrawnPaperKeepsItsEntryReasonAndBytes)
{
    const DocumentId id = upload("Báo cáo");
    EditDocument edit;
    edit.document = id;
    edit.full_number = "98/BC";
    edit.issuer = "UBND";
    ASSERT_TRUE(send(office, edit).done);
    publish_all();
    ASSERT_TRUE(send(office, WithdrawDocument{id, "Gửi nhầm"}).done);
    const Withdrawal left = held<Withdrawal>(id.value);
    EXPECT_EQ(left.full_number, "98/BC");
    EXPECT_EQ(left.issuer, "UBND");
    EXPECT_EQ(left.by, office.person);
    EXPECT_FALSE(left.secret);
    EXPECT_EQ(left.reason, "Gửi nhầm");
    store->tend();
    reopen();
    EXPECT_TRUE(lies_there("%PDF Báo cáo"));
}

TEST_F(WithdrawalTest, OfWhatWasNeverPublishedTheStaffAloneHasTheWord)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Nháp");
    ASSERT_TRUE(send(office, WithdrawDocument{id, "Thả nhầm"}).done);
    EXPECT_TRUE(sees(office, "withdrawal", id.value));
    EXPECT_FALSE(sees(delegate, "withdrawal", id.value));
}

TEST_F(WithdrawalTest, BytesOfASecretAreDestroyedAndSaid)
{
    const DocumentId id = upload("Mật");
    publish_all();
    revise(id, "%PDF Mật 2");
    ASSERT_TRUE(send(office, secret(id)).done);
    EXPECT_TRUE(held<Withdrawal>(id.value).secret);
    EXPECT_TRUE(lies_there("%PDF Mật")) << "not before the commit";
    store->tend();
    EXPECT_FALSE(lies_there("%PDF Mật"));
    EXPECT_FALSE(lies_there("%PDF Mật 2"));
    EXPECT_TRUE(store->check_database().has_value());
    const auto left = store->search(office, "Mật");
    ASSERT_EQ(left->size(), 1u) << "the office still has its word, and no page";
    EXPECT_EQ(left->front().entity_type, "withdrawal");
    EXPECT_EQ(left->front().revision, 0);
}

TEST_F(WithdrawalTest, ASecretsBytesGoAtTheNextStartAtTheLatest)
{
    const DocumentId id = upload("Mật");
    ASSERT_TRUE(send(office, secret(id)).done);
    reopen();
    EXPECT_FALSE(lies_there("%PDF Mật"));
}

TEST_F(WithdrawalTest, BytesThatAnotherPaperHasStay)
{
    const DocumentId id = upload("Chung");
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");
    imported.session.number = 14;
    imported.sittings[0].id = SittingId("P14");
    imported.sittings[0].session = imported.session.id;
    imported.agenda.resize(1);
    imported.agenda[0].id = AgendaItemId("M14");
    imported.agenda[0].session = imported.session.id;
    imported.agenda[0].sitting = SittingId("P14");
    imported.secrets.clear();
    ASSERT_TRUE(store->import_session(imported).has_value());
    NewRevision twin = new_document("Chung", "M14");
    twin.fields.session = imported.session.id;
    ASSERT_TRUE(add(std::move(twin), "%PDF Chung").has_value());
    ASSERT_TRUE(send(office, secret(id)).done);
    store->tend();
    EXPECT_TRUE(lies_there("%PDF Chung"));
}

TEST_F(WithdrawalTest, AWrongReplacementIsDroppedAndThePublishedPaperStays)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = upload("Báo cáo");
    publish_all();
    revise(id, "%PDF nhầm");
    EXPECT_EQ(send(office, DropRevision{id, " "}).code, "reason_required");
    ASSERT_TRUE(send(office, DropRevision{id, "Nhầm tệp"}).done);
    EXPECT_FALSE(sees(office, "draft_document", id.value));
    EXPECT_TRUE(sees(delegate, "document", id.value));
    EXPECT_EQ(store->document(id)->revisions.size(), 1u);
    store->tend();
    EXPECT_FALSE(lies_there("%PDF nhầm"));
    EXPECT_TRUE(lies_there("%PDF Báo cáo"));
    EXPECT_EQ(send(office, DropRevision{id, "Nhầm"}).code, "nothing_waiting");
    const auto entries = held<Amendments>("document/" + id.value).entries;
    ASSERT_FALSE(entries.empty());
    EXPECT_EQ(entries.back().field, "revision");
    EXPECT_EQ(entries.back().reason, "Nhầm tệp");
    // The same file may come again, and another one.
    EXPECT_EQ(revise(id, "%PDF nhầm").revision, 2);
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(WithdrawalTest, BytesThatWereDamagedMayComeAgainAndBeDamagedAgain)
{
    const DocumentId id = upload("Báo cáo");
    revise(id, "%PDF nhầm");
    const Sha256 sha256 = sha256_of("%PDF nhầm");
    ASSERT_TRUE(store->note_damage(sha256, DamageKind::missing)->fresh);
    ASSERT_TRUE(send(office, DropRevision{id, "Nhầm tệp"}).done);
    EXPECT_FALSE(sees(office, "damage", sha256.hex()));
    store->tend();
    revise(id, "%PDF nhầm");
    EXPECT_TRUE(store->note_damage(sha256, DamageKind::missing)->fresh);
    EXPECT_TRUE(sees(office, "damage", sha256.hex()));
}

TEST_F(WithdrawalTest, OfTwoThatWaitTheNewestIsDropped)
{
    const DocumentId id = upload("Báo cáo");
    EXPECT_EQ(send(office, DropRevision{id, "Nhầm"}).code, "nothing_waiting")
        << "its only revision is the paper itself";
    revise(id, "%PDF hai");
    ASSERT_TRUE(send(office, DropRevision{id, "Nhầm"}).done);
    EXPECT_TRUE(sees(office, "draft_document", id.value));
    EXPECT_EQ(store->document(id)->revisions.size(), 1u);
}

TEST_F(WithdrawalTest, TheNameOfTheFileBeforeComesBack)
{
    const DocumentId id = upload("Báo cáo");
    NewRevision wrong = new_document("");
    wrong.document = id;
    wrong.reason = "Đính chính";
    wrong.fields.file_name = "nham.pdf";
    ASSERT_TRUE(add(std::move(wrong), "%PDF nhầm").has_value());
    EXPECT_EQ(store->document(id)->file_name, "nham.pdf");
    ASSERT_TRUE(send(office, DropRevision{id, "Nhầm tệp"}).done);
    EXPECT_EQ(store->document(id)->file_name, "tai-lieu.pdf");
}

TEST_F(WithdrawalTest, WhatAColleagueHasJustPublishedSaysSo)
{
    const DocumentId first = upload("Một");
    const DocumentId second = upload("Hai");
    ASSERT_TRUE(send(office, PublishDocuments{SessionId("KH13"), {first}}).done);
    const CommandOutcome late = send(office, PublishDocuments{SessionId("KH13"), {second, first}});
    EXPECT_EQ(late.code, "published_meanwhile");
    EXPECT_EQ(late.where, "/documents/1");
    EXPECT_EQ(late.sentence->find("thu hồi"), std::string::npos) << "no dangerous advice";
    EXPECT_FALSE(sees(office, "document", second.value));
}

TEST_F(WithdrawalTest, AClerksWordAgainstAMarkingIsJournaledAndKept)
{
    NewRevision revision = new_document("Kế hoạch bảo mật");
    revision.inspection.remarks = {not_secret_remark("Là chữ trong tên dự án", "2")};
    const auto added = add(std::move(revision), "%PDF bảo mật");
    ASSERT_TRUE(added.has_value());
    const auto entries = held<Amendments>("document/" + added->document.value).entries;
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].field, "not_secret");
    EXPECT_EQ(entries[0].by, PersonId("VP01"));
    const auto lines = store->session_file(SessionId("KH13"))->journal_lines;
    const auto overruled = [](const std::string& line) {
        return line.find("overrule_marking") != std::string::npos &&
               line.find("Là chữ trong tên dự án") != std::string::npos;
    };
    EXPECT_EQ(std::count_if(lines.begin(), lines.end(), overruled), 1);
}

}  // namespace chamber::storage::test
