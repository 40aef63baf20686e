// What a machine says of itself beside room, power and time, in words for the office: whether it keeps what it holds, and what
// "Kiểm tra máy" came to. Pure.
import { clock } from "../../council/calendar";
import { type Device, type DeviceHealth, type MachineCheck, machineCheckLabels } from "../../generated/protocol";
import type { Finding } from "./readiness";

// iPadOS throws away what a tab of Safari holds when it was not used for a week or room is short; a desktop browser used in its place does not.
const mayForget = (device: Device): boolean => device.model.startsWith("iPad");

export const knowsKeeping = (device: Device, health: DeviceHealth | null): boolean =>
  health !== null && (!mayForget(device) || health.installed != null || health.persisted != null);

export function keepingOf(device: Device, health: DeviceHealth | null): Finding | null {
  if (!health || !mayForget(device)) return null;
  if (health.installed === false)
    return {
      check: "kept",
      tone: "care",
      line: "Mở trong Safari",
      words: "Ứng dụng đang mở trong thẻ Safari: khi máy đầy hoặc lâu không dùng, iPad có thể xóa tài liệu và ghi chú chưa gửi.",
      todo: "Trong Safari chạm Chia sẻ, chọn “Thêm vào MH chính”, rồi mở ứng dụng từ biểu tượng đó.",
    };
  if (health.persisted === false)
    return {
      check: "kept",
      tone: "care",
      line: "Chưa giữ dữ liệu",
      words: "iPad chưa hứa giữ dữ liệu của ứng dụng khi máy đầy.",
      todo: "Trên máy, đóng ứng dụng rồi mở lại từ Màn hình chính, sau đó chạy Kiểm tra máy. Nên để máy trống vài GB.",
    };
  return null;
}

// Without these the machine cannot be worked on.
const vital: ReadonlySet<MachineCheck> = new Set<MachineCheck>(["tls", "connection", "storage", "key", "pages"]);

export function checksOf(health: DeviceHealth | null): Finding | null {
  const failed = health?.failed_checks ?? [];
  if (!health?.checked_at || failed.length === 0) return null;
  const names = failed.map((check) => machineCheckLabels[check]);
  return {
    check: "tried",
    tone: failed.some((check) => vital.has(check)) ? "bad" : "care",
    line: names.length === 1 ? `Không đạt: ${names[0]}` : `Không đạt ${names.length} mục`,
    words: `Kiểm tra máy lúc ${clock(health.checked_at)} không đạt: ${names.join(", ")}.`,
    todo: "Trên máy, mở “Kiểm tra máy”, làm theo lời nhắc ở từng mục rồi kiểm tra lại. Không được thì thay máy.",
  };
}

// "mở từ Màn hình chính, giữ dữ liệu · kiểm tra máy lúc 07:20: đạt"
export function keptWords(health: DeviceHealth): string[] {
  const place = health.installed === true ? "mở từ Màn hình chính" : health.installed === false ? "mở trong trình duyệt" : "";
  const kept = health.persisted === true ? "giữ dữ liệu" : health.persisted === false ? "chưa giữ dữ liệu" : "";
  const tried = health.checked_at
    ? `kiểm tra máy lúc ${clock(health.checked_at)}: ${health.failed_checks.length === 0 ? "đạt" : `${health.failed_checks.length} mục không đạt`}`
    : "chưa chạy Kiểm tra máy";
  return [[place, kept].filter(Boolean).join(", "), tried].filter(Boolean);
}
