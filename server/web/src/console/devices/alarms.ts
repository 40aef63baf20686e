// What the office must see to, and how old the newest backup is, as people read it. Pure.
import type { Alarm } from "../../generated/protocol";
import type { View } from "../../sync";

// Alarms that nobody has settled, the newest first.
export function openAlarms(view: View): Alarm[] {
  return view
    .all("alarm")
    .filter((alarm) => !alarm.settled_at)
    .sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}

export interface BackupLine {
  readonly tone: "good" | "care";
  readonly words: string;
}

const hourMs = 3_600_000;
const staleMs = 36 * hourMs;

function ago(at: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(at)) / 60_000));
  if (minutes < 2) return "vừa xong";
  if (minutes < 120) return `${minutes} phút trước`;
  if (minutes < 2 * 1440) return `${Math.floor(minutes / 60)} giờ trước`;
  return `${Math.floor(minutes / 1440)} ngày trước`;
}

export function backupLine(view: View, now: number): BackupLine {
  const backup = view.get("backup", "backup");
  if (!backup?.name) return { tone: "care", words: "Chưa có bản sao lưu" };
  const checked = backup.verified_at ? "đã kiểm tra" : "chưa kiểm tra";
  const words = `Sao lưu: ${ago(backup.made_at, now)}, ${checked}`;
  const stale = now - Date.parse(backup.made_at) > staleMs;
  const failed = backup.failure ? ` – lần mới nhất không thành` : "";
  return { tone: stale || !backup.verified_at || backup.failure ? "care" : "good", words: words + failed };
}
