// Searching: numbers, titles, names and notes first, then pages. A query without marks finds words with and without
// them, one with marks finds exactly those ("bàn" is not "bán").
//
//   words ──entry_search──▶ entries, ranked by FTS5 ──access──▶ exact number, number and title, note
//         ──page_search───▶ pages, the words side by side, then apart ──▶ behind them
//
// What the feed tells a viewer is what they may find, with the scope it stands in there: whatever is told to nobody is
// found by nobody. Pages are filtered by scope before FTS5 makes their snippets, and asked once more one by one.
#include "protocol/access.hpp"
#include "protocol/limits.hpp"
#include "storage/search_words.hpp"
#include "storage/store_body.hpp"

#include <algorithm>
#include <map>

namespace chamber::storage {

namespace {

struct Entry {
    std::int64_t n = 0;
    std::string type;
    std::string id;
    std::string number;
};

// What a viewer is told, as the feed has it.
class Told {
public:
    Told(Database& database, const Viewer& viewer) : database_(database), viewer_(viewer) {}

    std::optional<Scope> scope(std::string_view type, std::string_view id)
    {
        const auto text =
            database_.text("SELECT scope FROM feed WHERE type = ?1 AND id = ?2 AND deleted = 0", type, id);
        return text ? seen(*text, type) : std::nullopt;
    }

    // Nothing, when the viewer may not see it.
    std::optional<Scope> seen(std::string_view text, std::string_view type) const
    {
        auto scope = Scope::parse(text);
        if (!scope) throw StorageFailure(fail(ErrorCode::database_damaged, scope.error().detail));
        // Whoever is at the server's own machine acts for the office, and is not the person it is named after.
        const bool at_the_machine = viewer_.device.value == Store::own_machine().value;
        if (at_the_machine && scope->kind == ScopeKind::person) return std::nullopt;
        if (!may_see(viewer_, *scope, type)) return std::nullopt;
        return std::move(*scope);
    }

    // The scopes in which this viewer is told of things of this type: " delegates everyone ".
    std::string scopes(std::string_view type)
    {
        std::string list = " ";
        Statement rows = database_.query("SELECT DISTINCT scope FROM feed WHERE type = ?1 AND deleted = 0", type);
        while (rows.step())
            if (const std::string scope = rows.text(0); seen(scope, type)) list += scope + ' ';
        return list;
    }

private:
    Database& database_;
    const Viewer& viewer_;
};

std::string called(const std::string& number, const std::string& title)
{
    return number.empty() ? title : number + " · " + title;
}

class Finding {
public:
    Finding(Database& database, const Viewer& viewer, const SearchWords& words, const SearchSpan& span)
        : database_(database),
          told_(database, viewer),
          words_(words),
          either_(words.together_or_apart()),
          span_(span)
    {
    }

    std::vector<SearchHit> found()
    {
        for (const Entry& entry : entries()) {
            auto hit = hit_of(entry);
            if (!hit) continue;
            if (seen_++ < span_.behind || full()) continue;
            tell(entry, *hit);
            hits_.push_back(std::move(*hit));
        }
        if (!full()) find_pages();
        return std::move(hits_);
    }

private:
    bool full() const { return hits_.size() >= span_.hits_max; }
    std::vector<Entry> entries();
    std::optional<SearchHit> hit_of(const Entry& entry);
    std::optional<SearchHit> document_hit(const std::string& id);
    std::optional<SearchHit> note_hit(const std::string& id);
    SessionId session_of(const Entry& entry);
    void tell(const Entry& entry, SearchHit& hit);
    void find_pages();
    void find_pages(const std::string& expression);
    void find_page(const Statement& row);

