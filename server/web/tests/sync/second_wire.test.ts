// What the wire's second version asks of a client: settled commands leave in time, numbers survive leaving, a busy server is asked again,
// rights that were lost take bytes along, and an old app stops.
import { expect, test } from "vitest";

import { emptyLedger, queue, takeReceipts } from "../../src/sync/ledger";
import { document, note, revision } from "./builders";
import { sha256Of } from "./model_server";
import { settle, World } from "./world";

const put = (id: string, text = "ghi chú", author = "DB24") => ({
  type: "put_annotation" as const,
  annotation: note(id, text, author),
  base_seq: 0,
});

async function connected(): Promise<World> {
  const world = new World();
  await world.startApp();
  await world.talk();
  return world;
}

test("A settled command hides nothing that the person does on another device afterwards", async () => {
  const world = await connected();
  void world.client.sendCommand(put("a", "ở đây"));
  await world.talk();
  world.server.put({ entity_type: "annotation", id: "a", scope: "person:DB24", entity: note("a", "ở máy kia") });
  world.server.batch(world.server.newest);
  await world.talk();
  expect(world.notes()).toEqual(["a:ở máy kia"]);
  expect((await world.store.load()).rows).toEqual([]);
});

test("A command that was applied but not answered before its person left is not applied again when they return", async () => {
  const world = await connected();
  void world.client.sendCommand(put("a"));
  await settle();
  world.server.serve(world.server.newest); // applied; the receipt is lost
  world.cut();
  world.server.person = null;
  await world.tick(2_000);
  await world.talk();
  const other = world.client.signIn({ person: "DB01", secret: "123456" });
  await world.talk();
  await other;
  void world.client.sendCommand(put("x", "của người khác", "DB01"));
  await world.talk();
  world.client.signOut();
  await world.talk();
  const back = world.client.signIn({ person: "DB24", secret: "123456" });
  await world.talk();
  await back;
  await world.talk();
  expect(world.server.applied.map(({ incarnation, command }) => `${incarnation}/${command.number}`)).toEqual(["i1/1", "i2/1"]);
  expect(world.notes()).toEqual(["a:ghi chú"]);
  expect(world.client.unsent.value).toBe(0);
  expect((await world.store.load()).left).toEqual([]);
});

test("A busy server is asked again after a while, on the same socket", async () => {
  const world = await connected();
  const socket = world.server.newest;
  world.server.busy = 1;
  const outcome = world.client.sendCommand(put("a"));
  await settle();
  world.server.serve(socket);
  socket.deliver();
  await settle();
  void world.client.sendCommand(put("b"));
  await settle();
  expect(socket.toServer).toEqual([]);
  await world.tick(2_000);
  await world.talk();
  expect((await outcome).done).toBe(true);
  expect(world.server.newest).toBe(socket);
  expect(world.serverNotes()).toEqual(["a:ghi chú", "b:ghi chú"]);
});

test("A first batch that comes after receipts of its connection ends no numbering, and sends nothing twice", async () => {
  const world = await connected();
  world.cut();
  void world.client.sendCommand(put("a"));
  await world.tick(2_000);
  const socket = world.server.newest;
  socket.deliver(); // welcome
  await settle();
  world.server.serve(socket); // hello
  socket.deliver(); // standing
  await settle();
  const batch = socket.toDevice.pop()!;
  world.server.serve(socket); // commands
  const receipts = socket.toDevice.findIndex((message) => !(message instanceof ArrayBuffer) && message.type === "receipts");
  socket.toDevice.splice(receipts + 1, 0, batch);
  socket.deliver();
  await settle();
  void world.client.sendCommand(put("b"));
  await settle();
  await world.talk();
  expect(world.server.applied.map(({ incarnation, command }) => `${incarnation}/${command.number}`)).toEqual(["i1/1", "i1/2"]);
});

test("A batch that is being written while its line breaks is not taken for the next line's first", async () => {
  const world = await connected();
  const commit = world.store.commit.bind(world.store);
  let release: () => void = () => undefined;
  void world.client.sendCommand(put("a"));
  await world.talk();
  world.cut();
  await world.tick(2_000);
  await world.talk();
  const { seq } = world.server;
  void world.client.sendCommand(put("b"));
  await settle();
  world.server.serve(world.server.newest); // applied; the receipt is lost below
  world.server.newest.toDevice.length = 0;
  world.server.put({ entity_type: "annotation", id: "x", scope: "everyone", entity: note("x", "x", "DB01") });
  world.server.newest.cursor = seq;
  world.server.batch(world.server.newest);
  const batch = world.server.newest.toDevice[0] as { last_command: number };
  batch.last_command = 0; // only the first batch of a connection says it
  world.store.commit = async (writes) => {
    if (writes.place) await new Promise<void>((go) => (release = go));
    await commit(writes);
  };
  world.server.newest.deliver();
  await settle();
  world.cut();
  world.store.commit = commit;
  release();
  await settle();
  await world.tick(2_000);
  await world.talk();
  expect(world.server.applied.map(({ incarnation, command }) => `${incarnation}/${command.number}`)).toEqual(["i1/1", "i1/2"]);
});

