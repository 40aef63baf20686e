// Documents as both apps read them: what is published and what waits, in which order, how each is called.
//
// Pure functions over the synced view (src/sync/view.ts). The office's document is the published entity and the draft that waits
// under the same id; tablets know published ones alone.
import type {
  AgendaItem,
  Document as Published,
  DraftDocument,
  EarlierCheck,
  Person,
  Revision,
  Session,
  SignatureReport,
} from "../generated/protocol";
import { hasRole } from "./people";
import type { View } from "../sync/view";
import { inReadingOrder } from "./reading_order";

export interface OfficeDocument {
  readonly id: string;
  readonly fields: Published | DraftDocument; // the waiting ones when there are
  readonly published: Published | null;
  readonly draft: DraftDocument | null;
  readonly revisions: readonly Revision[]; // published and waiting, in order
}

export function documentsOfSession(view: View, session: Pick<Session, "id">): Map<string, OfficeDocument> {
  const documents = new Map<string, OfficeDocument>();
  for (const published of view.all("document"))
    if (published.session === session.id) documents.set(published.id, document(published, null));
  for (const draft of view.all("draft_document"))
    if (draft.session === session.id) documents.set(draft.id, document(documents.get(draft.id)?.published ?? null, draft));
  return documents;
}

function document(published: Published | null, draft: DraftDocument | null): OfficeDocument {
  const fields = draft ?? published;
  if (!fields) throw new Error("a document is published, or waits, or both");
  const known = new Map<number, Revision>();
  for (const revision of [...(published?.revisions ?? []), ...(draft?.revisions ?? [])]) known.set(revision.n, revision);
  return { id: fields.id, fields, published, draft, revisions: [...known.values()].sort((a, b) => a.n - b.n) };
}

// In the item's reading order. A document may serve several items.
export function documentsOfItem(documents: ReadonlyMap<string, OfficeDocument>, item: AgendaItem): OfficeDocument[] {
  return inReadingOrder(item, documents, (document) => document.fields);
}

// The same of what is published.
export function publishedOfItem(view: View, item: AgendaItem): Published[] {
  return inReadingOrder(item, new Map(view.all("document").map((document) => [document.id, document])), (document) => document);
}

// Item by item, each document once; those of no listed item last.
export const inAgendaOrder = (documents: ReadonlyMap<string, OfficeDocument>, items: readonly AgendaItem[]): OfficeDocument[] => [
  ...new Set([...items.flatMap((item) => documentsOfItem(documents, item)), ...documents.values()]),
];

export const newest = (document: { readonly revisions: readonly Revision[] }): Revision | undefined => document.revisions.at(-1);

export const waits = (one: OfficeDocument): boolean => one.draft !== null;

// The newest report on a revision, and the checks before it. What is published has them in the feed; the newest waiting revision brings
// its report along.
export function checkedOf(
  view: View,
  one: OfficeDocument,
  revision: Revision,
): { report: SignatureReport; earlier: readonly EarlierCheck[] } | undefined {
  const published = view.get("report", `${one.id}/${revision.n}`);
  if (published) return published;
  const waiting = one.draft?.revisions.at(-1)?.n === revision.n ? one.draft.report : undefined;
  return waiting ? { report: waiting, earlier: [] } : undefined;
}

// True when a document of this audience is for this person.
export function isFor(published: Pick<Published, "audience">, person: Pick<Person, "roles">): boolean {
  return (
    published.audience === "everyone" || (["delegate", "secretary", "clerk", "archivist"] as const).some((role) => hasRole(person, role))
  );
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
  return (
    document.full_number ||
    [document.draft ? "Dự thảo" : "", document.type_code || document.type_name].filter(Boolean).join(" ") ||
    document.title
  );
}
