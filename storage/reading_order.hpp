// The order in which the papers of an agenda item are read: a position that no other paper of the item has, kept from
// the drop on.
//
//   ticket ── position_for() ──▶ reserved (server/tickets) ── add_revision: position_for() again ──▶ document.position
//   "stands third" ── move_to_place() ──▶ the item's positions, dealt out anew     put_in_order() ──▶
//   AgendaItem.documents
//
// Positions grow and may have gaps: a file that failed comes back to its own. Every list (agenda, console, tablets,
// chamber-admin, archive) follows them. A paper of another item that serves this one, too, stands at its place in
// `agenda_paper`.
#pragma once

#include "storage/documents.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <cstdint>
#include <optional>

namespace chamber::storage {

// `wanted` when it may be had, else behind everything that ever stood in the item.
std::int32_t position_for(Database& database, const AgendaItemId& item, std::optional<std::int32_t> wanted);

// Where an import's agenda named the document before it came.
std::optional<std::int32_t> planned_position(Database& database, const AgendaItemId& item, const DocumentId& document);

// The paper becomes the place-th of its item (from 1; too far back is last), the others make room. Its own row is
// changed in `row` and stored, too; announcing it is the caller's.
void move_to_place(UnitOfWork& work, DocumentRow& row, std::int32_t place);

// Which of its item's papers it is, from 1: the place that move_to_place() would give it.
std::int32_t place_of(Database& database, const DraftDocument& document);

// The papers that the item names, in reading order; with `added` among them.
void put_in_order(UnitOfWork& work, const AgendaItemId& item, const std::optional<DocumentId>& added = std::nullopt);

}  // namespace chamber::storage
