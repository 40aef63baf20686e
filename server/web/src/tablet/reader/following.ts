// Following who presides from page to page: what is said about it and when the page moves. Pure.
//
//   off ──Bật──▶ on ──the hand turns a page──▶ paused ──"Quay lại theo chủ tọa"──▶ on
//    ▲───────Tắt─┘──────────────────Tắt───────────┘
//
// Nothing moves under a hand that writes: the chip says where the chair is, and a tap goes there. Somebody who leads anew is followed by
// whoever had paused.
import type { ChairAt, Document } from "../../generated/protocol";
import type { View } from "../../sync";

export type Mode = "off" | "on" | "paused";

export interface ChairPage {
  readonly person: string;
  readonly document: string;
  readonly sha256: string;
  readonly page: number; // 0-based
}

// Where this person reads; nothing: they do not.
export interface Here {
  readonly document: string;
  readonly sha256: string;
  readonly page: number;
}

// Nobody leads, or where this person cannot follow.
export const chairPageOf = (told: ChairAt | null): ChairPage | null =>
  told?.person && told.document ? { person: told.person, document: told.document, sha256: told.sha256, page: told.page_index } : null;

export const isThere = (here: Here | null, chair: ChairPage): boolean =>
  here !== null && here.document === chair.document && here.sha256 === chair.sha256 && here.page === chair.page;

// What becomes of it when the hand turns a page, or when somebody else leads, or leads anew.
export const turnedByHand = (mode: Mode): Mode => (mode === "on" ? "paused" : mode);
export const ledBy = (mode: Mode, before: string | null, now: string | null): Mode =>
  mode === "paused" && now !== null && now !== before ? "on" : mode;

// The page to go to now. `busy`: a hand writes, or a sheet lies over the page.
export function pageToGo(mode: Mode, chair: ChairPage | null, here: Here | null, busy: boolean): ChairPage | null {
  if (mode !== "on" || !chair || !here || busy || isThere(here, chair)) return null;
  return chair;
}

export type ChipSays =
  | { readonly says: "page"; readonly page: number }
  | { readonly says: "document"; readonly title: string; readonly page: number }
  | { readonly says: "back"; readonly page: number } // paused
  | { readonly says: "here" }; // following, and there

// Nothing to say: nobody leads.
export function chipOf(mode: Mode, chair: ChairPage | null, here: Here | null, view: View): ChipSays | null {
  if (!chair) return null;
  const document = view.get("document", chair.document);
  if (!document) return null;
  const page = chair.page + 1;
  if (isThere(here, chair)) return mode === "off" ? null : { says: "here" };
  if (mode === "paused") return { says: "back", page };
  return here?.document === chair.document ? { says: "page", page } : { says: "document", title: document.title, page };
}

// The revision the chair reads, when it is one of those this device knows; else the newest.
export const revisionOf = (document: Document, chair: ChairPage): number | null =>
  document.revisions.find((each) => each.sha256 === chair.sha256)?.n ?? null;
