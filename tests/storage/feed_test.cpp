// Each entity once, no gaps given out, and catching up equals living through it.
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "storage/transaction/feed.hpp"
#include "tests/storage/support/council.hpp"

#include <set>

namespace chamber::storage::test {

class FeedTest : public CouncilTest {
protected:
    using View = std::map<std::string, std::string>;

    // What a device does with a slice: keep what it may see, forget what is deleted.
    void take(View& view, const FeedSlice& slice, const Viewer& viewer)
    {
        for (const FeedItem& item : slice.items) {
            if (!may_see(viewer, item.scope, item.type)) continue;
            const std::string key = item.type + " " + item.id;
            if (item.encoded->find("\"entity\":") == std::string::npos)
                view.erase(key);
            else
                view[key] = *item.encoded;
        }
    }
    // A morning in the council, one step at a time.
    void step(int n, const Viewer& delegate, DocumentId& document)
    {
        switch (n) {
        case 0: document = upload("Báo cáo"); break;
        case 1: publish_all(); break;
        case 2: send(delegate, CheckIn{SittingId("P1"), "2024-12-18T00:25:00Z"}); break;
        case 3: send(delegate, PutAnnotation{note(delegate, "1", document, "một"), 0}); break;
        case 4: send(delegate, PutAnnotation{note(delegate, "1", document, "hai"), 0}); break;
        case 5: revise(document, "%PDF 2"); break;
        case 6: publish_all(); break;
        case 7: send(office, OpenAgendaItem{SessionId("KH13"), AgendaItemId("M1")}); break;
        case 8: send(delegate, DeleteAnnotation{AnnotationId("DB02.d1.1")}); break;
        case 9: send(office, WithdrawDocument{document, "nhầm"}); break;
        default: break;
        }
    }
};

TEST_F(FeedTest, EveryEntityAppearsOnceInOrder)
{
    const Viewer delegate = enrol("d1", "DB02");
    DocumentId document;
    for (int n = 0; n < 10; ++n) {
        step(n, delegate, document);
        std::set<std::string> keys;
        std::int64_t last = 0;
        for (const FeedItem& item : whole_feed()) {
            EXPECT_TRUE(keys.insert(item.type + " " + item.id).second) << item.type << " " << item.id;
            EXPECT_GT(item.seq, last);
            last = item.seq;
        }
        EXPECT_EQ(last, store->head().seq);
    }
}

TEST_F(FeedTest, CatchingUpEqualsLivingThroughIt)
{
    const Viewer delegate = enrol("d1", "DB02");
    const Viewer guest = enrol("d2", "KM01");
    for (const Viewer& viewer : {delegate, guest, office}) {
        View live;
        std::int64_t cursor = 0;
        DocumentId document;
        for (int n = 0; n < 10; ++n) {
            step(n, delegate, document);
            auto slice = store->read_feed(cursor, 1'000);
            EXPECT_EQ(slice->prev, cursor);
            take(live, *slice, viewer);
            cursor = slice->upto;
            View fresh;
            take(fresh, *store->read_feed(0, 1'000), viewer);
            EXPECT_EQ(live, fresh) << "step " << n << " for " << viewer.person.value;
        }
    }
}

TEST_F(FeedTest, SlicesOfAnySizeMakeTheWhole)
{
    const std::size_t whole = whole_feed().size();
    for (const std::uint32_t size : {1u, 2u, 7u, 1'000u}) {
        std::size_t items = 0;
        std::int64_t cursor = 0;
        for (bool complete = false; !complete;) {
            auto slice = store->read_feed(cursor, size);
            ASSERT_LE(slice->items.size(), size);
            items += slice->items.size();
            cursor = slice->upto;
            complete = slice->complete;
        }
        EXPECT_EQ(items, whole);
        EXPECT_EQ(cursor, store->head().seq);
    }
}

TEST_F(FeedTest, PagesOfOneTypeMakeTheWholeOfIt)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId document = upload("Báo cáo");
    publish_all();
    const std::size_t notes = limits::changes_per_batch_max + 3;
    for (std::size_t n = 0; n < notes; ++n)
        ASSERT_TRUE(send(delegate, PutAnnotation{note(delegate, std::to_string(n), document, "Chữ"), 0}).done);
    ASSERT_TRUE(send(delegate, DeleteAnnotation{AnnotationId("DB02.d1.7")}).done);
    const auto first = store->read_page(Annotation::type, "");
    ASSERT_EQ(first->items.size(), limits::changes_per_batch_max);
    ASSERT_EQ(first->next, first->items.back().id);
    const auto last = store->read_page(Annotation::type, *first->next);
    EXPECT_EQ(last->items.size(), 2U);
    EXPECT_FALSE(last->next);
    std::set<std::string> ids;
    for (const auto* page : {&*first, &*last})
        for (const FeedItem& item : page->items) {
            EXPECT_EQ(item.type, Annotation::type);
            EXPECT_TRUE(ids.insert(item.id).second) << item.id;
        }
    EXPECT_FALSE(ids.contains("DB02.d1.7")) << "what is deleted is not there";
    EXPECT_EQ(store->read_page("paper", "").error().code, ErrorCode::unknown_type);
}

TEST_F(FeedTest, NothingNewIsAnEmptyCompleteSlice)
{
    const std::int64_t head = store->head().seq;
    const auto slice = store->read_feed(head, 10);
    EXPECT_TRUE(slice->items.empty());
    EXPECT_TRUE(slice->complete);
    EXPECT_EQ(slice->upto, head);
}

TEST_F(FeedTest, ChangeIsTheCodecsOwnText)
{
    upload("Báo cáo \"trích\"");
    for (const FeedItem& item : whole_feed()) {
        auto found = entity(item.type, item.id);
        ASSERT_TRUE(found.has_value()) << item.type;
        EXPECT_EQ(*item.encoded, encode(Change{item.seq, item.type, item.id, item.scope.text(), *found})) << item.type;
    }
}

TEST_F(FeedTest, ItemIsEncodedOnceForAll)
{
    const auto first = store->read_feed(0, 10);
    const auto second = store->read_feed(0, 10);
    ASSERT_FALSE(first->items.empty());
    EXPECT_EQ(first->items[0].encoded.get(), second->items[0].encoded.get());
}

TEST_F(FeedTest, RefusedVerbGivesNoSeqAway)
{
    const std::int64_t before = store->head().seq;
    SessionImport imported = small_session();
    imported.session.id = SessionId("KH14");  // its sittings are KH13's: refused after much was put
    EXPECT_FALSE(store->import_session(imported).has_value());
    EXPECT_EQ(store->head().seq, before);
    ASSERT_TRUE(store->meet_device(DeviceId("d1"), "k", DeviceKind::tablet, "iPad").has_value());
    EXPECT_EQ(whole_feed().back().seq, before + 1);
    EXPECT_EQ(whole_feed().back().type, "device");
}

using FeedDeathTest = FeedTest;

TEST_F(FeedDeathTest, ScopeNeverChanges)
{
    store.reset();
    auto database = Database::open(directory->database, OpenMode::existing, "");
    ASSERT_TRUE(database.has_value());
    Feed feed(**database);
    feed.put("document", "x", Scope{ScopeKind::everyone, {}});
    EXPECT_DEATH(feed.put("document", "x", Scope{ScopeKind::staff, {}}), "broken promise");
    feed.remove("document", "x");
    EXPECT_DEATH(feed.put("document", "x", Scope{ScopeKind::everyone, {}}), "broken promise");
}

}  // namespace chamber::storage::test
