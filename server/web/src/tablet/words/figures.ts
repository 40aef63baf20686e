// Days, times and numbers in the language of now: 19/12/2024 and 9.836 in Vietnamese, 19 December 2024 and 9,836 in English. Always in
// Vietnam's time. A person's name is written in the Vietnamese order in both.
import * as calendar from "../../council/calendar";
import type { Moment } from "../../council/calendar";
import * as numbers from "../../council/numbers";
import { languageNow } from "./language.svelte";

const zone = "Asia/Ho_Chi_Minh";
const dayInEnglish = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "long", year: "numeric" });
const weekdayInEnglish = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long" });
const whole = new Intl.NumberFormat("en-GB");
const toTenths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });
const toHundredths = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

const inEnglish = (): boolean => languageNow() === "en";

function written(at: Moment, format: Intl.DateTimeFormat): string {
  const time = calendar.timeOf(at);
  return time ? format.format(time) : "";
}

// "14:30".
export const clock = calendar.clock;

// "19/12/2024"; "19 December 2024".
export const day = (at: Moment): string => (inEnglish() ? written(at, dayInEnglish) : calendar.day(at));

// "thứ Tư" in the middle of a sentence; "Wednesday".
export const weekday = (at: Moment): string => (inEnglish() ? written(at, weekdayInEnglish) : calendar.weekdayInSentence(at));

// "18/12/2024 – 19/12/2024", or the one day.
export const days = (from: Moment, to: Moment): string => (day(from) === day(to) ? day(from) : `${day(from)} – ${day(to)}`);

// "9.836"; "9,836".
export const count = (n: number): string => (inEnglish() ? whole.format(n) : numbers.count(n));

// "5,3 MB"; "5.3 MB".
export function size(bytes: number): string {
  if (!inEnglish()) return numbers.size(bytes);
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${whole.format(Math.round(bytes / 1000))} KB`;
  const mega = bytes / 1_000_000;
  return mega < 1000 ? `${toTenths.format(mega)} MB` : `${toHundredths.format(mega / 1000)} GB`;
}
