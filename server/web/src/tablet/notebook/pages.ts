// The notebook of a session as its owner sees it: notes by page, and as marks that the reader's tools work with. Pure.
//
// A page is what stands under its number. Its words are one note; two machines that wrote without network leave two.
import type { Annotation, NotebookNote } from "../../generated/protocol";
import { limits } from "../../generated/protocol";
import { type Geometry, geometryOf } from "../../pages/geometry";
import type { View } from "../../sync";

export const sheetSize = { width: 595, height: 842 };
export const sheetGeometry: Geometry = geometryOf(sheetSize, [1, 0, 0, -1, 0, sheetSize.height]);

export function notesOf(view: View, person: string | null, session: string): NotebookNote[] {
  return view
    .all("notebook_note")
    .filter((note) => note.person === person && note.session === session)
    .sort((a, b) => a.page_number - b.page_number || a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id));
}

// How many pages there are to turn: those written on, and the one that is open.
export const pageCount = (notes: readonly NotebookNote[], open: number): number =>
  Math.min(
    limits.notebookPagesMax,
    notes.reduce((most, { page_number }) => Math.max(most, page_number), open),
  );

export const textsOf = (notes: readonly NotebookNote[], page: number): NotebookNote[] =>
  notes.filter((note) => note.page_number === page && note.kind === "text");

// Ink as the reader's layer and eraser know it.
export function markOf(note: NotebookNote): Annotation {
  return {
    type: "annotation",
    id: note.id,
    author: note.person,
    document: "",
    revision_sha256: "",
    page_index: note.page_number - 1,
    kind: "ink",
    visibility: "private_note",
    colour: note.colour,
    width_pt: note.width_pt,
    opacity: note.opacity,
    strokes: note.strokes,
    quads: [],
    rect: [],
    text: "",
    created_at: note.created_at,
  };
}

export const inkOf = (notes: readonly NotebookNote[], page: number): Annotation[] =>
  notes.filter((note) => note.page_number === page && note.kind === "ink").map(markOf);

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
export const isTooLong = (text: string): boolean => bytesOf(text) > limits.notebookTextBytesMax;
