// What was found, in words: one line each, with what to do where something is to be done. Asked for where it is shown.
import { figures, words } from "./words";
import type { Asked, Found, Verdict } from "./self_test";

export interface Line {
  readonly id: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly text: string;
}

function offWords(ms: number): string {
  const says = words.check.off;
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 120) return says.seconds(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? says.minutes(minutes) : says.hours(Math.round(minutes / 60));
}

function text(asked: Asked, { verdict, ms = 0, bytes = 0 }: Found): string {
  const { good, todo, unknown, notTold } = words.check;
  if (verdict === "unknown") return asked === "room" ? notTold : unknown;
  const said = verdict === "good" ? good[asked] : todo[asked];
  if (typeof said === "string") return said;
  if (asked === "room") return (said as (size: string) => string)(figures.size(bytes));
  if (asked === "clock") return (said as (off: string) => string)(offWords(ms));
  return (said as (ms: number) => string)(ms);
}

export const lineOf = (asked: Asked, found: Found): Line => ({
  id: asked,
  name: words.check.names[asked],
  verdict: found.verdict,
  text: text(asked, found),
});

const order: Readonly<Record<Verdict, number>> = { bad: 0, care: 1, unknown: 2, good: 3 };

// What is to be done stands first.
export const worstFirst = (lines: readonly Line[]): Line[] => [...lines].sort((a, b) => order[a.verdict] - order[b.verdict]);

export const toDo = (lines: readonly Line[]): number => lines.filter(({ verdict }) => verdict === "bad" || verdict === "care").length;

// What a touch of the pad says of pen and finger; the best that was seen stays.
export type PenSeen = "none" | "mouse" | "finger" | "flat" | "pen";
const better: Readonly<Record<PenSeen, number>> = { none: 0, mouse: 1, finger: 2, flat: 3, pen: 4 };

export function penSeen(before: PenSeen, { pointerType, pressure }: Pick<PointerEvent, "pointerType" | "pressure">): PenSeen {
  // 0.5 is what an engine says that knows no pressure.
  const now: PenSeen =
    pointerType === "pen" ? (pressure > 0 && pressure !== 0.5 ? "pen" : "flat") : pointerType === "touch" ? "finger" : "mouse";
  return better[now] > better[before] ? now : before;
}

export function penLine(seen: PenSeen): Line {
  const { names, penSeen: pen, penFlat: flat, fingerSeen: finger, mouseSeen: mouse, penWaiting: none } = words.check;
  const verdict: Verdict = seen === "pen" || seen === "flat" ? "good" : seen === "none" ? "unknown" : "care";
  return { id: "pen", name: names.pen, verdict, text: { pen, flat, finger, mouse, none }[seen] };
}
