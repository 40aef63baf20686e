// Whether the hall can sit: of everybody in it the tablet, and what is wrong with it, in words and with what to do. Pure.
//
// What a machine does not say of itself (an iPad knows no battery) is neither good nor bad. Documents are counted by their receipts, which a
// tablet sends when it has checked the bytes; what it said later of fewer papers has the last word.
import { clock } from "../../council/calendar";
import { naturalOrder } from "../../council/natural_order";
import { size } from "../../council/numbers";
import type { ConnectedDevice, Device, DeviceHealth, Document as Published, Person } from "../../generated/protocol";
import type { View } from "../../sync";
import { type TabletRow, tabletRow } from "../devices/board";
import { checksOf, keepingOf, knowsKeeping } from "./machine_findings";
import { hallPeople } from "./seat_map";

export const checkNames = {
  person: "Đã đăng nhập",
  online: "Kết nối",
  documents: "Đủ tài liệu, đúng từng tệp",
  storage: "Còn chỗ trống",
  battery: "Pin từ 20 %",
  clock: "Giờ máy đúng",
  build: "Ứng dụng đúng bản",
  kept: "Giữ dữ liệu lâu dài",
  tried: "Kiểm tra máy đạt",
} as const;
export type CheckName = keyof typeof checkNames;
export const checks = Object.keys(checkNames) as CheckName[];

export interface Finding {
  readonly check: CheckName;
  readonly tone: "bad" | "care"; // care: mends itself, or can wait a little
  readonly line: string; // on a seat
  readonly words: string;
  readonly todo: string;
}

export interface SeatReadiness {
  readonly person: Person;
  readonly tablet: TabletRow | null;
  readonly health: DeviceHealth | null; // the last word of the machine
  readonly build: string | null; // of its app, while it is connected
  readonly have: number;
  readonly of: number;
  readonly findings: readonly Finding[];
  readonly unknown: readonly CheckName[];
}

export interface Readiness {
  readonly seats: readonly SeatReadiness[]; // failures first, then by seat
  readonly ready: number;
  readonly checks: readonly { readonly check: CheckName; readonly passed: number; readonly unknown: number }[];
  readonly spares: readonly TabletRow[]; // approved, and nobody sits at them; connected ones first
}

export interface Surroundings {
  readonly view: View;
  readonly session: string;
  readonly documents: readonly Published[];
  readonly connected: readonly ConnectedDevice[];
  readonly progress: ReadonlyMap<string, number>;
  readonly machines: ReadonlyMap<string, DeviceHealth>;
  readonly build: string | null; // the server's; nothing: it has not said so
}

const batteryCare = 20;
const batteryBad = 10;
const clockMs = 60_000;
const roomCare = 500_000_000;

function connectionOf(device: Device, health: DeviceHealth | null): Finding {
  const since = clock(device.last_seen_at);
  const flat = health?.battery_percent != null && health.battery_percent < batteryCare && !health.charging;
  return {
    check: "online",
    tone: "bad",
    line: "Mất kết nối",
    words: `${device.label} không kết nối${since ? `, thấy lần cuối lúc ${since}` : ""}.`,
    todo: flat
      ? `Lần cuối pin còn ${health.battery_percent} %: hãy cắm sạc rồi bật máy. Không được thì thay máy.`
      : "Hãy bật màn hình máy và xem Wi-Fi. Không được thì thay máy.",
  };
}

function documentsOf(tablet: TabletRow, have: number, of: number): Finding | null {
  const missing = of - have;
  if (missing <= 0) return null;
  return {
    check: "documents",
    tone: "care",
    line: `Thiếu ${missing} tài liệu`,
    words: `${tablet.device.label} có ${have}/${of} tài liệu.`,
    todo: tablet.connectedSince ? "Máy đang tự nhận, không cần làm gì." : "Máy tự nhận tiếp khi kết nối lại.",
  };
}

function storageOf(free: number, missingBytes: number): Finding | null {
  if (free >= Math.max(roomCare, missingBytes)) return null;
  const short = free < missingBytes;
  return {
    check: "storage",
    tone: short ? "bad" : "care",
    line: short ? "Hết chỗ" : `Còn ${size(free)}`,
    words: `Máy còn ${size(free)} trống${short ? `, cần thêm ${size(missingBytes)} cho tài liệu` : ""}.`,
    todo: "Hãy xóa bớt ảnh, ứng dụng trên máy, hoặc thay máy.",
  };
}

function batteryOf(percent: number, charging: boolean): Finding | null {
  if (percent >= batteryCare || charging) return null;
  return {
    check: "battery",
    tone: percent < batteryBad ? "bad" : "care",
    line: `Pin ${percent} %`,
    words: `Pin còn ${percent} %, không cắm sạc.`,
    todo: "Hãy cắm sạc cho máy.",
  };
}

function clockOf(aheadMs: number): Finding | null {
  if (Math.abs(aheadMs) <= clockMs) return null;
  const minutes = Math.round(Math.abs(aheadMs) / 60_000);
  const words = `Giờ máy ${aheadMs > 0 ? "nhanh" : "chậm"} ${minutes < 120 ? `${minutes} phút` : `${Math.round(minutes / 60)} giờ`}`;
  return {
    check: "clock",
    tone: "care",
    line: "Sai giờ",
    words: `${words}.`,
    todo: "Trên máy, mở Cài đặt, mục Ngày & Giờ, bật “Đặt tự động”.",
  };
}

