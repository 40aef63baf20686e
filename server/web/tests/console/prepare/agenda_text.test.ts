// An agenda pasted as text is read as in C++.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { readAgendaText } from "../../../src/console/prepare/agenda_text";

interface Golden {
  what: string;
  text: string;
  items: { number: string; name: string; level: number }[];
  unsure: number[];
}
const golden = JSON.parse(readFileSync(new URL("../../../../../tests/golden/agenda_text.json", import.meta.url), "utf8")) as Golden[];

test.each(golden)("$what", ({ text, items, unsure }) => {
  const read = readAgendaText(text);
  expect(read.items.map(({ number, name, level }) => ({ number, name, level }))).toEqual(items);
  expect(read.unsure).toEqual(unsure);
});

test("The table is whole", () => expect(golden.length).toBeGreaterThanOrEqual(20));

test("It says in which line an item begins", () => {
  expect(readAgendaText("CHƯƠNG TRÌNH\n\n1. Khai mạc\nvà chào cờ\n2. Bế mạc").items.map((one) => one.line)).toEqual([3, 5]);
});
