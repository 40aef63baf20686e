import { expect, test } from "vitest";

import { adviceOf, stepsOf } from "../../../src/console/prepare/start";
import { View } from "../../../src/sync";
import { listingOf, root } from "./builders";

const step = (trust: Parameters<typeof stepsOf>[2]) => stepsOf(View.empty, null, trust).find((one) => one.key === "trust")!;

test("The trust store is a step of the start with its own state", () => {
  expect(step(null)).toMatchObject({ done: false });
  expect(step(listingOf([]))).toMatchObject({ done: false, state: expect.stringContaining("Trống") as string });
  expect(step(listingOf([root()]))).toMatchObject({ done: true, state: "1 chứng thư" });
});

test("What ends soon is advice, emptiness is not said twice", () => {
  expect(adviceOf(View.empty, listingOf([], ["Kho tin cậy chưa có chứng thư nào."]))).toEqual([]);
  expect(adviceOf(View.empty, listingOf([root()], ["Chứng thư Gốc mẫu sẽ hết hạn."])).map((one) => one.key)).toEqual(["trust"]);
});
