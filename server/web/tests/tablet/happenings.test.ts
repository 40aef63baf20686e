// What is told of a view that has changed: each thing once, and nothing of what was there from the start.
import { expect, test } from "vitest";

import type { Document, HelpCall, Withdrawal } from "../../src/generated/protocol";
import type { View } from "../../src/sync";
import { type Happening, happened, keptMax, knownOf, withNews } from "../../src/tablet/happenings";
import { document, revision } from "../sync/builders";
import { item, session, sitting, viewOf } from "./builders";

const now = new Date("2024-12-18T02:00:00Z");
const paper = (id: string, n = 1): Document =>
  document(id, { session: session().id, revisions: Array.from({ length: n }, (_, at) => revision(`${id}-${at}`, { n: at + 1 })) });
const agenda = [sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1), item("M1", "PH1", 1, []), item("M2", "PH1", 2, [])];
const before = viewOf(session({ current_item: "M1" }), ...agenda, paper("T1"));
const kinds = (after: View, from = before): string[] => happened(knownOf(from, "DB1"), after, "DB1", now).map(({ kind }) => kind);
const call = (over: Partial<HelpCall> = {}): HelpCall => ({
  type: "help_call",
  id: "c",
  person: "DB1",
  kind: "water",
  text: "",
  called_at: "2024-12-18T01:00:00Z",
  ...over,
});
const withdrawal = (id: string): Withdrawal => ({
  type: "withdrawal",
  id,
  session: session().id,
  agenda_item: "M1",
  title: id,
  reason: "Gửi nhầm",
  withdrawn_at: "2024-12-18T01:30:00Z",
  position: 1,
  type_name: "",
  full_number: "",
  issued_on: "",
  issuer: "",
  by: "VP",
  secret: false,
});

test("The same view tells nothing", () => {
  expect(kinds(before)).toEqual([]);
});

test.each([
  ["new", viewOf(session({ current_item: "M1" }), ...agenda, paper("T1"), paper("T2"))],
  ["replaced", viewOf(session({ current_item: "M1" }), ...agenda, paper("T1", 2))],
  ["withdrawn", viewOf(session({ current_item: "M1" }), ...agenda, withdrawal("T1"))],
  ["item", viewOf(session({ current_item: "M2" }), ...agenda, paper("T1"))],
  ["state", viewOf(session({ current_item: "M1", state: "recess" }), ...agenda, paper("T1"))],
  [
    "moved",
    viewOf(
      session({ current_item: "M1" }),
      sitting("PH1", "2024-12-18T01:30:00Z", "2024-12-18T04:20:00Z", 1),
      ...agenda.slice(1),
      paper("T1"),
    ),
  ],
  ["answered", viewOf(session({ current_item: "M1" }), ...agenda, paper("T1"), call({ ended_at: "2024-12-18T01:40:00Z", ended_by: "VP" }))],
])("A view with something %s tells it, and after that no more", (kind, after) => {
  expect(kinds(after)).toEqual([kind]);
  expect(kinds(after, after)).toEqual([]);
});

test("Four new documents are told in one line", () => {
  const after = viewOf(session({ current_item: "M1" }), ...agenda, ...["T1", "T2", "T3", "T4", "T5"].map((id) => paper(id)));
  expect(happened(knownOf(before, "DB1"), after, "DB1", now).map(({ kind, detail }) => [kind, detail])).toEqual([["many", "4"]]);
});

test("A document that was gone for a while is no news, and what one took back oneself is no answer", () => {
  const gone = viewOf(session({ current_item: "M1" }), ...agenda);
  const known = knownOf(gone, "DB1", knownOf(before, "DB1"));
  expect(happened(known, before, "DB1", now)).toEqual([]);
  expect(
    kinds(viewOf(session({ current_item: "M1" }), ...agenda, paper("T1"), call({ ended_at: "2024-12-18T01:40:00Z", ended_by: "DB1" }))),
  ).toEqual([]);
  expect(
    kinds(viewOf(session({ current_item: "M1" }), ...agenda, paper("T1"), call({ person: "DB2", ended_at: "2024-12-18T01:40:00Z" }))),
  ).toEqual([]);
});

test("The newest stands first, the open item once, and the list has an end", () => {
  const opened = (at: string, title: string) => ({ id: "item/KH", kind: "item" as const, at, title, detail: "1" });
  const list = withNews(withNews([], [opened("2024-12-18T01:00:00Z", "một")], true), [opened("2024-12-18T02:00:00Z", "hai")], false);
  expect(list.map(({ title, read, away }) => [title, read, away])).toEqual([["hai", false, false]]);
  const many = Array.from({ length: keptMax + 5 }, (_, at): Omit<Happening, "read" | "away"> => ({
    ...opened("2024-12-18T03:00:00Z", ""),
    id: `n${at}`,
  }));
  expect(withNews(list, many, false)).toHaveLength(keptMax);
});
