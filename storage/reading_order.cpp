#include "storage/reading_order.hpp"

#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// Far more than an item has papers; whoever asks for more is not believed.
constexpr std::int32_t position_max = 1'000'000;

struct Standing {
    DocumentId document;
    std::int32_t position = 0;
    bool own = false;
};

std::vector<Standing> papers_in(Database& database, const AgendaItemId& item)
{
    std::vector<Standing> papers;
    Statement rows = database.query(
        "SELECT id, position AS place, 1 AS own FROM document WHERE agenda_item = ?1 AND state <> 'withdrawn' "
        "UNION ALL SELECT agenda_paper.document, agenda_paper.position, 0 FROM agenda_paper "
        "JOIN document ON document.id = agenda_paper.document "
        "WHERE agenda_paper.item = ?1 AND document.agenda_item <> ?1 AND document.state = 'published' "
        "ORDER BY place, own, id",
        item.value);
    while (rows.step())
        papers.push_back({DocumentId(rows.text(0)), static_cast<std::int32_t>(rows.integer(1)), rows.integer(2) != 0});
    return papers;
}

// What other papers of the item stand at from now on.
void put_position(UnitOfWork& work, const AgendaItemId& item, const Standing& paper, std::int32_t position)
{
    if (paper.position == position) return;
    if (!paper.own) {
        work.database.run("UPDATE agenda_paper SET position = ?3 WHERE item = ?1 AND document = ?2", item.value,
                          paper.document.value, position);
        return;
    }
    auto row = find_document(work.database, paper.document);
    MUST(row.has_value());
    row->document.position = position;
    put_document_row(work.database, *row);
    announce_document(work, *row);
}

}  // namespace

std::int32_t position_for(Database& database, const AgendaItemId& item, std::optional<std::int32_t> wanted)
{
    if (wanted && *wanted >= 0 && *wanted <= position_max &&
        !database.integer("SELECT 1 FROM document WHERE agenda_item = ?1 AND position = ?2 LIMIT 1", item.value,
                          *wanted))
        return *wanted;
    return static_cast<std::int32_t>(
        database
            .integer("SELECT 1 + max(place) FROM (SELECT position AS place FROM document WHERE agenda_item = ?1 "
                     "UNION ALL SELECT position FROM agenda_paper WHERE item = ?1)",
                     item.value)
            .value_or(1));
}

std::optional<std::int32_t> planned_position(Database& database, const AgendaItemId& item, const DocumentId& document)
{
    const auto place = database.integer("SELECT position FROM agenda_paper WHERE item = ?1 AND document = ?2",
                                        item.value, document.value);
    if (!place) return std::nullopt;
    return static_cast<std::int32_t>(*place);
}

void move_to_place(UnitOfWork& work, DocumentRow& row, std::int32_t place)
{
    const AgendaItemId item = row.document.agenda_item;
    std::vector<Standing> papers = papers_in(work.database, item);
    const auto moved = std::ranges::find(papers, row.document.id, &Standing::document);
    MUST(moved != papers.end());
    // The positions stay as they are, gaps too: only who stands at which changes.
    std::vector<std::int32_t> positions;
    for (const Standing& paper : papers)
        positions.push_back(positions.empty() ? paper.position : std::max(paper.position, positions.back() + 1));
    const Standing mover = *moved;
    papers.erase(moved);
    const auto index =
        static_cast<std::size_t>(std::clamp<std::int64_t>(place, 1, static_cast<std::int64_t>(papers.size()) + 1) - 1);
    papers.insert(papers.begin() + static_cast<std::ptrdiff_t>(index), mover);
    for (std::size_t i = 0; i < papers.size(); ++i)
        if (i != index) put_position(work, item, papers[i], positions[i]);
    row.document.position = positions[index];
    put_document_row(work.database, row);
    put_in_order(work, item);
}

std::int32_t place_of(Database& database, const DraftDocument& document)
{
    const std::vector<Standing> papers = papers_in(database, document.agenda_item);
    return static_cast<std::int32_t>(std::ranges::find(papers, document.id, &Standing::document) - papers.begin()) + 1;
}

void put_in_order(UnitOfWork& work, const AgendaItemId& id, const std::optional<DocumentId>& added)
{
    auto item = find_item(work.database, id);
    if (!item) return;
    const std::vector<DocumentId> before = item->documents;
    if (added && std::ranges::find(before, *added) == before.end()) item->documents.push_back(*added);
    const std::vector<Standing> papers = papers_in(work.database, id);
    std::ranges::stable_sort(item->documents, {}, [&](const DocumentId& document) {
        return std::ranges::find(papers, document, &Standing::document) - papers.begin();
    });
    if (item->documents != before) put_item(work, *item);
}

}  // namespace chamber::storage
