import { expect, test } from "vitest";

import type { FromDevice } from "../../src/generated/protocol";
import { isSuperseded, Searches } from "../../src/sync/searches";

const world = (online = true) => {
  const sent: Extract<FromDevice, { type: "search" }>[] = [];
  const searches = new Searches((message) => {
    if (online && message.type === "search") sent.push(message);
    return online;
  });
  return { sent, searches };
};

test("An answer comes to the question it belongs to, and `next` is asked for behind it", async () => {
  const { sent, searches } = world();
  const first = searches.search("ngân sách");
  searches.onFound({ type: "found", ask: sent[0]!.ask, hits: [], next: "20" });
  expect((await first).next).toBe("20");
  const second = searches.search("ngân sách", "20");
  expect(sent[1]).toMatchObject({ query: "ngân sách", after: "20" });
  searches.onFound({ type: "found", ask: sent[0]!.ask, hits: [] });
  searches.onFound({ type: "found", ask: sent[1]!.ask, hits: [] });
  expect((await second).hits).toEqual([]);
});

test("A newer search ends the one before, whose late answer nobody hears", async () => {
  const { sent, searches } = world();
  const old = searches.search("a").catch((problem: unknown) => problem);
  const fresh = searches.search("b");
  expect(isSuperseded(await old)).toBe(true);
  searches.onFound({ type: "found", ask: sent[0]!.ask, hits: [], next: "20" });
  searches.onFound({ type: "found", ask: sent[1]!.ask, hits: [] });
  expect((await fresh).next).toBeUndefined();
});

test("A refusal is the search's own; those of other questions are left to them", async () => {
  const { sent, searches } = world();
  const asked = searches.search("a").catch((problem: unknown) => problem);
  const refusal = { type: "refusal", code: "busy", sentence: "Máy chủ bận" } as const;
  expect(searches.onRefusal({ ...refusal, ask: 1 })).toBe(false);
  expect(searches.onRefusal({ ...refusal, ask: sent[0]!.ask })).toBe(true);
  expect(await asked).toMatchObject({ code: "busy", sentence: "Máy chủ bận" });
});

test("Without a line, and when it is lost, the search says so", async () => {
  await expect(world(false).searches.search("a")).rejects.toMatchObject({ code: "not_connected" });
  const { searches } = world();
  const asked = searches.search("a");
  searches.onLost();
  await expect(asked).rejects.toMatchObject({ code: "not_connected" });
});
