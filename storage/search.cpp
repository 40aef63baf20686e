#include "storage/search.hpp"

#include "protocol/limits.hpp"
#include "storage/database/vietnamese.hpp"
#include "storage/store_body.hpp"

namespace chamber::storage {

namespace {

constexpr std::uint32_t words_max = 16;

// What a person typed as an FTS5 query: every word quoted, so that nothing of it is read as an operator.
std::string match_expression(std::string_view typed)
{
    std::string expression;
    std::uint32_t words = 0;
    char last_tone = 0;
    for (std::size_t at = 0; at < typed.size() && words < words_max;) {
        const std::size_t start = typed.find_first_not_of(" \t\r\n", at);
        if (start == std::string_view::npos) break;
        const std::size_t end = std::min(typed.find_first_of(" \t\r\n", start), typed.size());
        std::string word;
        for (const char c : typed.substr(start, end - start)) word += c == '"' || c == '\0' ? ' ' : c;
        if (!expression.empty()) expression += ' ';
        expression += '"' + word + '"';
        last_tone = word_keys(word).tone;
        ++words;
        at = end;
    }
    // The last word may be a beginning, unless it has its tone: the tone stands at the key's end, behind letters still
    // to come.
    if (!expression.empty() && last_tone == 0) expression += " *";
    return expression;
}

}  // namespace

void index_pages(Database& database, const DocumentId& document, std::int32_t revision,
                 const std::vector<std::string>& page_text)
{
    for (std::size_t index = 0; index < page_text.size(); ++index) {
        if (page_text[index].empty()) continue;
        const std::string_view text = std::string_view(page_text[index]).substr(0, limits::page_text_bytes_max);
        database.run("INSERT INTO page (document, revision, page_index, text) VALUES (?1, ?2, ?3, ?4)", document.value,
                     revision, static_cast<std::int64_t>(index), text);
        database.run("INSERT INTO page_search (rowid, text) SELECT id, text FROM page WHERE id = last_insert_rowid()");
    }
}

void forget_pages_before(Database& database, const DocumentId& document, std::int32_t revision)
{
    database.run(
        "INSERT INTO page_search (page_search, rowid, text) SELECT 'delete', id, text FROM page WHERE document = ?1 AND revision < ?2",
        document.value, revision);
    database.run("DELETE FROM page WHERE document = ?1 AND revision < ?2", document.value, revision);
}

void forget_pages_from(Database& database, const DocumentId& document, std::int32_t revision)
{
    database.run(
        "INSERT INTO page_search (page_search, rowid, text) SELECT 'delete', id, text FROM page WHERE document = ?1 AND revision >= ?2",
        document.value, revision);
    database.run("DELETE FROM page WHERE document = ?1 AND revision >= ?2", document.value, revision);
}

Result<std::vector<SearchHit>> Store::search(const Viewer& viewer, std::string_view query, std::uint32_t hits_max)
{
    return body_->read<std::vector<SearchHit>>([&]() -> Result<std::vector<SearchHit>> {
        if (query.size() > limits::search_query_bytes_max) return fail(ErrorCode::too_long, "query", "query");
        const std::string expression = match_expression(query);
        if (expression.empty()) return fail(ErrorCode::missing_field, "no word", "query");
        std::vector<SearchHit> hits;
        Statement rows = body_->database->query(
            "SELECT page.document, page.revision, page.page_index, snippet(page_search, 0, '[', ']', '…', 16), "
            "revision.published, document.body, document.session "
            "FROM page_search JOIN page ON page.id = page_search.rowid "
            "JOIN revision ON revision.document = page.document AND revision.n = page.revision "
            "JOIN document ON document.id = page.document "
            "WHERE page_search MATCH ?1 AND document.state <> 'withdrawn' ORDER BY page_search.rank, page.id",
            expression);
        // The limit counts what the viewer may see, so that what he may not see does not push it out.
        while (hits.size() < hits_max && rows.step()) {
            SearchHit hit;
            hit.document = DocumentId(rows.text(0));
            hit.session = SessionId(rows.text(6));
            hit.revision = static_cast<std::int32_t>(rows.integer(1));
            hit.page_index = static_cast<std::int32_t>(rows.integer(2));
            hit.snippet = rows.text(3);
            const DraftDocument document = entity_of<DraftDocument>(rows.text(5));
            const bool published = rows.integer(4) != 0;
            hit.title = document.title;
            hit.scope = published ? scope_of(document.audience) : staff_scope;
            hit.entity_type = published ? Document::type : DraftDocument::type;
            if (may_see(viewer, hit.scope, hit.entity_type)) hits.push_back(std::move(hit));
        }
        return hits;
    });
}

}  // namespace chamber::storage
