import { describe, expect, it } from "vitest";

import { beside, draw } from "../../../src/console/hall/drawing";
import {
  addAisle,
  addRow,
  addSeat,
  emptyHall,
  exchange,
  faultOf,
  fromSeats,
  generated,
  type Hall,
  hallOf,
  hallPeople,
  mapOf,
  mirrored,
  removeCell,
  rename,
  rowName,
  seatedIn,
  seatsOf,
} from "../../../src/console/hall/seat_map";
import { guest, person, session, world } from "../builders";

const rows = (...all: string[]): Hall => ({
  shape: "rows",
  rows: all.map((row) => row.split(" ").map((seat) => (seat === "_" ? "" : seat))),
});
const text = (hall: Hall): string => hall.rows.map((row) => row.map((seat) => seat || "_").join(" ")).join(" | ");

describe("Seat map", () => {
  it("goes to the wire as the chair's table sees it, and comes back as it was drawn", () => {
    const hall = rows("A1 A2 _ A3", "B1 B2");
    expect(mapOf(hall)).toEqual({
      shape: "rows",
      rows: [{ seats: [{ seat: "A3" }, { seat: "" }, { seat: "A2" }, { seat: "A1" }] }, { seats: [{ seat: "B2" }, { seat: "B1" }] }],
    });
    expect(hallOf(mapOf(hall))).toEqual(hall);
    expect(mapOf({ shape: "rows", rows: [["", ""]] })).toBeNull();
    expect(hallOf(null)).toEqual(emptyHall);
  });

  it("begins from the seats people have, with those between them", () => {
    expect(text(fromSeats(["B2", "A1", "A3", "A2", "B1", "A5", "B10", "K1", ""]))).toBe("A1 A2 A3 A4 A5 | B1 B2 B10 | K1");
    expect(text(fromSeats(["A2", "A1", "A2", "Thư ký", "12", "1"]))).toBe("1 12 | A1 A2 | Thư ký");
    expect(
      fromSeats(Array.from({ length: 140 }, (_, i) => `${"ABCDEFGHIJ"[i % 10]}${Math.floor(i / 10) + 1}`)).rows.map((row) => row.length),
    ).toEqual(Array(10).fill(14));
  });

  it("makes rows as they are called, beyond Z too", () => {
    expect(text(generated(2, 3))).toBe("A1 A2 A3 | B1 B2 B3");
    expect([0, 25, 26, 27, 52].map(rowName)).toEqual(["A", "Z", "AA", "AB", "BA"]);
  });

  it("grows by rows, seats and aisles whose names nobody has, never beyond what is allowed", () => {
    const hall = rows("A1 A2 _ A3", "C1 C2");
    expect(text(addRow(hall, 0))).toBe("A1 A2 _ A3 | B1 B2 _ B3 | C1 C2");
    expect(text(addSeat(hall, { row: 0, at: 1 }, "seat"))).toBe("A1 A2 A4 _ A3 | C1 C2");
    expect(text(addSeat(hall, { row: 1, at: -1 }, "aisle"))).toBe("A1 A2 _ A3 | _ C1 C2");
    expect(text(addAisle(hall, 0))).toBe("A1 _ A2 _ A3 | C1 _ C2");
    expect(addRow(generated(40, 1), 0).rows).toHaveLength(40);
    expect(addSeat(generated(1, 60), { row: 0, at: 0 }, "aisle").rows[0]).toHaveLength(60);
    expect(addAisle(generated(1, 60), 0).rows[0]).toHaveLength(60);
  });

  it("moves, renames and removes; a row without a cell is gone", () => {
    const hall = rows("A1 A2", "B1");
    expect(text(exchange(hall, { row: 0, at: 0 }, { row: 1, at: 0 }))).toBe("B1 A2 | A1");
    expect(exchange(hall, { row: 0, at: 0 }, { row: 7, at: 0 })).toBe(hall);
    expect(text(rename(hall, { row: 0, at: 1 }, " Thư ký "))).toBe("A1 Thư ký | B1");
    expect(text(removeCell(hall, { row: 1, at: 0 }))).toBe("A1 A2");
    expect(text(mirrored(hall))).toBe("A2 A1 | B1");
    expect(faultOf(rename(hall, { row: 0, at: 1 }, "b 1"))).toContain("được vẽ hai lần");
    expect(faultOf(hall)).toBe("");
  });

  it("tells who has no drawn seat, which seats nobody has, and where two sit", () => {
    const people = [
      person({ id: "1", seat: "A1" }),
      person({ id: "2", seat: "a 1" }),
      person({ id: "3", seat: "Z9" }),
      person({ id: "4" }),
      guest({ id: "5" }),
    ];
    const found = seatedIn(rows("A1 A2 _"), people);
    expect(found.offMap.map((one) => one.id)).toEqual(["3"]);
    expect(found.seatless.map((one) => one.id)).toEqual(["4"]);
    expect(found.empty).toEqual(["A2"]);
    expect(found.shared.map(({ people: two }) => two.map((one) => one.id))).toEqual([["1", "2"]]);
  });

  it("is for delegates and guests", () => {
    const view = world(session(), person(), guest(), person({ id: "NV1", roles: ["clerk"], counts_for_quorum: false }));
    expect(hallPeople(view, "K1").map((one) => one.id)).toEqual(["DB1", "KM1"]);
  });
});

