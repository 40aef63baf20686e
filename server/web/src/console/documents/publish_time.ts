// When documents are published by themselves: what is typed → a moment, and which documents wait for which one. Pure. The day and the hour are
// Vietnam's, whatever the machine believes; the server decides again.
import { clock, day, dayInVietnam, isoDay, momentInWords, vietnamMs, weekdayInSentence } from "../../council/calendar";
import { clockSentence, parseClock } from "../../council/clock_time";
import type { OfficeDocument } from "../../council/documents";
import { limits } from "../../generated/protocol";

export type PublishTime = { readonly at: string } | { readonly fault: string; readonly field: "day" | "clock" };

export function publishTime(typedDay: string, typedClock: string, now: Date): PublishTime {
  const iso = isoDay(typedDay);
  if (!iso) {
    const fault =
      iso === "" ? "Chưa ghi ngày. Hãy viết như 18/12/2024." : `Ngày “${typedDay.trim()}” không có thật. Hãy viết như 18/12/2024.`;
    return { field: "day", fault };
  }
  const minutes = parseClock(typedClock);
  if (minutes === null) return { field: "clock", fault: clockSentence(typedClock) };
  const at = Date.parse(`${iso}T00:00:00Z`) - vietnamMs + minutes * 60_000;
  const ahead = at - now.getTime();
  const said = new Date(at).toISOString().replace(".000Z", "Z");
  if (ahead <= 0) return { field: "clock", fault: `${momentInWords(said)} đã qua. Hãy chọn giờ khác, hoặc phát hành ngay.` };
  if (ahead > limits.publishAheadMsMax) return { field: "day", fault: "Chỉ hẹn được trong vòng một năm." };
  return { at: said };
}

// "07:30 thứ Tư, 18/12/2024".
export const dueWords = (at: string): string => `${clock(at)} ${weekdayInSentence(at)}, ${day(at)}`;

// What the fields begin with: the time that stands, when all have the same; else today.
export function typedTime(documents: readonly OfficeDocument[], now: Date): { readonly day: string; readonly clock: string } {
  const all = new Set(documents.map((one) => one.draft?.publish_at ?? ""));
  const [only = ""] = all.size === 1 ? all : [];
  return only ? { day: day(only), clock: clock(only) } : { day: day(dayInVietnam(now)), clock: "" };
}

export interface Due {
  readonly at: string;
  readonly documents: readonly OfficeDocument[];
}

// The next first.
export function duesOf(documents: Iterable<OfficeDocument>): Due[] {
  const found = new Map<string, OfficeDocument[]>();
  for (const one of documents) {
    const at = one.draft?.publish_at;
    if (at) found.set(at, [...(found.get(at) ?? []), one]);
  }
  return [...found].sort(([a], [b]) => Date.parse(a) - Date.parse(b)).map(([at, waiting]) => ({ at, documents: waiting }));
}
