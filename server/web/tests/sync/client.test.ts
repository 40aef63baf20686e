import { expect, test } from "vitest";

import { pieceBytes } from "../../src/sync/transfer";
import { document, note, revision } from "./builders";
import { sha256Of } from "./model_server";
import { settle, World } from "./world";

async function connected(): Promise<World> {
  const world = new World();
  await world.startApp();
  await world.talk();
  return world;
}

const put = (id: string, text = "ghi chú") => ({ type: "put_annotation" as const, annotation: note(id, text), base_seq: 0 });

test("Client shows a note at once and keeps showing it when the server has it", async () => {
  const world = await connected();
  const outcome = world.client.sendCommand(put("a"));
  await settle();
  expect(world.notes()).toEqual(["a:ghi chú"]);
  expect(world.client.unsent.value).toBe(1);
  await world.talk();
  expect((await outcome).done).toBe(true);
  expect(world.client.unsent.value).toBe(0);
  expect(world.serverNotes()).toEqual(world.notes());
});

test("Client keeps what was written without network over a restart of the app, and sends it once", async () => {
  const world = await connected();
  world.cut();
  void world.client.sendCommand(put("a"));
  void world.client.sendCommand(put("b"));
  await settle();
  await world.startApp();
  expect(world.notes()).toEqual(["a:ghi chú", "b:ghi chú"]);
  await world.talk();
  expect(world.server.applied.map(({ command }) => command.number)).toEqual([1, 2]);
  expect(world.client.unsent.value).toBe(0);
});

test("Client asks for a receipt that got lost, and gets it without a second effect", async () => {
  const world = await connected();
  const outcome = world.client.sendCommand(put("a"));
  await settle();
  world.server.serve(world.server.newest);
  world.cut();
  await world.tick(2_000);
  await world.talk();
  expect((await outcome).done).toBe(true);
  expect(world.server.applied).toHaveLength(1);
});

test("Client takes back what the server refused, with its sentence", async () => {
  const world = await connected();
  world.server.refuse = () => "session_sealed";
  const outcome = world.client.sendCommand(put("a"));
  await world.talk();
  expect((await outcome).code).toBe("session_sealed");
  expect(world.notes()).toEqual([]);
  expect(world.client.refusals.value.at(-1)?.sentence).toBe("Không được.");
});

test("Client does again on a restored server what was done and is in no backup, before what waits, and keeps its refusals to itself", async () => {
  const world = await connected();
  const backup = world.server.seq;
  const checkIn = { type: "check_in" as const, sitting: "P1", at: "2024-12-18T00:31:00Z" };
  const done = world.client.sendCommand(checkIn);
  const gone = world.client.sendCommand({ type: "delete_annotation", id: "unknown" });
  await world.talk();
  expect((await done).done && (await gone).done).toBe(true);
  world.cut();
  void world.client.sendCommand(put("b"));
  await settle();
  world.server.restore(backup);
  world.server.refuse = (command) => (command.body.type === "delete_annotation" ? "annotation_unknown" : null);
  world.server.applied.length = 0;
  await world.tick(20_000);
  await world.talk();
  expect(world.server.applied.map(({ command }) => `${command.number} ${command.body.type}`)).toEqual(["1 check_in", "3 put_annotation"]);
  expect(world.client.refusals.value).toEqual([]);
  expect(world.client.unsent.value).toBe(0);
});

test("Client gives a restored server back the notes it lacks, under a new numbering", async () => {
  const world = await connected();
  void world.client.sendCommand(put("a"));
  await world.talk();
  const kept = world.server.seq;
  void world.client.sendCommand(put("b"));
  await world.talk();
  world.server.restore(kept);
  await world.tick(2_000);
  await world.talk();
  expect(world.serverNotes()).toEqual(["a:ghi chú", "b:ghi chú"]);
  expect(world.notes()).toEqual(world.serverNotes());
  void world.client.sendCommand(put("c"));
  await world.talk();
  expect(world.serverNotes()).toContain("c:ghi chú");
});

test("Client hides everything when the person leaves, and keeps their unsent notes for them alone", async () => {
  const world = await connected();
  void world.client.sendCommand(put("a"));
  await world.talk();
  world.cut();
  void world.client.sendCommand(put("b"));
  await settle();
  world.server.person = null;
  await world.tick(2_000);
  await world.talk();
  expect(world.notes()).toEqual([]);
  const other = world.client.signIn({ person: "DB01", secret: "123456" });
  await world.talk();
  await other;
  expect(world.server.applied.map(({ command }) => command.body)).toHaveLength(1);
  expect(world.client.signOut()).toBe(true);
  await world.talk();
  void world.client.signIn({ person: "DB24", secret: "123456" });
  await world.talk();
  expect(world.notes()).toEqual(["a:ghi chú", "b:ghi chú"]);
  expect(world.serverNotes()).toEqual(world.notes());
});

test("Client says why a PIN was refused, and how long to wait", async () => {
  const world = new World();
  world.server.person = null;
  await world.startApp();
  await world.talk();
  const refused = expect(world.client.signIn({ person: "DB24", secret: "000000" })).rejects.toMatchObject({
    code: "wrong_secret",
    waitS: 5,
  });
  await world.talk();
  await refused;
});

