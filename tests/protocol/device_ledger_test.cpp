// What the golden histories do not tell: limits, parts of messages, what a step hands back.
#include "protocol/codec.hpp"
#include "protocol/device_ledger.hpp"
#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

Annotation note(const std::string& id, std::string text)
{
    Annotation note;
    note.id = AnnotationId(id);
    note.author = PersonId("DB24");
    note.document = DocumentId("TL1");
    note.text = std::move(text);
    return note;
}

Change told(std::int64_t seq, Annotation entity)
{
    return {seq, Annotation::type, entity.id.value, "person:DB24", Entity(std::move(entity))};
}

// A tablet of DB24 whose view is whole at 10.
struct Tablet {
    DeviceLedger ledger{"i1"};
    int incarnations = 1;
    const DeviceLedger::NewIncarnation fresh = [this] { return "i" + std::to_string(++incarnations); };

    Tablet()
    {
        ledger.change_person(PersonId("DB24"), {}, fresh);
        Batch first;
        first.epoch = "e1";
        first.snapshot = true;
        first.upto = 10;
        EXPECT_TRUE(take(first));
    }

    std::optional<DeviceLedger::Taken> take(const Batch& batch, std::vector<DeviceLedger::HeldBlob> blobs = {})
    {
        return ledger.take_batch(std::make_shared<const Batch>(batch), blobs, fresh);
    }
    Batch news(std::int64_t upto) const
    {
        Batch batch;
        batch.epoch = ledger.place().epoch;
        batch.prev = ledger.place().cursor;
        batch.upto = upto;
        return batch;
    }
    Batch restored(std::int64_t upto) const
    {
        Batch batch;
        batch.epoch = "e2";
        batch.snapshot = true;
        batch.upto = upto;
        return batch;
    }
    std::vector<DeviceLedger::Row> answer(std::int64_t number, std::int64_t shown_at, std::string_view epoch)
    {
        Receipts receipts;
        receipts.shown_at = shown_at;
        receipts.outcomes.emplace_back();
        receipts.outcomes.back().number = number;
        receipts.outcomes.back().done = true;
        return ledger.take_receipts(receipts, epoch);
    }
    // A command that is done, shown and kept.
    void do_one(CommandBody body)
    {
        const std::int64_t number = ledger.queue(std::move(body)).number;
        EXPECT_EQ(answer(number, ledger.place().cursor, ledger.place().epoch).size(), 1U);
    }
};

OpenAgendaItem opening(const std::string& item)
{
    return {SessionId("KH15"), AgendaItemId(item)};
}

TEST(DeviceLedger, SharesWhatItWasToldWithTheBatch)
{
    Tablet tablet;
    Batch batch = tablet.news(11);
    batch.items.push_back(told(11, note("A1", "một")));
    const auto shared = std::make_shared<const Batch>(std::move(batch));
    ASSERT_TRUE(tablet.ledger.take_batch(shared, {}, tablet.fresh));
    EXPECT_EQ(tablet.ledger.view().at({Annotation::type, "A1"}).get(), &shared->items.front());
    ASSERT_NE(tablet.ledger.find<Annotation>("A1"), nullptr);
    EXPECT_EQ(tablet.ledger.all<Annotation>().size(), 1U);
    EXPECT_EQ(tablet.ledger.find<Document>("A1"), nullptr);
}

TEST(DeviceLedger, IsWholeWhenTheNewestBatchHasNoOtherBehindIt)
{
    Tablet tablet;
    Batch part = tablet.news(11);
    part.more = true;
    ASSERT_TRUE(tablet.take(part));
    EXPECT_FALSE(tablet.ledger.whole());
    ASSERT_TRUE(tablet.take(tablet.news(12)));
    EXPECT_TRUE(tablet.ledger.whole());
    tablet.ledger.from_nothing();
    EXPECT_FALSE(tablet.ledger.whole());
    EXPECT_EQ(tablet.ledger.place().cursor, 0);
}

TEST(DeviceLedger, HandsBackTheCommandsWhoseEffectTheViewHolds)
{
    Tablet tablet;
    tablet.ledger.queue(opening("M1"));
    EXPECT_TRUE(tablet.answer(1, 12, "e1").empty());
    EXPECT_TRUE(tablet.take(tablet.news(11))->shown.empty());
    const auto taken = tablet.take(tablet.news(12));
    ASSERT_EQ(taken->shown.size(), 1U);
    EXPECT_EQ(taken->shown.front().number, 1);
    EXPECT_TRUE(tablet.ledger.outbox().rows.empty());
}

// Before the first batch of a restored server our cursor belongs to another history.
TEST(DeviceLedger, DoesNotCompareReceiptsOfOneHistoryWithTheCursorOfAnother)
{
    Tablet tablet;
    tablet.ledger.queue(opening("M1"));
    EXPECT_TRUE(tablet.answer(1, 3, "e2").empty());
    EXPECT_EQ(tablet.ledger.outbox().rows.size(), 1U);
    Batch snapshot = tablet.restored(3);
    snapshot.last_command = 1;
    ASSERT_TRUE(tablet.take(snapshot));
    EXPECT_TRUE(tablet.ledger.outbox().rows.empty());
}

TEST(DeviceLedger, FillsAMessageToItsLimitsAndNotFurther)
{
    Tablet tablet;
    for (std::uint32_t i = 0; i <= limits::commands_per_message_max; ++i) tablet.ledger.queue(opening("M1"));
    const auto first = tablet.ledger.next_message();
    ASSERT_EQ(first.size(), limits::commands_per_message_max);
    EXPECT_EQ(tablet.ledger.next_message(first.back().number).size(), 1U);
    Tablet other;
    const std::string half(limits::text_frame_bytes_max / 2, 'a');
    other.ledger.queue(PutAnnotation{note("A1", half), 0});
    other.ledger.queue(PutAnnotation{note("A2", half), 0});
    EXPECT_EQ(other.ledger.next_message().size(), 1U);
    EXPECT_EQ(other.ledger.next_message(1).size(), 1U);
}

