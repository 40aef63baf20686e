import { expect, test } from "vitest";

import type { CommandBody } from "../../src/generated/protocol";
import { limits } from "../../src/generated/protocol";
import { append, firstUnanswered, isAstray, newOutbox, nextMessage, type Outbox, reflect, renumber, settle, unsentOf } from "../../src/sync/outbox";
import { note } from "./builders";

const put = (id: string): CommandBody => ({ type: "put_annotation", annotation: note(id), base_seq: 0 });
const filled = (...bodies: CommandBody[]): Outbox => bodies.reduce((outbox, body) => append(outbox, body).outbox, newOutbox("i1"));

test("Outbox numbers from 1 without gaps and sends in order", () => {
  const outbox = filled(put("a"), put("b"), put("c"));
  expect(nextMessage(outbox, 0).map((command) => command.number)).toEqual([1, 2, 3]);
  expect(nextMessage(outbox, 2).map((command) => command.number)).toEqual([3]);
});

test("Outbox drops a command only when it is both answered and shown, in either order", () => {
  const answeredFirst = settle(filled(put("a")), { number: 1, done: true });
  expect(answeredFirst.outbox.rows).toHaveLength(1);
  expect(reflect(answeredFirst.outbox, 1).outbox.rows).toHaveLength(0);
  const shownFirst = reflect(filled(put("a")), 1);
  expect(shownFirst.outbox.rows).toHaveLength(1);
  expect(settle(shownFirst.outbox, { number: 1, done: true }).outbox.rows).toHaveLength(0);
});

test("Outbox drops a refused command at once: it has no effect to wait for", () => {
  expect(settle(filled(put("a")), { number: 1, done: false, code: "sitting_closed" }).outbox.rows).toHaveLength(0);
});

test("Outbox sends again what was shown but never answered, so that its receipt is repeated", () => {
  const outbox = reflect(filled(put("a"), put("b")), 2).outbox;
  expect(firstUnanswered(outbox)).toBe(1);
  expect(nextMessage(outbox, 0).map((command) => command.number)).toEqual([1, 2]);
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

test("Outbox is astray when the server lacks what we dropped, or knows more than we said", () => {
  const outbox = reflect(settle(filled(put("a"), put("b")), { number: 1, done: true }).outbox, 1).outbox;
  expect(isAstray(outbox, 1)).toBe(false);
  expect(isAstray(outbox, 2)).toBe(false);
  expect(isAstray(outbox, 0)).toBe(true);
  expect(isAstray(outbox, 3)).toBe(true);
  expect(isAstray(newOutbox("i1"), 0)).toBe(false);
});

test("Outbox renumbers what was not shown under a new incarnation", () => {
  const outbox = reflect(filled(put("a"), put("b"), put("c")), 1).outbox;
  const { outbox: anew, moved } = renumber(outbox, "i2");
  expect(anew.incarnation).toBe("i2");
  expect(anew.rows.map((row) => row.number)).toEqual([1, 2]);
  expect(moved.get(3)).toBe(2);
  expect(append(anew, put("d")).row.number).toBe(3);
});

test("Outbox counts for the person what is theirs, not the machine's own reports", () => {
  const received: CommandBody = { type: "received", document: "TL01", revision: 1, sha256: "a".repeat(64) };
  const checkIn: CommandBody = { type: "check_in", sitting: "PH1", at: "2024-12-18T00:30:00Z" };
  expect(unsentOf(filled(put("a"), received, checkIn))).toEqual({ all: 2, notes: 1 });
});
