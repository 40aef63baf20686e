// What a person is told beside the news of documents: what befell their notes and this machine. Pure: what was known, what is now, and the
// difference as parameters of a sentence (`toldSentence`), so that a line at the foot and a list that is read later say the same.
//
//   restored   the server runs from a backup; what the backup lacks is sent again
//   conflict   the same note was written on two machines; both stand side by side
//   full       this machine has no room
//   broken     its memory does not answer
//   kept       all is stored again
//   notes_moved, notes_asked   notes of a replaced document came along, or wait for an answer (rescue/)
//
// Elsewhere told: withdrawn documents (withdrawn.ts), a revoked machine (screens/Trouble.svelte).
import type { Annotation } from "../generated/protocol";
import type { View } from "../sync";
import type { Health } from "../sync/store";
import { words } from "./words";

export type ToldKind = "restored" | "conflict" | "full" | "broken" | "kept" | "notes_moved" | "notes_asked";

export interface Told {
  readonly id: string;
  readonly kind: ToldKind;
  readonly at: string;
  readonly title: string; // of the document
  readonly detail: string; // words of the note; a number
  readonly document?: string;
}

export interface Known {
  readonly epoch: string;
  readonly twins: readonly string[]; // notes that were told to be one of two
  readonly health: Health["state"]; // as told
  readonly goodSince: number | null; // milliseconds; what comes and goes is not told each time
}

export const nothingKnown: Known = { epoch: "", twins: [], health: "good", goodSince: null };

export interface Now {
  readonly epoch: string;
  readonly health: Health["state"];
  readonly view: View;
  readonly person: string;
  readonly ms: number;
}

const calmMs = 20_000; // so long all must be well before that is told

// A note that could not take its own key because its twin, written on another machine, had it: the server names it so.
const isTwin = (note: Annotation, person: string): boolean => note.author === person && note.id.startsWith(`${person}.k`);

const at = ({ ms }: Now): string => new Date(ms).toISOString();

function ofHealth(known: Known, now: Now): { known: Known; told: Told[] } {
  const happening = (kind: ToldKind): Told[] => [{ id: `machine/${now.ms}`, kind, at: at(now), title: "", detail: "" }];
  if (now.health !== "good") {
    const next = { ...known, health: now.health, goodSince: null };
    return { known: next, told: known.health === now.health ? [] : happening(now.health) };
  }
  if (known.health === "good") return { known, told: [] };
  if (known.goodSince === null || known.goodSince > now.ms) return { known: { ...known, goodSince: now.ms }, told: [] };
  if (now.ms - known.goodSince < calmMs) return { known, told: [] };
  return { known: { ...known, health: "good", goodSince: null }, told: happening("kept") };
}

// `now`: a complete view of this person's.
export function whatToTell(before: Known, now: Now): { readonly known: Known; readonly told: readonly Told[] } {
  const { known, told } = ofHealth(before, now);
  const restored = known.epoch !== "" && now.epoch !== "" && known.epoch !== now.epoch;
  const twins = now.view.all("annotation").filter((note) => isTwin(note, now.person));
  // Who is here for the first time has had their twins for long.
  const fresh = known.epoch === "" ? [] : twins.filter(({ id }) => !known.twins.includes(id));
  return {
    known: {
      ...known,
      epoch: now.epoch || known.epoch,
      twins: fresh.length > 0 || known.epoch === "" ? [...new Set([...known.twins, ...twins.map(({ id }) => id)])] : known.twins,
    },
    told: [
      ...told,
      ...(restored ? [{ id: `restored/${now.epoch}`, kind: "restored" as const, at: at(now), title: "", detail: "" }] : []),
      ...fresh.map((note): Told => ({
        id: `conflict/${note.id}`,
        kind: "conflict",
        at: at(now),
        title: now.view.get("document", note.document)?.title ?? "",
        detail: note.text.slice(0, 60),
        document: note.document,
      })),
    ],
  };
}

export interface NotesFound {
  readonly document: string;
  readonly title: string;
  readonly revision: number;
  readonly moved: number;
  readonly waiting: number;
}

export function toldOfNotes({ document, title, revision, moved, waiting }: NotesFound, when: string): Told[] {
  const happening = (kind: "notes_moved" | "notes_asked", count: number): Told[] =>
    count > 0 ? [{ id: `${kind}/${document}/${revision}`, kind, at: when, title, detail: String(count), document }] : [];
  return [...happening("notes_asked", waiting), ...happening("notes_moved", moved)];
}

// Both in one line at the foot of the screen.
export function foundSentence({ title, moved, waiting }: NotesFound): string {
  const parts = [moved > 0 && words.rescue.movedShort(moved), waiting > 0 && words.rescue.waitingShort(waiting)];
  return words.rescue.told(title, parts.filter(Boolean).join(", "));
}

export function toldSentence({ kind, title, detail }: Pick<Told, "kind" | "title" | "detail">): string {
  switch (kind) {
    case "conflict":
      return words.told.conflict(detail, title);
    case "notes_moved":
      return words.rescue.told(title, words.rescue.movedShort(Number(detail)));
    case "notes_asked":
      return words.rescue.told(title, words.rescue.waitingShort(Number(detail)));
    default:
      return words.told[kind];
  }
}

export const isGood = ({ kind }: Pick<Told, "kind">): boolean => kind === "kept" || kind === "notes_moved";
