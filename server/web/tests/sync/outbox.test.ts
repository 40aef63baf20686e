import { expect, test } from "vitest";

import type { CommandBody } from "../../src/generated/protocol";
import { limits } from "../../src/generated/protocol";
import {
  append,
  catchUp,
  firstUnanswered,
  inNewHistory,
  isAstray,
  newOutbox,
  nextMessage,
  type Outbox,
  reach,
  renumber,
  settle,
  unsentOf,
} from "../../src/sync/outbox";
import { note } from "./builders";

const put = (id: string): CommandBody => ({ type: "put_annotation", annotation: note(id), base_seq: 0 });
const filled = (...bodies: CommandBody[]): Outbox => bodies.reduce((outbox, body) => append(outbox, body).outbox, newOutbox("i1"));

test("Outbox numbers from 1 without gaps and sends in order", () => {
  const outbox = filled(put("a"), put("b"), put("c"));
  expect(nextMessage(outbox, 0).map((command) => command.number)).toEqual([1, 2, 3]);
  expect(nextMessage(outbox, 2).map((command) => command.number)).toEqual([3]);
});

test("Outbox drops a command when it is answered and the view has reached its effect, in either order", () => {
  const answeredFirst = settle(filled(put("a")), { number: 1, done: true }, 7, 6);
  expect(answeredFirst.row).toMatchObject({ number: 1, shownAt: 7 });
  expect(reach(answeredFirst.outbox, 6).dropped).toEqual([]);
  expect(reach(answeredFirst.outbox, 7)).toMatchObject({ outbox: { rows: [] }, dropped: [1] });
  expect(settle(filled(put("a")), { number: 1, done: true }, 7, 7).outbox.rows).toEqual([]);
});

test("Outbox drops a refused command at once: it has no effect to wait for", () => {
  expect(settle(filled(put("a")), { number: 1, done: false, code: "sitting_closed" }, 9, 0).outbox.rows).toHaveLength(0);
});

test("Outbox sends what is answered never again", () => {
  const { outbox } = settle(filled(put("a"), put("b")), { number: 1, done: true }, 7, 6);
  expect(firstUnanswered(outbox)).toBe(2);
  expect(nextMessage(outbox, 0).map((command) => command.number)).toEqual([2]);
});

test("Outbox keeps messages within the frame and the count the server takes", () => {
  const many = filled(...Array.from({ length: 200 }, (_, i) => put(`n${i}`)));
  expect(nextMessage(many, 0)).toHaveLength(limits.commandsPerMessageMax);
  const points = Array.from({ length: 9_000 }, (_, i) => i / 3);
  const large: CommandBody = { type: "put_annotation", base_seq: 0, annotation: { ...note("a"), kind: "ink", strokes: [{ points }] } };
  const message = nextMessage(filled(large, large, large, large, large, large), 0);
  expect(JSON.stringify(message).length).toBeLessThan(limits.textFrameBytesMax);
  expect(message.length).toBeGreaterThan(0);
});

test("Outbox is astray when the server lacks what we dropped; a server that has more only moves the next number", () => {
  const { outbox } = settle(filled(put("a"), put("b")), { number: 1, done: true }, 5, 5);
  expect([0, 1, 2, 3].map((last) => isAstray(outbox, last))).toEqual([true, false, false, false]);
  expect(isAstray(newOutbox("i1"), 0)).toBe(false);
  expect(append(catchUp(outbox, 6), put("c")).row.number).toBe(7);
  expect(catchUp(outbox, 2)).toBe(outbox);
});

test("Outbox forgets in a new history the answers that the server has forgotten", () => {
  const answered = [1, 2].reduce((box, number) => settle(box, { number, done: true }, 9, 5).outbox, filled(put("a"), put("b"), put("c")));
  expect(inNewHistory(answered, 1).rows.map((row) => [row.number, row.shownAt])).toEqual([
    [2, undefined],
    [3, undefined],
  ]);
});

test("Outbox renumbers what was not answered under a new incarnation", () => {
  const { outbox } = settle(filled(put("a"), put("b"), put("c")), { number: 1, done: true }, 9, 5);
  const { outbox: anew, moved } = renumber(outbox, "i2");
  expect(anew).toMatchObject({ incarnation: "i2", rows: [{ number: 1 }, { number: 2 }] });
  expect(moved.get(3)).toBe(2);
  expect(append(anew, put("d")).row.number).toBe(3);
});

test("Outbox counts for the person what is theirs, not the machine's own reports", () => {
  const received: CommandBody = { type: "received", document: "TL01", revision: 1, sha256: "a".repeat(64) };
  const checkIn: CommandBody = { type: "check_in", sitting: "PH1", at: "2024-12-18T00:30:00Z" };
  expect(unsentOf(filled(put("a"), received, checkIn))).toEqual({ all: 2, notes: 1 });
});