test("Client keeps nothing after a revocation", async () => {
  const world = await connected();
  void world.client.sendCommand(put("a"));
  await world.talk();
  world.server.revoked = true;
  world.cut();
  await world.tick(2_000);
  await world.talk();
  expect(world.client.standing.value?.state).toBe("revoked");
  expect(world.notes()).toEqual([]);
  const loaded = await world.store.load();
  expect([loaded.entities.length, loaded.rows.length, loaded.blobs.length, loaded.place.cursor]).toEqual([0, 0, 0, 0]);
});

test("Client never believes a socket that it has given up", async () => {
  const world = await connected();
  const old = world.server.newest;
  const late = old.onmessage;
  world.client.wake();
  await world.talk();
  world.server.put({ entity_type: "annotation", id: "x", scope: "person:DB24", entity: note("x") });
  late?.({
    data: JSON.stringify({
      type: "batch",
      epoch: "e1",
      prev: 0,
      upto: 99,
      snapshot: true,
      more: false,
      purge_scopes: [],
      items: [],
      last_command: 0,
    }),
  } as never);
  await settle();
  expect((await world.store.load()).place.cursor).toBeLessThan(99);
});

function worldWithPaper(bytes: number): { world: World; sha256: string; blob: Uint8Array } {
  const world = new World();
  const blob = Uint8Array.from({ length: bytes }, (_, i) => (i * 31) & 255);
  const sha256 = sha256Of(blob);
  world.server.blobs.set(sha256, blob);
  const paper = document("TL01", { revisions: [revision(sha256, { bytes })] });
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone", entity: paper });
  return { world, sha256, blob };
}

test("Client fetches a paper, verifies it, and gives it back whole", async () => {
  const { world, sha256, blob } = worldWithPaper(1_500_000);
  await world.startApp();
  world.client.keep([{ sha256, bytes: blob.length }]);
  await world.talk();
  expect(world.client.blobs.value.get(sha256)?.verified).toBe(true);
  const read = new Uint8Array(await (await world.client.fetchBlob({ sha256, bytes: blob.length })).arrayBuffer());
  expect(sha256Of(read)).toBe(sha256);
});

test("Client resumes a cut transfer from its stored pieces", async () => {
  const { world, sha256, blob } = worldWithPaper(1_500_000);
  await world.startApp();
  world.client.keep([{ sha256, bytes: blob.length, urgent: true }]);
  for (let i = 0; i < 20; i++) {
    world.server.serve(world.server.newest);
    world.server.newest.deliver();
    await settle();
  }
  const have = world.client.blobs.value.get(sha256)?.have ?? 0;
  expect(have).toBeGreaterThanOrEqual(pieceBytes);
  expect(have).toBeLessThan(blob.length);
  world.cut();
  await world.startApp();
  world.client.keep([{ sha256, bytes: blob.length, urgent: true }]);
  world.server.serve(world.server.newest);
  for (let i = 0; i < 6 && !world.server.newest.toServer.some((message) => message.type === "fetch"); i++) {
    world.server.serve(world.server.newest);
    world.server.newest.deliver();
    await settle();
  }
  const fetch = world.server.newest.toServer.find((message) => message.type === "fetch");
  expect(fetch).toMatchObject({ offset: have });
  await world.talk();
  expect(world.client.blobs.value.get(sha256)?.verified).toBe(true);
});

test("Client throws away a paper whose bytes are not its name, and gives up after three tries", async () => {
  const { world, sha256, blob } = worldWithPaper(100_000);
  world.server.blobs.set(
    sha256,
    blob.map((byte) => byte ^ 1),
  );
  await world.startApp();
  world.client.keep([{ sha256, bytes: blob.length }]);
  await world.talk();
  expect(world.client.blobs.value.get(sha256)?.verified ?? false).toBe(false);
  expect((await world.store.load()).blobs).toEqual([]);
});

test("Client drops the bytes of a withdrawn paper", async () => {
  const { world, sha256, blob } = worldWithPaper(100_000);
  await world.startApp();
  world.client.keep([{ sha256, bytes: blob.length }]);
  await world.talk();
  world.server.put({ entity_type: "document", id: "TL01", scope: "everyone" });
  world.client.keep([]);
  world.server.batch(world.server.newest);
  await world.talk();
  expect((await world.store.load()).blobs).toEqual([]);
  expect(await world.store.piece(sha256, 0)).toBeUndefined();
});

test("Client holds what each machine last said of itself, and tells of its own only while somebody is signed in", async () => {
  const world = new World();
  await world.startApp();
  const health = { type: "health" as const, at: "2024-12-18T00:25:00Z", papers_held: 1, papers_wanted: 2, failed_checks: [] };
  expect(world.client.sendHealth(health)).toBe(false);
  await world.talk();
  expect(world.client.sendHealth(health)).toBe(true);
  world.cut();
  expect(world.client.sendHealth(health)).toBe(false);
});
