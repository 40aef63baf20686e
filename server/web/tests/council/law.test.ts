// The law as data: the table that C++ reads too (tests/protocol/legal_profile_test.cpp), and the files themselves.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";

import {
  committeesByLaw,
  isConfirmed,
  isShrunken,
  lawOf,
  legalProfile,
  levelInName,
  needed,
  quorum,
  seatsByLaw,
} from "../../src/council/law";
import { legalProfiles } from "../../src/generated/protocol";

const root = new URL("../../../../", import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), "utf8"));

interface Row {
  readonly what: string;
  readonly level: string;
  readonly day: string;
  readonly name: string;
  readonly place: string;
  readonly names: readonly string[];
  readonly [key: string]: unknown;
}

const rows = read("tests/golden/legal_profiles.json") as readonly Row[];

const lawIn = ({ level, name, day }: Row) => lawOf({ level }, { council_name: name, start_on: day });

// What the client says in a row's own keys.
const answers: Readonly<Record<string, (row: Row) => object>> = {
  profile: (row) => ({ profile: lawIn(row).profile.id, fit: lawIn(row).fit }),
  share: (row) => ({ needed: needed(row as unknown as Parameters<typeof needed>[0], Number(row["base"])) }),
  quorum: (row) => ({ needed: quorum(lawIn(row).profile, { inOffice: Number(row["in_office"]), seats: Number(row["seats"]) }) }),
  level: ({ name }) => ({ level: levelInName(name) }),
  seats: ({ level, day, place }) => {
    const { min = 0, max = 0 } = seatsByLaw(legalProfile(level, day), place) ?? {};
    return { min, max };
  },
  committees: ({ level, day }) => ({ names: committeesByLaw(legalProfile(level, day))?.names ?? [] }),
  shrunken: (row) => ({ shrunken: isShrunken({ inOffice: Number(row["in_office"]), seats: Number(row["seats"]) }) }),
};

describe("The legal profile", () => {
  it("holds and counts as the table says", () => {
    expect(rows.length).toBeGreaterThanOrEqual(120);
    for (const row of rows) expect(row).toMatchObject(answers[row.what]?.(row) ?? { what: "known" });
  });

  it("is the shipped file, with nothing lost on the way", () => {
    const files = readdirSync(new URL("protocol/law", root)).filter((name) => name.endsWith(".json"));
    const shipped = files.map((name) => read(`protocol/law/${name}`) as { id: string; to: string | null });
    const known = legalProfiles.map((one) => ({ ...one, to: one.to ?? null }));
    expect(known).toEqual(shipped.sort((a, b) => (a.id < b.id ? -1 : 1)));
  });

  it("is sure of a figure only where its profile holds and somebody read it", () => {
    const read = { confirmed: true };
    expect(isConfirmed(legalProfile("xã", "2026-12-17"), read)).toBe(true);
    expect(isConfirmed(legalProfile("xã", "2026-12-17"), { confirmed: false })).toBe(false);
    expect(isConfirmed(legalProfile("huyện", "2026-12-17"), read)).toBe(false);
  });
});

test("A quorum is counted of what the file names", () => {
  const { profile } = legalProfile("xã", "2026-12-17");
  const bySeats = { ...profile, quorum: { ...profile.quorum, base: "seats_by_law" as const } };
  expect(quorum(profile, { inOffice: 20, seats: 30 })).toBe(14);
  expect(quorum(bySeats, { inOffice: 20, seats: 30 })).toBe(20);
  expect(quorum(bySeats, { inOffice: 20, seats: 0 })).toBe(14);
});