    Database& database_;
    Told told_;
    const SearchWords& words_;
    const std::string either_;
    const SearchSpan& span_;
    std::uint32_t seen_ = 0;
    std::vector<SearchHit> hits_;
    std::map<std::string, std::string, std::less<>> titles_;  // of documents whose pages were found
};

std::vector<Entry> Finding::entries()
{
    std::vector<Entry> all;
    Statement rows = database_.query(
        "SELECT entry.n, entry.type, entry.id, entry.number FROM entry_search JOIN entry ON entry.n = entry_search.rowid "
        "WHERE entry_search MATCH ?1 ORDER BY bm25(entry_search, 8.0, 4.0, 1.0), entry.n DESC",
        either_);
    while (rows.step()) all.push_back(Entry{rows.integer(0), rows.text(1), rows.text(2), rows.text(3)});
    const auto place = [this](const Entry& entry) {
        if (entry.type == Document::type && !words_.number.empty() && bare_number(entry.number) == words_.number)
            return 0;
        return entry.type == Annotation::type ? 2 : 1;
    };
    std::stable_sort(all.begin(), all.end(), [&](const Entry& a, const Entry& b) { return place(a) < place(b); });
    return all;
}

// Published, or for the staff a draft, or what was taken back.
std::optional<SearchHit> Finding::document_hit(const std::string& id)
{
    SearchHit hit;
    for (const std::string_view type : {Document::type, DraftDocument::type, Withdrawal::type}) {
        auto scope = told_.scope(type, id);
        if (!scope) continue;
        // Of what is gone the office finds the entry; on the tablets it is gone.
        if (type == Withdrawal::type && !told_.seen(staff_scope.text(), type)) continue;
        hit.entity_type = type;
        hit.scope = std::move(*scope);
        hit.document = DocumentId(id);
        hit.revision = static_cast<std::int32_t>(
            database_
                .integer("SELECT max(n) FROM revision WHERE document = ?1 AND published >= ?2", id,
                         type == Document::type ? 1 : 0)
                .value_or(0));
        if (type == Withdrawal::type) hit.revision = 0;
        return hit;
    }
    return std::nullopt;
}

// A note is read on its page: whoever may not see the document does not find it.
std::optional<SearchHit> Finding::note_hit(const std::string& id)
{
    auto scope = told_.scope(Annotation::type, id);
    if (!scope) return std::nullopt;
    Statement row = database_.query(
        "SELECT annotation.document, revision.n, json_extract(annotation.body, '$.page_index') FROM annotation "
        "JOIN revision ON revision.document = annotation.document "
        "AND revision.sha256 = json_extract(annotation.body, '$.revision_sha256') WHERE annotation.id = ?1",
        id);
    if (!row.step()) return std::nullopt;
    SearchHit hit;
    hit.document = DocumentId(row.text(0));
    if (!told_.scope(Document::type, hit.document.value)) return std::nullopt;
    hit.revision = static_cast<std::int32_t>(row.integer(1));
    hit.page_index = static_cast<std::int32_t>(row.integer(2));
    hit.entity_type = Annotation::type;
    hit.scope = std::move(*scope);
    return hit;
}

SessionId Finding::session_of(const Entry& entry)
{
    const auto text = [this](std::string_view sql, const std::string& id) {
        return SessionId(database_.text(sql, id).value_or(""));
    };
    if (entry.type == Document::type) return text("SELECT session FROM document WHERE id = ?1", entry.id);
    if (entry.type == AgendaItem::type) return text("SELECT session FROM agenda_item WHERE id = ?1", entry.id);
    if (entry.type == Annotation::type)
        return text("SELECT document.session FROM annotation JOIN document ON document.id = annotation.document "
                    "WHERE annotation.id = ?1",
                    entry.id);
    SessionId listed = text("SELECT session.id FROM participant JOIN session ON session.id = participant.session "
                            "WHERE participant.person = ?1 ORDER BY session.start_on DESC, session.id DESC LIMIT 1",
                            entry.id);
    // In no roll yet, as the staff of a new council: the newest session there is.
    return listed.empty()
               ? text("SELECT id FROM session WHERE ?1 <> '' ORDER BY start_on DESC, id DESC LIMIT 1", entry.id)
               : listed;
}

std::optional<SearchHit> Finding::hit_of(const Entry& entry)
{
    std::optional<SearchHit> hit;
    if (entry.type == Document::type) {
        hit = document_hit(entry.id);
    } else if (entry.type == Annotation::type) {
        hit = note_hit(entry.id);
    } else if (auto scope = told_.scope(entry.type, entry.id)) {
        hit.emplace();
        hit->entity_type = entry.type;
        hit->scope = std::move(*scope);
    }
    if (!hit) return std::nullopt;
    hit->id = entry.id;
    hit->session = session_of(entry);
    if (hit->session.empty()) return std::nullopt;
    return hit;
}

// Its name and its words, for a hit that is told.
void Finding::tell(const Entry& entry, SearchHit& hit)
{
    Statement row = database_.query(
        "SELECT entry.number, entry.title, highlight(entry_search, 0, ?3, ?4), highlight(entry_search, 1, ?3, ?4), "
        "snippet(entry_search, 2, ?3, ?4, '…', 24) FROM entry_search JOIN entry ON entry.n = entry_search.rowid "
        "WHERE entry_search MATCH ?1 AND entry_search.rowid = ?2",
        either_, entry.n, found_from, found_to);
    if (!row.step()) return;
    hit.title = called(row.text(0), row.text(1));
    hit.snippet = readable_snippet(called(row.text(2), row.text(3)));
    if (entry.type != Annotation::type) return;
    hit.snippet = readable_snippet(row.text(4));
    hit.title = database_
                    .text("SELECT CASE number WHEN '' THEN title ELSE number || ' · ' || title END FROM entry "
                          "WHERE type = 'document' AND id = ?1",
                          hit.document.value)
                    .value_or("");
}

// Side by side first: what FTS5 ranks by is how often and how rare, not how near.
void Finding::find_pages()
{
    if (words_.phrase.empty()) return find_pages(words_.all);
    find_pages(words_.phrase);
    if (!full()) find_pages(words_.apart());
}

void Finding::find_pages(const std::string& expression)
{
    // CROSS JOIN: FTS5 goes first, in the order of its rank, and makes the snippets of what is left alone.
    const std::string documents = told_.scopes(Document::type);
    const std::string drafts = told_.scopes(DraftDocument::type);
    const std::int64_t behind = span_.behind > seen_ ? span_.behind - seen_ : 0;
    Statement rows = database_.query(
        "SELECT page.document, page.revision, page.page_index, snippet(page_search, 0, ?6, ?7, '…', 24), feed.type, "
        "feed.scope, document.session FROM page_search CROSS JOIN page ON page.id = page_search.rowid "
        "CROSS JOIN revision ON revision.document = page.document AND revision.n = page.revision "
        "CROSS JOIN document ON document.id = page.document "
        "CROSS JOIN feed ON feed.type = iif(revision.published, 'document', 'draft_document') "
        "AND feed.id = page.document AND feed.deleted = 0 WHERE page_search MATCH ?1 "
        "AND instr(iif(revision.published, ?2, ?3), ' ' || feed.scope || ' ') > 0 "
        "ORDER BY page_search.rank LIMIT ?4 OFFSET ?5",
        expression, documents, drafts, static_cast<std::int64_t>(span_.hits_max - hits_.size()), behind, found_from,
        found_to);
    while (rows.step()) find_page(rows);
    if (full() || behind == 0) return;
    // All of these lie behind what the reader has, or among it.
    seen_ += static_cast<std::uint32_t>(
        database_
            .integer("SELECT count(*) FROM page_search CROSS JOIN page ON page.id = page_search.rowid "
                     "CROSS JOIN revision ON revision.document = page.document AND revision.n = page.revision "
                     "CROSS JOIN feed ON feed.type = iif(revision.published, 'document', 'draft_document') "
                     "AND feed.id = page.document AND feed.deleted = 0 WHERE page_search MATCH ?1 "
                     "AND instr(iif(revision.published, ?2, ?3), ' ' || feed.scope || ' ') > 0",
                     expression, documents, drafts)
            .value_or(0));
}

void Finding::find_page(const Statement& row)
{
    SearchHit hit;
    hit.entity_type = row.text(4);
    auto scope = told_.seen(row.text(5), hit.entity_type);
    if (!scope) return;
    hit.scope = std::move(*scope);
    hit.id = row.text(0);
    hit.document = DocumentId(hit.id);
    hit.session = SessionId(row.text(6));
    hit.revision = static_cast<std::int32_t>(row.integer(1));
    hit.page_index = static_cast<std::int32_t>(row.integer(2));
    hit.snippet = readable_snippet(row.text(3));
    auto [title, fresh] = titles_.try_emplace(hit.id);
    if (fresh) {
        Statement entry =
            database_.query("SELECT number, title FROM entry WHERE type = 'document' AND id = ?1", hit.id);
        if (entry.step()) title->second = called(entry.text(0), entry.text(1));
    }
    hit.title = title->second;
    hits_.push_back(std::move(hit));
}

}  // namespace

void Store::Body::index_notes()
{
    if (ballast_released) return;
    (void)verb<void>([this]() -> Result<void> {
        if (note_index.lacks_notes(feed.head())) note_index.catch_up(feed.head());
        return {};
    });
}

Result<std::vector<SearchHit>> Store::search(const Viewer& viewer, std::string_view query, const SearchSpan& span)
{
    body_->index_notes();
    return body_->read<std::vector<SearchHit>>([&]() -> Result<std::vector<SearchHit>> {
        if (query.size() > limits::search_query_bytes_max) return fail(ErrorCode::too_long, "query", "query");
        const SearchWords words = search_words(query);
        if (words.all.empty()) return fail(ErrorCode::missing_field, "no word", "query");
        if (viewer.person.empty()) return std::vector<SearchHit>{};
        return Finding(*body_->database, viewer, words, span).found();
    });
}

}  // namespace chamber::storage
