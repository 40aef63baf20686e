// What the roll says of each seat: a colour, and a letter for those who do not see it. Pure.
import { presenceWord, waitingWord } from "../../council/attendance";
import { clock } from "../../council/calendar";
import type { Sitting } from "../../generated/protocol";
import { nearName } from "../hall/readiness";
import { seatKey } from "../hall/seat_map";
import type { SeatMark } from "../hall/SeatGrid.svelte";
import type { Tone } from "../words";
import type { RollRow } from "./roll";

export type SeatState = "waiting" | "present" | "late" | "left" | "excused" | "unexcused" | "unknown";

export const signs: Readonly<Record<SeatState, { readonly sign: string; readonly tone: Tone; readonly word: string }>> = {
  waiting: { sign: "C", tone: "care", word: waitingWord },
  present: { sign: "✓", tone: "good", word: presenceWord.present },
  late: { sign: "M", tone: "good", word: "Có mặt, đến muộn" },
  left: { sign: "V", tone: "live", word: presenceWord.left },
  excused: { sign: "P", tone: "care", word: presenceWord.excused },
  unexcused: { sign: "K", tone: "bad", word: presenceWord.unexcused },
  unknown: { sign: "?", tone: "plain", word: presenceWord.unknown },
};

// Late: came in first after the sitting had begun.
export function latest(row: Pick<RollRow, "presence" | "attendance" | "waits">, sitting: Pick<Sitting, "start_at">): SeatState {
  if (row.waits !== null) return "waiting";
  const first = row.attendance?.intervals[0]?.in_at;
  const late = row.presence === "present" && first !== undefined && Date.parse(first) > Date.parse(sitting.start_at);
  return late ? "late" : row.presence;
}

function line(row: RollRow, state: SeatState): string {
  const last = row.attendance?.intervals.at(-1);
  if (state === "waiting") return `Chờ từ ${clock(row.waits)}`;
  if (state === "left") return `Về ${clock(last?.out_at)}`.trim();
  if (state === "late") return `Muộn ${clock(row.attendance?.intervals[0]?.in_at)}`;
  if (state === "present") return clock(last?.in_at);
  return { excused: "Có phép", unexcused: "Không phép", unknown: "Chưa ghi" }[state];
}

export function rollMarks(
  rows: readonly RollRow[],
  sitting: Pick<Sitting, "start_at">,
  callers: ReadonlySet<string>,
): ReadonlyMap<string, SeatMark> {
  const marks = new Map<string, SeatMark>();
  for (const row of rows) {
    const key = seatKey(row.person.seat);
    if (!key) continue;
    const state = latest(row, sitting);
    const { sign, tone, word } = signs[state];
    const calls = callers.has(row.person.id);
    const said = line(row, state);
    marks.set(key, {
      tone,
      sign,
      name: nearName(row.person.name),
      line: said,
      spoken: `${row.person.name}: ${word.toLowerCase()}${state === "left" || state === "late" || state === "present" || state === "waiting" ? `, ${said.toLowerCase()}` : ""}${calls ? ", đang gọi thư ký" : ""}`,
      calls,
    });
  }
  return marks;
}
