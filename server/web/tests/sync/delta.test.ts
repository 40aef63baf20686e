// A new revision as its difference from the one that is held, with the real decoder.
import { compressUsingDict, createCCtx, init } from "@bokuweb/zstd-wasm";
import { expect, test } from "vitest";

import { document, revision } from "./builders";
import { sha256Of } from "./model_server";
import { World } from "./world";

const patienceMs = 60_000;

// Bytes that do not compress.
function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  let state = seed;
  return Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) >>> 24);
}

// A tablet that holds revision 1 of TL01, and a server that has published revision 2 with its difference.
async function replaced(spoil: (delta: Uint8Array) => Uint8Array | undefined = (delta) => delta) {
  await init();
  const world = new World();
  const older = noise(900_000, 1);
  const newer = new Uint8Array([...older, ...new TextEncoder().encode("chữ ký thứ hai")]);
  const delta = spoil(compressUsingDict(createCCtx(), newer, older));
  const names = { older: sha256Of(older), newer: sha256Of(newer), delta: sha256Of(delta ?? noise(40, 2)) };
  world.server.blobs.set(names.older, older);
  const first = revision(names.older, { bytes: older.length });
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone", entity: document("TL01", { revisions: [first] }) });
  await world.startApp();
  world.client.keep([{ sha256: names.older, bytes: older.length }]);
  await world.talk();

  world.server.blobs.set(names.newer, newer);
  if (delta) world.server.blobs.set(names.delta, delta);
  const second = revision(names.newer, {
    n: 2,
    bytes: newer.length,
    delta: { base: names.older, sha256: names.delta, bytes: delta?.length ?? 40 },
  });
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone", entity: document("TL01", { revisions: [first, second] }) });
  const wanted = { sha256: names.newer, bytes: newer.length, delta: second.delta };
  world.client.keep([wanted]);
  // Patching is no conversation: it goes on after the last word, for as long as the machine takes.
  for (const limit = Date.now() + patienceMs; !world.client.blobs.value.get(names.newer)?.verified && Date.now() < limit;)
    await world.talk();
  const held = world.client.blobs.value;
  const read = async () => sha256Of(new Uint8Array(await (await world.client.fetchBlob(wanted)).arrayBuffer()));
  return { world, names, held, read };
}

test("A new revision comes as its difference, and the difference is not kept", { timeout: 4 * patienceMs }, async () => {
  const { world, names, held, read } = await replaced();
  expect(held.get(names.newer)?.verified).toBe(true);
  expect(held.has(names.delta)).toBe(false);
  expect(world.server.fetched(names.newer)).toBe(0);
  expect(world.server.fetched(names.delta)).toBeLessThan(1_000);
  expect(await read()).toBe(names.newer);
  expect((await world.store.load()).blobs.map((row) => row.sha256).sort()).toEqual([names.older, names.newer].sort());
});

test(
  "A difference that is damaged, of other bytes, or gone, costs the whole file and nothing else",
  { timeout: 4 * patienceMs },
  async () => {
    for (const spoil of [() => noise(500, 9), (delta: Uint8Array) => delta.subarray(0, delta.length - 9), () => undefined]) {
      const { names, held, read } = await replaced(spoil);
      expect(held.get(names.newer)?.verified).toBe(true);
      expect(held.has(names.delta)).toBe(false);
      expect(await read()).toBe(names.newer);
    }
  },
);

test("A tablet without the older revision fetches the whole file", { timeout: 4 * patienceMs }, async () => {
  const { world, names } = await replaced();
  const fresh = new World();
  for (const [name, bytes] of world.server.blobs) fresh.server.blobs.set(name, bytes);
  const bytes = fresh.server.blobs.get(names.newer)!.length;
  const delta = { base: names.older, sha256: names.delta, bytes: 40 };
  fresh.server.put({
    entity_type: "document",
    id: "TL01",
    scope: "everyone",
    entity: document("TL01", { revisions: [revision(names.newer, { bytes, delta })] }),
  });
  await fresh.startApp();
  fresh.client.keep([{ sha256: names.newer, bytes, delta }]);
  await fresh.talk();
  expect(fresh.client.blobs.value.get(names.newer)?.verified).toBe(true);
  expect(fresh.server.fetched(names.delta)).toBe(0);
});
