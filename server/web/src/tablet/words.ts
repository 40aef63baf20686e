// The tablet's Vietnamese: formats and the names of states. Sentences that belong to one screen stand in that screen.
import type { SessionState, Verdict, Visibility } from "../generated/protocol";

const clock = new Intl.DateTimeFormat("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
const day = new Intl.DateTimeFormat("vi-VN", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" });
const weekday = new Intl.DateTimeFormat("vi-VN", { weekday: "long", timeZone: "Asia/Ho_Chi_Minh" });
const number = new Intl.NumberFormat("vi-VN");

export const timeOf = (at: string): string => clock.format(new Date(at));
export const dayOf = (at: string): string => day.format(new Date(at.length === 10 ? `${at}T00:00:00+07:00` : at));
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

export const sessionStates: Readonly<Record<SessionState, string>> = {
  planned: "Dự kiến",
  convened: "Đã triệu tập",
  distributed: "Đã gửi tài liệu",
  in_session: "Đang họp",
  recess: "Tạm nghỉ",
  closed: "Đã bế mạc",
  filing: "Đang hoàn thiện hồ sơ",
  archived: "Đã lưu trữ",
  postponed: "Hoãn",
  cancelled: "Đã hủy",
};

export const verdicts: Readonly<Record<Verdict, string>> = {
  valid: "Chữ ký số hợp lệ",
  valid_with_allowed_changes: "Chữ ký số hợp lệ",
  suspicious: "Chữ ký số chưa đủ căn cứ",
  invalid: "Nội dung đã bị thay đổi",
  unsigned_document: "Không ký số",
  unreadable: "Không đọc được chữ ký",
  unsupported: "Chưa hỗ trợ loại chữ ký này",
};

export const visibilities: Readonly<Record<Visibility, string>> = {
  private_note: "Chỉ mình tôi",
  group: "Tổ của tôi",
  official: "Góp ý chính thức",
  published: "Công bố",
};
