// What a clerk's entry on the roll means: the moment that was typed, and whether it adds to the roll or changes what stands there.
//
// Pure. Adding (somebody comes, leaves, or is absent where nothing is recorded) is done at once and can be undone. Whatever would change
// or take away what stands is a correction: it carries a reason, and the former state is kept. The server decides the same
// (protocol/attendance); this spares people refusals and words them for whoever sits here.
import { presenceOf, presenceWord } from "../../council/attendance";
import { clock } from "../../council/calendar";
import type { Attendance, AttendanceAction, Sitting } from "../../generated/protocol";
import type { RollRow } from "./roll";
import { clockSentence, clockText, parseClock } from "../../council/clock_time";
import { momentInSitting, placeInSitting, type SittingPlace } from "../../council/sitting_time";

export type EntryTime = { readonly at: Date; readonly place: SittingPlace; readonly instead: Date | null } | { readonly fault: string };

const futureMs = 60_000; // what rounding a time to its minute may come to

// "past": the sitting is over, so that an empty field cannot mean now.
export function entryTime(typed: string, when: "past" | "now", sitting: Sitting, beforeMin: number, now: Date): EntryTime {
  if (typed.trim() === "") {
    if (when === "past") return { fault: "Phiên họp đã qua: hãy ghi giờ, ví dụ 7h45." };
    return { at: now, place: placeInSitting(now, sitting, beforeMin), instead: null };
  }
  const minutes = parseClock(typed);
  if (minutes === null) return { fault: clockSentence(typed) };
  const found = momentInSitting(minutes, sitting, beforeMin, now);
  if (found.at.getTime() > now.getTime() + futureMs)
    return { fault: `${clockText(minutes)} chưa tới. Hãy ghi giờ đã qua, hoặc để trống để ghi lúc bấm.` };
  return found;
}

export const wireTime = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, "Z");

type Span = Pick<Attendance["intervals"][number], "in_at" | "out_at">;
export type State = Pick<Attendance, "status" | "excused"> & { readonly intervals: readonly Span[] };

export const nothingRecorded: State = { status: "unknown", intervals: [], excused: null };
export const stateOf = (attendance: Attendance | undefined): State => attendance ?? nothingRecorded;

// "07:30 – 11:20 · 13:30".
export const spans = (intervals: readonly Span[]): string =>
  intervals.map((one) => (one.out_at ? `${clock(one.in_at)} – ${clock(one.out_at)}` : clock(one.in_at))).join(" · ");

// "Có mặt 07:30", "Vắng có phép", "Chưa ghi nhận".
export const stateWords = (state: State): string => `${presenceWord[presenceOf(state)]} ${spans(state.intervals)}`.trim();

export type Standing = "here" | "excused" | "unexcused" | "unknown";

export interface SpanDraft {
  in: string;
  out: string;
  readonly was?: Span; // kept to the second where its times are left as they are
}

// A correction while it is typed.
export interface Draft {
  standing: Standing;
  spans: SpanDraft[];
  absence: string; // why somebody is absent
  reason: string; // why the roll is corrected
}

export function draftOf(state: State, absence: string, reason = ""): Draft {
  const presence = presenceOf(state);
  const standing = presence === "present" || presence === "left" ? "here" : presence;
  return { standing, spans: state.intervals.map((was) => ({ in: clock(was.in_at), out: clock(was.out_at), was })), absence, reason };
}

export type Step =
  { readonly step: "add" } | { readonly step: "correct"; readonly draft: Draft } | { readonly step: "nothing"; readonly sentence: string };

const typedAt = (at: Date): string => clock(at.toISOString());

export function stepOf(row: RollRow, action: AttendanceAction, at: Date): Step {
  const draft = draftOf(stateOf(row.attendance), row.reason);
  const last = row.attendance?.intervals.at(-1);
  const correct = (change: Partial<Draft>): Step => ({ step: "correct", draft: { ...draft, ...change } });
  switch (action) {
    case "arrive": {
      if (row.presence === "unknown") return { step: "add" };
      if (row.presence === "left" && (!last?.out_at || Date.parse(last.out_at) <= at.getTime())) return { step: "add" };
      if (row.presence === "present") return correct({});
      return correct({ standing: "here", spans: [...draft.spans, { in: typedAt(at), out: "" }] });
    }
    case "leave": {
      if (!last) return { step: "nothing", sentence: `Chưa ghi ${row.person.name} vào lúc nào, nên chưa ghi về được.` };
      if (!last.out_at && Date.parse(last.in_at) <= at.getTime()) return { step: "add" };
      return correct({ spans: draft.spans.map((one, i) => (i === draft.spans.length - 1 ? { ...one, out: typedAt(at) } : one)) });
    }
    case "absent_excused":
    case "absent_unexcused": {
      const standing = action === "absent_excused" ? "excused" : "unexcused";
      return row.presence === "unknown" ? { step: "add" } : correct({ standing, spans: [] });
    }
    case "clear":
      if (row.presence === "unknown") return { step: "nothing", sentence: `Chưa có gì được ghi cho ${row.person.name}.` };
      return correct({ standing: "unknown", spans: [] });
  }
}

