// What the agenda screen needs, read out of the view. Pure.
import type { AgendaItem, Document, Person, Revision, Session, Sitting } from "../generated/protocol";
import { inReadingOrder } from "./reading_order";
import { inOffice, rollPeople } from "./people";
import { checkInBefore, checkInTime, type CheckInTime } from "./sitting_time";
import { personIn, sessionAtHand } from "./sessions";
import type { View } from "../sync";

// The session of today: the one being held, else the next one with papers, else the nearest.
export const currentSession = (view: View, now = Date.now()): Session | undefined => sessionAtHand(view, new Date(now));

export function sittingsOf(view: View, session: Session): Sitting[] {
  return view.all("sitting").filter((sitting) => sitting.session === session.id).sort((a, b) => a.position - b.position || a.start_at.localeCompare(b.start_at));
}

// The sitting people are in: that of the open agenda item, else by the clock (half an hour early), else the next, else the last.
export function currentSitting(view: View, session: Session, now: number): Sitting | undefined {
  const sittings = sittingsOf(view, session);
  const open = view.get("agenda_item", session.current_item);
  const ofItem = open && sittings.find((sitting) => sitting.id === open.sitting);
  if (ofItem) return ofItem;
  const early = 30 * 60_000;
  const held = sittings.find((sitting) => Date.parse(sitting.start_at) - early <= now && now <= Date.parse(sitting.end_at) + early);
  return held ?? sittings.find((sitting) => Date.parse(sitting.start_at) > now) ?? (session.state === "in_session" ? sittings[0] : sittings.at(-1));
}

export function itemsOf(view: View, sitting: Sitting): AgendaItem[] {
  return view.all("agenda_item").filter((item) => item.sitting === sitting.id).sort((a, b) => a.position - b.position);
}

// In reading order.
export function documentsOf(view: View, item: AgendaItem): Document[] {
  return inReadingOrder(item, new Map(view.all("document").map((document) => [document.id, document])), (document) => document);
}

export const currentRevision = (document: Document): Revision | undefined => document.revisions.at(-1);

export function presenterName(view: View, item: AgendaItem): string {
  if (!item.presenter) return "";
  return personIn(view, item.session, item.presenter)?.name ?? view.get("group", item.presenter)?.name ?? "";
}

// "Tờ trình 208/TTr-UBND"; a draft has no number yet.
export function documentKind(document: Document): string {
  const kind = [document.type_name, document.full_number].filter(Boolean).join(" ");
  return document.draft ? `Dự thảo${kind ? " " + kind.charAt(0).toLowerCase() + kind.slice(1) : ""}` : kind;
}

export interface Presence {
  readonly present: number; // in the room now
  readonly attended: number; // were there at any time
  readonly of: number;
}

// Delegates in the room, and those who were there, of those in office (the legal denominator).
export function presence(view: View, sitting: Sitting): Presence {
  const counting = new Set(rollPeople(view, sitting.session).filter((person) => person.counts_for_quorum).map((person) => person.id));
  const statuses = view.all("attendance").filter((each) => each.sitting === sitting.id && counting.has(each.person)).map((each) => each.status);
  const present = statuses.filter((status) => status === "present").length;
  return { present, attended: present + statuses.filter((status) => status === "left").length, of: inOffice(view, sitting.session) };
}

// When this person came, if they are in the room.
export function presentSince(view: View, sitting: Sitting, person: string | null): string | undefined {
  const attendance = person ? view.get("attendance", `${sitting.id}/${person}`) : undefined;
  return attendance?.status === "present" ? attendance.intervals.at(-1)?.in_at : undefined;
}

// What a person may do about being here: say so, or read what the office has recorded, or why it is too early or too late.
export type CheckIn =
  | { readonly is: "present"; readonly since: string; readonly by: "self" | "office" }
  | { readonly is: "absent"; readonly excused: boolean }
  | Exclude<CheckInTime, { may: "open" }>
  | { readonly may: "open"; readonly leftAt: string | null };

export function checkInOf(view: View, sitting: Sitting, person: string | null, now: number): CheckIn {
  const attendance = person ? view.get("attendance", `${sitting.id}/${person}`) : undefined;
  const last = attendance?.intervals.at(-1);
  if (attendance?.status === "present" && last) return { is: "present", since: last.in_at, by: last.method === "self" ? "self" : "office" };
  if (attendance?.status === "absent") return { is: "absent", excused: attendance.excused ?? false };
  const session = view.get("session", sitting.session);
  const open = view.get("agenda_item", session?.current_item);
  const held = open?.sitting === sitting.id && (session?.state === "in_session" || session?.state === "recess");
  const time = checkInTime(sitting, checkInBefore(view.council()), new Date(now), held ? "held" : "planned");
  return time.may === "open" ? { may: "open", leftAt: last?.out_at ?? null } : time;
}

export const isGuest = (person: Person | undefined): boolean => person?.roles.includes("guest") ?? false;
