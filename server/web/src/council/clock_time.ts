// A time of day as Vietnamese write it: 7h45, 07:45, 0745, 745, 07 giờ 45, 7g45, 7h, 8 giờ kém 15, 7 giờ rưỡi, 1h30 chiều.
//
// Pure, and the twin of protocol/clock_time: both read tests/golden/clock_times.json. Whatever is not such a time is refused; nothing is
// ever taken as now. Letters count without their marks, small or large ("07 GIO 45").
//
// "7h5" is five minutes past seven, as it is said; "7:5" is refused, because there a figure is missing.
import { plain } from "./letters";

export const clockHint = "Hãy viết như 7h45, 07:45, 0745 hoặc 07 giờ 45.";

export const clockSentence = (typed: string): string =>
  typed.trim() === "" ? `Chưa ghi giờ. ${clockHint}` : `Không đọc được giờ “${typed.trim()}”. ${clockHint}`;

const longest = 40; // letters

// Without marks and what nobody sees; every sort of apostrophe is one.
const folded = (typed: string): string =>
  plain(typed.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(/[\u2018\u2019\u2032\u00b4]/g, "'"));

const digits = /^(\d{1,2})(\d{2})$/;
const figures = /^(\d{1,2}) ?[:.] ?(\d{2})$/;
const words = /^(\d{1,2}) ?(?:gio|g|h)(?: ?(?:(ruoi)|(kem)? ?(\d{1,2}) ?(?:'|phut|ph|p)?))?$/;
const partOfDay = /^(.*\S) ?(sang|trua|chieu|toi|dem|khuya|sa|ch)$/;

interface Hours {
  readonly from: number;
  readonly to: number;
  readonly add: number;
}
const parts: Readonly<Record<string, readonly Hours[]>> = {
  sang: [{ from: 0, to: 11, add: 0 }],
  sa: [
    { from: 0, to: 11, add: 0 },
    { from: 12, to: 12, add: -12 },
  ],
  trua: [
    { from: 10, to: 14, add: 0 },
    { from: 1, to: 2, add: 12 },
  ],
  chieu: [
    { from: 1, to: 6, add: 12 },
    { from: 12, to: 18, add: 0 },
  ],
  ch: [
    { from: 1, to: 11, add: 12 },
    { from: 12, to: 23, add: 0 },
  ],
  toi: [
    { from: 5, to: 11, add: 12 },
    { from: 17, to: 23, add: 0 },
  ],
  dem: [
    { from: 8, to: 11, add: 12 },
    { from: 12, to: 12, add: -12 },
    { from: 0, to: 4, add: 0 },
    { from: 20, to: 23, add: 0 },
  ],
};

function hourOf(typed: string, part: string | undefined): number | null {
  const hour = Number(typed);
  if (part === undefined) return hour <= 23 ? hour : null;
  const fits = parts[part === "khuya" ? "dem" : part]?.find((one) => hour >= one.from && hour <= one.to);
  return fits ? hour + fits.add : null;
}

// Units: minutes since midnight. Null: no time of day.
export function parseClock(typed: string): number | null {
  if (typed.length > longest) return null;
  const [, before, part] = partOfDay.exec(folded(typed)) ?? [];
  const text = before ?? folded(typed);
  const plain = digits.exec(text) ?? figures.exec(text);
  const said = plain ?? words.exec(text);
  if (!said) return null;
  const hour = hourOf(said[1] ?? "", part);
  if (hour === null) return null;
  if (plain) return Number(plain[2]) <= 59 ? hour * 60 + Number(plain[2]) : null;
  const [, , half, less, minutes] = said;
  if (half) return hour * 60 + 30;
  if (minutes === undefined) return less ? null : hour * 60;
  if (Number(minutes) > 59) return null;
  if (!less) return hour * 60 + Number(minutes);
  return Number(minutes) === 0 ? null : (hour * 60 - Number(minutes) + 1440) % 1440;
}

// "07:45".
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
