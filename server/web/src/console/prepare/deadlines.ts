// What the legal profile asks before a session, counted backwards from its first day: when it must be convened, when its documents must be there.
//
// Every one is a proposal that is overwritten; where nobody read it in the law, the screen says so. Working days leave out Saturday, Sunday and
// the public holidays: those of the sun are the profile's, Tết and Giỗ Tổ go by the lunar calendar of the browser's own tables. Pure.
import type { LawAtHand } from "../../council/law";
import type { LegalDays, LegalProfile } from "../../generated/protocol";
import { dayAfter } from "./draft";

const lunar = new Intl.DateTimeFormat("en-u-ca-chinese", { timeZone: "UTC", month: "numeric", day: "numeric" });

// Month and day of the lunar calendar; a leap month has a suffix and is no holiday.
function lunarDay(isoDay: string): { month: string; day: number } {
  const parts = lunar.formatToParts(new Date(`${isoDay}T00:00:00Z`));
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return { month: part("month"), day: Number(part("day")) };
}

export function isHoliday({ holidays }: LegalProfile, isoDay: string): boolean {
  if (holidays.fixed.some(({ on }) => on === isoDay.slice(5))) return true;
  const { month, day } = lunarDay(isoDay);
  if (month === "1" && day <= 4) return true;
  if (month === "3" && day === 10) return true;
  const next = lunarDay(dayAfter(isoDay, 1)); // the eve of Tết
  return next.month === "1" && next.day === 1;
}

export function isWorkingDay(profile: LegalProfile, isoDay: string): boolean {
  const weekday = new Date(`${isoDay}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isHoliday(profile, isoDay);
}

// n working days before that day: the day itself is not counted.
export function workingDaysBefore(profile: LegalProfile, isoDay: string, n: number): string {
  let at = isoDay;
  for (let left = n; left > 0;) {
    at = dayAfter(at, -1);
    if (isWorkingDay(profile, at)) left -= 1;
  }
  return at;
}

export interface Deadline {
  readonly on: string;
  readonly rule: LegalDays;
}

export interface Deadlines {
  readonly convene: Deadline;
  readonly documents: Deadline;
}

function before(profile: LegalProfile, id: string, isoDay: string): Deadline | null {
  const rule = profile.days.find((one) => one.id === id);
  if (!rule) return null;
  return { on: rule.kind === "working" ? workingDaysBefore(profile, isoDay, rule.n) : dayAfter(isoDay, -rule.n), rule };
}

// "5 ngày làm việc", "20 ngày".
export const daysInWords = ({ n, kind }: LegalDays): string => `${n} ${kind === "working" ? "ngày làm việc" : "ngày"}`;

export function deadlinesFor({ profile }: Pick<LawAtHand, "profile">, kind: string, startOn: string): Deadlines | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(startOn)) return null;
  const convene = before(profile, kind === "thường lệ" ? "convening_ordinary" : "convening_other", startOn);
  const documents = before(profile, "documents", startOn);
  return convene && documents ? { convene, documents } : null;
}
