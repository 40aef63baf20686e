// Words with and without marks, numbers, names and notes, and never a hit that its reader may not see.
#include "storage/database/vietnamese.hpp"
#include "storage/search_answer.hpp"
#include "storage/search_words.hpp"
#include "tests/storage/support/council.hpp"

#include <algorithm>

namespace chamber::storage::test {

TEST(WordKeys, FoldMarksAndMoveTheTone)
{
    EXPECT_EQ(word_keys("nghị").folded, "nghi");
    EXPECT_EQ(word_keys("nghị").exact, "nghi5");
    EXPECT_EQ(word_keys("đường").folded, "duong");
    EXPECT_EQ(word_keys("hòa").exact, word_keys("hoà").exact);
    EXPECT_EQ(word_keys("ba\u0323\u0302n").exact, word_keys("bận").exact);
    EXPECT_EQ(word_keys("Ánh").folded, "anh");
    EXPECT_EQ(word_keys("Đức").folded, "duc");
    EXPECT_EQ(word_keys("x2").exact, "x2");
    EXPECT_EQ(word_keys("x2").tone, 0);
    EXPECT_EQ(word_keys("nghị").tone, '5');
}

TEST(SearchWords, AreQuotedAndTheLastMayBeABeginning)
{
    EXPECT_EQ(search_words("vốn đầu tư").together_or_apart(), "(\"vốn đầu tư\" *) OR (\"vốn\" \"đầu\" \"tư\" *)");
    EXPECT_EQ(search_words("NEAR(a b)").all, "\"NEAR(a\" \"b)\"") << "a letter alone begins nothing";
    EXPECT_EQ(search_words("a\"b*").all, "\"a b*\" *");
    EXPECT_EQ(search_words("nghị").all, "\"nghị\"") << "its tone stands at the end of its key";
    EXPECT_EQ(search_words(" \t ").all, "");
    EXPECT_EQ(search_words("208/TTr-UBND").number, search_words("208 ttr ubnd").number);
    EXPECT_EQ(bare_number("43/NQ-HĐND"), "43nqhdnd");
}

TEST(ReadableSnippet, BracketsAreTheWordsFoundAndNothingElse)
{
    EXPECT_EQ(readable_snippet("[1] \x01ngân\x02 sách\n\n  năm"), "(1) [ngân] sách năm");
    EXPECT_EQ(readable_snippet("\x02"
                               "a\x01"
                               "b\x01"
                               "c"),
              "a[bc]");
    const std::string cut = readable_snippet("\x01" + std::string(5'000, 'x') + "\x02");
    EXPECT_LT(cut.size(), 900u);
    EXPECT_TRUE(cut.ends_with("]…"));
}

class SearchTest : public CouncilTest {
protected:
    std::vector<SearchHit> found(const Viewer& viewer, const std::string& query)
    {
        auto hits = store->search(viewer, query);
        EXPECT_TRUE(hits.has_value()) << query << ": " << (hits ? "" : hits.error().detail);
        return hits ? std::move(*hits) : std::vector<SearchHit>{};
    }
    // How many pages this query finds.
    std::size_t pages(const std::string& query, const Viewer* viewer = nullptr)
    {
        const auto hits = found(viewer == nullptr ? office : *viewer, query);
        return std::count_if(hits.begin(), hits.end(),
                             [](const SearchHit& hit) { return hit.revision > 0 && hit.title.starts_with("Giấy"); });
    }
    // A document whose first page says this.
    DocumentId paper(const std::string& text, Audience audience = Audience::everyone, const std::string& number = {})
    {
        NewRevision revision = new_document("Giấy");
        revision.fields.audience = audience;
        revision.fields.full_number = number;
        revision.inspection.page_text.front() = text;
        auto added = add(std::move(revision), "%PDF " + text + number);
        EXPECT_TRUE(added.has_value()) << added.error().detail;
        return added ? added->document : DocumentId();
    }
    std::vector<std::string> types(const Viewer& viewer, const std::string& query)
    {
        std::vector<std::string> all;
        for (const SearchHit& hit : found(viewer, query)) all.push_back(hit.entity_type);
        return all;
    }
    void write(const Viewer& author, const DocumentId& document, const std::string& text, Visibility visibility)
    {
        Annotation made = note(author, text, document, text);
        made.id = AnnotationId(author.person.value + "." + author.device.value + "." + std::to_string(++notes_));
        made.visibility = visibility;
        if (visibility == Visibility::group) made.group = GroupId("TO1");
        const CommandOutcome outcome = send(author, PutAnnotation{made, 0});
        EXPECT_TRUE(outcome.done) << outcome.code.value_or("");
    }

private:
    int notes_ = 0;
};

using Types = std::vector<std::string>;

TEST_F(SearchTest, QueryWithoutMarksFindsWordsWithThem)
{
    paper("Đại biểu Hội đồng nhân dân bàn về đường giao thông");
    for (const char* query : {"dai bieu", "hoi dong", "duong", "DUONG", "Đại biểu", "đường", "đai bieu", "giao tho"})
        EXPECT_EQ(pages(query), 1u) << query;
}

TEST_F(SearchTest, QueryWithMarksIsExact)
{
    paper("bàn bạc hoà giải");
    EXPECT_EQ(pages("bàn"), 1u);
    EXPECT_EQ(pages("bán"), 0u);
    EXPECT_EQ(pages("ban"), 1u);
    EXPECT_EQ(pages("hòa"), 1u);
    EXPECT_EQ(pages("bàn bán"), 0u);
    EXPECT_EQ(found(office, "Trần Thị Ánh").size(), 1u);
    EXPECT_EQ(found(office, "tran thi anh").size(), 1u);
    EXPECT_TRUE(found(office, "Trần Thị Ảnh").empty());
}

TEST_F(SearchTest, TextInDecomposedFormIsTheSameText)
{
    paper("\u0110a\u0323i bie\u0302\u0309u Quo\u0302\u0301c ho\u0323\u0302i");
    EXPECT_EQ(pages("Đại biểu"), 1u);
    EXPECT_EQ(pages("quốc hội"), 1u);
    EXPECT_EQ(pages("quoc hoi"), 1u);
}

TEST_F(SearchTest, LastWordMayBeABeginning)
{
    paper("nghị quyết về ngân sách");
    EXPECT_EQ(pages("ngan sa"), 1u);
    EXPECT_EQ(pages("nghị quy"), 1u);
    EXPECT_EQ(pages("ngh quyet"), 0u);
    EXPECT_EQ(pages("n"), 0u);
}

TEST_F(SearchTest, WhatIsTypedIsNeverAnOperator)
{
    paper("nghị quyết");
    for (const char* query :
         {"a\"b (", "NOT quyet", "nghi OR x", "text:nghi", "^nghi", "nghi* quyet", "\"\"\"", "-", "NEAR(", "*",
          "{text}", "NEAR(nghi quyet, 2)", "nghi AND", "') OR 1=1 --", "\x01", "\xff\xfe", "n", "…"}) {
        auto result = store->search(office, query);
        EXPECT_TRUE(result.has_value()) << query << ": " << (result ? "" : result.error().detail);
    }
    EXPECT_EQ(pages("NEAR(nghi quyet)"), 0u);
    EXPECT_EQ(store->search(office, "  ").error().code, ErrorCode::missing_field);
    EXPECT_EQ(store->search(office, "").error().code, ErrorCode::missing_field);
    EXPECT_EQ(store->search(office, std::string(501, 'x')).error().code, ErrorCode::too_long);
    EXPECT_EQ(store->search(office, std::string(4'096, 'x')).error().code, ErrorCode::too_long);
}

TEST_F(SearchTest, ExactNumberThenNumbersAndTitlesThenNotesThenPages)
{
    const Viewer delegate = enrol("d1", "DB02");
    paper("theo 8/TTr-UBND", Audience::everyone, "18/TTr-UBND");
    paper("x", Audience::everyone, "8/TTr-UBND-KT");
    const DocumentId exact = paper("y", Audience::everyone, "8/TTr-UBND");
    publish_all();
    write(delegate, exact, "hỏi về 8/TTr-UBND", Visibility::official);
    const auto hits = found(office, "8/ttr-ubnd");
    ASSERT_EQ(hits.size(), 4u);
    EXPECT_EQ(hits[0].document, exact);
    EXPECT_EQ(hits[0].title, "8/TTr-UBND · Giấy");
    EXPECT_EQ(hits[0].snippet, "[8/TTr-UBND] · Giấy");
    EXPECT_EQ(hits[1].title, "8/TTr-UBND-KT · Giấy");
    EXPECT_EQ(hits[2].entity_type, "annotation");
    EXPECT_EQ(hits[2].title, "8/TTr-UBND · Giấy");
    EXPECT_EQ(hits[2].snippet, "hỏi về [8/TTr-UBND]");
    EXPECT_EQ(hits[3].snippet, "theo [8/TTr-UBND]");
    EXPECT_EQ(hits[3].page_index, 0);
}

TEST_F(SearchTest, WordsSideBySideComeBeforeWordsApart)
{
    paper("đầu năm, vốn của công ty; tư nhân; công việc, vốn, tư, đầu, vốn, tư, đầu");
    const DocumentId together = paper("bố trí vốn đầu tư công cho tuyến đường liên xã và các việc khác của năm");
    for (int i = 0; i < 8; ++i) paper("việc khác " + std::to_string(i));
    const auto hits = found(office, "vốn đầu tư công");
    ASSERT_EQ(hits.size(), 2u);
    EXPECT_EQ(hits[0].document, together);
    EXPECT_EQ(hits[0].snippet, "bố trí [vốn đầu tư công] cho tuyến đường liên xã và các việc khác của năm");
}

TEST_F(SearchTest, PeopleAndAgendaItemsAreFoundByTheirNames)
{
    const Viewer guest = enrol("d2", "KM01");
    const auto people = found(guest, "van duc");
    ASSERT_EQ(people.size(), 1u);
    EXPECT_EQ(people[0].entity_type, "person");
    EXPECT_EQ(people[0].id, "DB01");
    EXPECT_EQ(people[0].session, SessionId("KH13"));
    EXPECT_TRUE(people[0].document.empty());
    const auto items = found(guest, "nội dung 2");
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].entity_type, "agenda_item");
    EXPECT_EQ(items[0].title, "2 · Nội dung 2");
    ASSERT_TRUE(send(office, RemoveAgendaItem{AgendaItemId("M2"), "Nhầm"}).done);
    EXPECT_TRUE(found(guest, "nội dung 2").empty());
}

TEST_F(SearchTest, TitlesFollowTheirCorrections)
{
    const DocumentId id = upload("Dự toán ngân sách");
    EditDocument edit;
    edit.document = id;
    edit.title = "Quyết toán thu chi";
    edit.full_number = "12/BC-UBND";
    ASSERT_TRUE(send(office, edit).done);
    EXPECT_EQ(found(office, "quyết toán thu chi").at(0).title, "12/BC-UBND · Quyết toán thu chi");
    EXPECT_EQ(types(office, "dự toán ngân sách"), Types{"draft_document"}) << "its page alone";
    reopen();
    EXPECT_EQ(found(office, "12/BC-UBND").at(0).document, id);
    EXPECT_TRUE(store->check_database().has_value());
}

// Who finds what, by the place it stands in.
TEST_F(SearchTest, HitsAreForWhoMaySee)
{
    const Viewer chair = enrol("d1", "DB01");
    const Viewer delegate = enrol("d2", "DB02");
    const Viewer other = enrol("d3", "DB03");
    const Viewer guest = enrol("d4", "KM01");
    Viewer secretary = office;
    secretary.person = PersonId("VP01");
    secretary.device = DeviceId("desk");
    secretary.roles = {Role::secretary, Role::clerk};
    Viewer administrator = secretary;
    administrator.roles = {Role::administrator};
    const DocumentId open = paper("mở cửa zebra");
    const DocumentId closed = paper("kín giraffe", Audience::delegates_only);
    publish_all();
    paper("nháp okapi");
    write(delegate, open, "riêng ibex", Visibility::private_note);
    write(delegate, open, "tổ kudu", Visibility::group);
    write(delegate, closed, "chính thức oryx", Visibility::official);
    struct Row {
        const char* word;
        std::vector<const Viewer*> finders;
    };
    const Row rows[] = {{"zebra", {&chair, &delegate, &other, &guest, &secretary, &office}},
                        {"giraffe", {&chair, &delegate, &other, &secretary, &office}},
                        {"okapi", {&secretary, &office}},
                        {"ibex", {&delegate}},
                        {"kudu", {&chair, &delegate}},
                        {"oryx", {&chair, &delegate, &secretary, &office}}};
    const Viewer nobody;
    const Viewer* everybody[] = {&chair, &delegate, &other, &guest, &secretary, &office, &administrator, &nobody};
    for (const Row& row : rows) {
        for (std::size_t who = 0; who < std::size(everybody); ++who) {
            const auto& finders = row.finders;
            const bool finds = std::find(finders.begin(), finders.end(), everybody[who]) != finders.end();
            EXPECT_EQ(found(*everybody[who], row.word).size(), finds ? 1u : 0u) << row.word << " by viewer " << who;
        }
    }
    EXPECT_EQ(types(administrator, "Trần Thị Ánh"), Types{"person"});
    EXPECT_TRUE(found(administrator, "nội dung").empty());
    EXPECT_EQ(found(delegate, "giraffe").at(0).scope.text(), "delegates");
}

TEST_F(SearchTest, WhoeverIsAtTheMachineDoesNotReadThePrivateNotesOfTheOffice)
{
    const DocumentId id = paper("x");
    publish_all();
    Viewer desk = enrol("desk", "VP01");
    write(desk, id, "riêng quagga", Visibility::private_note);
    EXPECT_EQ(found(desk, "quagga").size(), 1u);
    Viewer machine = office;
    machine.person = PersonId("VP01");
    EXPECT_TRUE(found(machine, "quagga").empty());
}

TEST_F(SearchTest, OnlyTheNewestPublishedRevisionIsFound)
{
    const DocumentId id = paper("ngân sách cũ");
    publish_all();
    revise(id, "sửa đổi");
    const Viewer delegate = enrol("d1", "DB02");
    EXPECT_EQ(pages("cũ", &delegate), 1u);
    EXPECT_EQ(pages("sửa", &delegate), 0u);
    EXPECT_EQ(types(office, "sửa"), Types{"draft_document"});
    publish_all();
    EXPECT_EQ(pages("cũ", &delegate), 0u);
    EXPECT_EQ(found(delegate, "sửa").at(0).revision, 2);
}

TEST_F(SearchTest, OfWhatWasWithdrawnTheOfficeFindsTheEntryAlone)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = paper("ngân sách", Audience::everyone, "77/BC-UBND");
    publish_all();
    write(delegate, id, "góp ý lemur", Visibility::official);
    ASSERT_TRUE(send(office, WithdrawDocument{id, "nhầm"}).done);
    for (const char* query : {"77/BC-UBND", "ngan sach", "lemur"}) EXPECT_TRUE(found(delegate, query).empty()) << query;
    EXPECT_EQ(types(office, "77/BC-UBND"), Types{"withdrawal"});
    EXPECT_TRUE(found(office, "ngan sach").empty());
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(SearchTest, ADeletedNoteIsForgottenAndAnEditedOneFoundByItsNewWords)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = paper("x");
    publish_all();
    Annotation first = note(delegate, "1", id, "tapir");
    ASSERT_TRUE(send(delegate, PutAnnotation{first, 0}).done);
    first.text = "gecko";
    ASSERT_TRUE(send(delegate, PutAnnotation{first, 1'000'000}).done);
    EXPECT_TRUE(found(delegate, "tapir").empty());
    EXPECT_EQ(found(delegate, "gecko").size(), 1u);
    ASSERT_TRUE(send(delegate, DeleteAnnotation{first.id}).done);
    EXPECT_TRUE(found(delegate, "gecko").empty());
}

// Notes are put in behind the changes that wrote them: whichever way they are, a search finds what is there.
TEST_F(SearchTest, NotesAreFoundAtOnceHoweverManyWaitAndAfterARest)
{
    const Viewer delegate = enrol("d1", "DB02");
    const DocumentId id = paper("x");
    publish_all();
    for (int i = 0; i < 300; ++i)
        write(delegate, id, "numbat " + std::to_string(i),
              i % 2 == 0 ? Visibility::private_note : Visibility::official);
    EXPECT_EQ(found(delegate, "numbat 299").size(), 1u);
    write(delegate, id, "potto", Visibility::private_note);
    reopen();
    EXPECT_EQ(found(delegate, "potto").size(), 1u) << "what was due is due after a restart";
    for (int i = 0; i < 300; ++i) write(delegate, id, "quokka " + std::to_string(i), Visibility::private_note);
    int rests = 1;
    while (store->rest()) ASSERT_LT(++rests, 100);
    EXPECT_GT(rests, 1) << "a rest is short";
    EXPECT_FALSE(store->rest());
    EXPECT_EQ(found(delegate, "quokka 299").size(), 1u);
    EXPECT_EQ(found(delegate, "numbat 0").size(), 1u);
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(SearchTest, AnswersFollowOneAnotherWithoutGapOrRepeat)
{
    const Viewer guest = enrol("d1", "KM01");
    for (int i = 0; i < 25; ++i)
        paper(std::string(i % 2 ? "con voi " : "voi con ") + std::to_string(i), Audience::everyone,
              std::to_string(i) + "/CV-VOI");
    for (int i = 0; i < 5; ++i) paper("con voi kín " + std::to_string(i), Audience::delegates_only);
    publish_all();
    // 25 numbers and 25 pages; 12 pages with the words side by side and 13 with them apart.
    for (const auto& [query, all] : {std::pair{"voi", 50u}, std::pair{"con voi", 25u}}) {
        std::vector<std::string> met;
        std::optional<std::string> after;
        int answers = 0;
        do {
            const auto answer = search_answer(*store, guest, Search{7, query, after});
            ASSERT_TRUE(answer.has_value());
            EXPECT_EQ(answer->ask, 7u);
            EXPECT_LE(answer->hits.size(), limits::search_hits_max);
            for (const FoundHit& hit : answer->hits)
                met.push_back(hit.id + (hit.snippet.find("con") == std::string::npos ? " number" : " page"));
            after = answer->next;
        } while (after && ++answers < 10);
        EXPECT_EQ(met.size(), all) << query;
        std::sort(met.begin(), met.end());
        EXPECT_EQ(std::unique(met.begin(), met.end()), met.end()) << query;
    }
    for (const char* wrong : {"-1", "x", "20x", "", "99999999", "2001"})
        EXPECT_EQ(search_answer(*store, guest, Search{7, "voi", wrong}).error().code, ErrorCode::out_of_range) << wrong;
}

}  // namespace chamber::storage::test
