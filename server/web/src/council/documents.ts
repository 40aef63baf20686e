// Documents as both apps read them: what is published and what waits, in which order, how each is called.
//
// Pure functions over the synced view (src/sync/view.ts). A paper is a document as the office handles it: the published entity and the draft
// that waits under the same id; tablets know published ones alone.
import type { AgendaItem, Document as Published, DraftDocument, EarlierCheck, Person, Revision, Session, SignatureReport } from "../generated/protocol";
import { hasRole } from "./people";
import type { View } from "../sync/view";
import { inReadingOrder } from "./reading_order";

export interface Paper {
  readonly id: string;
  readonly fields: Published | DraftDocument; // the waiting ones when there are
  readonly published: Published | null;
  readonly draft: DraftDocument | null;
  readonly revisions: readonly Revision[]; // published and waiting, in order
}

export function papersOfSession(view: View, session: Pick<Session, "id">): Map<string, Paper> {
  const papers = new Map<string, Paper>();
  for (const published of view.all("document"))
    if (published.session === session.id) papers.set(published.id, paper(published, null));
  for (const draft of view.all("draft_document"))
    if (draft.session === session.id) papers.set(draft.id, paper(papers.get(draft.id)?.published ?? null, draft));
  return papers;
}

function paper(published: Published | null, draft: DraftDocument | null): Paper {
  const fields = draft ?? published;
  if (!fields) throw new Error("a paper is published, or waits, or both");
  const known = new Map<number, Revision>();
  for (const revision of [...(published?.revisions ?? []), ...(draft?.revisions ?? [])]) known.set(revision.n, revision);
  return { id: fields.id, fields, published, draft, revisions: [...known.values()].sort((a, b) => a.n - b.n) };
}

// In the item's reading order. A document may serve several items.
export function papersOfItem(papers: ReadonlyMap<string, Paper>, item: AgendaItem): Paper[] {
  return inReadingOrder(item, papers, (paper) => paper.fields);
}

// The same of what is published.
export function documentsOf(view: View, item: AgendaItem): Published[] {
  return inReadingOrder(item, new Map(view.all("document").map((document) => [document.id, document])), (document) => document);
}

// Item by item, each paper once; those of no listed item last.
export const inAgendaOrder = (papers: ReadonlyMap<string, Paper>, items: readonly AgendaItem[]): Paper[] => [
  ...new Set([...items.flatMap((item) => papersOfItem(papers, item)), ...papers.values()]),
];

export const newest = (document: { readonly revisions: readonly Revision[] }): Revision | undefined => document.revisions.at(-1);

export const waits = (one: Paper): boolean => one.draft !== null;

// The newest report on a revision, and the checks before it. What is published has them in the feed; the newest waiting revision brings
// its report along.
export function checkedOf(view: View, one: Paper, revision: Revision): { report: SignatureReport; earlier: readonly EarlierCheck[] } | undefined {
  const published = view.get("report", `${one.id}/${revision.n}`);
  if (published) return published;
  const waiting = one.draft?.revisions.at(-1)?.n === revision.n ? one.draft.report : undefined;
  return waiting ? { report: waiting, earlier: [] } : undefined;
}

// True when a document of this audience is for this person.
export function isFor(published: Pick<Published, "audience">, person: Pick<Person, "roles">): boolean {
  return published.audience === "everyone" || (["delegate", "secretary", "clerk", "archivist"] as const).some((role) => hasRole(person, role));
}

type Named = Pick<Published, "type_name" | "full_number" | "title">;

// "Tờ trình 208/TTr-UBND"; a draft has no number yet.
export function documentKind(document: Pick<Published, "type_name" | "full_number" | "draft">): string {
  const kind = [document.type_name, document.full_number].filter(Boolean).join(" ");
  return document.draft ? `Dự thảo${kind ? " " + kind.charAt(0).toLowerCase() + kind.slice(1) : ""}` : kind;
}

// In a sentence: by type and number, else by its title.
export const documentName = (fields: Named): string =>
  fields.full_number ? `${fields.type_name} ${fields.full_number}`.trim() : `“${fields.title}”`;

// Where there is little room: a column, a progress line.
export function shortName(document: Named & Pick<Published, "draft" | "type_code">): string {
  return document.full_number || [document.draft ? "Dự thảo" : "", document.type_code || document.type_name].filter(Boolean).join(" ") || document.title;
}
