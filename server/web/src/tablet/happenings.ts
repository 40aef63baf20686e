// What has happened since a person last looked: two states of the view, and the difference in words' parameters. Pure. The same difference
// tells what came while they watch and what came while they, or the tablet, were away.
import { callWords } from "../council/help";
import { newest } from "../council/documents";
import type { SessionState } from "../generated/protocol";
import type { View } from "../sync";
import type { ToldKind } from "./told";

export type HappeningKind = "new" | "many" | "replaced" | "withdrawn" | "item" | "moved" | "state" | "answered" | ToldKind;

export interface Happening {
  readonly id: string;
  readonly kind: HappeningKind;
  readonly at: string;
  readonly title: string; // of the document, the item, the sitting, the session; the words of a call
  readonly detail: string; // a reason, a number, a time, a state
  readonly session?: string;
  readonly document?: string;
  readonly item?: string;
  readonly read: boolean;
  readonly away: boolean; // it came while nobody watched
}

// What of a view is compared: small enough to be kept for each person.
export interface Known {
  readonly documents: Readonly<Record<string, number>>; // newest revision
  readonly withdrawn: readonly string[];
  readonly items: Readonly<Record<string, string>>; // session → open item
  readonly sittings: Readonly<Record<string, string>>; // start
  readonly states: Readonly<Record<string, SessionState>>;
  readonly answered: readonly string[]; // calls
}

export const keptMax = 60;
const singleMax = 3; // more new documents of one session are told together

const endedByOffice = (view: View, person: string): string[] =>
  view.all("help_call").flatMap((call) => (call.person === person && call.ended_at && call.ended_by !== person ? [call.id] : []));

// What was known stays known: a document that is gone for a while is no news when it is back.
export function knownOf(view: View, person: string, before?: Known): Known {
  const documents = { ...before?.documents };
  for (const document of view.all("document")) documents[document.id] = Math.max(documents[document.id] ?? 0, newest(document)?.n ?? 0);
  return {
    documents,
    withdrawn: view.all("withdrawal").map(({ id }) => id),
    items: Object.fromEntries(view.all("session").map(({ id, current_item }) => [id, current_item ?? ""])),
    sittings: Object.fromEntries(view.all("sitting").map(({ id, start_at }) => [id, start_at])),
    states: Object.fromEntries(view.all("session").map(({ id, state }) => [id, state])),
    answered: endedByOffice(view, person),
  };
}

export type News = Omit<Happening, "read" | "away">;

function ofDocuments(known: Known, view: View, at: string): News[] {
  const single: News[] = [];
  const fresh = new Map<string, News[]>();
  for (const document of view.all("document")) {
    const { id, title, session } = document;
    const revision = newest(document);
    const before = known.documents[id] ?? 0;
    if (!revision || revision.n <= before) continue;
    const when = revision.published_at ?? at;
    if (before > 0) {
      single.push({
        id: `replaced/${id}/${revision.n}`,
        kind: "replaced",
        at: when,
        title,
        detail: revision.reason ?? "",
        session,
        document: id,
      });
    } else {
      const one: News = { id: `new/${id}`, kind: "new", at: when, title, detail: "", session, document: id };
      fresh.set(session, [...(fresh.get(session) ?? []), one]);
    }
  }
  for (const [session, all] of fresh) {
    if (all.length <= singleMax) single.push(...all);
    else
      single.push({
        id: `many/${session}/${at}`,
        kind: "many",
        at,
        title: view.get("session", session)?.name ?? "",
        detail: String(all.length),
        session,
      });
  }
  return single;
}

function ofSessions(known: Known, view: View, at: string): News[] {
  return view.all("session").flatMap((session): News[] => {
    const { id, name, state, current_item } = session;
    const item = view.get("agenda_item", current_item);
    const told: News[] = [];
    if (item && known.items[id] !== undefined && known.items[id] !== item.id)
      told.push({ id: `item/${id}`, kind: "item", at, title: item.name, detail: item.number, session: id, item: item.id });
    if (known.states[id] !== undefined && known.states[id] !== state)
      told.push({ id: `state/${id}`, kind: "state", at, title: name, detail: state, session: id });
    return told;
  });
}

export function happened(known: Known, view: View, person: string, now: Date): News[] {
  const at = now.toISOString();
  const withdrawn = view
    .all("withdrawal")
    .filter(({ id }) => !known.withdrawn.includes(id) && known.documents[id] !== undefined)
    .map(({ id, title, reason, withdrawn_at, session }): News => ({
      id: `withdrawn/${id}`,
      kind: "withdrawn",
      at: withdrawn_at,
      title,
      detail: reason,
      session,
      document: id,
    }));
  const moved = view
    .all("sitting")
    .filter(({ id, start_at }) => known.sittings[id] !== undefined && known.sittings[id] !== start_at)
    .map(({ id, name, start_at, session }): News => ({
      id: `moved/${id}/${start_at}`,
      kind: "moved",
      at,
      title: name,
      detail: start_at,
      session,
    }));
  const answered = view.all("help_call").flatMap((call): News[] => {
    if (call.person !== person || !call.ended_at || call.ended_by === person || known.answered.includes(call.id)) return [];
    return [{ id: `answered/${call.id}`, kind: "answered", at: call.ended_at, title: callWords(call), detail: "" }];
  });
  return [...ofDocuments(known, view, at), ...withdrawn, ...moved, ...ofSessions(known, view, at), ...answered];
}

// The newest first. What stands for a state, the open item and the session's, is there once: as it is now.
export function withNews(list: readonly Happening[], news: readonly News[], away: boolean): Happening[] {
  const ids = new Set(news.map(({ id }) => id));
  const fresh = news.map((one): Happening => ({ ...one, read: false, away }));
  return [...fresh, ...list.filter(({ id }) => !ids.has(id))].sort((a, b) => b.at.localeCompare(a.at)).slice(0, keptMax);
}
