// The console"s Vietnamese: labels of states, verdicts, dates and sizes, each said once.
//
// Codes come from the wire (generated/protocol.ts); a code without a word here would not compile. Dates and numbers follow the
// Vietnamese custom: 19/12/2024, 14:30, 9.836, 88,58 %. Sentences of refusals come from the server and are shown as they are.
// Times are shown in Vietnam"s time zone whatever the desktop believes.

import type {
  ArchiveState, Attendance, Audience, DeviceState, Indication, JobStage, Role, SessionState, SignerKind, Trust, Verdict,
} from "../generated/protocol";

export const sessionStateWord: Record<SessionState, string> = {
  planned: "Dự kiến",
  convened: "Đã triệu tập",
  distributed: "Đã gửi tài liệu",
  in_session: "Đang họp",
  recess: "Tạm nghỉ",
  closed: "Bế mạc",
  filing: "Hoàn thiện hồ sơ",
  archived: "Đã lưu trữ",
  postponed: "Hoãn",
  cancelled: "Hủy",
};

export const roleWord: Record<Role, string> = {
  delegate: "Đại biểu",
  guest: "Khách mời",
  secretary: "Thư ký kỳ họp",
  clerk: "Văn thư",
  archivist: "Lưu trữ",
  administrator: "Quản trị hệ thống",
  auditor: "Kiểm toán",
};

export const audienceWord: Record<Audience, string> = {
  everyone: "Tất cả, kể cả khách mời",
  delegates_only: "Chỉ đại biểu",
};

export const deviceStateWord: Record<DeviceState, string> = { pending: "Chờ duyệt", approved: "Đang dùng", revoked: "Đã thu hồi" };

export const archiveStateWord: Record<ArchiveState, string> = { building: "Đang đóng gói", sealed: "Đã niêm phong" };

export const jobStageWord: Record<JobStage, string> = {
  queued: "Đang chờ đến lượt",
  receiving: "Đang nhận",
  inspecting: "Đang kiểm tra chữ ký",
  storing: "Đang lưu",
  building: "Đang đóng gói",
  sealing: "Đang niêm phong",
  done: "Xong",
  failed: "Không thành công",
};

export const signerKindWord: Record<SignerKind, string> = {
  person: "Chữ ký số cá nhân",
  organisation: "Chữ ký số của cơ quan",
  timestamp: "Dấu thời gian",
  unknown: "Chữ ký số",
};

export const trustWord: Record<Trust, string> = {
  trusted: "Tin cậy: chuỗi chứng thư nối được tới gốc đã nạp",
  untrusted: "Chưa tin cậy: không nối được tới gốc nào đã nạp",
  unknown_revocation: "Chưa rõ thu hồi: không có danh sách thu hồi để đối chiếu",
  not_applicable: "Không áp dụng",
};

export const indicationWord: Record<Indication, string> = {
  total_passed: "Hợp lệ",
  total_failed: "Không hợp lệ",
  indeterminate: "Chưa đủ căn cứ",
};

export type Tone = "good" | "care" | "bad" | "plain" | "live";

// How a seal strip looks: the colour follows the verdict and, for valid files, trust; words always stand beside it.
export function sealTone(verdict: Verdict, trust: Trust): Tone {
  switch (verdict) {
    case "valid":
    case "valid_with_allowed_changes":
      return trust === "trusted" ? "good" : "care";
    case "suspicious":
    case "unsupported":
    case "unreadable":
      return "care";
    case "invalid":
      return "bad";
    case "unsigned_document":
      return "plain";
  }
}

const verdictHead: Record<Verdict, string> = {
  valid: "Hợp lệ",
  valid_with_allowed_changes: "Hợp lệ, có thay đổi được phép sau khi ký",
  suspicious: "Chưa đủ căn cứ: có dấu hiệu bất thường",
  invalid: "Không hợp lệ",
  unsigned_document: "Không ký số",
  unreadable: "Không đọc được chữ ký số",
  unsupported: "Chưa hỗ trợ loại chữ ký này",
};

export function verdictWord(verdict: Verdict, trust: Trust): string {
  if (verdict !== "valid" && verdict !== "valid_with_allowed_changes") return verdictHead[verdict];
  if (trust === "untrusted") return "Chưa đủ căn cứ: chứng thư chưa được tin cậy";
  if (trust === "unknown_revocation") return "Chưa đủ căn cứ: chưa kiểm tra được thu hồi";
  return verdictHead[verdict];
}

export type Presence = "unknown" | "present" | "left" | "excused" | "unexcused";

export const presenceWord: Record<Presence, string> = {
  unknown: "Chưa ghi nhận",
  present: "Có mặt",
  left: "Đã về",
  excused: "Vắng có phép",
  unexcused: "Vắng không phép",
};

export function presenceOf(attendance: Attendance | undefined): Presence {
  if (!attendance) return "unknown";
  if (attendance.status === "absent") return attendance.excused ? "excused" : "unexcused";
  return attendance.status;
}

const zone = "Asia/Ho_Chi_Minh";
const clockFormat = new Intl.DateTimeFormat("vi-VN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
const dayFormat = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "2-digit", month: "2-digit", year: "numeric" });
const weekdays = ["Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];

// "14:30"; empty for an empty or unreadable time.
export function clock(at: string | null | undefined): string {
  const time = parsed(at);
  return time ? clockFormat.format(time) : "";
}

// "19/12/2024".
export function day(at: string | null | undefined): string {
  const time = parsed(at);
  return time ? dayFormat.format(time) : "";
}

// The ISO date of "19/12/2024" as people type it (also 19.12.2024, 1/2/2024); "" for "", null for what is no day.
export function isoDay(typed: string): string | null {
  if (typed.trim() === "") return "";
  const [, d = "", m = "", y = ""] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim()) ?? [];
  const iso = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return y !== "" && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
}

// "14:30 19/12/2024".
export function moment(at: string | null | undefined): string {
  const time = parsed(at);
  return time ? `${clockFormat.format(time)} ${dayFormat.format(time)}` : "";
}

// "Thứ Tư, 18/12/2024".
export function weekday(at: string): string {
  const time = parsed(at);
  if (!time) return "";
  const shifted = new Date(time.getTime() + 7 * 3_600_000);
  return `${weekdays[shifted.getUTCDay()] ?? ""}, ${dayFormat.format(time)}`;
}

function parsed(at: string | null | undefined): Date | null {
  if (!at) return null;
  const time = new Date(at.length === 10 ? `${at}T00:00:00+07:00` : at);
  return Number.isNaN(time.getTime()) ? null : time;
}

// "9.836".
export function count(n: number): string {
  return n.toLocaleString("vi-VN");
}

// "5,3 MB", decimal units as in file managers and on the wire"s limits.
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

// Seconds as people say them: "45 giây", "2 phút 05 giây".
export function wait(seconds: number): string {
  if (seconds < 60) return `${seconds} giây`;
  return `${Math.floor(seconds / 60)} phút ${String(seconds % 60).padStart(2, "0")} giây`;
}
