// Dates and times as Vietnam writes them, in Vietnam's time whatever the machine believes: 19/12/2024, 14:30. Empty for an empty or
// unreadable time.
const zone = "Asia/Ho_Chi_Minh";
const clockFormat = new Intl.DateTimeFormat("vi-VN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
// English of Britain: the Vietnamese one writes single digits for some days.
const dayFormat = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "2-digit", month: "2-digit", year: "numeric" });

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

// "14:30".
export const clock = (at: Moment): string => written(at, (time) => clockFormat.format(time));
// "19/12/2024".
export const day = (at: Moment): string => written(at, (time) => dayFormat.format(time));
// "14:30 19/12/2024", for tables.
export const moment = (at: Moment): string => written(at, (time) => `${clockFormat.format(time)} ${dayFormat.format(time)}`);
// "14:30 ngày 19/12/2024", for sentences.
export const momentInWords = (at: Moment): string => written(at, (time) => `${clockFormat.format(time)} ngày ${dayFormat.format(time)}`);
