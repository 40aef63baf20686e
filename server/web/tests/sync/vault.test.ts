// A store that goes on when the machine's own does not.
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";

import { Database } from "../../src/sync/database";
import { DatabaseStore } from "../../src/sync/database_store";
import { nowhere } from "../../src/sync/feed";
import { foldWrites } from "../../src/sync/fold_writes";
import { MemoryStore } from "../../src/sync/memory_store";
import type { Store, Writes } from "../../src/sync/store";
import { isFull, Vault } from "../../src/sync/vault";
import { random } from "../random";
import { note } from "./builders";

afterEach(() => vi.restoreAllMocks());

const full = (): Error => new DOMException("no room", "QuotaExceededError");
const dead = (): Error => new DOMException("Connection to Indexed Database server lost", "UnknownError");
const put = (id: string, text: string) => ({ type: "put_annotation" as const, annotation: note(id, text), base_seq: 0 });
const row = (number: number, text = "a") => ({ number, body: put(`n${number}`, text) });

// A disk that takes nothing while `error` is set; reading goes on unless it is dead.
class Failing extends MemoryStore {
  error: (() => Error) | undefined;
  writes = 0;

  override async commit(writes: Writes): Promise<void> {
    this.writes++;
    const frees = Object.keys(writes).every((key) => key === "dropBlobs");
    if (this.error && !(frees && isFull(this.error()))) throw this.error();
    await super.commit(writes);
  }

  override async remember(key: string, value: unknown): Promise<void> {
    if (this.error) throw this.error();
    await super.remember(key, value);
  }

  override async erase(): Promise<void> {
    if (this.error) throw this.error();
    await super.erase();
  }
}

const failures = [
  ["full", full],
  ["broken", dead],
] as const;

test.each(failures)("Vault on a %s machine holds what was written, says so, and stores it later, in order", async (state, error) => {
  const disk = new Failing();
  const vault = new Vault(disk);
  await vault.commit({ putRows: [row(1)], numbering: { incarnation: "i1", next: 2 } });
  disk.error = error;
  await vault.commit({ putRows: [row(2)], numbering: { incarnation: "i1", next: 3 } });
  await vault.commit({ putRows: [row(3)], dropRows: [1], numbering: { incarnation: "i1", next: 4 } });
  expect(vault.health.value).toEqual({ state, unsaved: 2 });
  await vault.retry();
  expect(vault.health.value).toEqual({ state, unsaved: 2 });
  disk.error = undefined;
  await vault.retry();
  expect(vault.health.value).toEqual({ state: "good", unsaved: 0 });
  const { rows, next } = await disk.load();
  expect([rows.map((each) => each.number), next]).toEqual([[2, 3], 4]);
});

test("Vault makes room first, and holds nothing when that was enough", async () => {
  const disk = new Failing();
  const vault = new Vault(disk);
  await vault.commit({ putBlobs: [{ sha256: "p", bytes: 1, have: 1, verified: true, isPreview: true }] });
  disk.error = full;
  vault.makeRoom = async () => {
    await vault.commit({ dropBlobs: ["p"] });
    disk.error = undefined;
    return true;
  };
  await vault.commit({ putRows: [row(1)] });
  expect((await disk.load()).rows).toHaveLength(1);
  expect((await disk.load()).blobs).toEqual([]);
  expect(vault.health.value.unsaved).toBe(0);
});

test("Vault tells whoever fetches papers that there is no room, and holds none of their bytes", async () => {
  const disk = new Failing();
  const vault = new Vault(disk);
  disk.error = full;
  const piece = { sha256: "x", index: 0, bytes: new Uint8Array(1) };
  await expect(vault.commit({ putPieces: [piece], putBlobs: [] })).rejects.toMatchObject({ name: "QuotaExceededError" });
  expect(vault.health.value).toEqual({ state: "full", unsaved: 0 });
  await vault.retry();
  expect(vault.health.value.state).toBe("full");
  disk.error = undefined;
  await vault.retry();
  expect(vault.health.value.state).toBe("good");
});

test("Vault gives back small things that are not stored yet, and stores the newest of them", async () => {
  const disk = new Failing();
  const vault = new Vault(disk);
  disk.error = full;
  await vault.remember("pen", 1);
  await vault.remember("pen", 2);
  expect(await vault.recall("pen")).toBe(2);
  disk.error = undefined;
  await vault.retry();
  expect(await disk.recall("pen")).toBe(2);
});

