// A full machine: what gives way, what goes on, and what is said. And a store that lost pieces, or everything.
import { expect, test } from "vitest";

import { MemoryStore } from "../../src/sync/memory_store";
import type { Writes } from "../../src/sync/store";
import { Vault } from "../../src/sync/vault";
import { document, note, revision } from "./builders";
import { sha256Of } from "./model_server";
import { settle, World } from "./world";

const full = (): Error => new DOMException("no room", "QuotaExceededError");

// A disk of `room` bytes for papers; `closed`: not even a word more.
class SmallDisk extends MemoryStore {
  closed = false;
  room: number;
  #sizes = new Map<string, number>();

  constructor(room: number) {
    super();
    this.room = room;
  }

  get used(): number {
    return [...this.#sizes.values()].reduce((sum, each) => sum + each, 0);
  }

  override async commit(writes: Writes): Promise<void> {
    for (const sha256 of writes.dropBlobs ?? [])
      for (const key of [...this.#sizes.keys()]) if (key.startsWith(sha256)) this.#sizes.delete(key);
    const more = (writes.putPieces ?? []).reduce((sum, piece) => sum + piece.bytes.length, 0);
    const dropsOnly = Object.keys(writes).every((key) => key === "dropBlobs");
    if ((this.closed && !dropsOnly) || this.used + more > this.room) throw full();
    for (const { sha256, index, bytes } of writes.putPieces ?? []) this.#sizes.set(`${sha256}/${index}`, bytes.length);
    await super.commit(writes);
  }

  override async remember(key: string, value: unknown): Promise<void> {
    if (this.closed || (value instanceof Uint8Array && this.used + value.length > this.room)) throw full();
    await super.remember(key, value);
  }
}

interface Blob {
  readonly sha256: string;
  readonly bytes: number;
}

function blobs(world: World, sizes: readonly number[]): Blob[] {
  return sizes.map((bytes, i) => {
    const blob = new Uint8Array(bytes).fill(i + 1);
    world.server.blobs.set(sha256Of(blob), blob);
    return { sha256: sha256Of(blob), bytes };
  });
}

function worldOn(room: number): { world: World; disk: SmallDisk } {
  const disk = new SmallDisk(room);
  return { world: new World(new Vault(disk)), disk };
}

const here = (world: World, { sha256 }: Blob): boolean => world.client.blobs.value.get(sha256)?.verified ?? false;

async function publish(world: World, papers: readonly Blob[]): Promise<void> {
  papers.forEach(({ sha256, bytes }, i) =>
    world.server.put({
      entity_type: "document",
      id: `TL${i}`,
      scope: "everyone",
      entity: document(`TL${i}`, { revisions: [revision(sha256, { bytes })] }),
    }),
  );
  await world.startApp();
  await world.talk();
}

test("A full machine drops previews first, and the papers go on", async () => {
  const { world } = worldOn(700_000);
  const [preview, ...papers] = blobs(world, [300_000, 300_000, 300_000]) as [Blob, Blob, Blob];
  await publish(world, [preview, ...papers]);
  world.client.keep([{ ...preview, isPreview: true }, ...papers]);
  await world.talk();
  expect(papers.map((paper) => here(world, paper))).toEqual([true, true]);
  expect(here(world, preview)).toBe(false);
});

test("A full machine drops papers nobody ordered before it stops", async () => {
  const { world } = worldOn(700_000);
  const [old, a, b] = blobs(world, [300_000, 300_000, 300_000]) as [Blob, Blob, Blob];
  await publish(world, [old, a, b]);
  world.client.keep([old]);
  await world.talk();
  world.client.keep([a, b]);
  await world.talk();
  expect([here(world, old), here(world, a), here(world, b)]).toEqual([false, true, true]);
  expect(world.server.applied.flatMap(({ command }) => (command.body.type === "purged" ? [command.body.sha256] : []))).toEqual([
    old.sha256,
  ]);
});

test("A full machine reads on, says so, takes notes, and fetches the rest when room returns", async () => {
  const { world, disk } = worldOn(700_000);
  const papers = blobs(world, [300_000, 300_000, 300_000]) as [Blob, Blob, Blob];
  await publish(world, papers);
  world.client.keep(papers);
  await world.talk();
  expect(papers.map((paper) => here(world, paper))).toEqual([true, true, false]);
  expect(world.client.phase.value).toBe("online");
  expect(world.client.health.value.state).toBe("full");
  const read = await world.client.fetchBlob(papers[0]);
  expect(read.size).toBe(300_000);
  const refused = expect(world.client.fetchBlob(papers[2])).rejects.toMatchObject({ code: "disk_full" });
  await world.talk();
  await refused;
  disk.closed = true;
  const outcome = world.client.sendCommand({ type: "put_annotation", annotation: note("DB24.d.1"), base_seq: 0 });
  await settle();
  expect(world.client.health.value).toEqual({ state: "full", unsaved: 1 });
  await world.talk();
  expect((await outcome).done).toBe(true);
  expect(world.serverNotes()).toEqual(["DB24.d.1:ghi chú"]);
  expect(world.client.health.value.unsaved).toBe(0);
  disk.closed = false;
  disk.room = 5_000_000;
  await world.tick(10_000);
  await world.tick(70_000);
  await world.talk();
  expect(papers.map((paper) => here(world, paper))).toEqual([true, true, true]);
  expect(world.client.health.value.state).toBe("good");
  expect((await disk.load()).place.cursor).toBe(world.server.seq);
});

test("What a machine that takes nothing has sent is not sent twice after a reload", async () => {
  const { world, disk } = worldOn(5_000_000);
  await world.startApp();
  await world.talk();
  disk.closed = true;
  void world.client.sendCommand({ type: "put_annotation", annotation: note("DB24.d.1"), base_seq: 0 });
  await world.talk();
  disk.closed = false;
  const reloaded = new World(new Vault(disk));
  Object.assign(reloaded, { server: world.server });
  await reloaded.startApp();
  await reloaded.talk();
  void reloaded.client.sendCommand({ type: "put_annotation", annotation: note("DB24.d.2"), base_seq: 0 });
  await reloaded.talk();
  expect(reloaded.notes()).toEqual(["DB24.d.1:ghi chú", "DB24.d.2:ghi chú"]);
  expect(reloaded.serverNotes()).toEqual(reloaded.notes());
});

// The pieces of a blob are gone, though its row says that it is here.
async function loseAPiece(world: World, { sha256 }: Blob): Promise<void> {
  const row = world.client.blobs.value.get(sha256)!;
  await world.store.commit({ dropBlobs: [sha256] });
  await world.store.commit({ putBlobs: [row] });
}

test("A paper with a missing piece is fetched again and says nothing meanwhile but what is true", async () => {
  const world = new World();
  const [paper] = blobs(world, [700_000]) as [Blob];
  await publish(world, [paper]);
  world.client.keep([paper]);
  await world.talk();
  await loseAPiece(world, paper);
  world.client.pieceIsMissing(paper.sha256);
  await settle();
  expect(here(world, paper)).toBe(false);
  await world.talk();
  expect(here(world, paper)).toBe(true);
  expect(await world.store.piece(paper.sha256, 2)).toBeDefined();
  await loseAPiece(world, paper);
  const reading = world.client.fetchBlob(paper);
  await world.talk();
  expect((await reading).size).toBe(700_000);
});

test("A store cleared under the open app is filled again: notes not sent, view and papers", async () => {
  const world = new World();
  const [paper] = blobs(world, [300_000]) as [Blob];
  await publish(world, [paper]);
  world.client.keep([paper]);
  await world.talk();
  world.cut();
  void world.client.sendCommand({ type: "put_annotation", annotation: note("DB24.d.1"), base_seq: 0 });
  await settle();
  await world.store.erase();
  await world.client.storeWasCleared();
  expect(here(world, paper)).toBe(false);
  const { rows, entities, incarnation } = await world.store.load();
  expect([rows.length, entities.length > 0, incarnation]).toEqual([1, true, "i1"]);
  await world.tick(2_000);
  await world.talk();
  expect(here(world, paper)).toBe(true);
  expect(world.serverNotes()).toEqual(["DB24.d.1:ghi chú"]);
});
