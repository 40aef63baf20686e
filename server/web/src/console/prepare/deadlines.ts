// What the legal profile asks before a session, counted backwards from its first day: when it must be convened, when its documents must be there.
//
// Law 72/2025 names no such days; these are the council's own Quy chế as practice has them, so every one is a proposal that is overwritten and
// the screen says "chưa xác nhận". Working days leave out Saturday, Sunday and the public holidays of the Labour Code, Art. 112: fixed ones, Tết
// and Giỗ Tổ by the lunar calendar of the browser's own tables. Pure.
import { dayAfter } from "./draft";

export interface LegalDays {
  readonly convene: number; // calendar days
  readonly documents: number; // working days
}

export const legalDays = (kind: string): LegalDays => ({ convene: kind === "thường lệ" ? 20 : 7, documents: 5 });

const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", { timeZone: "UTC", month: "numeric", day: "numeric" });

// Month and day of the lunar calendar; a leap month has a suffix and is no holiday.
function lunarDay(isoDay: string): { month: string; day: number } {
  const parts = lunar.formatToParts(new Date(`${isoDay}T00:00:00Z`));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return { month: part("month"), day: Number(part("day")) };
}

const fixed = new Set(["01-01", "04-30", "05-01", "09-01", "09-02"]);

export function isHoliday(isoDay: string): boolean {
  if (fixed.has(isoDay.slice(5))) return true;
  const { month, day } = lunarDay(isoDay);
  if (month === "1" && day <= 4) return true;
  if (month === "3" && day === 10) return true;
  const next = lunarDay(dayAfter(isoDay, 1)); // the eve of Tết
  return next.month === "1" && next.day === 1;
}

export function isWorkingDay(isoDay: string): boolean {
  const weekday = new Date(`${isoDay}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(isoDay);
}

// n working days before that day: the day itself is not counted.
export function workingDaysBefore(isoDay: string, n: number): string {
  let at = isoDay;
  for (let left = n; left > 0;) {
    at = dayAfter(at, -1);
    if (isWorkingDay(at)) left -= 1;
  }
  return at;
}

export interface Deadlines {
  readonly convene: string;
  readonly documents: string;
  readonly days: LegalDays;
}

export function deadlinesFor(kind: string, startOn: string): Deadlines | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(startOn)) return null;
  const days = legalDays(kind);
  return { convene: dayAfter(startOn, -days.convene), documents: workingDaysBefore(startOn, days.documents), days };
}
