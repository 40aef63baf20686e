import { describe, expect, it } from "vitest";

import { columns } from "../../../src/console/devices/board";
import { nearName, readinessOf, spokenOf } from "../../../src/console/hall/readiness";
import { lastSentence, swapSteps, unsentAlarm } from "../../../src/console/hall/swap";
import { documentsOfSession } from "../../../src/council/documents";
import type { DeviceHealth, Entity } from "../../../src/generated/protocol";
import { guest, holding, item, person, published, revision, session, sitting, tablet, world } from "../builders";

const two = published({ revisions: [revision({ sha256: "a1", bytes: 900_000_000 })] });
const health = (over: Partial<DeviceHealth> = {}): DeviceHealth => ({
  type: "device_health",
  device: "d1",
  at: "2024-12-18T00:25:00Z",
  clock_ahead_ms: -40,
  free_bytes: 5_000_000_000,
  battery_percent: 84,
  charging: false,
  papers_held: 1,
  papers_wanted: 1,
  persisted: true,
  installed: true,
  checked_at: "2024-12-18T00:20:00Z",
  failed_checks: [],
  ...over,
});
const received = { ...holding("d1", "a1"), received_at: "2024-12-18T00:20:00Z" };

interface Case {
  readonly entities?: readonly Entity[];
  readonly said?: DeviceHealth | null;
  readonly line?: { build?: string } | null;
}

function readiness({ entities = [tablet(), received], said = health(), line = {} }: Case = {}) {
  const view = world(session(), sitting(), item({ documents: ["T1"] }), two, person({ seat: "C6" }), ...entities);
  return readinessOf({
    view,
    session: "K1",
    documents: columns(view, documentsOfSession(view, session())),
    connected: line ? [{ device: "d1", person: "DB1", since: "2024-12-18T00:10:00Z", build: line.build ?? "1.1.0" }] : [],
    progress: new Map(),
    machines: new Map(said ? [["d1", said]] : []),
    build: "1.1.0",
  });
}

const lines = (of: Case): string[] => readiness(of).seats[0]!.findings.map((one) => `${one.tone} ${one.check}: ${one.line}`);

describe("Readiness", () => {
  it("is whole when the tablet is there, with its papers, room, power, time and app", () => {
    const { seats, ready, checks } = readiness();
    expect([seats.length, ready]).toEqual([1, 1]);
    expect(checks.every(({ passed, unknown }) => passed === 1 && unknown === 0)).toBe(true);
    expect(spokenOf(seats[0]!)).toBe("Trần Thị Hoa: sẵn sàng");
  });

  it("names each thing that ails, what cannot wait first", () => {
    expect(lines({ entities: [] })).toEqual(["bad person: Chưa có máy"]);
    expect(lines({ line: null })).toEqual(["bad online: Mất kết nối"]);
    expect(lines({ entities: [tablet()], said: health({ papers_held: 0 }) })).toEqual(["care documents: Thiếu 1 tài liệu"]);
    expect(lines({ entities: [tablet()], said: health({ papers_held: 0, free_bytes: 300_000_000 }) })).toEqual([
      "bad storage: Hết chỗ",
      "care documents: Thiếu 1 tài liệu",
    ]);
    expect(lines({ said: health({ free_bytes: 300_000_000 }) })).toEqual(["care storage: Còn 300 MB"]);
    expect(lines({ said: health({ battery_percent: 19 }) })).toEqual(["care battery: Pin 19 %"]);
    expect(lines({ said: health({ battery_percent: 6 }) })).toEqual(["bad battery: Pin 6 %"]);
    expect(lines({ said: health({ battery_percent: 6, charging: true }) })).toEqual([]);
    expect(lines({ said: health({ clock_ahead_ms: 60_000 }) })).toEqual([]);
    expect(lines({ said: health({ clock_ahead_ms: -180_000 }) })).toEqual(["care clock: Sai giờ"]);
    expect(lines({ line: { build: "1.0.0" } })).toEqual(["care build: Ứng dụng cũ"]);
  });

  it("takes what a machine does not say neither for good nor for bad", () => {
    const { ready, checks } = readiness({ said: health({ battery_percent: null, free_bytes: null }) });
    expect(ready).toBe(1);
    expect(checks.filter(({ unknown }) => unknown === 1).map(({ check }) => check)).toEqual(["storage", "battery"]);
    expect(readiness({ said: null }).ready).toBe(1);
  });

  it("believes a later word of fewer papers, and no earlier one", () => {
    expect(lines({ said: health({ papers_held: 0, at: "2024-12-18T00:25:00Z" }) })).toEqual(["care documents: Thiếu 1 tài liệu"]);
    expect(lines({ said: health({ papers_held: 0, at: "2024-12-18T00:19:00Z" }) })).toEqual([]);
  });

  it("says of a silent tablet what it last said of its power", () => {
    const [finding] = readiness({ line: null, said: health({ battery_percent: 6 }) }).seats[0]!.findings;
    expect(finding?.todo).toContain("Lần cuối pin còn 6 %");
  });

  it("has failures first, guests only with a seat or a tablet, and spares that are on before others", () => {
    const { seats, spares, ready } = readiness({
      entities: [
        tablet(),
        received,
        person({ id: "DB2", seat: "A1" }),
        guest({ id: "KM1" }),
        guest({ id: "KM2", seat: "K1" }),
        tablet({ id: "d8", label: "MTB-38", person: null }),
        tablet({ id: "d9", label: "MTB-09", person: null, state: "revoked" }),
      ],
    });
    expect(seats.map(({ person: { id } }) => id)).toEqual(["DB2", "KM2", "DB1"]);
    expect(ready).toBe(1);
    expect(spares.map(({ device }) => device.label)).toEqual(["MTB-38"]);
  });

  it("chooses the tablet that is on when somebody has two", () => {
    const older = tablet({ id: "d0", label: "MTB-00", last_seen_at: "2024-12-18T05:00:00Z" });
    expect(readiness({ entities: [older, tablet(), received] }).seats[0]!.tablet?.device.id).toBe("d1");
  });

  it("shortens a name to the part that tells people apart", () => {
    expect(nearName("Đinh Thị Thước Kẻ")).toBe("Thước Kẻ");
    expect(nearName("Hoa")).toBe("Hoa");
  });
});

