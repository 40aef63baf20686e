// Who is here: how that is called, how many are, and what one person may say of themselves. Pure.
import { type Attendance, attendanceStatusLabels, type SessionState, type Sitting } from "../generated/protocol";
import { openSitting } from "./agenda";
import { inOffice, rollPeople } from "./people";
import type { View } from "../sync/view";
import { checkInBefore, checkInTime, type CheckInTime } from "./sitting_time";

export type Presence = "unknown" | "present" | "left" | "excused" | "unexcused";

const absent = attendanceStatusLabels.absent;
export const presenceWord: Readonly<Record<Presence, string>> = {
  unknown: attendanceStatusLabels.unknown,
  present: attendanceStatusLabels.present,
  left: attendanceStatusLabels.left,
  excused: `${absent} có phép`,
  unexcused: `${absent} không phép`,
};

export const waitingWord = "Chờ xác nhận";

export function presenceOf(attendance: Pick<Attendance, "status" | "excused"> | undefined): Presence {
  if (!attendance) return "unknown";
  if (attendance.status === "absent") return attendance.excused ? "excused" : "unexcused";
  return attendance.status;
}

// The delegates of a sitting's roll, by how they are called.
export function tallyOf(view: View, sitting: Sitting): Record<Presence, number> {
  const tally: Record<Presence, number> = { unknown: 0, present: 0, left: 0, excused: 0, unexcused: 0 };
  for (const { id, counts_for_quorum } of rollPeople(view, sitting.session))
    if (counts_for_quorum) tally[presenceOf(view.get("attendance", `${sitting.id}/${id}`))] += 1;
  return tally;
}

// Since when somebody who checked in waits for the office to see them, where the council asks for that; they count for nothing until then.
export const waitingSince = (attendance: Pick<Attendance, "waiting_since"> | undefined): string | null => attendance?.waiting_since ?? null;

// Delegates of a sitting who wait.
export function waitingIn(view: View, sitting: Sitting): number {
  return rollPeople(view, sitting.session).filter(
    ({ id, counts_for_quorum }) => counts_for_quorum && waitingSince(view.get("attendance", `${sitting.id}/${id}`)) !== null,
  ).length;
}

// Sittings of a session where somebody still waits: to be seen to before the record is closed.
export interface StillWaiting {
  readonly sitting: Sitting;
  readonly names: readonly string[];
}

export function stillWaiting(view: View, sittings: readonly Sitting[]): StillWaiting[] {
  return sittings.flatMap((sitting) => {
    const names = rollPeople(view, sitting.session)
      .filter(({ id }) => waitingSince(view.get("attendance", `${sitting.id}/${id}`)) !== null)
      .map(({ name }) => name);
    return names.length > 0 ? [{ sitting, names }] : [];
  });
}

export interface Counts {
  readonly present: number; // in the room now
  readonly attended: number; // were there at any time
  readonly of: number; // in office: the legal denominator
}

export function countsOf(view: View, sitting: Sitting): Counts {
  const { present, left } = tallyOf(view, sitting);
  return { present, attended: present + left, of: inOffice(view, sitting.session) };
}

// The states in which the server takes a check-in (storage/attendance).
const checkable: readonly SessionState[] = ["convened", "distributed", "in_session", "recess"];
export const takesCheckIns = (state: SessionState): boolean => checkable.includes(state);

// When this person came, if they are in the room.
export function presentSince(view: View, sitting: Sitting, person: string | null): string | undefined {
  const attendance = person ? view.get("attendance", `${sitting.id}/${person}`) : undefined;
  return attendance?.status === "present" ? attendance.intervals.at(-1)?.in_at : undefined;
}

// What a person may do about being here: say so, or read what the office has recorded, or why it is too early or too late.
export type CheckIn =
  | { readonly is: "present"; readonly since: string; readonly by: "self" | "office" }
  | { readonly is: "waiting"; readonly since: string } // for the office to see them
  | { readonly is: "absent"; readonly excused: boolean }
  | Exclude<CheckInTime, { may: "open" }>
  | { readonly may: "open"; readonly leftAt: string | null };

export function checkInOf(view: View, sitting: Sitting, person: string | null, now: Date): CheckIn {
  const attendance = person ? view.get("attendance", `${sitting.id}/${person}`) : undefined;
  const last = attendance?.intervals.at(-1);
  const waits = waitingSince(attendance);
  if (waits !== null) return { is: "waiting", since: waits };
  if (attendance?.status === "present" && last) return { is: "present", since: last.in_at, by: last.method === "self" ? "self" : "office" };
  if (attendance?.status === "absent") return { is: "absent", excused: attendance.excused ?? false };
  const session = view.get("session", sitting.session);
  const held = session && openSitting(view, session)?.id === sitting.id;
  const time = checkInTime(sitting, checkInBefore(view.council()), now, held ? "held" : "planned");
  return time.may === "open" ? { may: "open", leftAt: last?.out_at ?? null } : time;
}
