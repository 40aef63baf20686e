// What the self-test asks of the browser itself. Every call is guarded: engines differ in what they have.
import type { Store } from "../sync/store";
import { size } from "../council/numbers";

export interface Answer {
  readonly good: boolean;
  readonly name: string;
  readonly text: string;
}

async function writesAndReads(store: Store): Promise<Answer> {
  const mark = `${Date.now()}`;
  try {
    const started = performance.now();
    await store.remember("self-test", mark);
    const right = (await store.recall<string>("self-test")) === mark;
    return {
      good: right,
      name: "Bộ nhớ",
      text: right ? `Ghi và đọc tốt (${Math.round(performance.now() - started)} ms)` : "Đọc lại không đúng. Xin báo văn phòng.",
    };
  } catch {
    return { good: false, name: "Bộ nhớ", text: "Không ghi được. Xin đóng ứng dụng rồi mở lại, hoặc báo văn phòng." };
  }
}

const askedKey = "asked-to-keep";

// Asked when somebody has signed in: before, a browser has no reason to say yes. Guarded as a whole: some engines lack navigator.storage.
export async function askToKeep(store: Store): Promise<void> {
  const kept = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  await store.remember(askedKey, kept ? "kept" : "refused").catch(() => undefined);
}

async function keptForGood(store: Store): Promise<Answer> {
  const kept = (await navigator.storage?.persisted?.().catch(() => false)) ?? false;
  const refused = !kept && (await store.recall<string>(askedKey).catch(() => undefined)) === "refused";
  const room = await navigator.storage?.estimate?.().catch(() => undefined);
  const used = room?.usage !== undefined ? ` · đang dùng ${size(room.usage)}` : "";
  const free = room?.quota ? ` trong ${size(room.quota)}` : "";
  return {
    good: kept,
    name: "Giữ dữ liệu",
    text: `${kept ? "Hệ thống không tự xóa dữ liệu" : refused ? "Hệ thống từ chối giữ lâu dài: khi máy đầy, tài liệu có thể bị xóa. Xin mở ứng dụng từ màn hình chính của iPad" : "Hệ thống chưa hứa giữ dữ liệu; xin mở ứng dụng từ màn hình chính của iPad"}${used}${free}`,
  };
}

export async function probeStorage(store: Store): Promise<Answer[]> {
  return [
    await writesAndReads(store),
    await keptForGood(store),
    {
      good: "wakeLock" in navigator,
      name: "Giữ sáng màn hình",
      text: "wakeLock" in navigator ? "Màn hình không tắt khi đang họp" : "Máy không hỗ trợ; xin đặt Tự động khóa: Không bao giờ",
    },
  ];
}
