// The order in which an item's papers are read, the same in the console and on the tablets (and as storage/reading_order has it): the item's
// own papers by their position, waiting ones and those for delegates only among the others; a paper of another item that serves this one
// stands before the one that the agenda names after it. Pure.
import type { AgendaItem, Document } from "../generated/protocol";

type Fields = Pick<Document, "agenda_item" | "position">;

export function inReadingOrder<P>(item: Pick<AgendaItem, "id" | "documents">, papers: ReadonlyMap<string, P>, fieldsOf: (paper: P) => Fields): P[] {
  // Papers of a time when two could stand at one position are as the agenda names them.
  const named = (id: string): number => (item.documents.indexOf(id) + 1 || item.documents.length + 1);
  const own = [...papers]
    .filter(([, paper]) => fieldsOf(paper).agenda_item === item.id)
    .sort(([a, one], [b, other]) => fieldsOf(one).position - fieldsOf(other).position || named(a) - named(b) || (a < b ? -1 : 1));
  const order = own.map(([id]) => id);
  const known = new Set(order);
  for (const [index, id] of [...item.documents.entries()].reverse()) {
    if (known.has(id) || !papers.has(id)) continue;
    const next = item.documents.slice(index + 1).find((one) => known.has(one));
    order.splice(next === undefined ? order.length : order.indexOf(next), 0, id);
    known.add(id);
  }
  return order.flatMap((id) => papers.get(id) ?? []);
}
