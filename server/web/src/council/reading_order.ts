// The order in which an item's documents are read, the same in the console and on the tablets (and as storage/reading_order has it): the item's
// own documents by their position, waiting ones and those for delegates only among the others; a document of another item that serves this one
// stands before the one that the agenda names after it. Pure.
import type { AgendaItem, Document } from "../generated/protocol";

type Fields = Pick<Document, "agenda_item" | "position">;

export function inReadingOrder<P>(
  item: Pick<AgendaItem, "id" | "documents">,
  documents: ReadonlyMap<string, P>,
  fieldsOf: (document: P) => Fields,
): P[] {
  // Documents of a time when two could stand at one position are as the agenda names them.
  const named = (id: string): number => item.documents.indexOf(id) + 1 || item.documents.length + 1;
  const own = [...documents]
    .filter(([, document]) => fieldsOf(document).agenda_item === item.id)
    .sort(([a, one], [b, other]) => fieldsOf(one).position - fieldsOf(other).position || named(a) - named(b) || (a < b ? -1 : 1));
  const order = own.map(([id]) => id);
  const known = new Set(order);
  for (const [index, id] of [...item.documents.entries()].reverse()) {
    if (known.has(id) || !documents.has(id)) continue;
    const next = item.documents.slice(index + 1).find((one) => known.has(one));
    order.splice(next === undefined ? order.length : order.indexOf(next), 0, id);
    known.add(id);
  }
  return order.flatMap((id) => documents.get(id) ?? []);
}
