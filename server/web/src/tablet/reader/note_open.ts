// A note that is open: its sheet, or, where it has several versions, the choice between them.
import type { Annotation } from "../../generated/protocol";
import { copiesOf } from "./annotation_layer";

export type NoteOpen =
  | { readonly sheet: "note"; readonly note: Annotation; readonly isNew: boolean }
  | { readonly sheet: "copies"; readonly copies: readonly Annotation[] };

export function opened(note: Annotation, marks: readonly Annotation[], mayChange: (mark: Annotation) => boolean): NoteOpen {
  const copies = mayChange(note) ? copiesOf(marks).find((all) => all.includes(note)) : undefined;
  return copies && copies.length > 1 ? { sheet: "copies", copies } : { sheet: "note", note, isNew: false };
}
