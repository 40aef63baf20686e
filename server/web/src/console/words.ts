// The console's Vietnamese beside the protocol's own labels: dates, sizes, presence, each said once. Verdicts: src/seal.
//
// Codes and their labels come from the wire (generated/protocol.ts). Dates and numbers follow the Vietnamese custom:
// 19/12/2024, 14:30, 9.836, 88,58 %. Sentences of refusals come from the server and are shown as they are.
// Times are shown in Vietnam's time zone whatever the desktop believes.

import { day, timeOf } from "../council/calendar";
import { attendanceStatusLabels, urgencyLabels, type Attendance, type Urgency } from "../generated/protocol";

export { clock, day, moment } from "../council/calendar";

export { audienceLabels, deviceStateLabels, jobStageLabels, roleLabels, sessionStateLabels } from "../generated/protocol";

// As it stands on paper; of none there is none.
export const urgencyWord = (urgency: Urgency): string => (urgency === "none" ? "không" : urgencyLabels[urgency].toUpperCase());
export const urgencies = Object.keys(urgencyLabels) as Urgency[];

export type Tone = "good" | "care" | "bad" | "plain" | "live";

export type Presence = "unknown" | "present" | "left" | "excused" | "unexcused";

export const presenceWord: Record<Presence, string> = {
  unknown: attendanceStatusLabels.unknown,
  present: attendanceStatusLabels.present,
  left: attendanceStatusLabels.left,
  excused: "Vắng có phép",
  unexcused: "Vắng không phép",
};

export function presenceOf(attendance: Pick<Attendance, "status" | "excused"> | undefined): Presence {
  if (!attendance) return "unknown";
  if (attendance.status === "absent") return attendance.excused ? "excused" : "unexcused";
  return attendance.status;
}

const weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

// The ISO date of "19/12/2024" as people type it (also 19.12.2024, 1/2/2024); "" for "", null for what is no day.
export function isoDay(typed: string): string | null {
  if (typed.trim() === "") return "";
  const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim()) ?? [];
  const iso = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return y !== "" && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
}

// "Thứ Tư, 18/12/2024".
export function weekday(at: string): string {
  const time = timeOf(at);
  if (!time) return "";
  const shifted = new Date(time.getTime() + 7 * 3_600_000);
  return `${weekdays[shifted.getUTCDay()] ?? ""}, ${day(at)}`;
}

// "9.836".
export function count(n: number): string {
  return n.toLocaleString("vi-VN");
}

// "5,3 MB", decimal units as in file managers and on the wire's limits.
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} byte`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000).toLocaleString("vi-VN")} KB`;
  const mega = bytes / 1_000_000;
  if (mega < 1000) return `${mega.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} MB`;
  return `${(mega / 1000).toLocaleString("vi-VN", { maximumFractionDigits: 2 })} GB`;
}

export function percent(done: number, total: number): number {
  return total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0;
}

// A tablet's papers, a paper's tablets.
export const papersHeld = (have: number, of: number): string => `${have}/${of} tài liệu`;
export const loading = (name: string, done: number): string => `đang tải ${name} ${done} %`;
export const tabletsHave = (have: number, of: number): string => `${have}/${of} máy đã nhận`;
export const erasedFrom = (gone: number, of: number): string => `đã xóa khỏi ${gone}/${of} máy`;

// Seconds as people say them: "45 giây", "2 phút 05 giây".
export function wait(seconds: number): string {
  if (seconds < 60) return `${seconds} giây`;
  return `${Math.floor(seconds / 60)} phút ${String(seconds % 60).padStart(2, "0")} giây`;
}
