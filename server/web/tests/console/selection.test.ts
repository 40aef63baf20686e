import { describe, expect, it } from "vitest";

import { extended, nothingChosen, picked, withAll } from "../../src/console/documents/selection";

const order = ["a", "b", "c", "d", "e"];
const ids = (one: { chosen: ReadonlySet<string> }): string[] => [...one.chosen].sort();

describe("A choice of documents", () => {
  it("is made one by one", () => {
    const two = picked(picked(nothingChosen, "a", true), "c", true);
    expect(ids(two)).toEqual(["a", "c"]);
    expect(ids(picked(two, "a", false))).toEqual(["c"]);
  });

  it("runs from where it began, and shrinks again, without what was chosen before", () => {
    const began = picked(picked(nothingChosen, "e", true), "b", true);
    expect(ids(extended(began, order, "d"))).toEqual(["b", "c", "d", "e"]);
    expect(ids(extended(extended(began, order, "d"), order, "c"))).toEqual(["b", "c", "e"]);
    expect(ids(extended(extended(began, order, "d"), order, "a"))).toEqual(["a", "b", "e"]);
  });

  it("begins where there is no beginning on this list", () => {
    expect(ids(extended(nothingChosen, order, "c"))).toEqual(["c"]);
    expect(ids(extended(picked(nothingChosen, "x", true), order, "c"))).toEqual(["c", "x"]);
    expect(ids(extended(nothingChosen, order, "nowhere"))).toEqual([]);
  });

  it("holds all of a list and what other lists had", () => {
    expect(ids(withAll(picked(nothingChosen, "x", true), order))).toEqual([...order, "x"]);
  });
});