interface Papers {
  readonly world: World;
  readonly file: string;
  readonly preview: string;
}

async function holdingPaper(): Promise<Papers> {
  const world = new World();
  const blobs = [7, 8].map((value) => new Uint8Array(50_000).fill(value));
  const [file, preview] = blobs.map((blob) => sha256Of(blob)) as [string, string];
  for (const blob of blobs) world.server.blobs.set(sha256Of(blob), blob);
  const revisions = [revision(file, { bytes: 50_000, preview: { sha256: preview, bytes: 50_000, ends: [50_000] } })];
  world.server.put({ entity_type: "document", id: "TL01", scope: "group:TO3", entity: document("TL01", { revisions }) });
  world.server.put({ entity_type: "annotation", id: "a", scope: "group:TO3", entity: note("a") });
  world.server.groups = ["TO3"];
  await world.startApp();
  world.client.keep([
    { sha256: file, bytes: 50_000 },
    { sha256: preview, bytes: 50_000, isPreview: true },
  ]);
  await world.talk();
  expect([...world.client.blobs.value.values()].every((row) => row.verified)).toBe(true);
  return { world, file, preview };
}

const purged = (world: World): string[] =>
  world.server.applied.flatMap(({ command: { body } }) => (body.type === "purged" ? [body.sha256] : []));

test("A scope that is lost takes notes, papers and previews along, with a receipt for the paper", async () => {
  const { world, file } = await holdingPaper();
  world.server.groups = [];
  world.server.access = "everyone";
  world.server.newest.purge = ["group:TO3"];
  world.server.put({ entity_type: "annotation", id: "b", scope: "everyone", entity: note("b") });
  world.server.batch(world.server.newest);
  world.client.keep([]);
  await world.talk();
  expect(world.notes()).toEqual(["b:ghi chú"]);
  const loaded = await world.store.load();
  expect([loaded.blobs, loaded.place.access]).toEqual([[], "everyone"]);
  expect(purged(world)).toEqual([file]);
});

test("The receipt of a purge waits in the outbox, durable with the purge itself", async () => {
  const { world, file } = await holdingPaper();
  world.server.put({ entity_type: "document", id: "TL01", scope: "group:TO3" });
  world.server.batch(world.server.newest);
  world.server.newest.deliver();
  await settle();
  const { rows, blobs } = await world.store.load();
  expect(rows.map((row) => row.body)).toEqual([{ type: "purged", sha256: file }]);
  expect(blobs).toEqual([]);
  expect(world.client.unsent.value).toBe(0); // nothing of the person's
});

test("Signing out purges nothing", async () => {
  const { world } = await holdingPaper();
  world.client.signOut();
  await world.talk();
  expect((await world.store.load()).blobs).toHaveLength(2);
  expect(purged(world)).toEqual([]);
});

test("A blob that the server lost is put back once, and nothing that is not here", async () => {
  const { world, file } = await holdingPaper();
  const ask = (sha256: string, path: string) => world.server.newest.toDevice.push({ type: "blob_wanted", sha256, bytes: 50_000, path });
  ask(file, "/upload/t1");
  ask(file, "/upload/t2");
  ask("0".repeat(64), "/upload/t3");
  await world.talk();
  expect(world.puts).toEqual([{ path: "/upload/t1", bytes: 50_000 }]);
});

test("A blob is never put to an address elsewhere", async () => {
  const { world, file, preview } = await holdingPaper();
  for (const [sha256, path] of [
    [file, "//elsewhere/x"],
    [preview, "https://elsewhere/x"],
  ] as const) {
    world.server.newest.toDevice.push({ type: "blob_wanted", sha256, bytes: 50_000, path });
  }
  await world.talk();
  expect(world.puts).toEqual([]);
});

test("An app of another version stops, keeps what is unsent, and says so", async () => {
  for (const told of ["welcome", "refusal"] as const) {
    const world = await connected();
    world.cut();
    void world.client.sendCommand(put("a"));
    await settle();
    if (told === "welcome") world.server.protocol = 99;
    else world.server.refuseHello = "protocol_version";
    await world.tick(2_000);
    for (let i = 0; i < 4; i++) {
      world.server.serve(world.server.newest);
      world.server.newest.deliver();
      await settle();
    }
    expect(world.client.phase.value, told).toBe("outdated");
    const sockets = world.server.sockets.length;
    await world.tick(60_000);
    expect(world.server.sockets.length, told).toBe(sockets);
    expect((await world.store.load()).rows).toHaveLength(1);
  }
});

test("Receipts of a restored server wait for its first batch, whatever our old cursor says", () => {
  const { ledger } = queue({ ...emptyLedger("i1"), place: { person: "DB24", epoch: "e1", cursor: 100, access: "" } }, put("a"));
  const receipts = { type: "receipts" as const, outcomes: [{ number: 1, done: true }], shown_at: 60, journal: { n: 0, hash: "" } };
  expect(takeReceipts(ledger, receipts, "e1").ledger.outbox.rows).toEqual([]);
  expect(takeReceipts(ledger, receipts, "e2").ledger.outbox.rows.map((row) => row.shownAt)).toEqual([60]);
});