TEST(DeviceLedger, DoesNotCallANumberingAstrayForWhatWasAnsweredMeanwhile)
{
    Tablet tablet;
    tablet.ledger.queue(opening("M1"));
    const std::int64_t at_hello = tablet.ledger.first_unanswered();
    tablet.do_one(opening("M2"));
    tablet.answer(1, 10, "e1");
    EXPECT_TRUE(tablet.ledger.is_astray(0));
    EXPECT_FALSE(tablet.ledger.is_astray(0, at_hello));
}

TEST(DeviceLedger, TellsARestoredServerWhatItDidBeforeAllThatWaits)
{
    Tablet tablet;
    tablet.do_one(opening("M1"));
    tablet.ledger.queue(opening("M2"));
    const auto taken = tablet.take(tablet.restored(4));
    ASSERT_TRUE(taken);
    EXPECT_TRUE(taken->renumbered);
    EXPECT_EQ(tablet.ledger.outbox().incarnation, "i2");
    const auto again = tablet.ledger.next_message();
    ASSERT_EQ(again.size(), 2U);
    EXPECT_EQ(std::get<OpenAgendaItem>(again[0].body).item, AgendaItemId("M1"));
    EXPECT_EQ(std::get<OpenAgendaItem>(again[1].body).item, AgendaItemId("M2"));
}

TEST(DeviceLedger, KeepsNoMoreThanItsLimitOfWhatNoBackupHolds)
{
    Tablet tablet;
    for (std::uint32_t i = 0; i <= limits::kept_commands_max; ++i) tablet.do_one(opening("M" + std::to_string(i)));
    ASSERT_EQ(tablet.ledger.kept().size(), limits::kept_commands_max);
    EXPECT_EQ(tablet.ledger.kept().front().row.number, 2);
    Batch backed_up = tablet.news(11);
    backed_up.backed_up = 10;
    ASSERT_TRUE(tablet.take(backed_up));
    EXPECT_TRUE(tablet.ledger.kept().empty());
}

TEST(DeviceLedger, GivesUpBytesWithAReceiptWhereTheOfficeCountsThem)
{
    Tablet tablet;
    const auto taken = tablet.take(tablet.news(11), {{"aa", true}, {"bb", false}});
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->dropped, (std::vector<std::string>{"aa", "bb"}));
    ASSERT_EQ(tablet.ledger.outbox().rows.size(), 1U);
    EXPECT_EQ(std::get<Purged>(tablet.ledger.outbox().rows.front().body).sha256, "aa");
    EXPECT_EQ(tablet.ledger.unsent(), 0);
}

TEST(DeviceLedger, BringsARevocationBackThatTheRestoredServerForgot)
{
    Tablet tablet;
    Device stolen;
    stolen.id = DeviceId("d1");
    stolen.state = DeviceState::revoked;
    Batch batch = tablet.news(11);
    batch.items.push_back({11, Device::type, "d1", "office", Entity(stolen)});
    ASSERT_TRUE(tablet.take(batch));
    stolen.state = DeviceState::approved;
    Batch snapshot = tablet.restored(4);
    snapshot.items.push_back({3, Device::type, "d1", "office", Entity(stolen)});
    ASSERT_TRUE(tablet.take(snapshot));
    const auto rows = tablet.ledger.outbox().rows;
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(std::get<RevokeDevice>(rows.front().body).device, DeviceId("d1"));
}

// Sổ tay: what the restored server lacks, or has in another state, is queued again; what is about to be removed is not.
TEST(DeviceLedger, BringsTheNotebookBackToo)
{
    const auto page = [](const std::string& id, const std::string& text) {
        NotebookNote note;
        note.id = NotebookNoteId(id);
        note.person = PersonId("DB24");
        note.session = SessionId("KH1");
        note.kind = NotebookNoteKind::text;
        note.text = text;
        note.received_at = "2024-12-18T00:31:00Z";
        return note;
    };
    const auto told_page = [](std::int64_t seq, NotebookNote note) {
        const std::string id = note.id.value;
        return Change{seq, NotebookNote::type, id, "person:DB24", Entity(std::move(note))};
    };
    Tablet tablet;
    Batch before = tablet.news(14);
    before.items = {told_page(11, page("DB24.d.1", "Còn")), told_page(12, page("DB24.d.2", "Mất")),
                    told_page(13, page("DB24.d.3", "Đã sửa")), told_page(14, page("DB24.d.4", "Sắp xóa"))};
    ASSERT_TRUE(tablet.take(before));
    tablet.ledger.queue(RemoveNotebookNote{NotebookNoteId("DB24.d.4")});
    Batch after = tablet.restored(9);
    after.items = {told_page(8, page("DB24.d.1", "Còn")), told_page(9, page("DB24.d.3", "Chưa sửa"))};
    ASSERT_TRUE(tablet.take(after));
    std::vector<std::string> queued;
    for (const auto& row : tablet.ledger.outbox().rows) {
        if (const auto* put = std::get_if<PutNotebookNote>(&row.body)) queued.push_back(put->note.text);
        if (const auto* remove = std::get_if<RemoveNotebookNote>(&row.body)) queued.push_back(remove->id.value);
    }
    EXPECT_EQ(queued, (std::vector<std::string>{"DB24.d.4", "Mất", "Đã sửa"}));
}

}  // namespace
}  // namespace chamber
