// A revoked device brings its person's last notes, once, and is empty afterwards.
import { expect, test } from "vitest";

import { note } from "./builders";
import { settle, World } from "./world";

async function connected(): Promise<World> {
  const world = new World();
  await world.startApp();
  await world.talk();
  return world;
}

const put = (id: string) => ({ type: "put_annotation" as const, annotation: note(id, "ghi chú"), base_seq: 0 });

async function writtenOffline(world: World, ...ids: string[]): Promise<void> {
  world.cut();
  for (const id of ids) void world.client.sendCommand(put(id));
  await settle();
}

test("Revoked tablet sends what it wrote offline before it erases itself", async () => {
  const world = await connected();
  await writtenOffline(world, "a", "b", "c");
  world.server.revoked = world.server.handIn = true;
  await world.tick(2_000);
  await world.talk();
  expect(world.serverNotes()).toEqual(["a:ghi chú", "b:ghi chú", "c:ghi chú"]);
  expect(world.server.handedIn).toBe(0);
  expect(world.client.unsent.value).toBe(0);
  expect((await world.store.load()).rows).toEqual([]);
  expect(world.client.handingIn.value).toBe(false);
  expect(world.client.standing.value?.state).toBe("revoked");
});

test("Revoked tablet gives up its papers at once, and its notes only to the server, also after a restart", async () => {
  const world = await connected();
  await writtenOffline(world, "a");
  world.server.revoked = world.server.handIn = true;
  await world.tick(2_000);
  world.server.serve(world.server.newest); // hello
  world.server.newest.deliver(); // welcome
  await settle();
  world.server.serve(world.server.newest);
  world.server.newest.deliver(); // standing
  await settle();
  expect(world.client.handingIn.value).toBe(true);
  world.cut();
  const held = await world.store.load();
  expect(held.entities).toEqual([]);
  expect(held.rows.map((row) => row.number)).toEqual([1]);
  await world.startApp();
  expect(world.client.handingIn.value).toBe(true);
  await world.talk();
  expect(world.serverNotes()).toEqual(["a:ghi chú"]);
  expect((await world.store.load()).rows).toEqual([]);
});

test("Revoked tablet says how many notes nobody took", async () => {
  const world = await connected();
  await writtenOffline(world, "a", "b");
  world.server.revoked = world.server.handIn = true;
  world.server.refuse = (command) => (command.number === 1 ? "not_allowed" : null);
  await world.tick(2_000);
  await world.talk();
  expect(world.server.handedIn).toBe(1);
  expect(world.serverNotes()).toEqual(["b:ghi chú"]);
  expect((await world.store.load()).rows).toEqual([]);
});

test("Tablet that may not hand in erases everything, as before", async () => {
  const world = await connected();
  await writtenOffline(world, "a");
  world.server.revoked = true;
  await world.tick(2_000);
  await world.talk();
  expect(world.server.applied).toEqual([]);
  expect((await world.store.load()).rows).toEqual([]);
  expect(world.server.handedIn).toBe(null);
});

test("Sign-in that the server ended is told at the entrance, and the outbox is kept", async () => {
  const world = await connected();
  world.server.person = null;
  world.server.newest.toDevice.push({
    type: "refusal",
    ask: 0,
    code: "sign_in_ended",
    sentence: "Phiên đăng nhập đã kết thúc. Hãy đăng nhập lại.",
  });
  world.server.tellStanding();
  await world.talk();
  expect(world.client.standing.value?.state).toBe("approved");
  expect(world.client.signInEnded.value).toContain("đã kết thúc");
  const signedIn = world.client.signIn({ person: "DB24", secret: "123456" });
  await world.talk();
  await signedIn;
  expect(world.client.signInEnded.value).toBe("");
});

test("Words of a sheet that closes with the revocation are brought, too", async () => {
  const world = await connected();
  const { client } = world;
  client.handingIn.subscribe((begun) => begun && void client.sendCommand(put("z")));
  world.server.revoked = world.server.handIn = true;
  world.cut();
  await world.tick(2_000);
  await world.talk();
  expect(world.serverNotes()).toEqual(["z:ghi chú"]);
  expect(world.server.handedIn).toBe(0);
  expect((await world.store.load()).rows).toEqual([]);
});
