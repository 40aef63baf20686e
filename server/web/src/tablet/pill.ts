// The state pill: one short sentence about documents, network and the machine's memory, never red. Pure.
import type { Health } from "../sync/store";
import type { Phase } from "../sync";
import type { Unsent } from "../sync/outbox";
import type { Saved } from "./plan";

export interface Pill {
  readonly tone: "good" | "busy" | "waiting";
  readonly text: string;
}

// One or two are on their way all the time while somebody writes; what does not go for so long is said.
const quietMs = 3_000;

export function unsentWords(unsent: Unsent): string {
  if (unsent.all === 0) return "";
  return `${unsent.all} ${unsent.all === unsent.notes ? "nét" : "thay đổi"} chưa gửi`;
}

// What this machine cannot keep; nothing when it keeps all.
function memoryWords({ state, unsaved }: Health, saved: Saved): string {
  if (state === "good") return "";
  const machine = state === "full" ? "Máy đầy" : "Bộ nhớ máy không trả lời";
  if (unsaved > 0) return `${machine} – ${unsaved} nét chưa lưu trên máy`;
  if (state === "broken") return `${machine} – ghi chú gửi thẳng lên máy chủ`;
  return saved.here < saved.of ? `${machine} – không nhận thêm tài liệu` : machine;
}

// `unsentFor`: since when, without a pause, something has been waiting.
export function pillOf(
  phase: Phase,
  offlineFor: number,
  unsent: Unsent,
  saved: Saved,
  health: Health = { state: "good", unsaved: 0 },
  unsentFor = 0,
): Pill {
  const unreachable = phase === "offline" || (phase === "connecting" && offlineFor > 3_000);
  const waiting = unsentWords(unsent);
  const memory = memoryWords(health, saved);
  if (unreachable && health.unsaved > 0)
    return { tone: "waiting", text: `Mất mạng – ${health.unsaved} nét chưa lưu, xin đừng đóng ứng dụng` };
  if (unreachable) return { tone: "waiting", text: waiting ? `Mất mạng – ${waiting}` : "Mất mạng – vẫn dùng được" };
  if (memory) return { tone: "waiting", text: memory };
  if (unsent.all > 2 || (unsent.all > 0 && unsentFor > quietMs)) return { tone: "waiting", text: waiting };
  if (saved.here < saved.of) return { tone: "busy", text: `Đang nhận ${saved.here}/${saved.of} tài liệu` };
  if (saved.of === 0) return { tone: "good", text: "Đã kết nối" };
  return { tone: "good", text: "Đã lưu đủ tài liệu" };
}
