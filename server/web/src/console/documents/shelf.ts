// What the middle of the documents screen shows: one agenda item, or everything by a question ("what waits?", "whose seal needs a
// look?"). Pure: a shelf and the papers in, the list out.
import type { AgendaItem } from "../../generated/protocol";
import { newest, papersOfItem, waits, type Paper } from "../papers";
import { sealTone } from "../../seal/words";

export type Shelf = { kind: "item"; item: string } | { kind: "all" } | { kind: "waiting" } | { kind: "seals" } | { kind: "withdrawn" };

export function needsLook(one: Paper): boolean {
  const revision = newest(one);
  return revision !== null && !one.fields.draft && sealTone(revision.verdict, revision.trust) !== "good";
}

export function papersOn(shelf: Shelf, papers: ReadonlyMap<string, Paper>, agenda: readonly AgendaItem[]): Paper[] {
  if (shelf.kind === "withdrawn") return []; // they are no papers any more (withdrawn.ts)
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
