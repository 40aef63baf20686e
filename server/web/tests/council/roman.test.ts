import { expect, it } from "vitest";

import { romanText, romanValue } from "../../src/council/roman";

it("reads every numeral it writes, and no other way of writing one", () => {
  for (let n = 1; n <= 399; n += 1) expect(romanValue(romanText(n))).toBe(n);
  expect(["IIII", "VX", "IC", "iv", "", "A", "XIV "].map(romanValue)).toEqual([null, null, null, null, null, null, null]);
});
