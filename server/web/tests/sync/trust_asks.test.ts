import { expect, test } from "vitest";

import type { FromDevice } from "../../src/generated/protocol";
import { TrustAsks } from "../../src/sync/trust_asks";

const listing = (ask: number, offered = false) => ({ type: "trust_listing", ask, offered, items: [], concerns: [] }) as const;
const job = (ask: number, stage: "queued" | "inspecting" | "done", done = 0) => ({ type: "job", ask, stage, done, total: 2 }) as const;

function world(connected = true) {
  const sent: FromDevice[] = [];
  const asks = new TrustAsks((message) => (sent.push(message), connected));
  return { asks, numberOf: (at: number) => (sent[at] as { ask: number }).ask };
}

test("A change is told, then followed through its re-check", async () => {
  const { asks, numberOf } = world();
  const change = asks.keep("AA", "everything", ["f".repeat(64)]);
  const ask = numberOf(0);
  asks.onListing(listing(ask));
  expect((await change.listing).ask).toBe(ask);
  expect(asks.onJob(job(ask, "inspecting", 1))).toBe(true);
  expect(change.job.value?.done).toBe(1);
  asks.onRechecked({ type: "rechecked", ask, checked: 2, refreshed: 2, changed: 1, failed: 0 });
  asks.onJob(job(ask, "done", 2));
  expect((await change.rechecked).changed).toBe(1);
});

test("Each refusal finds its own question, others' jobs pass by", async () => {
  const { asks, numberOf } = world();
  const one = asks.drop("a".repeat(64), "signing", "Hết dùng");
  const other = asks.read();
  expect(asks.onRefusal({ type: "refusal", ask: numberOf(0), code: "trust_unknown", sentence: "Không còn." })).toBe(true);
  await expect(one.listing).rejects.toMatchObject({ code: "trust_unknown" });
  await expect(one.rechecked).rejects.toMatchObject({ code: "trust_unknown" });
  asks.onListing(listing(numberOf(1)));
  await expect(other).resolves.toMatchObject({ offered: false });
  expect(asks.onJob(job(7, "queued"))).toBe(false);
  expect(asks.onRefusal({ type: "refusal", ask: 7, code: "busy", sentence: "Bận." })).toBe(false);
});

test("Nothing outlives its connection", async () => {
  const { asks } = world();
  const waiting = asks.keep("AA", "everything", []);
  asks.onLost();
  await expect(waiting.listing).rejects.toMatchObject({ code: "not_connected" });
  await expect(world(false).asks.read()).rejects.toMatchObject({ code: "not_connected" });
});
