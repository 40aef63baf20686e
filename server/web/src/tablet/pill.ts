// The state pill: one short sentence about papers and network, never red. Pure.
import type { Phase } from "../sync";
import type { Unsent } from "../sync/outbox";
import type { Saved } from "./plan";

export interface Pill {
  readonly tone: "good" | "busy" | "waiting";
  readonly text: string;
}

export function unsentWords(unsent: Unsent): string {
  if (unsent.all === 0) return "";
  return `${unsent.all} ${unsent.all === unsent.notes ? "nét" : "thay đổi"} chưa gửi`;
}

export function pillOf(phase: Phase, offlineFor: number, unsent: Unsent, saved: Saved): Pill {
  const unreachable = phase === "offline" || (phase === "connecting" && offlineFor > 3_000);
  const waiting = unsentWords(unsent);
  if (unreachable) return { tone: "waiting", text: waiting ? `Mất mạng – ${waiting}` : "Mất mạng – vẫn dùng được" };
  // One or two are on their way all the time while somebody writes.
  if (unsent.all > 2) return { tone: "waiting", text: waiting };
  if (saved.here < saved.of) return { tone: "busy", text: `Đang nhận ${saved.here}/${saved.of} tài liệu` };
  if (saved.of === 0) return { tone: "good", text: "Đã kết nối" };
  return { tone: "good", text: "Đã lưu đủ tài liệu" };
}