describe("Drawing", () => {
  it("centres rows, an odd one by half a seat", () => {
    const { spots, columns, lines } = draw(rows("A1 A2 A3", "B1 B2"));
    expect([columns, lines]).toEqual([6, 2]);
    expect(spots.map(({ seat, x, y }) => `${seat}:${x},${y}`)).toEqual(["A1:0,0", "A2:2,0", "A3:4,0", "B1:1,1", "B2:3,1"]);
  });

  it("bends each row of a horseshoe around the one before, no two seats in one place", () => {
    const hall: Hall = { shape: "horseshoe", rows: [generated(1, 9).rows[0]!, rows("B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11").rows[0]!] };
    const { spots, columns, lines } = draw(hall);
    expect(new Set(spots.map(({ x, y }) => `${x},${y}`)).size).toBe(20);
    expect(spots.every(({ x, y }) => x >= 0 && x + 2 <= columns && y >= 0 && y < lines)).toBe(true);
    const at = (seat: string) => spots.find((one) => one.seat === seat)!;
    expect(at("A1").x).toBeLessThan(at("A5").x);
    expect(at("A1").y).toBe(at("A9").y);
    expect(at("A5").y).toBeGreaterThan(at("A1").y);
    expect(at("B1").x).toBeLessThan(at("A1").x);
    expect(at("B6").y).toBeGreaterThan(at("A5").y);
  });

  it("holds 140 seats in both shapes, and two rows too short for a bend", () => {
    for (const shape of ["rows", "horseshoe"] as const) {
      const { spots } = draw({ ...generated(10, 14), shape });
      expect(spots).toHaveLength(140);
      expect(new Set(spots.map(({ x, y }) => `${x},${y}`)).size).toBe(140);
    }
    const short = draw({ shape: "horseshoe", rows: [["A1"], ["B1", "B2"]] });
    expect(new Set(short.spots.map(({ x, y }) => `${x},${y}`)).size).toBe(3);
    expect(draw(emptyHall)).toMatchObject({ spots: [], lines: 0 });
  });

  it("walks to what lies that way, and around the bend", () => {
    const { spots } = draw(rows("A1 A2 A3", "B1 B2"));
    const go = (from: string, to: "left" | "right" | "up" | "down") =>
      beside(
        spots,
        spots.find((one) => one.seat === from)!,
        to,
      )?.seat;
    expect([go("A1", "right"), go("A3", "right"), go("A2", "down"), go("B2", "up"), go("B1", "left")]).toEqual([
      "A2",
      undefined,
      "B1",
      "A2",
      "A1",
    ]);
    const bent = draw({ shape: "horseshoe", rows: [generated(1, 9).rows[0]!] }).spots;
    const first = bent.find((one) => one.seat === "A1")!;
    expect(beside(bent, first, "down")?.seat).toBe("A2");
    expect(beside(bent, first, "right")?.seat).toBe("A9");
  });

  it("reaches every seat by arrows", () => {
    for (const hall of [generated(10, 14), { ...generated(2, 11), shape: "horseshoe" as const }]) {
      const { spots } = draw(hall);
      const seen = new Set([spots[0]!]);
      for (const spot of seen)
        for (const way of ["left", "right", "up", "down"] as const) {
          const next = beside(spots, spot, way);
          if (next) seen.add(next);
        }
      expect(seen.size).toBe(seatsOf(hall).length);
    }
  });
});
