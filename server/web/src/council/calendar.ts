// Dates and times as Vietnam writes them, in Vietnam's time whatever the machine believes: 19/12/2024, 14:30, Thứ Tư. Empty for an empty or
// unreadable time.
const zone = "Asia/Ho_Chi_Minh";
const clockFormat = new Intl.DateTimeFormat("vi-VN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
// English of Britain: the Vietnamese one writes single digits for some days.
const dayFormat = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "2-digit", month: "2-digit", year: "numeric" });
const weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

export const vietnamMs = 7 * 3_600_000; // ahead of UTC, all the year

export type Moment = string | null | undefined;

export function timeOf(at: Moment): Date | null {
  if (!at) return null;
  const time = new Date(at.length === 10 ? `${at}T00:00:00+07:00` : at);
  return Number.isNaN(time.getTime()) ? null : time;
}

const written = (at: Moment, write: (time: Date) => string): string => {
  const time = timeOf(at);
  return time ? write(time) : "";
};

const weekdayAt = (time: Date): string => weekdays[new Date(time.getTime() + vietnamMs).getUTCDay()] ?? "";

// "14:30".
export const clock = (at: Moment): string => written(at, (time) => clockFormat.format(time));
// "19/12/2024".
export const day = (at: Moment): string => written(at, (time) => dayFormat.format(time));
// "14:30 19/12/2024", for tables.
export const moment = (at: Moment): string => written(at, (time) => `${clockFormat.format(time)} ${dayFormat.format(time)}`);
// "14:30 ngày 19/12/2024", for sentences.
export const momentInWords = (at: Moment): string => written(at, (time) => `${clockFormat.format(time)} ngày ${dayFormat.format(time)}`);
// "Thứ Tư, 18/12/2024".
export const weekday = (at: Moment): string => written(at, (time) => `${weekdayAt(time)}, ${dayFormat.format(time)}`);
// "thứ Tư", "Chủ nhật": in the middle of a sentence.
export const weekdayInSentence = (at: Moment): string => written(at, (time) => weekdayAt(time).replace("Thứ", "thứ"));
// "18/12/2024 – 19/12/2024", or the one day.
export const days = (from: Moment, to: Moment): string => (day(from) === day(to) ? day(from) : `${day(from)} – ${day(to)}`);

// "2024-12-18" in Vietnam.
export const dayInVietnam = (now: Date): string => new Date(now.getTime() + vietnamMs).toISOString().slice(0, 10);

// The ISO date of "19/12/2024" as people type it (also 19.12.2024, 1/2/2024); "" for "", null for what is no day.
export function isoDay(typed: string): string | null {
  if (typed.trim() === "") return "";
  const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim()) ?? [];
  const iso = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return y !== "" && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
}
