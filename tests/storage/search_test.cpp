// Words with and without marks, and never a hit that its reader may not see.
#include "storage/database/vietnamese.hpp"
#include "tests/storage/support/council.hpp"

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

class SearchTest : public CouncilTest {
protected:
    // How many pages of the published document this query finds.
    std::size_t hits(const std::string& query) { return found(office, query).size(); }
    std::vector<SearchHit> found(const Viewer& viewer, const std::string& query)
    {
        auto hits = store->search(viewer, query, 20);
        EXPECT_TRUE(hits.has_value()) << query << ": " << (hits ? "" : hits.error().detail);
        return hits ? std::move(*hits) : std::vector<SearchHit>{};
    }
};

TEST_F(SearchTest, QueryWithoutMarksFindsWordsWithThem)
{
    upload("Đại biểu Hội đồng nhân dân bàn về đường giao thông");
    for (const char* query : {"dai bieu", "hoi dong", "duong", "DUONG", "Đại biểu", "đường", "đai bieu", "giao tho"})
        EXPECT_EQ(hits(query), 1u) << query;
}

TEST_F(SearchTest, QueryWithMarksIsExact)
{
    upload("bàn bạc hoà giải");
    EXPECT_EQ(hits("bàn"), 1u);
    EXPECT_EQ(hits("bán"), 0u);
    EXPECT_EQ(hits("ban"), 1u);
    EXPECT_EQ(hits("hòa"), 1u);
    EXPECT_EQ(hits("bàn bán"), 0u);
}

TEST_F(SearchTest, TextInDecomposedFormIsTheSameText)
{
    upload("\u0110a\u0323i bie\u0302\u0309u Quo\u0302\u0301c ho\u0323\u0302i");
    EXPECT_EQ(hits("Đại biểu"), 1u);
    EXPECT_EQ(hits("quốc hội"), 1u);
    EXPECT_EQ(hits("quoc hoi"), 1u);
}

TEST_F(SearchTest, LastWordMayBeABeginning)
{
    upload("nghị quyết về ngân sách");
    EXPECT_EQ(hits("ngan sa"), 1u);
    EXPECT_EQ(hits("nghị quy"), 1u);
    EXPECT_EQ(hits("ngh quyet"), 0u);
}

TEST_F(SearchTest, WhatIsTypedIsNeverAnOperator)
{
    upload("nghị quyết");
    for (const char* query : {"a\"b (", "NOT quyet", "nghi OR x", "text:nghi", "^nghi", "nghi* quyet", "\"\"\"", "-"}) {
        auto result = store->search(office, query, 20);
        EXPECT_TRUE(result.has_value()) << query << ": " << (result ? "" : result.error().detail);
    }
    EXPECT_EQ(store->search(office, "  ", 20).error().code, ErrorCode::missing_field);
    EXPECT_EQ(store->search(office, std::string(501, 'x'), 20).error().code, ErrorCode::too_long);
}

TEST_F(SearchTest, HitsAreForWhoMaySee)
{
    const Viewer delegate = enrol("d1", "DB02");
    const Viewer guest = enrol("d2", "KM01");
    upload("ngân sách kín", Audience::delegates_only);
    EXPECT_EQ(found(office, "ngan sach").at(0).entity_type, "draft_document");
    EXPECT_TRUE(found(delegate, "ngan sach").empty());
    publish_all();
    const SearchHit hit = found(delegate, "ngan sach").at(0);
    EXPECT_EQ(hit.scope.text(), "delegates");
    EXPECT_EQ(hit.entity_type, "document");
    EXPECT_EQ(hit.page_index, 0);
    EXPECT_EQ(hit.snippet, "[ngân] [sách] kín");
    EXPECT_TRUE(found(guest, "ngan sach").empty());
    EXPECT_TRUE(found(Viewer{}, "ngan sach").empty());
}

TEST_F(SearchTest, OnlyTheNewestPublishedRevisionIsFound)
{
    const DocumentId id = upload("ngân sách cũ");
    publish_all();
    revise(id, "sửa đổi");
    const Viewer delegate = enrol("d1", "DB02");
    EXPECT_EQ(found(delegate, "cũ").size(), 1u);
    EXPECT_TRUE(found(delegate, "sửa").empty());
    publish_all();
    EXPECT_TRUE(found(delegate, "cũ").empty());
    EXPECT_EQ(found(delegate, "sửa").at(0).revision, 2);
    EXPECT_TRUE(send(office, WithdrawDocument{id, "nhầm"}).done);
    EXPECT_TRUE(found(office, "sửa").empty());
    EXPECT_TRUE(store->check_database().has_value());
}

}  // namespace chamber::storage::test