// Of somebody who waits to be seen: "có mặt" says that they are there since they checked in, "bỏ ghi nhận" that nobody has seen them. A time that
// was typed for now is another matter: an entry of its own, which ends the waiting.
export function confirmationOf(row: RollRow, action: AttendanceAction, typed: string, when: "past" | "now"): "there" | "not_seen" | null {
  if (row.waits === null) return null;
  if (action === "clear") return "not_seen";
  return action === "arrive" && (when === "past" || typed.trim() === "") ? "there" : null;
}

export interface Correction {
  readonly status: Attendance["status"];
  readonly intervals: readonly { readonly in_at: string; readonly out_at: string | null }[];
  readonly excused: boolean | null;
  readonly absence_reason: string | null;
  readonly reason: string;
}

// What is wrong, by field: "in/0", "out/0", "spans", "reason".
export type Faults = Readonly<Record<string, string>>;
export type Checked = { readonly faults: Faults } | { readonly correction: Correction; readonly outside: readonly string[] };

class SpanReader {
  readonly faults: Record<string, string> = {};
  readonly outside: string[] = [];
  constructor(
    private readonly sitting: Sitting,
    private readonly beforeMin: number,
    private readonly now: Date,
  ) {}

  read(place: string, typed: string, was: string | null | undefined): string | null {
    if (was && typed.trim() === clock(was)) return was;
    const time = entryTime(typed, "past", this.sitting, this.beforeMin, this.now);
    if ("fault" in time) {
      this.faults[place] = time.fault;
      return null;
    }
    if (time.place !== "inside") this.outside.push(clock(wireTime(time.at)));
    return wireTime(time.at);
  }

  all(drafts: readonly SpanDraft[]): Correction["intervals"] {
    const found: { in_at: string; out_at: string | null }[] = [];
    for (const [i, { in: typedIn, out, was }] of drafts.entries()) {
      const in_at = this.read(`in/${i}`, typedIn, was?.in_at);
      const out_at = out.trim() === "" ? null : this.read(`out/${i}`, out, was?.out_at);
      if (!in_at) continue;
      const before = found.at(-1);
      if (before && !before.out_at) this.faults[`in/${i}`] = "Lần trước chưa ghi giờ về.";
      else if (before?.out_at && Date.parse(in_at) < Date.parse(before.out_at))
        this.faults[`in/${i}`] = `Giờ vào phải sau giờ về của lần trước (${clock(before.out_at)}).`;
      if (out_at && Date.parse(out_at) <= Date.parse(in_at)) this.faults[`out/${i}`] = `Giờ về phải sau giờ vào (${clock(in_at)}).`;
      found.push({ in_at, out_at });
    }
    return found;
  }
}

// Who is recorded as having stayed until the end did not leave it because another time is mended.
function presentOrLeft(out: string | null | undefined, row: RollRow): "present" | "left" {
  const stayed = row.attendance?.status === "present" && row.attendance.intervals.at(-1)?.out_at === out;
  return !out || stayed ? "present" : "left";
}

export function checkDraft(draft: Draft, row: RollRow, sitting: Sitting, beforeMin: number, now: Date): Checked {
  const reader = new SpanReader(sitting, beforeMin, now);
  const intervals = draft.standing === "here" ? reader.all(draft.spans) : [];
  const faults = reader.faults;
  if (draft.standing === "here" && draft.spans.length === 0) faults["spans"] = "Có mặt thì phải có giờ vào.";
  const away = draft.standing === "excused" || draft.standing === "unexcused";
  const status = draft.standing === "here" ? presentOrLeft(intervals.at(-1)?.out_at, row) : away ? "absent" : "unknown";
  const excused = away ? draft.standing === "excused" : null;
  const absence = away ? draft.absence.trim() : "";
  const known = draftOf(stateOf(row.attendance), row.reason);
  const plain = (one: Draft): string =>
    JSON.stringify([
      one.standing,
      one.standing === "here" ? one.spans.map((span) => [span.in.trim(), span.out.trim()]) : [],
      away ? one.absence.trim() : "",
    ]);
  if (plain(known) === plain(draft)) faults["spans"] = "Chưa có gì khác với điều đang ghi.";
  if (draft.reason.trim() === "") faults["reason"] = "Hãy ghi lý do đính chính.";
  if (Object.keys(faults).length > 0) return { faults };
  return {
    correction: { status, intervals, excused, absence_reason: absence || null, reason: draft.reason.trim() },
    outside: reader.outside,
  };
}

// Who waits, for the line that says what stands: ", tự điểm danh 07:31, chờ xác nhận".
export const waitingWords = (row: RollRow): string => (row.waits === null ? "" : `, tự điểm danh ${clock(row.waits)}, chờ xác nhận`);

// Back to what the row says, from whatever is recorded next.
export function undoOf(before: RollRow): Correction {
  const { status, intervals, excused } = stateOf(before.attendance);
  return {
    status,
    intervals: intervals.map(({ in_at, out_at }) => ({ in_at, out_at: out_at ?? null })),
    excused: excused ?? null,
    absence_reason: before.reason || null,
    reason: "Hoàn tác thao tác vừa ghi",
  };
}
