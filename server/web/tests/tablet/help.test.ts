import { expect, test } from "vitest";

import { callWords } from "../../src/council/help";
import type { HelpCall } from "../../src/generated/protocol";
import { append, newOutbox, type Outbox } from "../../src/sync/outbox";
import { shown } from "../../src/sync/overlay";
import { isWaiting, ownCalls, seenToSentences, standsAlready } from "../../src/tablet/help";
import { viewOf } from "./builders";

const call = (id: string, over: Partial<HelpCall> = {}): HelpCall => ({
  type: "help_call",
  id,
  person: "DB1",
  kind: "water",
  text: "",
  called_at: "2024-12-18T01:00:00Z",
  ...over,
});
const now = new Date("2024-12-18T01:20:00Z");
const queued = (...bodies: Parameters<typeof append>[1][]): Outbox =>
  bodies.reduce((box, body) => append(box, body).outbox, newOutbox("i"));
const asking = { type: "call_for_help", kind: "document", text: "Xin bản giấy" } as const;

test("A call made without a network stands at once, before the others, and says that it waits", () => {
  const view = shown(viewOf(call("a")), queued(asking, asking), "DB1");
  const { open } = ownCalls(view, "DB1", now);
  expect(open.map((one) => [callWords(one), isWaiting(one)])).toEqual([
    ["Cần tài liệu: Xin bản giấy", true],
    ["Xin nước uống", false],
  ]);
});

test("What the server holds already is not shown a second time while its receipt is on the way", () => {
  const view = shown(viewOf(call("a", { kind: "document", text: "Xin bản giấy" })), queued(asking), "DB1");
  expect(ownCalls(view, "DB1", now).open.map((one) => one.id)).toEqual(["a"]);
  expect(standsAlready(ownCalls(view, "DB1", now).open, "document", " Xin bản giấy ")).toBe(true);
  expect(standsAlready(ownCalls(view, "DB1", now).open, "document", "")).toBe(false);
});

test("A call taken back is gone at once, and is no work of the office", () => {
  const view = shown(viewOf(call("a"), call("b", { kind: "other" })), queued({ type: "end_help_call", call: "a" }), "DB1");
  expect(ownCalls(view, "DB1", now)).toMatchObject({ open: [{ id: "b" }], seen: [] });
});

test("At most four wait; other people's calls are nobody else's", () => {
  const kinds = ["tablet", "document", "water", "other"] as const;
  const mine = kinds.map((kind, i) => call(`m${i}`, { kind }));
  expect(ownCalls(viewOf(...mine.slice(0, 3), call("x", { person: "DB2" })), "DB1", now).mayCall).toBe(true);
  expect(ownCalls(viewOf(...mine), "DB1", now).mayCall).toBe(false);
});

test("What the office has seen to is told once, and stays in the list for half an hour", () => {
  const ended = call("a", { ended_at: "2024-12-18T01:05:00Z", ended_by: "NV03" });
  expect(seenToSentences(viewOf(call("a")), viewOf(ended), "DB1")).toEqual(["Thư ký đã xử lý yêu cầu của ông/bà: Xin nước uống."]);
  expect(seenToSentences(viewOf(ended), viewOf(ended), "DB1")).toEqual([]);
  expect(seenToSentences(viewOf(), viewOf(ended), "DB1")).toEqual([]);
  expect(seenToSentences(viewOf(call("a")), viewOf({ ...ended, ended_by: "DB1" }), "DB1")).toEqual([]);
  expect(ownCalls(viewOf(ended), "DB1", now).seen).toHaveLength(1);
  expect(ownCalls(viewOf(ended), "DB1", new Date("2024-12-18T02:00:00Z")).seen).toEqual([]);
});
