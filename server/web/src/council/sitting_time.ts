// Which moment a time of day is in a sitting, and when people may check in.
//
// Pure, and the twin of protocol/sitting_time: both read tests/golden/sitting_times.json. The day is the sitting's day in Vietnam (UTC+7),
// whatever the machine believes: 06:45 for a sitting from 07:30 is that morning, and 00:15 in one that began at 19:30 is the day after.
// A sitting that runs on past its planned end is followed for six hours.
import { type Council, limits, type Sitting } from "../generated/protocol";
import { vietnamMs } from "./calendar";

export type SittingHours = Pick<Sitting, "start_at" | "end_at">;

// before, after: outside the hours in which people come and go (from the opening of the check-in to the end).
export type SittingPlace = "before" | "inside" | "after";

export interface SittingMoment {
  readonly at: Date;
  readonly place: SittingPlace;
  readonly instead: Date | null; // twelve hours later, when that is inside: "1h45" in the afternoon
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
const overrunMs = 6 * 3_600_000;

export function checkInBefore(council: Council | undefined): number {
  return council?.check_in_before_min ?? limits.checkInBeforeMin;
}

const bounds = (sitting: SittingHours): { start: number; end: number } => {
  const start = Date.parse(sitting.start_at);
  return { start, end: Math.max(start, Date.parse(sitting.end_at)) };
};

export function placeInSitting(at: Date, sitting: SittingHours, beforeMin: number): SittingPlace {
  const { start, end } = bounds(sitting);
  if (at.getTime() < start - beforeMin * minuteMs) return "before";
  return at.getTime() > end ? "after" : "inside";
}

// The first midnight in Vietnam not after the moment.
const dayOf = (at: number): number => Math.floor((at + vietnamMs) / dayMs) * dayMs - vietnamMs;

// Of several days inside a sitting the last that is not to come; outside, the nearest.
function nearest(minutes: number, sitting: SittingHours, now: Date): number {
  const { start, end } = bounds(sitting);
  let best = dayOf(start) + minutes * minuteMs;
  const distance = (at: number): number => Math.max(start - at, at - end, 0);
  for (let at = best + dayMs; at <= end + overrunMs; at += dayMs)
    if (distance(at) < distance(best) || (distance(at) === 0 && at <= now.getTime())) best = at;
  return best;
}

export function momentInSitting(minutes: number, sitting: SittingHours, beforeMin: number, now: Date): SittingMoment {
  const at = new Date(nearest(minutes, sitting, now));
  const place = placeInSitting(at, sitting, beforeMin);
  const later = minutes < 720 && place !== "inside" ? new Date(nearest(minutes + 720, sitting, now)) : null;
  return { at, place, instead: later && placeInSitting(later, sitting, beforeMin) === "inside" ? later : null };
}

export type CheckInTime =
  { readonly may: "early"; readonly opens: Date } | { readonly may: "open" } | { readonly may: "over"; readonly ended: Date };

// Whether a delegate may say "I am here" now; the server decides, this only spares people dead buttons. "held": one of the sitting's items
// is on, so it takes place now whatever was planned.
export function checkInTime(sitting: SittingHours, beforeMin: number, now: Date, held: "held" | "planned" = "planned"): CheckInTime {
  if (held === "held") return { may: "open" };
  const { start, end } = bounds(sitting);
  if (now.getTime() < start - beforeMin * minuteMs) return { may: "early", opens: new Date(start - beforeMin * minuteMs) };
  return now.getTime() > end ? { may: "over", ended: new Date(end) } : { may: "open" };
}
