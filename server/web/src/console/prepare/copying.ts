// An earlier session as the template of a new one: its sittings and agenda, dates moved with the first day, papers and printed session
// number left behind. Pure.
import type { AgendaItem, Session, Sitting } from "../../generated/protocol";
import { dayAfter, daysBetween, dayOf, minutesOf, momentOn, type Programme } from "./draft";
import { itemId, sittingId } from "./new_ids";

const moved = (at: string, days: number): string => momentOn(dayAfter(dayOf(at), days), minutesOf(at));

// The whole programme some days later; a session's own days are its form's business.
export function shifted(programme: Programme, days: number): Programme {
  if (days === 0) return programme;
  return {
    ...programme,
    sittings: programme.sittings.map((one) => ({ ...one, start_at: moved(one.start_at, days), end_at: moved(one.end_at, days) })),
    agenda: programme.agenda.map((one) => (one.planned_start ? { ...one, planned_start: moved(one.planned_start, days) } : one)),
  };
}

// `session` is the new one, with its id and days.
export function copiedProgramme(from: Programme, session: Session): Programme {
  const days = daysBetween(from.session.start_on, session.start_on);
  const sittingIds = new Map<string, string>();
  const sittings = from.sittings.map((one, index): Sitting => {
    const id = sittingId(session.id, new Set(sittingIds.values()));
    sittingIds.set(one.id, id);
    return { ...one, id, session: session.id, start_at: moved(one.start_at, days), end_at: moved(one.end_at, days), position: index + 1 };
  });
  const taken = new Set<string>();
  const agenda = from.agenda.map((one, index): AgendaItem => {
    const id = itemId(session.id, taken);
    taken.add(id);
    return {
      ...one,
      id,
      session: session.id,
      sitting: sittingIds.get(one.sitting) ?? sittings[0]?.id ?? "",
      planned_start: one.planned_start ? moved(one.planned_start, days) : null,
      documents: [],
      position: index + 1,
    };
  });
  return { session, sittings, agenda };
}

// The days of a session that is as long as that one.
export const sameLength = (from: Pick<Session, "start_on" | "end_on">, startOn: string): string =>
  dayAfter(startOn, Math.max(0, daysBetween(from.start_on, from.end_on)));
