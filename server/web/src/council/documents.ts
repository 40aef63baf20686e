// The office's reading of the view: which session is on, what lies on its agenda, what is published and what waits.
//
// Pure functions over the synced view (src/sync/view.ts); screens derive from them. A paper is a document as the office handles
// it: the published entity and the draft that waits under the same id.

import type { AgendaItem, Document as Published, DraftDocument, EarlierCheck, Person, Revision, Session, SignatureReport, Sitting } from "../generated/protocol";
import { inReadingOrder } from "./reading_order";
import { sessionAtHand, sessionShown } from "./sessions";
import type { View } from "../sync/view";
import type { Place } from "../console/desk/address.svelte";

export interface Paper {
  readonly id: string;
  readonly fields: Published | DraftDocument; // the waiting ones when there are
  readonly published: Published | null;
  readonly draft: DraftDocument | null;
  readonly revisions: readonly Revision[]; // published and waiting, in order
}

// The session people work on when nobody chose another.
export function currentSession(view: View): Session | null {
  return sessionAtHand(view, new Date()) ?? null;
}

// The session of an address: the one it names, or that of its item or paper, or the one at hand.
export function sessionOf(view: View, place: Pick<Place, "session" | "item" | "paper">, now: Date): Session | null {
  const named = place.session ?? paperNamed(view, place.paper)?.session ?? view.get("agenda_item", place.item)?.session ?? null;
  return sessionShown(view, named, now) ?? null;
}

const paperNamed = (view: View, id: string | null): Published | DraftDocument | undefined => view.get("document", id) ?? view.get("draft_document", id);

export function sittingsOf(view: View, session: Session): Sitting[] {
  return view.all("sitting").filter((one) => one.session === session.id).sort((a, b) => a.position - b.position);
}

export function itemsOf(view: View, sitting: Sitting): AgendaItem[] {
  return view.all("agenda_item").filter((one) => one.sitting === sitting.id).sort((a, b) => a.position - b.position);
}

export function papersOfSession(view: View, session: Session): Map<string, Paper> {
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

export function newest(one: Paper): Revision | null {
  return one.revisions.at(-1) ?? null;
}

export function waits(one: Paper): boolean {
  return one.draft !== null;
}

// The newest report on a revision, and the checks before it. What is published has them in the feed; the newest waiting revision brings
// its report along.
export function checkedOf(view: View, one: Paper, revision: Revision): { report: SignatureReport; earlier: readonly EarlierCheck[] } | undefined {
  const published = view.get("report", `${one.id}/${revision.n}`);
  if (published) return published;
  const waiting = one.draft?.revisions.at(-1)?.n === revision.n ? one.draft.report : undefined;
  return waiting ? { report: waiting, earlier: [] } : undefined;
}

// Vietnamese lists sort by given name.
export function byGivenName(a: Person, b: Person): number {
  return a.sort_name.localeCompare(b.sort_name, "vi") || a.name.localeCompare(b.name, "vi");
}

// True when a document of this audience is for this person.
export function isFor(published: Published, person: Person): boolean {
  if (published.audience === "everyone") return true;
  return person.roles.some((role) => role === "delegate" || role === "secretary" || role === "clerk" || role === "archivist");
}
