// Who has a document. "35/37 máy đã nhận": of the tablets on which somebody sits for whom a document is, how many hold its newest published bytes.
import { isFor, newest } from "../../council/documents";
import { byGivenName, hasRole, rollPeople } from "../../council/people";
import type { Device, Document as Published } from "../../generated/protocol";
import type { View } from "../../sync/view";

// Tablets that are in use: approved, and somebody is signed in.
export function seatedTablets(view: View): Device[] {
  return view.all("device").filter((one) => one.kind === "tablet" && one.state === "approved" && one.person);
}

export function receivedBy(view: View, document: Published): { have: number; of: number } {
  const sha256 = newest(document)?.sha256;
  let have = 0;
  let of = 0;
  for (const device of seatedTablets(view)) {
    const person = view.get("person", device.person);
    if (!person || !isFor(document, person)) continue;
    of += 1;
    if (sha256 && view.get("holding", `${device.id}/${sha256}`)) have += 1;
  }
  return { have, of };
}

export interface Reader {
  readonly id: string;
  readonly name: string;
  readonly guest: boolean;
  readonly receivedAt: string | null; // on whichever tablet first, of the newest published bytes
  readonly opened: "newest" | "older" | "never";
  readonly openedAt: string | null; // the first time
}

// Everybody on the session's roll whom the document is for: who lacks it first, then who has not opened it. Never how long somebody read.
export function readersOf(view: View, document: Published): Reader[] {
  const revision = newest(document);
  const received = new Map<string, string>();
  for (const held of view.all("holding")) {
    const person = held.sha256 === revision?.sha256 ? view.get("device", held.device)?.person : null;
    const before = person ? received.get(person) : undefined;
    if (person && (before === undefined || held.received_at < before)) received.set(person, held.received_at);
  }
  const readers = rollPeople(view, document.session)
    .filter((one) => (hasRole(one, "delegate") || hasRole(one, "guest")) && isFor(document, one))
    .sort(byGivenName)
    .map((one): Reader => {
      const opening = view.get("opening", `${one.id}/${document.id}`);
      return {
        id: one.id,
        name: one.name,
        guest: !hasRole(one, "delegate"),
        receivedAt: received.get(one.id) ?? null,
        opened: !opening ? "never" : opening.revision >= (revision?.n ?? 0) ? "newest" : "older",
        openedAt: opening?.opened_at ?? null,
      };
    });
  const rank = ({ receivedAt, opened }: Reader): number => (opened === "newest" ? 3 : opened === "older" ? 2 : receivedAt !== null ? 1 : 0);
  return readers.sort((a, b) => rank(a) - rank(b));
}
