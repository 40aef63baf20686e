import { beforeEach, describe, expect, it, test } from "vitest";

import { foundSentence, isGood, type Known, nothingKnown, type Now, toldOfNotes, toldSentence, whatToTell } from "../../src/tablet/told";
import { showIn } from "../../src/tablet/words";
import { document, note } from "../sync/builders";
import { viewOf } from "./builders";

beforeEach(() => showIn("vi"));

const twin = note("DB24.k0123456789ab", "viết ở máy thứ hai");
const here: Known = { ...nothingKnown, epoch: "e1" };
const now = (fields: Partial<Now> = {}): Now => ({
  epoch: "e1",
  health: "good",
  view: viewOf(document("TL01")),
  person: "DB24",
  ms: 0,
  ...fields,
});
const kinds = (known: Known, state: Now): string[] => whatToTell(known, state).told.map(({ kind }) => kind);

describe("Told is", () => {
  it.each<[string, Known, Partial<Now>, string[]]>([
    ["nothing, when nothing happened", here, {}, []],
    ["a server from a backup", here, { epoch: "e2" }, ["restored"]],
    ["no restore to who is here for the first time", nothingKnown, { epoch: "e2" }, []],
    ["no restore while the epoch is not known", here, { epoch: "" }, []],
    ["a note that was written on two machines", here, { view: viewOf(document("TL01"), twin) }, ["conflict"]],
    ["no twin that was told", { ...here, twins: [twin.id] }, { view: viewOf(twin) }, []],
    ["no twin of another's", here, { view: viewOf(note("DB01.k0123456789ab", "x", "DB01")) }, []],
    ["no twin of long ago to who is here for the first time", nothingKnown, { view: viewOf(twin) }, []],
    ["a full machine", here, { health: "full" }, ["full"]],
    ["a memory that does not answer", here, { health: "broken" }, ["broken"]],
    ["a full machine that does not answer now", { ...here, health: "full" }, { health: "broken" }, ["broken"]],
    ["a full machine not twice", { ...here, health: "full" }, { health: "full" }, []],
    ["several things at once", here, { epoch: "e2", health: "full", view: viewOf(twin) }, ["full", "restored", "conflict"]],
  ])("%s", (_, known, fields, expected) => expect(kinds(known, now(fields))).toEqual(expected));

  it("that all is well again only when it stays so, however often it came and went", () => {
    let known = here;
    const told: string[] = [];
    for (const [ms, health] of [
      [0, "full"],
      [1, "good"],
      [2, "full"],
      [3, "good"],
      [4_000, "good"],
      [20_002, "good"],
      [20_003, "good"],
      [60_000, "good"],
    ] as const) {
      const next = whatToTell(known, now({ ms, health }));
      known = next.known;
      told.push(...next.told.map(({ kind }) => `${ms} ${kind}`));
    }
    expect(told).toEqual(["0 full", "20003 kept"]);
  });

  it("remembered: the same state says nothing more", () => {
    const state = now({ epoch: "e2", view: viewOf(twin) });
    expect(kinds(whatToTell(here, state).known, state)).toEqual([]);
    expect(whatToTell(here, now()).known).toEqual(here);
  });
});

test("A sentence says what it is about", () => {
  const [conflict] = whatToTell(here, now({ view: viewOf(document("TL01"), twin) })).told;
  expect(toldSentence(conflict!)).toBe(
    "Ghi chú “viết ở máy thứ hai” được viết trên hai máy: cả hai bản được giữ cạnh nhau trong “Tài liệu TL01”.",
  );
  expect(toldSentence({ kind: "notes_moved", title: "Tờ trình", detail: "3" })).toBe(
    "“Tờ trình” có bản thay thế: 3 ghi chú đã chuyển sang bản mới.",
  );
  expect(isGood({ kind: "notes_moved" }) && !isGood({ kind: "full" })).toBe(true);
});

test("Notes that came along and notes that wait are one line, and two things in the list", () => {
  const found = { document: "TL01", title: "Tờ trình", revision: 2, moved: 3, waiting: 1 };
  expect(foundSentence(found)).toBe("“Tờ trình” có bản thay thế: 3 ghi chú đã chuyển sang bản mới, 1 ghi chú cần ông/bà xem lại.");
  expect(toldOfNotes(found, "2026-11-30T00:00:00Z").map(({ id, detail }) => `${id} ${detail}`)).toEqual([
    "notes_asked/TL01/2 1",
    "notes_moved/TL01/2 3",
  ]);
  expect(toldOfNotes({ ...found, moved: 0, waiting: 0 }, "")).toEqual([]);
});
