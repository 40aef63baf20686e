// Which session people mean: the list of all, and the one that is shown when nobody chose. Pure.
// Who presides while none is chosen is the server's question: protocol/at_hand.hpp, which has no clock.
import type { Session } from "../generated/protocol";
import { dayInVietnam } from "./calendar";
import type { View } from "../sync/view";

const dayMs = 86_400_000;

const distance = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / dayMs;

export const isHeld = (session: Session): boolean => session.state === "in_session" || session.state === "recess";

// Its record is closed: it is read, and changed no more (storage/sessions: open_session).
export const isReadOnly = (session: Session | null | undefined): boolean => session?.state === "archived" || session?.state === "cancelled";

export function sessionsNewestFirst(view: View): Session[] {
  return view.all("session").sort((a, b) => b.start_on.localeCompare(a.start_on) || b.number - a.number || b.id.localeCompare(a.id));
}

// The office sent the documents, or some are there.
export function sessionsWithDocuments(view: View): Set<string> {
  const documents = [...view.all("document"), ...view.all("draft_document")].map((each) => each.session);
  return new Set([
    ...documents,
    ...view
      .all("session")
      .filter((each) => each.state === "distributed")
      .map((each) => each.id),
  ]);
}

// The one that is held; else the next with documents; else the nearest, before or after today. One that was called off comes last.
export function sessionAtHand(view: View, now: Date): Session | undefined {
  const today = dayInVietnam(now);
  const documents = sessionsWithDocuments(view);
  const rank = (session: Session): number => {
    if (isHeld(session)) return 0;
    if (session.state === "cancelled" || session.state === "postponed") return 3;
    if (session.end_on >= today && documents.has(session.id)) return 1;
    return 2;
  };
  const away = (session: Session): number =>
    session.end_on < today ? distance(session.end_on, today) : session.start_on > today ? distance(session.start_on, today) : 0;
  return view
    .all("session")
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        away(a) - away(b) ||
        Number(b.end_on >= today) - Number(a.end_on >= today) ||
        b.start_on.localeCompare(a.start_on) ||
        b.id.localeCompare(a.id),
    )[0];
}

// The chosen one while there is such a one, else the one at hand.
export function sessionShown(view: View, chosen: string | null, now: Date): Session | undefined {
  return view.get("session", chosen) ?? sessionAtHand(view, now);
}

// The session of an address: the one it names, or that of its item or document, or the one at hand.
export function sessionOf(
  view: View,
  place: { session: string | null; item: string | null; document: string | null },
  now: Date,
): Session | undefined {
  const document = view.get("document", place.document) ?? view.get("draft_document", place.document);
  return sessionShown(view, place.session ?? document?.session ?? view.get("agenda_item", place.item)?.session ?? null, now);
}