test("Vault shows nothing of what is to be erased, though the machine cannot erase yet", async () => {
  const disk = new Failing();
  const vault = new Vault(disk);
  await vault.remember("words", ["bí mật"]);
  disk.error = dead;
  await vault.erase();
  expect(await vault.recall("words")).toBeUndefined();
  await vault.commit({ standing: null });
  disk.error = undefined;
  await vault.retry();
  expect(await disk.recall("words")).toBeUndefined();
});

// What a store holds, to compare.
async function heldBy(store: Store): Promise<unknown> {
  const { rows, entities, ...rest } = await store.load();
  return { ...rest, rows: rows.map((each) => JSON.stringify(each)), entities: entities.map((each) => each.key).sort() };
}

test("Two transactions folded do what they do one after the other", async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const chance = random(seed);
    const some = <T>(make: (n: number) => T): T[] =>
      Array.from({ length: 4 }, (_, n) => n)
        .filter(() => chance() < 0.4)
        .map(make);
    const seq = (): number => Math.floor(chance() * 9);
    const held = (n: number) => ({ key: `k${n}`, type: "annotation" as const, id: `${n}`, seq: seq(), scope: "", entity: note(`${n}`) });
    const kept = (n: number) => ({
      key: `i/${n}`,
      person: "DB24",
      incarnation: "i",
      number: n,
      epoch: "e",
      seq: seq(),
      body: put(`k${n}`, ""),
    });
    const writes = (): Writes => ({
      ...(chance() < 0.5 && { place: { ...nowhere, cursor: Math.floor(chance() * 9) } }),
      ...(chance() < 0.3 && { replaceRows: some((n) => row(n, `r${chance()}`)) }),
      putRows: some((n) => row(n, `p${chance()}`)),
      dropRows: some((n) => n + 4),
      ...(chance() < 0.3 && { clearEntities: true }),
      removeEntities: some((n) => `k${n}`),
      putEntities: some(held),
      putKept: some(kept),
      dropKept: some((n) => `i/${n + 4}`),
      ...(chance() < 0.5 && { numbering: { incarnation: "i", next: Math.floor(chance() * 9) } }),
      ...(chance() < 0.3 && { parked: [] }),
    });
    const all = [writes(), { ...writes(), dropRows: some((n) => n), putRows: [], putKept: [], dropKept: some((n) => `i/${n}`) }, writes()];
    const oneByOne = new MemoryStore();
    for (const each of all) await oneByOne.commit(each);
    const folded = new MemoryStore();
    await folded.commit(all.reduce((before: Writes | undefined, each) => foldWrites(before, each), undefined)!);
    expect(await heldBy(folded), `seed ${seed}`).toEqual(await heldBy(oneByOne));
  }
});

let number = 0;
const name = (): string => `vault-${number++}`;

test("Database that never opens is given up after its time limit, and can be opened later", async () => {
  const open = indexedDB.open.bind(indexedDB);
  const deaf = { addEventListener: () => undefined, removeEventListener: () => undefined };
  const silent = Object.assign(Object.create(IDBOpenDBRequest.prototype) as IDBOpenDBRequest, deaf);
  const hanging = vi.spyOn(indexedDB, "open").mockImplementation(() => silent);
  const database = new Database(name(), { openMs: 500 });
  await expect(new DatabaseStore(database).load()).rejects.toMatchObject({ name: "OpenTimeoutError" });
  hanging.mockImplementation(open);
  expect((await new DatabaseStore(database).load()).place.cursor).toBe(0);
  hanging.mockRestore();
});

test("Database whose transaction never ends is opened again once, then given up", async () => {
  const database = new Database(name(), { runMs: 20 });
  let tries = 0;
  const never = database.run(["local"], "readonly", () => (tries++, new Promise<never>(() => undefined)));
  await expect(never).rejects.toMatchObject({ name: "TimeoutError" });
  expect(tries).toBe(2);
});

test("Database says that the disk is full, not only that it gave up", async () => {
  const database = new Database(name());
  const work = database.run(["local"], "readwrite", async (tx) => {
    Object.defineProperty(tx, "error", { value: full() });
    throw new DOMException("aborted", "AbortError");
  });
  await expect(work).rejects.toSatisfy(isFull);
});

test("Database tells that its data was cleared under the open app", async () => {
  const id = name();
  const database = new Database(id);
  const store = new DatabaseStore(database);
  let cleared = 0;
  database.onCleared = () => cleared++;
  await store.remember("pen", 1);
  expect(cleared).toBe(0);
  await database.loseConnection();
  await new Promise((done) => (indexedDB.deleteDatabase(id).onsuccess = done));
  expect(await store.recall("pen")).toBeUndefined();
  await Promise.resolve();
  expect(cleared).toBe(1);
});
