// What the middle of the documents screen shows: one agenda item, or everything by a question ("what waits?", "whose seal needs a
// look?"). Pure: a shelf and the documents in, the list out.
//
// A seal is looked at when there is one: what nobody signed lacks a signature (Lacks.svelte says so), it has none that could be doubted.
// While the trust store is empty every signer is a stranger; that is said once, above the list, and counts for no document.
import { inAgendaOrder, newest, type OfficeDocument, documentsOfItem, waits } from "../../council/documents";
import type { AgendaItem, Revision } from "../../generated/protocol";
import type { Place } from "../office/address.svelte";
import { sealTone } from "../../seal/words";
import type { TrustStore } from "./trust";

export type Shelf = { kind: "item"; item: string } | { kind: "all" } | { kind: "waiting" } | { kind: "seals" } | { kind: "withdrawn" };

export const shelfTitles = {
  all: "Toàn bộ tài liệu",
  waiting: "Chờ phát hành",
  seals: "Cần xem lại chữ ký số",
  withdrawn: "Đã thu hồi",
} as const;
const shelfNames = { waiting: "cho", seals: "chu-ky", withdrawn: "da-thu-hoi" } as const;

// What the address says of the shelf, and back.
export function shelfOf(place: Pick<Place, "item" | "shelf">, agenda: readonly AgendaItem[]): Shelf {
  if (place.item && agenda.some(({ id }) => id === place.item)) return { kind: "item", item: place.item };
  if (place.shelf === "cho") return { kind: "waiting" };
  if (place.shelf === "da-thu-hoi") return { kind: "withdrawn" };
  return place.shelf === "chu-ky" ? { kind: "seals" } : { kind: "all" };
}

export function placeOf(shelf: Shelf): Pick<Place, "item" | "shelf"> {
  if (shelf.kind === "item") return { item: shelf.item, shelf: null };
  return { item: null, shelf: shelf.kind === "all" ? null : shelfNames[shelf.kind] };
}

// Nothing is wrong but that nobody is trusted yet.
export const onlyStrangers = (revision: Pick<Revision, "verdict" | "trust">, store: TrustStore): boolean =>
  store === "empty" &&
  revision.trust === "untrusted" &&
  (revision.verdict === "valid" || revision.verdict === "valid_with_allowed_changes");

export function needsLook(one: OfficeDocument, store: TrustStore = "filled"): boolean {
  const revision = newest(one);
  if (!revision || one.fields.draft) return false;
  const tone = sealTone(revision.verdict, revision.trust);
  return (tone === "doubt" || tone === "broken") && !onlyStrangers(revision, store);
}

export function documentsOn(
  shelf: Shelf,
  documents: ReadonlyMap<string, OfficeDocument>,
  agenda: readonly AgendaItem[],
  store: TrustStore = "filled",
): OfficeDocument[] {
  if (shelf.kind === "withdrawn") return []; // they are no documents any more (withdrawn.ts)
  if (shelf.kind === "item") {
    const item = agenda.find((one) => one.id === shelf.item);
    return item ? documentsOfItem(documents, item) : [];
  }
  const all = inAgendaOrder(documents, agenda);
  if (shelf.kind === "waiting") return all.filter(waits);
  if (shelf.kind === "seals") return all.filter((one) => needsLook(one, store));
  return all;
}
