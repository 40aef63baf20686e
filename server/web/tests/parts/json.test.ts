import { expect, it } from "vitest";

import { list, number, object, objects, parseObject, text, yes } from "../../src/parts/json";

it("reads what is there, and nothing into what is not", () => {
  expect([text("a"), text(1), text(null)]).toEqual(["a", "", ""]);
  expect([number(0), number(NaN), number("1"), number(Infinity)]).toEqual([0, null, null, null]);
  expect([yes(true), yes("true"), yes(1)]).toEqual([true, false, false]);
  expect([list([1, "a"]), list({}), list(null)]).toEqual([[1, "a"], [], []]);
  expect([object({ a: 1 }), object([1]), object(null)]).toEqual([{ a: 1 }, {}, {}]);
  expect(objects([{ a: 1 }, null, [2], "b", { c: 3 }])).toEqual([{ a: 1 }, { c: 3 }]);
});

it("parses an object and nothing else", () => {
  expect(parseObject('{"a":1}')).toEqual({ a: 1 });
  expect(["", "{", "[1]", "null", '"a"'].map(parseObject)).toEqual([null, null, null, null, null]);
});
