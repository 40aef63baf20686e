// The tablet's Vietnamese: formats, and the protocol's labels of states. Sentences that belong to one screen stand in that screen.
export { sessionStateLabels, visibilityLabels } from "../generated/protocol";
export { clock as timeOf, day as dayOf } from "../council/calendar";

const weekday = new Intl.DateTimeFormat("vi-VN", { weekday: "long", timeZone: "Asia/Ho_Chi_Minh" });
const number = new Intl.NumberFormat("vi-VN");

// In the middle of a sentence: "thứ Tư", "Chủ nhật".
export const weekdayOf = (at: string): string => weekday.format(new Date(at)).replace("Thứ", "thứ").replace("Nhật", "nhật");
export const count = (value: number): string => number.format(value);

export function megabytes(bytes: number): string {
  return `${new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 }).format(bytes / 1e6)} MB`;
}

export function byGivenName<T extends { name: string }>(a: T, b: T): number {
  const given = (name: string): string => name.trim().split(/\s+/).at(-1) ?? "";
  return given(a.name).localeCompare(given(b.name), "vi") || a.name.localeCompare(b.name, "vi");
}

// For searching: without diacritics, đ as d, one space between words.
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase().replace(/\s+/g, " ").trim();
}
