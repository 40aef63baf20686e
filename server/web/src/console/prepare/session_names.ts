// How a session is called, and the sittings it has when nobody said otherwise. Pure.
import type { Sitting } from "../../generated/protocol";
import { dayAfter, daysBetween, momentOn } from "./draft";
import { sittingId } from "./new_ids";

// As the law and the practice have them; old archives carry "bất thường" (data stays).
export const kinds = ["thường lệ", "chuyên đề", "giải quyết công việc phát sinh đột xuất"] as const;

const units = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

// 1 → "Nhất", 4 → "Tư", 15 → "Mười lăm", 21 → "Hai mươi mốt", 24 → "Hai mươi tư".
export function ordinal(n: number): string {
  const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
  if (n === 1) return "Nhất";
  if (n === 4) return "Tư";
  if (n < 1 || n > 99) return String(n);
  const tens = Math.floor(n / 10);
  const one = n % 10;
  if (tens === 0) return capital(units[one] ?? "");
  const last = one === 5 ? "lăm" : one === 1 && tens > 1 ? "mốt" : one === 4 && tens > 1 ? "tư" : (units[one] ?? "");
  return capital(`${tens === 1 ? "mười" : `${units[tens]} mươi`} ${last}`.trim());
}

// What is proposed until somebody types another name.
export function proposedName(number: number, kind: string, startOn: string): string {
  const name = `Kỳ họp thứ ${ordinal(number)}`;
  if (kind !== "thường lệ") return `${name} (${kind === "chuyên đề" ? "kỳ họp chuyên đề" : "kỳ họp đột xuất"})`;
  const [year = "", month = ""] = startOn.split("-");
  if (year === "" || number === 1) return name;
  return `${name} (kỳ họp thường lệ ${Number(month) <= 8 ? "giữa" : "cuối"} năm ${year})`;
}

const morning = { from: 450, to: 690 }; // 07:30 – 11:30
const afternoon = { from: 810, to: 1020 }; // 13:30 – 17:00
const daysMax = 5;

// A morning and an afternoon each day; the first opens, the last closes.
export function proposedSittings(session: string, startOn: string, endOn: string): Sitting[] {
  const n = Math.min(daysMax, Math.max(0, daysBetween(startOn, endOn)) + 1);
  if (startOn === "" || Number.isNaN(n)) return [];
  const taken = new Set<string>();
  const halves = Array.from({ length: n }, (_, day) =>
    [morning, afternoon].map((half) => ({ on: dayAfter(startOn, day), ...half })),
  ).flat();
  return halves.map((half, index) => {
    const id = sittingId(session, taken);
    taken.add(id);
    return {
      type: "sitting",
      id,
      session,
      name: index === 0 ? "Phiên khai mạc" : index === halves.length - 1 ? "Phiên bế mạc" : `Phiên thứ ${ordinal(index + 1).toLowerCase()}`,
      classification: "phiên họp toàn thể",
      start_at: momentOn(half.on, half.from),
      end_at: momentOn(half.on, half.to),
      open_to_public: true,
      position: index + 1,
    };
  });
}
