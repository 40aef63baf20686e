// Documents that the office took back: why, and what of the person's own is still here. Pure.
import type { Annotation, Withdrawal } from "../generated/protocol";
import type { View } from "../sync";

export interface WithdrawnNotes {
  readonly document: string;
  readonly withdrawal: Withdrawal | undefined; // nothing: taken back before the server kept the reason
  readonly notes: readonly Annotation[];
}

const ownNotes = (view: View, person: string | null, document: string): Annotation[] =>
  view.all("annotation").filter((note) => note.document === document && note.author === person);

export const noteCount = (view: View, person: string | null, document: string): number => ownNotes(view, person, document).length;

// Own notes without their document, by document, the newest withdrawal first; and withdrawals without notes.
export function withdrawnNotes(view: View, person: string | null): WithdrawnNotes[] {
  const documents = new Set(view.all("withdrawal").map(({ id }) => id));
  for (const note of view.all("annotation"))
    if (note.author === person && !view.get("document", note.document)) documents.add(note.document);
  return [...documents]
    .filter((document) => !view.get("document", document))
    .map((document) => ({ document, withdrawal: view.get("withdrawal", document), notes: ownNotes(view, person, document) }))
    .sort((a, b) => (b.withdrawal?.withdrawn_at ?? "").localeCompare(a.withdrawal?.withdrawn_at ?? ""));
}

// A reason is typed with its full stop or without.
const ended = (reason: string): string => `${reason.trim().replace(/[.\s]+$/, "")}.`;

// `where` the notes are, seen from where it is said.
export function withdrawnSentence({ reason }: Pick<Withdrawal, "reason">, notes: number, where: "đây" | "“Ghi chú của tôi”"): string {
  const still = notes > 0 ? ` ${notes} ghi chú của ông/bà vẫn ở ${where}.` : "";
  return `Văn phòng đã thu hồi tài liệu này. Lý do: ${ended(reason)}${still}`;
}

// What the view that just came tells of: once, because the next view has it already.
export function withdrawalSentences(before: View, after: View, person: string | null): string[] {
  return after.all("withdrawal").flatMap((withdrawal) => {
    if (before.get("withdrawal", withdrawal.id) || !before.get("document", withdrawal.id)) return [];
    const notes = noteCount(after, person, withdrawal.id);
    const still = notes > 0 ? ` ${notes} ghi chú của ông/bà vẫn ở “Ghi chú của tôi”.` : "";
    return [`Văn phòng đã thu hồi “${withdrawal.title}”: ${ended(withdrawal.reason)}${still}`];
  });
}
