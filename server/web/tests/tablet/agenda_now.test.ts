// What is on, what comes, what is done.
import { expect, test } from "vitest";

import type { Session } from "../../src/generated/protocol";
import { agendaNow } from "../../src/tablet/agenda_now";
import { item, session, sitting, viewOf } from "./builders";

const morning = new Date("2024-12-18T01:00:00Z");
const evening = new Date("2024-12-18T12:00:00Z");

function told(over: Partial<Session>, now: Date): string {
  const one = session(over);
  const view = viewOf(
    one,
    sitting("PH1", "2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", 1),
    sitting("PH2", "2024-12-19T00:30:00Z", "2024-12-19T04:20:00Z", 2),
    item("M1", "PH1", 1, []),
    item("M2", "PH1", 2, []),
    item("M3", "PH2", 1, []),
  );
  const { open, toCome, finished } = agendaNow(view, one, now);
  const coming = toCome.map(({ sitting: { id }, items }) => `${id}: ${items.map((each) => each.id).join(" ")}`);
  return `${open?.id ?? "–"} | ${coming.join(", ")} | ${finished.map(({ id }) => id).join(" ")}`;
}

test.each([
  [{ state: "in_session", current_item: "M2" }, morning, "M2 | PH2: M3 | M1"],
  [{ state: "in_session", current_item: "M3" }, morning, "M3 |  | M1 M2"],
  [{ state: "in_session", current_item: null }, morning, "– | PH1: M1 M2, PH2: M3 | "],
  [{ state: "recess", current_item: null }, evening, "– | PH2: M3 | M1 M2"],
  [{ state: "distributed", current_item: null }, evening, "– | PH1: M1 M2, PH2: M3 | "],
  [{ state: "archived", current_item: null }, evening, "– | PH1: M1 M2, PH2: M3 | "],
] as const)("A session %o at %s: %s", (over, now, expected) => {
  expect(told(over, now)).toBe(expected);
});
