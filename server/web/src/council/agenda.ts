// A session's sittings and items in their order, and the sitting that people are in. Pure.
import type { AgendaItem, Session, Sitting } from "../generated/protocol";
import { isHeld } from "./sessions";
import type { View } from "../sync/view";

const inPlace = <T extends { readonly position: number; readonly id: string }>(a: T, b: T): number =>
  a.position - b.position || (a.id < b.id ? -1 : 1);

export function sittingsOf(view: View, session: Pick<Session, "id">): Sitting[] {
  return view
    .all("sitting")
    .filter((one) => one.session === session.id)
    .sort(inPlace);
}

// The agenda as the server counts it, over all sittings.
export function agendaOf(view: View, session: Pick<Session, "id">): AgendaItem[] {
  return view
    .all("agenda_item")
    .filter((one) => one.session === session.id)
    .sort(inPlace);
}

export function itemsOf(view: View, sitting: Pick<Sitting, "id">): AgendaItem[] {
  return view
    .all("agenda_item")
    .filter((one) => one.sitting === sitting.id)
    .sort(inPlace);
}

// The items as lists show them: sitting by sitting.
export const itemsBySitting = (view: View, sittings: readonly Sitting[]): AgendaItem[] =>
  sittings.flatMap((sitting) => itemsOf(view, sitting));

// The sitting whose item is on: what is really happening counts for more than the plan (and so it does in a recess, as in storage/attendance).
export function openSitting(view: View, session: Session): Sitting | undefined {
  const item = isHeld(session) ? view.get("agenda_item", session.current_item) : undefined;
  return view.get("sitting", item?.sitting);
}

// The sitting people are in: the open one, or by plan the one that is on or comes next, or the last.
export function sittingNow(view: View, session: Session, now: Date): Sitting | undefined {
  const sittings = sittingsOf(view, session);
  return openSitting(view, session) ?? sittings.find((one) => !isOver(one, now)) ?? sittings.at(-1);
}

export const isOver = (sitting: Pick<Sitting, "end_at">, now: Date): boolean => Date.parse(sitting.end_at) < now.getTime();
