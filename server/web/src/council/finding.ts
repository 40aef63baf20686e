// Words in texts, as the server finds them (storage/search_words): without marks they find both, with marks exactly those; the last may be a
// beginning. For what a device holds, and for showing what was found. Pure.
import type { AgendaItem, Document } from "../generated/protocol";
import type { View } from "../sync/view";
import { sessionsNewestFirst } from "./sessions";

export interface Key {
  readonly folded: string;
  readonly exact: string; // the tone behind the letters
  readonly toneless: string;
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu;

export function keyOf(word: string): Key {
  const apart = word.normalize("NFD").toLowerCase();
  const toneless = apart.replace(tones, "").normalize("NFC");
  const folded = apart.replace(/\p{Mn}/gu, "").replace(/đ/g, "d");
  return { folded, exact: toneless + (apart.match(tones)?.at(-1) ?? ""), toneless };
}

const keysOf = (text: string): Key[] => (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(keyOf);

// A beginning has two letters or more, and no tone: the tone stands behind letters still to come.
export function holds(text: Key, asked: Key, mayBegin: boolean): boolean {
  const begins = mayBegin && asked.exact === asked.toneless && asked.toneless.length > 1;
  const fits = (key: string, word: string): boolean => (begins ? key.startsWith(word) : key === word);
  if (asked.exact === asked.folded) return fits(text.folded, asked.folded);
  return fits(text.exact, asked.exact) || fits(text.toneless, asked.exact);
}

// Every word of the query stands in the text.
export function matches(text: string, query: string): boolean {
  const asked = keysOf(query);
  const words = keysOf(text);
  return asked.length > 0 && asked.every((each, index) => words.some((word) => holds(word, each, index === asked.length - 1)));
}

export interface HeldHits {
  readonly documents: readonly Document[];
  readonly items: readonly AgendaItem[];
}

// All documents, the newest session's first.
export function documentsInOrder(view: View): Document[] {
  const order = new Map(sessionsNewestFirst(view).map((session, index) => [session.id, index]));
  const rank = ({ session }: Document): number => order.get(session) ?? order.size;
  return [...view.all("document")].sort((a, b) => rank(a) - rank(b) || a.position - b.position);
}

// What is on this device: numbers, kinds and titles of documents, and the agenda; the newest session first.
export function heldHits(view: View, query: string): HeldHits {
  const order = new Map(sessionsNewestFirst(view).map((session, index) => [session.id, index]));
  const byPlace = (a: { session: string; position: number }, b: { session: string; position: number }): number =>
    (order.get(a.session) ?? order.size) - (order.get(b.session) ?? order.size) || a.position - b.position;
  const documents = view.all("document").filter((each) => matches(`${each.full_number} ${each.type_name} ${each.title}`, query));
  const items = view.all("agenda_item").filter((each) => matches(`${each.number} ${each.name}`, query));
  return { documents: documents.sort(byPlace), items: items.sort(byPlace) };
}

export interface SnippetPart {
  readonly text: string;
  readonly found: boolean;
}

// The server's snippet: what was found stands in [brackets]; neighbours become one.
export function snippetParts(snippet: string): SnippetPart[] {
  const joined = snippet.replace(/\] \[/g, " ");
  return joined
    .split(/(\[[^[\]]*\])/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("[") && part.endsWith("]") ? { text: part.slice(1, -1), found: true } : { text: part, found: false }));
}

export const plainSnippet = (snippet: string): string => snippet.replace(/[[\]]/g, "");