const buildOf = (build: string | null, wanted: string | null): Finding | null =>
  build === null || wanted === null || build === wanted
    ? null
    : {
        check: "build",
        tone: "care",
        line: "Ứng dụng cũ",
        words: "Ứng dụng trên máy không cùng bản với máy chủ.",
        todo: "Máy tự cập nhật khi rảnh; cần ngay thì chạm “Cập nhật ứng dụng” ở mục Kiểm tra máy.",
      };

const nobody: Finding = {
  check: "person",
  tone: "bad",
  line: "Chưa có máy",
  words: "Chưa đăng nhập trên máy nào.",
  todo: "Đưa máy: đại biểu chọn tên mình trên máy và nhập mã PIN.",
};

// After its newest receipt a machine said of fewer papers: some are no longer whole there.
function paperCount(view: View, tablet: TabletRow, health: DeviceHealth | null): { have: number; of: number } {
  const { have, of, device } = tablet;
  if (!health) return { have, of };
  if (of === 0) return { have: health.papers_held, of: health.papers_wanted };
  const newest = view
    .all("holding")
    .filter((one) => one.device === device.id)
    .reduce((last, one) => Math.max(last, Date.parse(one.received_at) || 0), 0);
  const later = Date.parse(health.at) > newest && health.papers_wanted >= of;
  return { have: later ? Math.min(have, health.papers_held) : have, of };
}

function missingBytes(tablet: TabletRow): number {
  return tablet.cells
    .filter(({ state }) => state === "missing" || state === "older" || state === "coming")
    .reduce((sum, { document }) => sum + (document.revisions.at(-1)?.bytes ?? 0), 0);
}

function seatOf(around: Surroundings, person: Person, tablets: readonly TabletRow[]): SeatReadiness {
  const mine = tablets.filter((one) => one.device.person === person.id);
  const lastSeen = (one: TabletRow): string => one.device.last_seen_at ?? "";
  const tablet = mine.sort((a, b) => Number(!a.connectedSince) - Number(!b.connectedSince) || lastSeen(b).localeCompare(lastSeen(a)))[0];
  if (!tablet) return { person, tablet: null, health: null, build: null, have: 0, of: 0, findings: [nobody], unknown: checks.slice(1) };
  const health = around.machines.get(tablet.device.id) ?? null;
  const line = around.connected.find((one) => one.device === tablet.device.id);
  const build = line?.build || null;
  const { have, of } = paperCount(around.view, tablet, health);
  const battery = health?.battery_percent ?? null;
  const free = health?.free_bytes ?? null;
  const found: (Finding | null)[] = line
    ? [
        free === null ? null : storageOf(free, missingBytes(tablet)),
        battery === null ? null : batteryOf(battery, health?.charging ?? false),
        documentsOf(tablet, have, of),
        health === null ? null : clockOf(health.clock_ahead_ms),
        buildOf(build, around.build),
        keepingOf(tablet.device, health),
        checksOf(health),
      ]
    : [connectionOf(tablet.device, health), documentsOf(tablet, have, of)];
  const unknown: CheckName[] = line
    ? [
        ...(free === null ? (["storage"] as const) : []),
        ...(battery === null ? (["battery"] as const) : []),
        ...(health === null ? (["clock"] as const) : []),
        ...(build === null || around.build === null ? (["build"] as const) : []),
        ...(knowsKeeping(tablet.device, health) ? [] : (["kept"] as const)),
        ...(health?.checked_at ? [] : (["tried"] as const)),
      ]
    : ["storage", "battery", "clock", "build", "kept", "tried"];
  const findings = found.filter((one) => one !== null).sort((a, b) => Number(a.tone === "care") - Number(b.tone === "care"));
  return { person, tablet, health, build, have, of, findings, unknown };
}

const rank = (seat: SeatReadiness): number => (seat.findings.length === 0 ? 2 : seat.findings[0]?.tone === "bad" ? 0 : 1);

export function readinessOf(around: Surroundings): Readiness {
  const { view, session, documents, connected, progress } = around;
  const tablets = view
    .all("device")
    .filter((one) => one.kind === "tablet" && one.state === "approved")
    .map((one) => tabletRow(view, one, documents, connected, progress));
  // A guest counts who has a seat or a tablet; others only come in to speak.
  const counts = (person: Person): boolean =>
    person.roles.includes("delegate") || Boolean(person.seat) || tablets.some((one) => one.device.person === person.id);
  const seats = hallPeople(view, session)
    .filter(counts)
    .map((person) => seatOf(around, person, tablets))
    .sort((a, b) => rank(a) - rank(b) || naturalOrder(a.person.seat ?? "", b.person.seat ?? "") || a.person.id.localeCompare(b.person.id));
  return {
    seats,
    ready: seats.filter((one) => one.findings.length === 0).length,
    checks: checks.map((check) => {
      const unknown = seats.filter((one) => one.unknown.includes(check)).length;
      const failed = seats.filter((one) => one.findings.some((finding) => finding.check === check)).length;
      return { check, unknown, passed: seats.length - unknown - failed };
    }),
    spares: tablets
      .filter((one) => !one.device.person)
      .sort((a, b) => Number(!a.connectedSince) - Number(!b.connectedSince) || naturalOrder(a.device.label, b.device.label)),
  };
}

// "Đinh Thị Thước Kẻ: Mất kết nối, thiếu 3 tài liệu" as it is read out; what is ready is said to be.
export function spokenOf(seat: SeatReadiness): string {
  const state = seat.findings.length === 0 ? "sẵn sàng" : seat.findings.map((one) => one.line.toLowerCase()).join(", ");
  return `${seat.person.name}: ${state}`;
}

// The part of a name that there is room for: "Đinh Thị Thước Kẻ" → "Thước Kẻ".
export const nearName = (name: string): string => name.trim().split(/\s+/).slice(-2).join(" ");