describe("Swap", () => {
  const code = { kind: "code", code: " abcd2345 ", label: "MTB-20 " } as const;

  it("takes the old one out before its label is given on, and repeats nothing", () => {
    expect(swapSteps(tablet(), false, code)).toEqual([
      { step: "revoke", device: "d1" },
      { step: "approve", code: "ABCD2345", label: "MTB-20" },
    ]);
    expect(swapSteps(tablet(), true, code).map(({ step }) => step)).toEqual(["approve"]);
    expect(swapSteps(tablet(), false, { kind: "approved", device: tablet({ id: "d8" }) }).map(({ step }) => step)).toEqual(["revoke"]);
    expect(swapSteps(null, false, { kind: "approved", device: tablet({ id: "d8" }) })).toEqual([]);
  });

  it("ends with what the delegate has to do, and with what the old one still holds", () => {
    expect(lastSentence(code, "Đinh Thị Thước Kẻ", "C6")).toBe(
      "Đặt MTB-20 ở ghế C6: Đinh Thị Thước Kẻ chọn tên mình trên máy và nhập mã PIN.",
    );
    const alarm = {
      type: "alarm",
      id: "a",
      kind: "unsent_notes",
      device: "d1",
      count: 3,
      sentence: "…",
      at: "2024-12-18T00:31:00Z",
    } as const;
    expect(unsentAlarm(world(alarm), "d1")?.count).toBe(3);
    expect(unsentAlarm(world({ ...alarm, settled_at: "2024-12-18T00:32:00Z" }), "d1")).toBeUndefined();
  });
});

describe("What a machine says of itself", () => {
  const iPad = { ...tablet(), model: "iPad Safari 18.4" };
  const of = (over: Partial<DeviceHealth>, device: Entity = iPad) => lines({ entities: [device, received], said: health(over) });
  it("is a doubt where an iPad may throw away what it holds", () => {
    expect(of({})).toEqual([]);
    expect(of({ installed: false })).toEqual(["care kept: Mở trong Safari"]);
    expect(of({ persisted: false })).toEqual(["care kept: Chưa giữ dữ liệu"]);
    expect(of({ installed: false, persisted: false }, { ...tablet(), model: "Linux Chrome 120" })).toEqual([]);
  });
  it("names what failed, and is bad when nobody can work with it", () => {
    expect(of({ failed_checks: ["pen"] })).toEqual(["care tried: Không đạt: Bút viết"]);
    expect(of({ failed_checks: ["pen", "key"] })).toEqual(["bad tried: Không đạt 2 mục"]);
    const seat = readiness({ entities: [iPad, received], said: health({ failed_checks: ["pen", "clock"] }) }).seats[0]!;
    expect(seat.findings[0]?.words).toBe("Kiểm tra máy lúc 07:20 không đạt: Bút viết, Đồng hồ.");
  });
  it("counts as unknown until somebody tried it out", () => {
    const { seats } = readiness({ entities: [iPad, received], said: { ...health({ failed_checks: [] }), checked_at: undefined } as never });
    expect(seats[0]!.findings).toEqual([]);
    expect(seats[0]!.unknown).toEqual(["tried"]);
  });
});
