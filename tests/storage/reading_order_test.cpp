// Papers are read in the order of the drop, whichever arrives first, and in no other order anywhere.
#include "tests/storage/support/council.hpp"

#include <algorithm>
#include <set>

namespace chamber::storage::test {

class ReadingOrderTest : public CouncilTest {
protected:
    AskUpload ask(const std::string& item, std::optional<std::int32_t> position = std::nullopt)
    {
        AskUpload asked;
        asked.session = SessionId("KH13");
        asked.item = AgendaItemId(item);
        asked.file_name = "to-trinh.pdf";
        asked.position = position;
        return asked;
    }
    std::int32_t offered(const std::string& item, std::optional<std::int32_t> position = std::nullopt)
    {
        const auto fields = store->check_upload(ask(item, position));
        EXPECT_TRUE(fields.has_value()) << fields.error().detail << " " << fields.error().where;
        return fields ? fields->position : -1;
    }
    DocumentId upload_at(const std::string& title, std::int32_t position, const std::string& item = "M1")
    {
        NewRevision revision = new_document(title, item);
        revision.fields.position = position;
        return add(std::move(revision), "%PDF " + title)->document;
    }
    std::int32_t position_of(const DocumentId& id) { return store->document(id)->position; }
    // Titles of an item's papers as every list has them: by position.
    std::vector<std::string> order(const std::string& item = "M1")
    {
        std::vector<DraftDocument> papers;
        for (const Entity& entity : *store->entities("draft_document"))
            papers.push_back(std::get<DraftDocument>(entity));
        for (const Entity& entity : *store->entities("document")) {
            DraftDocument paper;
            static_cast<DocumentFields&>(paper) = std::get<Document>(entity);
            paper.id = std::get<Document>(entity).id;
            papers.push_back(paper);
        }
        std::erase_if(papers, [&](const DraftDocument& paper) { return paper.agenda_item != AgendaItemId(item); });
        std::ranges::sort(papers, {}, &DraftDocument::position);
        std::vector<std::string> titles;
        for (const DraftDocument& paper : papers) titles.push_back(paper.title);
        return titles;
    }
    std::vector<std::string> named(const std::string& item = "M1")
    {
        std::vector<std::string> titles;
        for (const DocumentId& id : held<AgendaItem>(item).documents) titles.push_back(store->document(id)->title);
        return titles;
    }
    CommandOutcome move(const DocumentId& id, std::int32_t place)
    {
        EditDocument edit;
        edit.document = id;
        edit.position = place;
        return send(office, edit);
    }
    using Titles = std::vector<std::string>;
};

TEST_F(ReadingOrderTest, NoTwoPapersOfAnItemShareAPosition)
{
    const DocumentId first = upload_at("01", 5);
    const DocumentId second = upload_at("02", 5);  // two clerks, one place
    const DocumentId elsewhere = upload_at("03", 5, "M2");
    EXPECT_EQ(position_of(first), 5);
    EXPECT_EQ(position_of(second), 6);
    EXPECT_EQ(position_of(elsewhere), 5);
}

TEST_F(ReadingOrderTest, AFileThatIsSentAgainComesBackToItsPlace)
{
    upload_at("01", 1);
    upload_at("03", 3);
    EXPECT_EQ(offered("M1"), 4);
    EXPECT_EQ(offered("M1", 2), 2);
    EXPECT_EQ(offered("M1", 3), 4) << "somebody else stands there";
    EXPECT_EQ(store->check_upload(ask("M1", -1)).error().where, "/position");
    EXPECT_EQ(store->check_upload(ask("M1", 2'000'000'000)).error().where, "/position");
}

TEST_F(ReadingOrderTest, TheAgendaNamesPapersAsTheyAreReadAndNotAsTheyWerePublished)
{
    const DocumentId second = upload_at("02", 2);
    const DocumentId first = upload_at("01", 1);
    EXPECT_TRUE(send(office, PublishDocuments{SessionId("KH13"), {second}}).done);
    EXPECT_TRUE(send(office, PublishDocuments{SessionId("KH13"), {first}}).done);
    EXPECT_EQ(named(), (Titles{"01", "02"}));
}

TEST_F(ReadingOrderTest, APaperIsMovedAmongWaitingAndPublishedOnes)
{
    upload_at("01", 1);
    upload_at("02", 2);
    publish_all();
    const DocumentId third = upload_at("03", 4);
    upload_at("04", 7);
    EXPECT_TRUE(move(third, 1).done);
    EXPECT_EQ(order(), (Titles{"03", "01", "02", "04"}));
    EXPECT_TRUE(move(third, 3).done);
    EXPECT_EQ(order(), (Titles{"01", "02", "03", "04"}));
    EXPECT_TRUE(move(third, 99).done);
    EXPECT_EQ(order(), (Titles{"01", "02", "04", "03"}));
    publish_all();
    EXPECT_TRUE(move(third, 2).done);
    EXPECT_EQ(named(), (Titles{"01", "03", "02", "04"}));
    EXPECT_EQ(order(), named());
    EXPECT_EQ(move(third, 0).where, "/position");
}

TEST_F(ReadingOrderTest, MovedToAnotherItemAPaperStandsLastThere)
{
    const DocumentId moved = upload_at("01", 1);
    upload_at("02", 1, "M2");
    EditDocument edit;
    edit.document = moved;
    edit.agenda_item = AgendaItemId("M2");
    EXPECT_TRUE(send(office, edit).done);
    EXPECT_EQ(order("M2"), (Titles{"02", "01"}));
    edit.agenda_item = AgendaItemId("M1");
    EXPECT_TRUE(send(office, edit).done);
    upload_at("03", 9);
    edit.agenda_item = AgendaItemId("M2");
    edit.position = 1;
    EXPECT_TRUE(send(office, edit).done);
    EXPECT_EQ(order("M2"), (Titles{"01", "02"}));
}

TEST_F(ReadingOrderTest, TheArchiveFollowsIt)
{
    upload_at("02", 2);
    const DocumentId last = upload_at("01", 1);
    publish_all();
    EXPECT_TRUE(move(last, 2).done);
    Titles archived;
    const auto file = store->session_file(SessionId("KH13"));
    for (const Document& document : file->documents) archived.push_back(document.title);
    EXPECT_EQ(archived, named());
    EXPECT_EQ(archived, (Titles{"02", "01"}));
}

}  // namespace chamber::storage::test
