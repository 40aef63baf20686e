// What the middle of the documents screen shows: one agenda item, or everything by a question ("what waits?", "whose seal needs a
// look?"). Pure: a shelf and the papers in, the list out.
import type { AgendaItem } from "../../generated/protocol";
import type { Place } from "../desk/address.svelte";
import { newest, papersOfItem, waits, type Paper } from "../papers";
import { sealTone } from "../../seal/words";

export type Shelf = { kind: "item"; item: string } | { kind: "all" } | { kind: "waiting" } | { kind: "seals" };

// What the address says of the shelf, and back.
export function shelfOf(place: Pick<Place, "item" | "shelf">, agenda: readonly AgendaItem[]): Shelf {
  if (place.item && agenda.some(({ id }) => id === place.item)) return { kind: "item", item: place.item };
  if (place.shelf === "cho") return { kind: "waiting" };
  return place.shelf === "chu-ky" ? { kind: "seals" } : { kind: "all" };
}

export function placeOf(shelf: Shelf): Pick<Place, "item" | "shelf"> {
  if (shelf.kind === "item") return { item: shelf.item, shelf: null };
  return { item: null, shelf: shelf.kind === "waiting" ? "cho" : shelf.kind === "seals" ? "chu-ky" : null };
}

export function needsLook(one: Paper): boolean {
  const revision = newest(one);
  return revision !== null && !one.fields.draft && sealTone(revision.verdict, revision.trust) !== "good";
}

export function papersOn(shelf: Shelf, papers: ReadonlyMap<string, Paper>, agenda: readonly AgendaItem[]): Paper[] {
  if (shelf.kind === "item") {
    const item = agenda.find((one) => one.id === shelf.item);
    return item ? papersOfItem(papers, item) : [];
  }
  const inOrder = new Set(agenda.flatMap((item) => papersOfItem(papers, item)));
  for (const paper of papers.values()) inOrder.add(paper);
  const all = [...inOrder];
  if (shelf.kind === "waiting") return all.filter(waits);
  if (shelf.kind === "seals") return all.filter(needsLook);
  return all;
}
