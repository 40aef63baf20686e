import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { naturalOrder, naturalOrderOrLast } from "../../src/council/natural_order";

const orders = JSON.parse(readFileSync(new URL("../../../../tests/golden/natural_order.json", import.meta.url), "utf8")) as string[][];

test.each(orders.map((order) => [order] as const))("The natural order is %j, as in C++", (order) => {
  order.forEach((one, a) =>
    order.forEach((other, b) => expect(Math.sign(naturalOrder(one, other)), `${one} and ${other}`).toBe(Math.sign(a - b))),
  );
});

test("Whoever has no seat comes last", () => {
  expect([undefined, "A10", "", "A2"].sort(naturalOrderOrLast)).toEqual(["A2", "A10", "", undefined]);
});
