import { expect, test } from "vitest";

import { backupLine, openAlarms } from "../../src/console/devices/alarms";
import type { Alarm, Backup } from "../../src/generated/protocol";
import { View } from "../../src/sync/view";

const alarm = (id: string, at: string, more: Partial<Alarm> = {}): Alarm => ({
  type: "alarm",
  id,
  kind: "restored",
  count: 0,
  sentence: "…",
  at,
  ...more,
});
const backup = (more: Partial<Backup> = {}): Backup => ({
  type: "backup",
  id: "backup",
  folder: "/srv/sl",
  name: "2024-12-18T000000Z",
  made_at: "2024-12-18T00:00:00Z",
  seq: 4,
  bytes: 9,
  verified_at: "2024-12-18T00:01:00Z",
  ...more,
});

function view(...all: (Alarm | Backup)[]): View {
  return View.of(
    all.map((entity) => ({ key: `${entity.type}/${entity.id}`, type: entity.type, id: entity.id, seq: 1, scope: "operations", entity })),
  );
}
const at = (time: string): number => Date.parse(time);

test("The office sees alarms that nobody has settled, the newest first", () => {
  const seen = openAlarms(
    view(
      alarm("a", "2024-12-18T01:00:00Z"),
      alarm("b", "2024-12-18T02:00:00Z"),
      alarm("c", "2024-12-18T03:00:00Z", { settled_at: "2024-12-18T03:01:00Z" }),
    ),
  );
  expect(seen.map(({ id }) => id)).toEqual(["b", "a"]);
});

test("The age of the newest backup is said in words", () => {
  expect(backupLine(view(backup()), at("2024-12-18T03:10:00Z"))).toEqual({ tone: "good", words: "Sao lưu: 3 giờ trước, đã kiểm tra" });
  expect(backupLine(view(backup()), at("2024-12-18T00:00:30Z")).words).toBe("Sao lưu: vừa xong, đã kiểm tra");
});

test("A backup older than 36 hours, unverified, failed or missing is amber", () => {
  expect(backupLine(view(backup()), at("2024-12-19T12:00:01Z")).tone).toBe("care");
  expect(backupLine(view(backup({ verified_at: null })), at("2024-12-18T01:00:00Z"))).toEqual({
    tone: "care",
    words: "Sao lưu: 60 phút trước, chưa kiểm tra",
  });
  expect(backupLine(view(backup({ failure: "Đầy." })), at("2024-12-18T01:00:00Z")).tone).toBe("care");
  expect(backupLine(view(), at("2024-12-18T01:00:00Z"))).toEqual({ tone: "care", words: "Chưa có bản sao lưu" });
});
