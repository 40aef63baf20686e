// The state pill: one short sentence about papers and network, never red. Pure.
import type { Phase } from "../sync";
import type { Saved } from "./plan";

export interface Pill {
  readonly tone: "good" | "busy" | "waiting";
  readonly text: string;
}

export function pillOf(phase: Phase, offlineFor: number, unsent: number, saved: Saved): Pill {
  const unreachable = phase === "offline" || (phase === "connecting" && offlineFor > 3_000);
  if (unreachable) return { tone: "waiting", text: unsent > 0 ? `Mất mạng – ${unsent} nét chưa gửi` : "Mất mạng – vẫn dùng được" };
  if (unsent > 2) return { tone: "waiting", text: `${unsent} nét chưa gửi` };
  if (saved.here < saved.of) return { tone: "busy", text: `Đang nhận ${saved.here}/${saved.of} tài liệu` };
  if (saved.of === 0) return { tone: "good", text: "Đã kết nối" };
  return { tone: "good", text: "Đã lưu đủ tài liệu" };
}
