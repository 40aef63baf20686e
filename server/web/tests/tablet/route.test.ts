import { expect, test } from "vitest";

import { hashOf, parseRoute } from "../../src/tablet/context.svelte";

test("The agenda's address names the session and the item one came from, and is read back", () => {
  for (const hash of ["#/", "#/ky-hop/K12-KH16", "#/ky-hop/K12-KH15/MUC10", "#/ghi-chu", "#/tai-lieu/TL08/2/4"])
    expect(hashOf(parseRoute(hash))).toBe(hash);
  expect(parseRoute("#/ky-hop/K12-KH15/MUC10")).toEqual({ screen: "today", session: "K12-KH15", item: "MUC10" });
});

test("The session at hand needs no name in the address", () => {
  expect(hashOf({ screen: "today", session: null })).toBe("#/");
  expect(parseRoute("#/ky-hop")).toEqual({ screen: "today" });
});
