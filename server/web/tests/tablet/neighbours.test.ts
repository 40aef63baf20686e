// The next document and the one before, in the agenda's order.
import { expect, test } from "vitest";

import { neighboursOf } from "../../src/tablet/reader/neighbours";
import { document } from "../sync/builders";
import { item, session, sitting, viewOf } from "./builders";

const papers = ["A", "B", "C", "D"].map((id) => document(id, { session: "KH15" }));
const view = viewOf(
  session(),
  sitting("S2", "2024-12-19T00:30:00Z", "2024-12-19T04:00:00Z", 2),
  sitting("S1", "2024-12-18T00:30:00Z", "2024-12-18T04:00:00Z", 1),
  item("M3", "S2", 1, ["A", "D"]),
  item("M1", "S1", 1, ["C"]),
  item("M2", "S1", 2, ["A", "C"]),
  ...papers,
  document("other", { session: "KH14" }),
);
const around = (id: string): [string | undefined, string | undefined] => {
  const { before, after } = neighboursOf(view, { id, session: "KH15" });
  return [before?.id, after?.id];
};

test("Documents follow one another as the sittings and their items have them, each once, those of no item last", () => {
  expect(around("C")).toEqual([undefined, "A"]);
  expect(around("A")).toEqual(["C", "D"]);
  expect(around("D")).toEqual(["A", "B"]);
  expect(around("B")).toEqual(["D", undefined]);
});

test("What is no longer there has no neighbours", () => {
  expect(around("gone")).toEqual([undefined, undefined]);
});
