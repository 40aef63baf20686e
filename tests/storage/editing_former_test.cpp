// Two clerks at one paper: the second is told what the first has changed, and nothing of theirs is overwritten unseen.
#include "storage/editing.hpp"
#include "tests/storage/support/council.hpp"

#include <boost/mp11/algorithm.hpp>

#include <set>

namespace chamber::storage::test {

class EditingFormerTest : public CouncilTest {
protected:
    struct Row {
        const char* name;
        void (*say)(EditDocument& edit);      // the first clerk's change
        void (*was)(FormerDocument& former);  // as both saw it
        void (*is)(FormerDocument& former);   // as it stands behind the first clerk's change
    };
    static const std::vector<Row>& rows();

    EditingFormerTest() : second(enrol("d9", "VP01")) {}

    EditDocument edit(const DocumentId& id)
    {
        EditDocument made;
        made.document = id;
        return made;
    }
    // Everything that was ever said of the paper.
    std::size_t history(const DocumentId& id)
    {
        const auto found = entity("amendments", "document/" + id.value);
        return found ? std::get<Amendments>(*found).entries.size() : 0;
    }
    // The second clerk says that it is a draft, of what they saw as `former`.
    CommandOutcome change_another(const DocumentId& id, FormerDocument former)
    {
        EditDocument body = edit(id);
        body.draft = true;
        body.former = std::move(former);
        return send(second, body);
    }
    const Viewer second;
};

const std::vector<EditingFormerTest::Row>& EditingFormerTest::rows()
{
#define ROW(field, changed, before)                                                                                      \
    Row                                                                                                                  \
    {                                                                                                                    \
#field,                                                                                                          \
            [](EditDocument &                                                                                            \
               edit) { edit.field = changed; },                                                                          \
                                             [](FormerDocument &                                                         \
                                                former) { former.field = before; },                                      \
                                                                                 [](FormerDocument &                     \
                                                                                    former) { former.field = changed; }, \
    }
    static const std::vector<Row> table{
        ROW(title, "Tên mới", "Tờ trình"),
        ROW(full_number, "9/TTr-UBND", ""),
        ROW(issued_on, "2024-12-10", ""),
        ROW(agenda_item, AgendaItemId("M2"), AgendaItemId("M1")),
        ROW(audience, Audience::delegates_only, Audience::everyone),
        ROW(type_code, "TTr", ""),
        ROW(type_name, "Báo cáo", ""),
        ROW(issuer, "UBND huyện", ""),
        ROW(place, "Hương Sen", ""),
        ROW(urgency, Urgency::urgent, Urgency::none),
        ROW(draft, true, false),
        ROW(scan, true, false),
        ROW(signer, "Trần Thị Mẫu", ""),
        ROW(term, "XII", ""),
        ROW(session_number, 15, 0),
        ROW(normative, true, false),
        ROW(position, 2, 1),
    };
#undef ROW
    return table;
}

TEST_F(EditingFormerTest, EveryFieldThatAColleagueChangedIsNamedAndNothingIsDone)
{
    std::set<std::string> told;
    for (const Row& row : rows()) {
        const DocumentId id = upload("Tờ trình");
        if (std::string_view(row.name) == "position") upload("Báo cáo");
        EditDocument first = edit(id);
        row.say(first);
        ASSERT_TRUE(send(office, first).done) << row.name;
        const Document stands = *store->document(id);
        const std::size_t entries = history(id);

        EditDocument late = edit(id);
        row.say(late);
        late.place = "Sen Hồng";
        late.former.emplace();
        row.was(*late.former);
        const CommandOutcome outcome = send(second, late);
        EXPECT_EQ(outcome.code, "changed_meanwhile") << row.name;
        EXPECT_EQ(outcome.where, std::string("/") + row.name);
        EXPECT_EQ(store->document(id)->place, stands.place) << row.name;
        EXPECT_EQ(history(id), entries) << row.name;

        late.former.emplace();
        row.is(*late.former);
        EXPECT_TRUE(send(second, late).done) << row.name << ": seen, and wanted so";
        EXPECT_EQ(store->document(id)->place, "Sen Hồng") << row.name;
        told.insert(row.name);
        ASSERT_TRUE(send(office, WithdrawDocument{id, "Xong"}).done);
    }
    boost::mp11::mp_for_each<boost::describe::describe_members<FormerDocument, boost::describe::mod_public>>(
        [&](auto member) { EXPECT_EQ(told.count(member.name), 1u) << member.name; });
}

TEST_F(EditingFormerTest, WhatNobodyLookedAtIsNotHeldAgainstAnybody)
{
    const DocumentId id = upload("Tờ trình");
    EditDocument first = edit(id);
    first.title = "Tên của người thứ nhất";
    ASSERT_TRUE(send(office, first).done);
    EditDocument other = edit(id);
    other.issuer = "UBND huyện";
    other.former.emplace();
    other.former->issuer = "";
    EXPECT_TRUE(send(second, other).done) << "another field: both edits add up";
    EXPECT_EQ(store->document(id)->title, "Tên của người thứ nhất");
    other = edit(id);
    other.title = "Tên từ dòng lệnh";
    EXPECT_TRUE(send(second, other).done) << "without former whatever stands is overwritten";
    other.former.emplace();
    other.title = "Tên khác";
    EXPECT_TRUE(send(second, other).done) << "an empty former names nothing";
}

TEST_F(EditingFormerTest, TheFirstOfSeveralTurnedFieldsIsNamed)
{
    const DocumentId id = upload("Tờ trình");
    EditDocument first = edit(id);
    first.issuer = "UBND huyện";
    first.full_number = "9/TTr";
    ASSERT_TRUE(send(office, first).done);
    FormerDocument seen;
    seen.title = "Tờ trình";
    seen.issuer = "";
    seen.full_number = "";
    EXPECT_EQ(change_another(id, seen).where, "/full_number");
    EXPECT_FALSE(store->document(id)->draft);
}

TEST_F(EditingFormerTest, AFieldThatIsLookedAtAndNotChangedCountsAsWell)
{
    const DocumentId id = upload("Tờ trình");
    EditDocument moved = edit(id);
    moved.agenda_item = AgendaItemId("M2");
    ASSERT_TRUE(send(office, moved).done);
    FormerDocument seen;
    seen.agenda_item = AgendaItemId("M1");
    EXPECT_EQ(change_another(id, seen).where, "/agenda_item");
}

TEST_F(EditingFormerTest, APlaceTurnsWhenAnotherPaperMoves)
{
    const DocumentId first = upload("Thứ nhất");
    const DocumentId last = upload("Thứ hai");
    EditDocument up = edit(last);
    up.position = 1;
    up.former.emplace();
    up.former->position = 2;
    ASSERT_TRUE(send(office, up).done);
    EditDocument down = edit(first);
    down.position = 2;
    down.former.emplace();
    down.former->position = 1;  // the second clerk still saw it on top
    EXPECT_EQ(send(second, down).where, "/position");
    EXPECT_LT(store->document(last)->position, store->document(first)->position);
}

TEST_F(EditingFormerTest, APlaceTurnsWhenAnImportPutsAPaperBeforeIt)
{
    const DocumentId shared = upload("Phục vụ cả hai nội dung");
    const DocumentId own = upload("Riêng", Audience::everyone, "M2");
    publish_all();
    SessionImport more = small_session();
    more.agenda[1].documents = {shared};
    more.secrets.clear();
    ASSERT_TRUE(store->import_session(more).has_value());
    FormerDocument seen;
    seen.position = 1;
    EXPECT_EQ(change_another(own, seen).where, "/position");
    seen.position = 2;
    EXPECT_TRUE(change_another(own, seen).done);
}

TEST_F(EditingFormerTest, MovingTheItemIsNoChangeOfItsPapers)
{
    const DocumentId id = upload("Tờ trình");
    const AgendaItem item = held<AgendaItem>("M1");
    PutAgendaItem moved;
    moved.session = SessionId("KH13");
    moved.item = item.id;
    moved.sitting = item.sitting;
    moved.number = item.number;
    moved.name = item.name;
    moved.position = 2;
    moved.reason = "Đổi thứ tự";
    ASSERT_TRUE(send(office, moved).done);
    FormerDocument seen;
    seen.agenda_item = AgendaItemId("M1");
    seen.position = 1;
    EXPECT_TRUE(change_another(id, seen).done);
}

TEST_F(EditingFormerTest, PublishingDoesNotTurnWhatIsSaidOfAPaper)
{
    const DocumentId id = upload("Tờ trình");
    publish_all();
    FormerDocument seen;
    seen.title = "Tờ trình";
    seen.audience = Audience::everyone;
    seen.position = 1;
    EXPECT_TRUE(change_another(id, seen).done);
    seen.title = "Tên cũ";
    EXPECT_EQ(change_another(id, seen).where, "/title");
}

}  // namespace chamber::storage::test
